/** What this tool changed last in a Region: who, when, what; and whether that is still so. */
import {sameCriteria} from '../../../criteria/settings.ts';
import {valueOf} from '../../../machine/loadable.ts';
import type {HistoryEntry} from '../../../operations/ports.ts';
import type {RolloutState} from '../../../rollout/state.ts';
import {principalOf} from '../../../principal.ts';
import {safeText} from '../../../safe-text.ts';
import {line, wrapped, type Line} from '../../components/text/lines.tsx';
import type {Look} from '../../components/text/text-lines.ts';

/** Nothing is said to be the last word on a Region: others change it, too. */
export function lastChangeLines(state: RolloutState, region: string, {width, symbols}: Look): readonly Line[] {
	const {lastChanges} = state;
	switch (lastChanges?.status) {
		case undefined:
		case 'wanted': {
			return [line('Reading the history', 'muted')];
		}

		case 'failed': {
			return wrapped(`The history can't be read: ${lastChanges.problem.what}`, width, {tone: 'warning'});
		}

		case 'here': {
			const entry = lastChanges.value[region];
			if (entry === undefined) {
				return wrapped('Nothing was changed here by this tool, from this machine.', width, {tone: 'muted'});
			}

			const {arn, at, outcome, resolved} = entry;
			const isUnknown = outcome.status === 'unknown' && resolved !== 'took effect';
			const settings = valueOf(state.overview[region]?.settings);
			const {after} = entry;
			const isOther =
				settings !== undefined &&
				!isUnknown &&
				(settings.State !== after.State || !sameCriteria(settings.ImageCriteria, after.ImageCriteria));
			return [
				...wrapped(changeInWords(entry, symbols.arrow), width),
				...wrapped(`${at.slice(0, 16).replace('T', ' ')} UTC by ${safeText(principalOf(arn))}`, width, {tone: 'muted'}),
				...(isUnknown ? wrapped(`Whether it took effect: ${resolved ?? 'not known'}.`, width, {tone: 'warning'}) : []),
				...(isOther
					? wrapped('It reports something else now: somebody changed it since.', width, {tone: 'warning'})
					: []),
			];
		}
	}
}

function changeInWords({kind, before, after, undoes}: HistoryEntry, arrow: string): string {
	const what =
		kind === 'criteria'
			? `criteria replaced (${before.ImageCriteria.length} ${arrow} ${after.ImageCriteria.length})`
			: `${before.State} ${arrow} ${after.State}`;
	return undoes === undefined ? what : `${what}, taking back an earlier change`;
}
