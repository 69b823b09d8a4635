/** Launches: everything that launches an image in the Region, running or not, each with what the criteria say of it. */
import {jobsOf, whenWanted} from '../../machine/effect.ts';
import {movedCursor} from '../../machine/list.ts';
import {again, failed, here} from '../../machine/loadable.ts';
import {ec2} from '../../operations/aws-cli.ts';
import {findLaunches} from '../../operations/launches/find-launches.ts';
import type {RegionLaunches} from '../../operations/launches/launch.ts';
import type {OfRegion, RolloutEffect} from '../context.ts';
import {enterReview, goTo, withCurrentWork, withWork} from '../moves.ts';
import {currentRegion, currentWork, type RolloutState} from '../state.ts';
import type {StepModule} from './step.ts';

declare module '../state.ts' {
	interface Steps {
		launches: {readonly cursor: number};
	}

	interface Events {
		/** To what launches, running or not. */
		launches: Nothing;
	}
}

/** How many days of CloudTrail are read. */
export const daysRead = 14;

/** It goes on wherever one looks, once it was asked for: CloudTrail takes its time. */
const lookForLaunches: RolloutEffect<
	OfRegion & {readonly account: string; readonly isScanned: boolean},
	RegionLaunches
> = {
	name: 'launches',
	// A fleet run asks for it in every Region.
	lane: {name: 'launches', width: 4},
	wanted: ({work, identity: {account}}) =>
		Object.entries(work).flatMap(([region, {launches, scan}]) =>
			launches === undefined
				? []
				: whenWanted(launches, region, {region, account, isScanned: scan?.status === 'done' && scan.isComplete}),
		),
	async run({region, account, isScanned}, {cloud, inventoryOf, world, signal, update}) {
		// What a scan has not come to the end of is scanned anew.
		const inventory = isScanned ? inventoryOf(region) : undefined;
		return findLaunches(region, {
			cloud: cloud(),
			account,
			days: daysRead,
			now: world.now(),
			signal,
			onProgress(words) {
				update((state) => withWork(state, region, {launchesProgress: words}));
			},
			...(inventory !== undefined && {inventory}),
		});
	},
	done(state, found, {region}) {
		const {launches} = state.work[region] ?? {};
		return launches === undefined ? state : withWork(state, region, {launches: here(launches, found)});
	},
	failed(state, problem, {region}) {
		const {launches} = state.work[region] ?? {};
		return launches === undefined ? state : withWork(state, region, {launches: failed(launches, problem)});
	},
};

export const launches: StepModule<'launches'> = {
	on: {
		move: (state, step, event) => goTo(state, {...step, cursor: movedCursor(step.cursor, event, countIn(state))}),
		retry(state) {
			const {launches: found} = currentWork(state);
			return found === undefined ? state : withCurrentWork(state, {launches: again(found)});
		},
		launches: (state) => enterReview(state),
		back: (state) => enterReview(state),
	},
	effects: [jobsOf(lookForLaunches)],
	command: (state) => ec2('describe-launch-template-versions', currentRegion(state), state.options),
};

function countIn(state: RolloutState): number {
	const {launches: found} = currentWork(state);
	return found?.status === 'here' ? found.value.launches.length : 0;
}
