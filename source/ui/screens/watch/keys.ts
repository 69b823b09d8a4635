/** The keys of the watch. */
import {regionToLoosen} from '../../../rollout/steps/watch.ts';
import {canLoosen, type StepKeys} from '../../keys/step-keys.ts';
import {backKey, copyCommandKey, lineKeys, quitKey} from '../../keys/usual.ts';

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
		backKey(['watch'], 'back; it can be taken up again'),
		copyCommandKey(['watch']),
		quitKey(['watch']),
	],
};
