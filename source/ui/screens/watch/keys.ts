/** The keys of the watch. */
import {regionToLoosen} from '../../../rollout/steps/watch.ts';
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
