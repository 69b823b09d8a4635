/** Watch: launches that AWS refused since the Region was enforced, as they become known, and the way back to audit mode. */
import {jobsOf} from '../../machine/effect.ts';
import {movedCursor} from '../../machine/list.ts';
import {settingsCommand} from '../../operations/aws-cli.ts';
import type {Launch} from '../../operations/launches/launch.ts';
import type {RefusedLaunch} from '../../operations/watch/refused.ts';
import {enforcedAt, watchRegion, type WatchSource} from '../../operations/watch/watch.ts';
import type {HistoryEntry} from '../../operations/ports.ts';
import {problemOf, type Problem} from '../../problem.ts';
import type {OfRegion, RolloutEffect} from '../context.ts';
import {canChange} from '../guards.ts';
import {askToLoosen} from '../moves/steps.ts';
import {goTo, withWork} from '../moves/updates.ts';
import {noWork, type RolloutState, type StepOf, type Watched} from '../state.ts';
import type {StepModule} from './step.ts';

declare module '../state.ts' {
	interface Steps {
		watch: {readonly cursor: number; /** Those that are watched, side by side. */ readonly regions: readonly string[]};
	}

	interface Events {
		/** To the launches that were refused. */
		watch: Nothing;
	}

	interface Watched {
		/** Newest first; of many, those that came last. */
		readonly launches: readonly RefusedLaunch[];
		/** How many there were. */
		readonly count: number;
		/** ISO 8601. */
		readonly since: string;
		/** When all was asked last, ISO 8601; absent before the first time. */
		readonly askedAt?: string;
		/** What could not be read the last time. */
		readonly unread: readonly Unread[];
		/** How often it was begun again. */
		readonly attempt?: number;
		/** It ended by itself: nothing is asked any more until somebody tries again. */
		readonly isOver?: boolean;
	}
}

/** The history tells since when to watch. */
type Unread = {readonly source: WatchSource | 'The history'; readonly problem: Problem};

/** So many are kept: a group that fails every minute fills a night. */
const mostKept = 500;

const watchEffect: RolloutEffect<OfRegion & {readonly account: string; readonly attempt: number}, void> = {
	name: 'watch',
	wanted: ({step, work, identity: {account}}) =>
		step.name === 'watch'
			? step.regions.map((region) => {
					const {attempt = 0} = work[region]?.watched ?? {};
					return {key: `${region}:${attempt}`, region, account, attempt};
				})
			: [],
	async run({region, account, attempt}, {cloud, world, signal, update}) {
		// What was refused before this tool enforced the Region is somebody else's; where it never did, the last hour.
		const anHourAgo = new Date(world.now().getTime() - 3_600_000);
		const begun = {launches: [], count: 0, since: anHourAgo.toISOString(), unread: [], attempt};
		// Before anything can fail: what fails is told beside it.
		update((state) => withWork(state, region, {watched: begun}));
		let entries: readonly HistoryEntry[];
		try {
			entries = await world.ledger.entries();
		} catch (error) {
			update((state) => withRound(state, region, overWith('The history', problemOf(error))));
			return;
		}

		const since = enforcedAt(entries, {account, region}) ?? anHourAgo;
		update((state) => withWork(state, region, {watched: {...begun, since: since.toISOString()}}));
		let unread: Round['unread'] = [];
		const events = watchRegion(region, {
			cloud: cloud().launches,
			since,
			signal,
			now: () => world.now(),
			wait: async (milliseconds, until) => world.pause(milliseconds / 1000, until),
		});
		for await (const event of events) {
			if (event.type === 'refused') {
				update((state) => withRefused(state, region, event.launch));
			} else if (event.type === 'unread') {
				unread = [...unread, event];
			} else {
				const round = {askedAt: world.now().toISOString(), unread};
				unread = [];
				update((state) => withRound(state, region, round));
			}
		}
	},
	// It goes on until one leaves.
	done: (state) => state,
	failed: (state, problem, {region}) => withRound(state, region, overWith("CloudTrail's launches", problem)),
};

export const watch: StepModule<'watch'> = {
	crumbs: ['Watch'],
	track: 'all passed',
	on: {
		move: (state, step, event) =>
			goTo(state, {...step, cursor: movedCursor(step.cursor, event, watchedIn(state, step).groups.length)}),
		loosen(state, step) {
			const region = regionToLoosen(state, step);
			return region !== undefined && isEnforced(state, region) && canChange(state, region) === true
				? askToLoosen({...state, position: state.queue.indexOf(region)}, step)
				: state;
		},
		retry: (state, step) =>
			overIn(state, step).reduce((next, region) => {
				const watched = next.work[region]?.watched;
				return watched === undefined
					? next
					: withWork(next, region, {
							watched: {...watched, unread: [], isOver: false, attempt: (watched.attempt ?? 0) + 1},
						});
			}, state),
		back: (state) => goTo(state, {name: 'summary'}),
	},
	effects: [jobsOf(watchEffect)],
	command: (state, step) => settingsCommand(regionToLoosen(state, step) ?? step.regions[0], state.options),
};

/** The Regions of the queue that enforce: whatever is refused there is worth knowing. */
export function enforcedIn(state: RolloutState): readonly string[] {
	return state.queue.filter((region) => isEnforced(state, region));
}

function isEnforced({work}: RolloutState, region: string): boolean {
	const {reading} = work[region] ?? noWork;
	return reading.status === 'here' && reading.value.settings.State === 'enabled';
}

/** What one source was refused, again and again. */
export type RefusedGroup = {
	/** The newest of them. */
	readonly newest: RefusedLaunch;
	/** How many of those that are kept. */
	readonly times: number;
	/** What the danger panel named of it, before the Region was enforced; absent where it named nothing of the kind. */
	readonly named?: Launch;
};

/** What was seen in all Regions that are watched, by source and image, the newest first. */
export function watchedIn(
	{work}: RolloutState,
	{regions}: StepOf<'watch'>,
): {
	readonly groups: readonly RefusedGroup[];
	readonly count: number;
	/** The Regions of which something is known by now, and what. */
	readonly known: ReadonlyArray<Watched & {readonly region: string}>;
} {
	const known = regions.flatMap((region) => {
		const watched = work[region]?.watched;
		return watched === undefined ? [] : [{region, ...watched}];
	});
	return {
		groups: groupsOf(
			known.flatMap(({launches}) => launches),
			work,
		),
		count: known.reduce((sum, {count}) => sum + count, 0),
		known,
	};
}

/** The Regions whose watch ended by itself. */
export function overIn({work}: RolloutState, {regions}: StepOf<'watch'>): readonly string[] {
	return regions.filter((region) => work[region]?.watched?.isOver === true);
}

function groupsOf(launches: readonly RefusedLaunch[], work: RolloutState['work']): readonly RefusedGroup[] {
	return [...Map.groupBy(launches, ({region, source, imageId, by}) => JSON.stringify([region, source, imageId, by]))]
		.flatMap(([, refused]): readonly RefusedGroup[] => {
			const [newest] = refused.toSorted((one, other) => other.time.localeCompare(one.time, 'en'));
			if (newest === undefined) {
				return [];
			}

			const {namedUpon = []} = work[newest.region] ?? noWork;
			const failing = namedUpon.filter(({allowed}) => allowed === false);
			const {source, imageId} = newest;
			const named =
				failing.find(({type, id, name}) => type === source.type && (id === source.id || name === source.id)) ??
				failing.find((launch) => launch.imageId === imageId);
			return [{newest, times: refused.length, ...(named !== undefined && {named})}];
		})
		.toSorted((one, other) => other.newest.time.localeCompare(one.newest.time, 'en'));
}

/** The Region that one key leads back to audit mode: that of the launch under the cursor, or the only one. */
export function regionToLoosen(state: RolloutState, step: StepOf<'watch'>): string | undefined {
	const [only, ...others] = step.regions;
	return watchedIn(state, step).groups[step.cursor]?.newest.region ?? (others.length === 0 ? only : undefined);
}

function withRefused(state: RolloutState, region: string, launch: RefusedLaunch): RolloutState {
	const watched = state.work[region]?.watched;
	return watched === undefined
		? state
		: withWork(state, region, {
				watched: {
					...watched,
					count: watched.count + 1,
					launches: [launch, ...watched.launches]
						.toSorted((one, other) => other.time.localeCompare(one.time, 'en'))
						.slice(0, mostKept),
				},
			});
}

type Round = {
	readonly askedAt?: string;
	readonly unread: readonly Unread[];
	readonly isOver?: boolean;
};

function overWith(source: Unread['source'], problem: Problem): Round {
	return {unread: [{source, problem}], isOver: true};
}

function withRound(state: RolloutState, region: string, round: Round): RolloutState {
	const watched = state.work[region]?.watched;
	return watched === undefined ? state : withWork(state, region, {watched: {...watched, ...round}});
}
