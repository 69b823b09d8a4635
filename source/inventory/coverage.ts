/**
What a scan has covered: which Regions and Availability Zones are in, which wait and which failed. Whatever is not known to be complete is
partial.
*/
import type {Problem} from '../problem.ts';
import type {ScanEvent} from './instance.ts';

export type ZoneCoverage = {
	readonly zone: string;
	/** The number of pages that came in. */
	readonly pages: number;
	readonly status:
		| {readonly type: 'queued'}
		| {readonly type: 'running'}
		| {readonly type: 'waiting'; readonly reason: 'throttled' | 'unreachable' | 'service'; readonly seconds: number}
		| {readonly type: 'done'}
		| {readonly type: 'failed'; readonly problem: Problem};
};

export type RegionCoverage = {
	readonly region: string;
	/** False until AWS named the Region's zones. */
	readonly zonesKnown: boolean;
	readonly zones: readonly ZoneCoverage[];
	/** What kept the Region as a whole from being scanned. */
	readonly problem?: Problem;
	/** Read from a file, which does not tell whether the scan behind it was complete. */
	readonly fromFile?: true;
};

/** In the order in which the Regions were first heard of. Immutable: a change gives a new value. */
export type Coverage = readonly RegionCoverage[];

export type RegionStatus = 'queued' | 'running' | 'done' | 'failed' | 'from-file';

/** A Region that is going to be scanned. */
export function expectRegion(coverage: Coverage, region: string): Coverage {
	return coverage.some((entry) => entry.region === region)
		? coverage
		: [...coverage, {region, zonesKnown: false, zones: []}];
}

/** A Region that could not be scanned at all. */
export function failRegion(coverage: Coverage, region: string, problem: Problem): Coverage {
	return withRegion(coverage, region, (entry) => ({...entry, problem}));
}

export function regionFromFile(coverage: Coverage, region: string): Coverage {
	return withRegion(coverage, region, (entry) => ({...entry, fromFile: true}));
}

/** What a scan event says of the coverage. A Region's zones being named starts that Region over. */
export function covered(coverage: Coverage, event: ScanEvent): Coverage {
	if (event.type === 'zones') {
		const {region} = event;
		const zones = event.zones.map((zone) => ({zone, pages: 0, status: {type: 'queued'}}) as const);
		return withRegion(coverage, region, (entry) => ({
			region,
			zonesKnown: true,
			// Zones that pages came from before the list did are kept.
			zones: entry.zonesKnown
				? zones
				: [
						...zones.map((zone) => zoneOf(entry, zone.zone) ?? zone),
						...entry.zones.filter(({zone}) => !event.zones.includes(zone)),
					],
		}));
	}

	return withRegion(coverage, event.region, (entry) => {
		const before = zoneOf(entry, event.zone);
		const after = coveredZone(before ?? {zone: event.zone, pages: 0, status: {type: 'queued'}}, event);
		return {
			...entry,
			zones:
				before === undefined ? [...entry.zones, after] : entry.zones.map((zone) => (zone === before ? after : zone)),
		};
	});
}

function coveredZone(zone: ZoneCoverage, event: Exclude<ScanEvent, {type: 'zones'}>): ZoneCoverage {
	switch (event.type) {
		case 'page': {
			return {...zone, pages: Math.max(zone.pages, event.page), status: {type: 'running'}};
		}

		case 'waiting': {
			return {...zone, status: {type: 'waiting', reason: event.reason, seconds: event.seconds}};
		}

		case 'zone-done': {
			return {...zone, status: {type: 'done'}};
		}

		case 'zone-failed': {
			return {...zone, status: {type: 'failed', problem: event.problem}};
		}
	}
}

function zoneOf(region: RegionCoverage, name: string): ZoneCoverage | undefined {
	return region.zones.find(({zone}) => zone === name);
}

function withRegion(coverage: Coverage, region: string, change: (entry: RegionCoverage) => RegionCoverage): Coverage {
	return expectRegion(coverage, region).map((entry) => (entry.region === region ? change(entry) : entry));
}

export function regionStatus(region: RegionCoverage): RegionStatus {
	if (region.problem !== undefined) {
		return 'failed';
	}

	if (region.fromFile) {
		return 'from-file';
	}

	if (region.zones.length === 0) {
		return region.zonesKnown ? 'failed' : 'queued';
	}

	const types = new Set(region.zones.map(({status}) => status.type));
	if (types.has('running') || types.has('waiting') || !region.zonesKnown) {
		return 'running';
	}

	if (types.has('queued')) {
		return types.size === 1 ? 'queued' : 'running';
	}

	return types.has('failed') ? 'failed' : 'done';
}

/** Whether every page of every zone is in: of one Region, or of all that are expected. Nothing expected is not complete. */
export function isComplete(coverage: Coverage, region?: string): boolean {
	const regions = region === undefined ? coverage : coverage.filter((entry) => entry.region === region);
	return regions.length > 0 && regions.every((entry) => regionStatus(entry) === 'done');
}

/** Whether nothing more is going to come: everything is in, failed, or read from a file. */
export function isSettled(coverage: Coverage): boolean {
	return coverage.length > 0 && coverage.every((entry) => !['queued', 'running'].includes(regionStatus(entry)));
}

/** Whether a zone was scanned to its end, so that an instance not seen there is not there. */
export function isZoneComplete(coverage: Coverage, region: string, zone: string | undefined): boolean {
	const entry = coverage.find((candidate) => candidate.region === region);
	return entry === undefined || entry.problem !== undefined
		? false
		: isComplete(coverage, region) || (zone !== undefined && zoneOf(entry, zone)?.status.type === 'done');
}

/** Everything that failed, with where: one line each in a report. */
export function failures(coverage: Coverage): ReadonlyArray<{region: string; zone?: string; problem: Problem}> {
	return coverage.flatMap(({region, zones, problem}) => [
		...(problem === undefined ? [] : [{region, problem}]),
		...zones.flatMap(({zone, status}) => (status.type === 'failed' ? [{region, zone, problem: status.problem}] : [])),
	]);
}
