/** Launches: everything that launches an image, running or not, each with what the criteria say of it. */
import {isDeepStrictEqual} from 'node:util';
import type {AllowedImagesSettings} from '../../../criteria/settings.ts';
import {jobsOf, whenWanted} from '../../../machine/effect.ts';
import {movedCursor} from '../../../machine/list.ts';
import {failed, here, valueOf} from '../../../machine/loadable.ts';
import type {MoveEvent} from '../../../machine/event.ts';
import {ec2} from '../../../operations/aws-cli.ts';
import {findLaunches} from '../../../operations/launches/find-launches.ts';
import type {RegionLaunches} from '../../../operations/launches/launch.ts';
import type {OfRegion, RolloutEffect} from '../../context.ts';
import {canChange} from '../../guards.ts';
import {launchesAgain} from '../../launches-so-far.ts';
import {addToDraft, decideStep, enterApply, enterCriteria} from '../../moves/steps.ts';
import {goTo, withWork} from '../../moves/updates.ts';
import {scrolledDetails, type ShownDetails} from '../../shown-details.ts';
import {currentRegion, type RegionWork, type RolloutState, type StepOf} from '../../state.ts';
import type {StepModule} from '../step.ts';
import {launchOf, currentRow, rowsIn} from './rows.ts';

declare module '../../state.ts' {
	interface Steps {
		launches: {
			/** The Regions whose launches are listed together. */
			readonly regions: readonly string[];
			/** One by one, or by the image that they launch. */
			readonly by: 'source' | 'image';
			readonly cursor: number;
			/** The image whose launches alone are listed, and the cursor to go back to. */
			readonly opened?: {readonly key: string; readonly cursor: number};
			/** The details take the whole screen. */
			readonly isZoomed?: boolean;
			readonly details?: ShownDetails;
			/** The review as it was left. */
			readonly review: StepOf<'review'>;
		};
	}

	interface Events {
		/** To what launches, running or not. */
		launches: {readonly by: 'source' | 'image'};
		/** What launches the current image, one by one; of one source all that there is to say. */
		'open-launch': Nothing;
		/** Seen enough of CloudTrail: what was read is kept. */
		'stop-launches': Nothing;
	}
}

/** How many days of CloudTrail are read. */
export const daysRead = 14;

/** It goes on wherever one looks, once it was asked for: CloudTrail takes its time. */
const lookForLaunches: RolloutEffect<
	OfRegion & {
		readonly account: string;
		readonly isScanned: boolean;
		readonly settings: AllowedImagesSettings | undefined;
	},
	RegionLaunches
> = {
	name: 'launches',
	// A fleet run and a review ask for it in every Region. Most of it is waiting for CloudTrail, which takes two questions a second in each; nobody
	// should wait for that of another Region before the rest of his own is read.
	lane: {name: 'launches', width: 16},
	wanted: ({work, identity: {account}}) =>
		Object.entries(work).flatMap(([region, {launches, scan, reading}]) =>
			// Where it is being scanned, the scan comes first: what runs launches, too.
			launches === undefined || scan?.status === 'running'
				? []
				: whenWanted(launches, region, {
						region,
						account,
						isScanned: scan?.status === 'done' && scan.isComplete,
						settings: valueOf(reading)?.settings,
					}),
		),
	async run({region, account, isScanned, settings}, {cloud, inventoryOf, world, signal, update}) {
		// What a scan has not come to the end of is scanned anew.
		const inventory = isScanned ? inventoryOf(region) : undefined;
		const stop = new AbortController();
		return findLaunches(region, {
			cloud: cloud(),
			account,
			reported: settings,
			days: daysRead,
			now: world.now(),
			signal,
			stop: stop.signal,
			onProgress(words) {
				update((state) => {
					// Whoever has seen enough is heard after each page.
					if (state.work[region]?.hasEnoughLaunches === true) {
						stop.abort();
					}

					return withWork(state, region, {launchesProgress: words});
				});
			},
			onStanding(found) {
				update((state) => withLaunches(state, region, ({attempt}) => ({standing: {attempt, found}})));
			},
			...(inventory !== undefined && {inventory}),
		});
	},
	done: (state, found, {region}) =>
		withLaunches(state, region, (launches) => ({launches: here(launches, found), hasEnoughLaunches: false})),
	failed: (state, problem, {region}) =>
		withLaunches(state, region, (launches) => ({launches: failed(launches, problem), hasEnoughLaunches: false})),
	cancelled: (state, {region}) => withWork(state, region, {hasEnoughLaunches: true}),
};

export const launches: StepModule<'launches'> = {
	crumbs: ['Launches'],
	track: 'Review',
	on: {
		move,
		'move-to': move,
		'open-launch'(state, step) {
			const row = currentRow(state, step);
			return row?.type === 'image'
				? goTo(state, {...step, cursor: 0, opened: {key: row.key, cursor: step.cursor}})
				: goTo(state, {...step, isZoomed: step.isZoomed !== true});
		},
		zoom: (state, step) => goTo(state, {...step, isZoomed: step.isZoomed !== true}),
		'shown-details': (state, step, {type: _, ...details}) =>
			isDeepStrictEqual(step.details, details) ? state : goTo(state, {...step, details}),
		'scroll-details': (state, step, {of, by}) => goTo(state, {...step, details: scrolledDetails(step.details, of, by)}),
		retry: (state, {regions}) => regions.reduce((next, region) => withLaunches(next, region, launchesAgain), state),
		'stop-launches': (state, {regions}) =>
			regions
				.filter((region) => state.work[region]?.launches?.status === 'wanted')
				.reduce((next, region) => withWork(next, region, {hasEnoughLaunches: true}), state),
		'add-to-draft': addToDraft,
		revise: (state) => (canChange(state) === true ? enterCriteria(state) : state),
		'apply-draft': enterApply,
		next: (state) => (state.options.purpose === 'rollout' ? goTo(state, decideStep) : state),
		launches: (state, {regions, review}, {by}) => goTo(state, {name: 'launches', regions, review, by, cursor: 0}),
		browse: (state, {review}) => goTo(state, review),
		back(state, {opened, isZoomed, ...step}) {
			if (isZoomed === true) {
				return goTo(state, {...step, ...(opened !== undefined && {opened})});
			}

			return opened === undefined ? goTo(state, step.review) : goTo(state, {...step, cursor: opened.cursor});
		},
	},
	effects: [jobsOf(lookForLaunches)],
	command: (state, step) =>
		// Without a template, AWS takes these two names alone.
		ec2(
			'describe-launch-template-versions',
			step.regions[0] ?? currentRegion(state),
			state.options,
			'--versions',
			'$Default',
			'$Latest',
		),
};

function move(state: RolloutState, step: StepOf<'launches'>, event: MoveEvent): RolloutState {
	const moved = {...step, cursor: movedCursor(step.cursor, event, rowsIn(state, step).length)};
	const row = currentRow(state, moved);
	// In a list over the Regions of a fleet run, the current one is that of the current line.
	const position = row === undefined || state.fleet === undefined ? -1 : state.queue.indexOf(launchOf(row).region);
	return goTo(position === -1 ? state : {...state, position}, moved);
}

function withLaunches(
	state: RolloutState,
	region: string,
	change: (launches: NonNullable<RegionWork['launches']>) => Partial<RegionWork>,
): RolloutState {
	const {launches: known} = state.work[region] ?? {};
	return known === undefined ? state : withWork(state, region, change(known));
}
