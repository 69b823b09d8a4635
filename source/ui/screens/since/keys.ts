/** The keys of the list of what is different since the last scan. */
import {copySince} from '../../../rollout/steps/since/commands.ts';
import {canRescan} from '../../../rollout/steps/review/scanning-again.ts';
import {rowsIn} from '../../../rollout/steps/since/rows.ts';
import {decideKey, list, noFilterKey, type StepKeys} from '../../keys/step-keys.ts';
import {backKey, copyCommandKey, endKeys, listKeys, quitKey} from '../../keys/usual.ts';

export const sinceKeys: StepKeys<'since', 'since'> = {
	places: {since: 'Since the last scan'},
	placeOf: () => 'since',
	bindings: [
		{
			keys: ['enter'],
			words: 'its instances',
			where: ['since'],
			isInFooter: true,
			guard: (state) =>
				state.step.opened === undefined
					? rowsIn(state, state.step).count === 0
						? 'nothing is listed'
						: true
					: 'these are the instances',
			event: {type: 'open-since'},
		},
		decideKey(['since']),
		{
			keys: ['R'],
			words: 'scan again',
			where: ['since'],
			isInFooter: true,
			guard: (state) => canRescan(state),
			event: {type: 'rescan'},
		},
		{keys: ['N'], words: 'back to all instances', where: ['since'], event: {type: 'since'}},
		noFilterKey(['since'], 'N'),
		...listKeys(['since'] as const),
		...endKeys(['since'] as const),
		{keys: ['c'], words: 'copy the ID', where: ['since'], event: list(copySince)},
		copyCommandKey(['since']),
		backKey(['since']),
		quitKey(['since']),
	],
};
