/** The keys of the watch. */
import {overIn, regionToLoosen} from '../../../rollout/steps/watch.ts';
import {canLoosen, type StepKeys} from '../../keys/step-keys.ts';
import {copyCommandKey, lineKeys, quitKey} from '../../keys/usual.ts';

export const watchKeys: StepKeys<'watch', 'watch'> = {
	places: {watch: 'Watch'},
	placeOf: () => 'watch',
	bindings: [
		{
			keys: ['a'],
			words: 'back to audit mode…',
			where: ['watch'],
			isInFooter: true,
			guard: (state) => canLoosen(state, regionToLoosen(state, state.step)),
			event: {type: 'loosen'},
		},
		{
			keys: ['r'],
			words: 'try again',
			where: ['watch'],
			isInFooter: (state) => overIn(state, state.step).length > 0,
			guard: (state) => (overIn(state, state.step).length > 0 ? true : 'it is being watched'),
			event: {type: 'retry'},
		},
		...lineKeys(['watch'] as const, ['k'], ['j']),
		{
			keys: ['esc'],
			// In a narrow window the way back to audit mode needs the room.
			words: {general: 'back; it can be taken up again', now: () => 'back'},
			where: ['watch'],
			isInFooter: true,
			event: {type: 'back'},
		},
		copyCommandKey(['watch']),
		quitKey(['watch']),
	],
};
