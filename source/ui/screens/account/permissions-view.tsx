import {Box} from 'ink';
import type {PermissionCheck} from '../../../operations/ports.ts';
import type {Loadable} from '../../../machine/loadable.ts';
import {ProblemView} from '../../components/problem-view.tsx';
import {Spinner} from '../../components/spinner.tsx';
import {Toned} from '../../components/toned.tsx';
import {useTheme} from '../../hooks/use-theme.ts';

/** What a dry run of each call said: what is missing, and how to get it. */
export function PermissionsView({permissions}: {readonly permissions: Loadable<readonly PermissionCheck[]>}) {
	const {symbols} = useTheme();
	switch (permissions.status) {
		case 'wanted': {
			return <Spinner label="Trying each permission with a dry run" />;
		}

		case 'failed': {
			return <ProblemView problem={permissions.problem} />;
		}

		case 'here': {
			const missing = permissions.value.filter(({granted}) => granted === false);
			const unknown = permissions.value.filter(({granted}) => granted === undefined);
			return (
				<Box flexDirection="column">
					{missing.length === 0 && unknown.length === 0 && (
						<Toned tone="good">{`${symbols.allowed} All ${permissions.value.length} permissions are there.`}</Toned>
					)}
					{missing.map(({action}) => (
						<Toned key={action} tone="danger">{`${symbols.notAllowed} missing: ${action}`}</Toned>
					))}
					{missing.length > 0 && (
						<Toned tone="muted">`allowed-amis iam-policy` prints the policy that grants them.</Toned>
					)}
					{unknown.length > 0 && (
						<Toned tone="warning">{`${symbols.unknown} not known: ${unknown.map(({action}) => action).join(', ')}`}</Toned>
					)}
				</Box>
			);
		}
	}
}
