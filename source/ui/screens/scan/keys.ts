/** The keys of the scan. */
import {currentWork} from '../../../rollout/state.ts';
import {canRescan} from '../../../rollout/steps/review/scanning-again.ts';
import type {StepKeys} from '../../keys/step-keys.ts';
import {copyCommandKey, quitKey} from '../../keys/usual.ts';

export const scanKeys: StepKeys<'scan', 'scan'> = {
	places: {scan: 'Scan'},
	placeOf: () => 'scan',
	bindings: [
		{
			keys: ['enter'],
			words: 'review',
			where: ['scan'],
			isInFooter: true,
			guard: (state) =>
				currentWork(state).scan?.status === 'done' ? true : 'the scan is not done; b browses what is here',
			event: {type: 'next'},
		},
		{
			keys: ['esc'],
			words: {
				general: 'cancel the scan, or back',
				now: (state) => (currentWork(state).scan?.status === 'running' ? 'cancel scan' : 'back'),
			},
			where: ['scan'],
			isInFooter: true,
			event: {type: 'back'},
		},
		{
			keys: ['b'],
			words: "browse what's here",
			where: ['scan'],
			// Of a scan that is done, that is what the review does.
			isInFooter: (state) => currentWork(state).scan?.status !== 'done',
			event: {type: 'browse'},
		},
		{
			keys: ['r'],
			words: 'scan again',
			where: ['scan'],
			isInFooter: true,
			guard: (state) => canRescan(state),
			event: {type: 'rescan'},
		},
		copyCommandKey(['scan']),
		quitKey(['scan']),
	],
};
