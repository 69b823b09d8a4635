/** The keys of the summary. */
import type {Guard} from '../../../machine/guard.ts';
import {canUndo} from '../../../rollout/guards.ts';
import {isToBeProven, outcomeInShort} from '../../../rollout/outcomes.ts';
import {noWork, type RegionWork, type RolloutState} from '../../../rollout/state.ts';
import {nextToDo, regionIn} from '../../../rollout/steps/summary.ts';
import {enforcedIn} from '../../../rollout/steps/watch.ts';
import {canLoosen, type StateIn, type StepKeys} from '../../keys/step-keys.ts';
import {backKey, copyCommandKey, endKeys, fieldKeys, listKeys, overwriteKeys, quitKey} from '../../keys/usual.ts';

export const summaryKeys: StepKeys<'summary', 'summary' | 'export-name' | 'overwrite'> = {
	places: {
		summary: 'Summary',
		'export-name': {title: 'Summary, typing the name of a file to write', typing: 'ahead'},
		overwrite: 'Summary, asked before overwriting',
	},
	placeOf: ({step: {exporting}}) =>
		exporting === undefined ? 'summary' : exporting.phase === 'overwrite?' ? 'overwrite' : 'export-name',
	bindings: [
		{
			keys: ['a'],
			words: {general: 'back to audit mode…', now: () => 'audit mode…'},
			where: ['summary'],
			// The way out is in sight wherever a Region enforces.
			isInFooter: (state) => canLoosen(state, regionIn(state, state.step)) === true,
			guard: (state) => canLoosen(state, regionIn(state, state.step)),
			event: {type: 'loosen'},
		},
		{
			keys: ['p'],
			words: 'prove it again',
			where: ['summary'],
			isInFooter(state) {
				const work = workIn(state);
				return canProve(work) === true && ['danger', 'warning'].includes(outcomeInShort(work)?.tone ?? '');
			},
			guard: (state) => canProve(workIn(state)),
			event: {type: 'retry'},
		},
		{
			keys: ['enter'],
			words: {general: 'next Region', now: nextInWords},
			where: ['summary'],
			isInFooter: true,
			event: {type: 'next'},
		},
		{
			keys: ['W'],
			words: {
				general: 'watch all Regions that enforce for refused launches',
				now(state) {
					const count = enforcedIn(state).length;
					return count > 1 ? `watch all ${count}` : 'watch';
				},
			},
			where: ['summary'],
			isInFooter: true,
			guard: (state) => (enforcedIn(state).length > 0 ? true : 'no Region enforces'),
			event: {type: 'watch'},
		},
		{
			keys: ['u'],
			words: {general: 'take back the last change in the Region…', now: () => 'undo…'},
			where: ['summary'],
			isInFooter: true,
			guard: (state) => canUndo(state),
			event: {type: 'take-back', scope: 'region'},
		},
		{
			keys: ['w'],
			words: {general: 'write the report to a file', now: () => 'write'},
			where: ['summary'],
			isInFooter: true,
			event: {type: 'export'},
		},
		{
			keys: ['U'],
			words: {general: 'take back all that the fleet run did…', now: () => 'undo the run…'},
			where: ['summary'],
			guard: (state) => (state.fleet?.id === undefined ? 'there is no fleet run' : canUndo(state)),
			event: {type: 'take-back', scope: 'run'},
		},
		{keys: ['i'], words: "show or hide AWS's answers", where: ['summary'], event: {type: 'answers'}},
		...endKeys(['summary'] as const),
		...listKeys(['summary'] as const),
		backKey(['summary']),
		copyCommandKey(['summary']),
		quitKey(['summary']),
		...fieldKeys(['export-name'] as const, 'save'),
		...overwriteKeys(['overwrite'] as const),
	],
};

/** What is known of the Region under the cursor. */
function workIn(state: StateIn<'summary'>): RegionWork {
	return state.work[regionIn(state, state.step)] ?? noWork;
}

function nextInWords(state: RolloutState): string {
	if (state.fleet !== undefined) {
		return 'next to decide';
	}

	const place = nextToDo(state);
	return place === undefined ? 'Regions' : `next: ${state.queue[place] ?? ''}`;
}

/** What was taken back hides nothing any more. */
function canProve(work: RegionWork): Guard {
	return work.proof === undefined
		? 'it was not enforced in this run'
		: isToBeProven(work)
			? true
			: 'it does not enforce any more';
}
