/** The keys of the list of Regions. */
import {counted} from '../../../counted.ts';
import type {Guard} from '../../../machine/guard.ts';
import type {RegionOverview, RolloutState} from '../../../rollout/state.ts';
import {canMark, canMarkAll, canStart, regionAt} from '../../../rollout/steps/regions.ts';
import type {StepKeys} from '../../keys/step-keys.ts';
import {backKey, copyCommandKey, endKeys, fieldKeys, lineKeys, listKeys, quitKey} from '../../keys/usual.ts';

export const regionsKeys: StepKeys<'regions', 'regions' | 'filter'> = {
	places: {regions: 'Regions', filter: {title: 'Regions, typing a filter', typing: 'ahead'}},
	placeOf: ({step}) => (step.isFiltering ? 'filter' : 'regions'),
	bindings: [
		{
			keys: ['enter'],
			words: {
				general: 'start with the marked Regions, or the current one',
				now: ({marked}) => (marked.length > 1 ? `${marked.length} one by one` : 'start'),
			},
			where: ['regions'],
			isInFooter: true,
			guard: (state) => canStart(state, state.step),
			event: {type: 'next'},
		},
		{
			keys: ['f'],
			words: {
				general: 'work on all marked Regions together, as a fleet',
				now: ({marked}) => (marked.length > 1 ? `${marked.length} together` : 'several together'),
			},
			where: ['regions'],
			isInFooter: true,
			guard: ({marked}) => (marked.length > 0 ? true : 'no Region is marked'),
			event: {type: 'fleet'},
		},
		{
			keys: ['F'],
			words: {
				general: 'go on with a fleet run that was left midway',
				now: ({unfinished}) =>
					unfinished.status === 'here' && unfinished.value !== undefined
						? `resume the run of ${counted(unfinished.value.regions.length, 'Region')}`
						: 'go on with a fleet run',
			},
			where: ['regions'],
			isInFooter: wasLeftMidway,
			guard: (state) => (wasLeftMidway(state) ? true : 'no run was left midway'),
			event: {type: 'resume-fleet'},
		},
		{
			keys: ['space'],
			words: {
				general: 'mark, or not',
				now: (state) => (state.marked.includes(regionAt(state, state.step)?.name ?? '') ? 'unmark' : 'mark'),
			},
			where: ['regions'],
			isInFooter: true,
			guard: (state) => canMark(state, state.step),
			event: {type: 'mark'},
		},
		{keys: ['a'], words: 'all', where: ['regions'], isInFooter: true, guard: canMarkAll, event: {type: 'mark-all'}},
		{keys: ['/'], words: 'filter', where: ['regions'], isInFooter: true, event: {type: 'filter'}},
		{
			keys: ['r'],
			words: 'retry failed',
			where: ['regions'],
			isInFooter: (state) =>
				state.regions.status === 'failed' || hasFailed(state.overview[regionAt(state, state.step)?.name ?? '']),
			guard: canRetry,
			event: {type: 'retry'},
		},
		...listKeys(['regions'] as const),
		...endKeys(['regions'] as const),
		backKey(['regions']),
		copyCommandKey(['regions']),
		quitKey(['regions']),
		...fieldKeys(['filter'] as const, 'keep the filter', 'clear the filter'),
		...lineKeys(['filter'] as const),
	],
};

function wasLeftMidway({unfinished}: Pick<RolloutState, 'unfinished'>): boolean {
	return unfinished.status === 'here' && unfinished.value !== undefined;
}

/** Whether anything could not be read, or why there is nothing to read again. */
function canRetry({regions, overview, lastChanges}: RolloutState): Guard {
	return regions.status === 'failed' ||
		lastChanges?.status === 'failed' ||
		Object.values(overview).some((one) => hasFailed(one))
		? true
		: 'nothing failed so far';
}

function hasFailed(overview: RegionOverview | undefined): boolean {
	return overview?.settings.status === 'failed' || overview?.counts.status === 'failed';
}
