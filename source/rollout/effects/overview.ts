/** The Regions screen fills in by itself, a few Regions at a time: first what each is set to, then how many instances it has. */
import type {AllowedImagesSettings} from '../../criteria/settings.ts';
import {countsByZone, type RegionCounts} from '../../inventory/counts.ts';
import {jobsOf, whenWanted} from '../../machine/effect.ts';
import {failed, here} from '../../machine/loadable.ts';
import {countRegion} from '../../operations/scan/scan.ts';
import type {OfRegion, RolloutEffect} from '../context.ts';
import {withOverview} from '../moves/updates.ts';
import type {RegionOverview, RolloutState} from '../state.ts';

/** How many Regions are asked side by side; each has a client and a rate limit of its own. */
const lane = {name: 'overview', width: 8};

const readSettings: RolloutEffect<OfRegion, AllowedImagesSettings> = {
	name: 'overview-settings',
	lane,
	wanted: (state) => shownRows(state).flatMap(([region, {settings}]) => whenWanted(settings, region, {region})),
	run: async ({region}, {cloud, signal}) => cloud().settings(region, signal),
	done: (state, settings, {region}) =>
		withOverview(state, region, (row) => ({...row, settings: here(row.settings, settings)})),
	failed: (state, problem, {region}) =>
		withOverview(state, region, (row) => ({...row, settings: failed(row.settings, problem)})),
};

/** It stops when a person goes on; the readings are kept. */
const countInstances: RolloutEffect<
	OfRegion,
	{readonly counts: RegionCounts; readonly zones: ReadonlyMap<string, number>}
> = {
	name: 'overview-counts',
	lane,
	wanted: (state) =>
		shownRows(state).flatMap(([region, {settings, counts}]) =>
			settings.status === 'here' ? whenWanted(counts, region, {region}) : [],
		),
	async run({region}, {cloud, signal, update, freshInventory}) {
		const inventory = await freshInventory({region, signal});
		const counts = await countRegion(region, {cloud: cloud(), inventory, signal}, (soFar) => {
			update((state) => withOverview(state, region, (row) => ({...row, soFar})));
		});
		const zones = new Map<string, number>();
		for (const [zone, {instances}] of countsByZone(inventory, region)) {
			zones.set(zone, instances);
		}

		return {counts, zones};
	},
	done: (state, {counts, zones}, {region}) =>
		withOverview(state, region, (row) => ({...row, counts: here(row.counts, counts), zones})),
	failed: (state, problem, {region}) =>
		withOverview(state, region, (row) => ({...row, counts: failed(row.counts, problem)})),
};

export const overviewEffects = [jobsOf(readSettings), jobsOf(countInstances)] as const;

function shownRows({step, regions, overview}: RolloutState): ReadonlyArray<[region: string, row: RegionOverview]> {
	return step.name === 'regions' && regions.status === 'here' ? Object.entries(overview) : [];
}
