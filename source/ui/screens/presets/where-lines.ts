/** In which Regions a preset is applied, as far as that was read: what was not is said, and never counts as nowhere. */
import {counted} from '../../../counted.ts';
import type {AllowedImagesSettings} from '../../../criteria/settings.ts';
import {whereApplied} from '../../../operations/applied-criteria.ts';
import type {Preset} from '../../../operations/ports.ts';
import type {PresetsState} from '../../../presets/state.ts';
import {safeText} from '../../../safe-text.ts';
import {line, wrapped, type Line} from '../../components/text/lines.tsx';
import {problemLines, type Look} from '../../components/text/text-lines.ts';
import type {Tone} from '../../theme.ts';

/** Where exactly the criteria of a preset are applied. */
export function whereLines(
	{applied, readSoFar, options}: PresetsState,
	{criteria}: Preset,
	look: Look,
): readonly Line[] {
	const {width} = look;
	switch (applied?.status) {
		case undefined: {
			return wrapped(
				`Where it is applied is not read yet. R asks every Region of ${options.profile === undefined ? 'the account' : `profile ${safeText(options.profile)}`} what it holds; nothing is changed.`,
				width,
				{tone: 'muted'},
			);
		}

		case 'wanted': {
			const soFar =
				readSoFar === undefined ? '' : `: ${readSoFar.done} of ${counted(readSoFar.count, 'Region')} so far`;
			return wrapped(`Where it is applied is being read${soFar}`, width, {tone: 'accent'});
		}

		case 'failed': {
			return [
				...wrapped('Where it is applied is not known: the account could not be read. R tries again.', width, {
					tone: 'warning',
				}),
				...problemLines(applied.problem, look),
			];
		}

		case 'here': {
			const {account, at, regions} = applied.value;
			const {held, unread, read} = whereApplied(criteria, applied.value);
			const of = `of ${counted(regions.length, 'Region')} of ${account}`;
			const names = Math.max(...held.map(({region}) => region.length), 0) + 2;
			return [
				...(held.length > 0
					? wrapped(`Applied in ${held.length} ${of}`, width, {tone: 'strong'})
					: read === 0
						? wrapped(`Where it is applied is not known: none ${of} could be read`, width, {tone: 'warning'})
						: wrapped(`Applied in none of the ${counted(read, 'Region')} of ${account} that could be read`, width)),
				...held.flatMap(({region, settings}) => {
					const {words, tone} = stateInWords(settings);
					return wrapped(words, width, {tone, first: [{text: `  ${safeText(region).padEnd(names)}`}]});
				}),
				...(unread.length === 0
					? []
					: wrapped(
							`It may be applied in ${unread.length === 1 ? 'this one' : `these ${unread.length}`}, too, which could not be read: ${unread.map(({region, problem}) => `${safeText(region)} (${problem.kind})`).join(', ')}`,
							width,
							{tone: 'warning', first: [{text: `${look.symbols.warning} `, tone: 'warning'}]},
						)),
				line(`read ${safeText(at.slice(11, 19))} UTC; R reads again`, 'muted'),
			];
		}
	}
}

/** What holding criteria means there. */
function stateInWords({State, ManagedBy}: AllowedImagesSettings): {readonly words: string; readonly tone?: Tone} {
	const by = ManagedBy === 'account' ? '' : ' by a policy of the organization';
	switch (State) {
		case 'enabled': {
			return {words: `enabled${by}: all other images are blocked`, tone: 'good'};
		}

		case 'audit-mode': {
			return {words: `audit mode${by}: nothing is blocked`};
		}

		case 'disabled': {
			return {words: `disabled${by}: nothing is restricted`, tone: 'muted'};
		}

		default: {
			return {words: `${safeText(State)}${by}`, tone: 'warning'};
		}
	}
}

/** The same in a few characters, for a column: `2`, `2, ? in 3`; `?` where nothing is known. */
export function whereInShort({applied}: PresetsState, {criteria}: Preset): string {
	if (applied?.status !== 'here') {
		return applied?.status === 'wanted' ? '…' : '?';
	}

	const {held, unread, read} = whereApplied(criteria, applied.value);
	return read === 0 ? '?' : `${held.length}${unread.length === 0 ? '' : `, ? in ${unread.length}`}`;
}
