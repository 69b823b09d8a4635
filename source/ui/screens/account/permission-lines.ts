import type {PermissionCheck} from '../../../operations/ports.ts';
import type {Loadable} from '../../../machine/loadable.ts';
import {line, wrapped, type Line} from '../../components/text/lines.tsx';
import {problemLines, type Look} from '../../components/text/text-lines.ts';

/** What a dry run of each call in a Region said: what is missing, and how to get it. Another Region may refuse what this one does not. */
export function permissionLines(
	permissions: Loadable<readonly PermissionCheck[]>,
	region: string | undefined,
	look: Look,
): readonly Line[] {
	const {width, symbols} = look;
	switch (permissions.status) {
		case 'wanted': {
			return [line('Trying each permission with a dry run…', 'muted')];
		}

		case 'failed': {
			return problemLines(permissions.problem, look);
		}

		case 'here': {
			const missing = permissions.value.filter(({granted}) => granted === false);
			const unknown = permissions.value.filter(({granted}) => granted === undefined);
			return missing.length === 0 && unknown.length === 0
				? wrapped(
						`All ${permissions.value.length} permissions are there${region === undefined ? '' : `, tried in ${region}`}.`,
						width,
						{
							tone: 'good',
							first: [{text: `${symbols.allowed} `, tone: 'good'}],
						},
					)
				: [
						...missing.flatMap(({action}) =>
							wrapped(`missing: ${action}`, width, {
								tone: 'danger',
								first: [{text: `${symbols.notAllowed} `, tone: 'danger'}],
							}),
						),
						...(missing.length > 0
							? wrapped('`allowed-amis iam-policy` prints the policy that grants them.', width, {tone: 'muted'})
							: []),
						...unknown.flatMap(({action}) =>
							wrapped(`not known: ${action}`, width, {
								tone: 'warning',
								first: [{text: `${symbols.unknown} `, tone: 'warning'}],
							}),
						),
					];
		}
	}
}
