/** What is asked for once, whatever the step: permissions, Regions, open ends of earlier runs, presets. */
import {jobsOf, whenWanted} from '../../machine/effect.ts';
import {failed, here, wanted} from '../../machine/loadable.ts';
import {withNotice} from '../../machine/shell.ts';
import {missingRegion} from '../../operations/chosen-regions.ts';
import type {HistoryEntry, PermissionCheck, Preset, RegionInfo} from '../../operations/ports.ts';
import {resolveUnknown} from '../../operations/resolve.ts';
import type {OfRegion, Plain, RolloutEffect} from '../context.ts';
import {isOffline, noWork, type RegionOverview, type RegionWork, type RolloutState} from '../state.ts';

/** The Regions of the account. Those named on the command line have to be among them. */
const listRegions: RolloutEffect<Plain, readonly RegionInfo[]> = {
	name: 'regions',
	wanted: (state) => (isLive(state) ? whenWanted(state.regions, '', {}) : []),
	run: async (_, {cloud, signal}) => cloud().regions(signal),
	done: (state, regions) => receiveRegions(state, regions),
	failed: (state, problem) => ({...state, regions: failed(state.regions, problem)}),
};

/** The Region that permissions are tried in: the first one that the account can use. */
export function permissionsRegion({regions}: RolloutState): string | undefined {
	return regions.status === 'here'
		? regions.value.find(({optInStatus}) => optInStatus !== 'not-opted-in')?.name
		: undefined;
}

/** A dry run of each call, in the first Region of the list that the account can use. */
const checkPermissions: RolloutEffect<OfRegion, readonly PermissionCheck[]> = {
	name: 'permissions',
	wanted(state) {
		const home = permissionsRegion(state);
		return isLive(state) && home !== undefined ? whenWanted(state.permissions, home, {region: home}) : [];
	},
	run: async ({region}, {cloud, signal}) => cloud().permissions(region, signal),
	done: (state, checks) => ({...state, permissions: here(state.permissions, checks)}),
	failed: (state, problem) => ({...state, permissions: failed(state.permissions, problem)}),
};

/** Changes of earlier runs that nobody knows the outcome of: their Regions are asked. */
const resolveEarlier: RolloutEffect<Plain & {readonly account: string}, readonly HistoryEntry[]> = {
	name: 'unresolved',
	wanted: ({options, unresolved, identity}) =>
		options.purpose === 'rollout' ? whenWanted(unresolved, '', {account: identity.account}) : [],
	run: async ({account}, {cloud, world, signal}) =>
		resolveUnknown(account, {cloud: cloud(), ledger: world.ledger, now: world.now(), signal}),
	done: (state, entries) => ({...state, unresolved: here(state.unresolved, entries)}),
	failed: (state, problem) =>
		withNotice({...state, unresolved: failed(state.unresolved, problem)}, 'warning', `${problem.what} ${problem.next}`),
};

const listPresets: RolloutEffect<Plain, readonly Preset[]> = {
	name: 'presets',
	wanted: ({options, presets}) => (options.purpose === 'rollout' ? whenWanted(presets, '', {}) : []),
	run: async (_, {world}) => world.presets.list(),
	done: (state, presets) => ({...state, presets: here(state.presets, presets)}),
	failed: (state, problem) => ({...state, presets: failed(state.presets, problem)}),
};

export const accountEffects = [
	jobsOf(checkPermissions),
	jobsOf(listRegions),
	jobsOf(resolveEarlier),
	jobsOf(listPresets),
] as const;

function isLive({options}: RolloutState): boolean {
	return !isOffline(options);
}

function receiveRegions(state: RolloutState, regions: readonly RegionInfo[]): RolloutState {
	const {options} = state;
	const problem = missingRegion(options.regions ?? [], regions);
	if (problem !== undefined) {
		return {...state, regions: failed(state.regions, problem)};
	}

	const listed = options.regions === undefined ? regions : regions.filter(({name}) => options.regions?.includes(name));
	const open = listed.filter(({optInStatus}) => optInStatus !== 'not-opted-in').map(({name}) => name);
	const known = {...state, regions: here(state.regions, listed)};
	if (options.purpose === 'review') {
		return startReview(known, open);
	}

	const row: RegionOverview = {settings: wanted, counts: wanted};
	return {
		...known,
		overview: Object.fromEntries(open.map((name) => [name, state.overview[name] ?? row])),
		marked: options.regions === undefined ? state.marked : open,
	};
}

/** In a review, the Regions chosen are scanned at once, side by side, into one list. */
function startReview(state: RolloutState, regions: readonly string[]): RolloutState {
	const work: RegionWork = {...noWork, scan: {status: 'running', id: 1}};
	return {...state, queue: regions, work: Object.fromEntries(regions.map((region) => [region, work]))};
}
