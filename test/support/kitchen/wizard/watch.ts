/** Launches that were refused since. */
import {currentWork} from '../../../../source/rollout/state.ts';
import type {Scene} from '../scene.ts';
import type {Maker} from './maker.tsx';
import {denied} from './problems.ts';
import {withWork, withoutWatched, launchesIn} from './states.ts';

export function watchScenes({stops, at, now}: Maker): readonly Scene[] {
	return [
		at('watch', 'watch: asking', ({...state}) => ({
			...state,
			work: {...state.work, 'us-east-1': withoutWatched(currentWork(state))},
		})),
		at('watch', 'watch: nothing yet'),
		at(
			'watch',
			'watch: refused',
			(state) =>
				withWork(state, {
					watched: {
						since: now.toISOString(),
						askedAt: now.toISOString(),
						count: 42,
						unread: [{source: 'Scaling activities', problem: denied}],
						launches: launchesIn(stops.launches.state)
							.filter(({allowed, imageId}) => allowed === false && imageId.startsWith('ami-'))
							.flatMap((one) => Array.from({length: 4}, () => one))
							.map(({imageId, id}, index) => ({
								time: new Date(now.getTime() - index * 61_000).toISOString(),
								region: 'us-east-1',
								source: {type: index % 2 === 0 ? ('auto-scaling-group' as const) : ('recent-launch' as const), id},
								imageId,
								error: 'InvalidAMIID.NotFound',
								message: `The image id '[${imageId}]' does not exist`,
								by: 'arn:aws:sts::123456789012:assumed-role/ci-runner/pipeline-4711',
							})),
					},
				}),
			{presses: ['down']},
		),
	];
}
