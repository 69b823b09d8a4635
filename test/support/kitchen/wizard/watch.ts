/** Launches that were refused since. */
import type {RefusedLaunch} from '../../../../source/operations/watch/refused.ts';
import {currentWork, type Watched} from '../../../../source/rollout/state.ts';
import type {Scene} from '../scene.ts';
import type {Maker} from './maker.tsx';
import {denied, unreachable} from './problems.ts';
import {withWork, withoutWatched, launchesIn} from './states.ts';

/** Who calls: a role, one with long names, a user. */
const callers = [
	'arn:aws:sts::123456789012:assumed-role/ci-runner/pipeline-4711',
	'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_PlatformAdministrators_0123456789abcdef/jane.roe@example.com',
	'arn:aws:iam::123456789012:user/team/jane',
];

export function watchScenes({stops, at, now}: Maker): readonly Scene[] {
	const quiet: Watched = {
		since: new Date(now.getTime() - 3_600_000).toISOString(),
		askedAt: now.toISOString(),
		count: 0,
		unread: [],
		launches: [],
	};
	const launches = launchesIn(stops.launches.state)
		.filter(({allowed, imageId}) => allowed === false && imageId.startsWith('ami-'))
		.flatMap((one) => Array.from({length: 4}, () => one))
		.slice(0, 42)
		.map(({imageId, id}, index): RefusedLaunch => {
			const isCall = index % 2 === 1;
			return {
				time: new Date(now.getTime() - index * 61_000).toISOString(),
				region: 'us-east-1',
				source: isCall ? {type: 'recent-launch', id: imageId} : {type: 'auto-scaling-group', id},
				imageId,
				error: 'InvalidAMIID.NotFound',
				message: `The image id '[${imageId}]' does not exist`,
				by: (isCall ? callers[Math.floor(index / 2) % callers.length] : undefined) ?? 'autoscaling.amazonaws.com',
			};
		});
	const refused = {launches, count: launches.length};
	return [
		at('watch', 'watch: asking', ({...state}) => ({
			...state,
			work: {...state.work, 'us-east-1': withoutWatched(currentWork(state))},
		})),
		at('watch', 'watch: nothing yet', (state) => withWork(state, {watched: quiet})),
		at('watch', 'watch: nothing in what could be read', (state) =>
			withWork(state, {watched: {...quiet, unread: [{source: "CloudTrail's launches", problem: denied}]}}),
		),
		at('watch', 'watch: without the history', (state) =>
			withWork(state, {
				watched: {...quiet, isOver: true, unread: [{source: 'The history', problem: unreachable}]},
			}),
		),
		at('watch', 'watch: refused', (state) => withWork(state, {watched: {...quiet, ...refused}}), {presses: ['down']}),
		at(
			'watch',
			'watch: refused, not all of it read',
			(state) =>
				withWork(state, {
					watched: {...quiet, ...refused, unread: [{source: 'Scaling activities', problem: denied}]},
				}),
			{presses: ['down']},
		),
	];
}
