import type {Problem} from '../problem.ts';
import type {ScanEvent} from './instance.ts';

export type ZoneStatus =
	| {readonly type: 'queued'}
	| {readonly type: 'running'}
	| {readonly type: 'waiting'; readonly reason: 'throttled' | 'unreachable' | 'service'; readonly seconds: number}
	| {readonly type: 'done'}
	| {readonly type: 'failed'; readonly problem: Problem};

export type ZoneCoverage = {
	readonly zone: string;
	/** The number of pages that came in. */
	readonly pages: number;
	readonly status: ZoneStatus;
};

type RegionStatus = 'queued' | 'running' | 'done' | 'failed' | 'from-file';

/** What is known of the instances that AWS services manage and a scan may not list. */
export type ManagedCoverage = {
	/** How many the scan did not list, and were added. */
	readonly added: number;
	/** On how many of those the verdict is our own, since AWS gave none. */
	readonly judgedHere: number;
	/** Whether AWS hides them: `hidden`, `visible`; absent where it didn't say. */
	readonly visibility?: string;
	/** What could not be asked, so that some may be missing. */
	readonly problem?: Problem;
};

export type RegionCoverage = {
	readonly region: string;
	/** `failed` once nothing more comes and something is missing. `from-file`: the file doesn't tell whether its scan was complete. */
	readonly status: RegionStatus;
	/** False until AWS named the Region's zones. */
	readonly zonesKnown: boolean;
	readonly zones: readonly ZoneCoverage[];
	/** What kept the Region as a whole from being scanned. */
	readonly problem?: Problem;
	/** Absent where nobody has asked. */
	readonly managed?: ManagedCoverage;
};

export type CoverageFailure = {readonly region: string; readonly zone?: string; readonly problem: Problem};

/**
What a scan has covered: which Regions and Availability Zones are in, which wait and which failed. Whatever is not known to be complete is
partial. Immutable: every change gives a new value.
*/
export class Coverage {
	/** In the order in which they were first heard of. */
	readonly regions: readonly RegionCoverage[];

	constructor(regions: readonly RegionCoverage[] = []) {
		this.regions = regions;
	}

	region(name: string): RegionCoverage | undefined {
		return this.regions.find(({region}) => region === name);
	}

	/** Whether every page of every zone is in: of one Region, or of all that are expected. Nothing expected is not complete. */
	isComplete(region?: string): boolean {
		const regions = this.#of(region);
		return regions.length > 0 && regions.every(({status}) => status === 'done');
	}

	/** Whether nothing more is going to come: everything is in, failed, or was read from a file. */
	isSettled(region?: string): boolean {
		const regions = this.#of(region);
		return regions.length > 0 && regions.every(({status}) => status !== 'queued' && status !== 'running');
	}

	/** Whether a zone was scanned to its end, so that an instance not seen there is not there. */
	isZoneComplete(region: string, zone: string | undefined): boolean {
		const entry = this.region(region);
		return (
			entry?.status === 'done' ||
			(zone !== undefined && entry?.zones.some((one) => one.zone === zone && one.status.type === 'done') === true)
		);
	}

	/** Everything that failed, and where. */
	failures(region?: string): readonly CoverageFailure[] {
		return this.#of(region).flatMap(({region: name, zones, problem}) => [
			...(problem === undefined ? [] : [{region: name, problem}]),
			...zones.flatMap(({zone, status}) =>
				status.type === 'failed' ? [{region: name, zone, problem: status.problem}] : [],
			),
		]);
	}

	/** Whether it is known that nothing AWS services manage is missing; never where nobody asked. */
	isManagedKnown(region?: string): boolean {
		const regions = this.#of(region);
		return regions.length > 0 && regions.every(({managed}) => managed !== undefined && managed.problem === undefined);
	}

	/** Where instances that AWS services manage were asked for and may be missing, and why. */
	managedGaps(region?: string): readonly CoverageFailure[] {
		return this.#of(region).flatMap(({region: name, managed}) =>
			managed?.problem === undefined ? [] : [{region: name, problem: managed.problem}],
		);
	}

	/** With a Region that is going to be scanned. */
	expecting(region: string): Coverage {
		return this.region(region) === undefined ? new Coverage([...this.regions, unscanned(region)]) : this;
	}

	/** With a Region as if it had never been scanned. */
	forgetting(region: string): Coverage {
		return this.#with(region, () => unscanned(region));
	}

	/** With a Region that could not be scanned, or not to its end. */
	failing(region: string, problem: Problem): Coverage {
		return this.#with(region, (entry) => ({...entry, problem}));
	}

	/** With what became of asking for managed instances. */
	withManaged(region: string, managed: ManagedCoverage): Coverage {
		return this.#with(region, (entry) => ({...entry, managed}));
	}

	/** With a Region whose instances were read from a saved scan. */
	fromFile(region: string): Coverage {
		return this.#with(region, (entry) => ({...entry, status: 'from-file'}));
	}

	/** With what a scan event says. A Region's zones being named a second time starts that Region over. */
	after(event: ScanEvent): Coverage {
		if (event.type === 'zones') {
			return this.#with(event.region, (entry) => ({
				region: entry.region,
				status: 'queued',
				zonesKnown: true,
				zones: entry.zonesKnown ? queued(event.zones) : queuedBeside(event.zones, entry.zones),
			}));
		}

		return this.#with(event.region, (entry) => ({...entry, zones: zonesAfter(entry.zones, event)}));
	}

	#of(region: string | undefined): readonly RegionCoverage[] {
		return region === undefined ? this.regions : this.regions.filter((entry) => entry.region === region);
	}

	#with(region: string, change: (entry: RegionCoverage) => RegionCoverage): Coverage {
		const regions = this.expecting(region).regions.map((entry) => {
			if (entry.region !== region) {
				return entry;
			}

			const changed = change(entry);
			return {...changed, status: statusOf(changed)};
		});
		return new Coverage(regions);
	}
}

function unscanned(region: string): RegionCoverage {
	return {region, status: 'queued', zonesKnown: false, zones: []};
}

function queued(zones: readonly string[]): readonly ZoneCoverage[] {
	return zones.map((zone) => ({zone, pages: 0, status: {type: 'queued'}}));
}

/** Zones that pages came from before the list of zones did stay as they are. */
function queuedBeside(names: readonly string[], zones: readonly ZoneCoverage[]): readonly ZoneCoverage[] {
	return [...zones, ...queued(names.filter((name) => zones.every(({zone}) => zone !== name)))];
}

function zonesAfter(
	zones: readonly ZoneCoverage[],
	event: Exclude<ScanEvent, {type: 'zones'}>,
): readonly ZoneCoverage[] {
	const known = zones.some(({zone}) => zone === event.zone) ? zones : [...zones, ...queued([event.zone])];
	return known.map((zone) => (zone.zone === event.zone ? zoneAfter(zone, event) : zone));
}

function zoneAfter(zone: ZoneCoverage, event: Exclude<ScanEvent, {type: 'zones'}>): ZoneCoverage {
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

function statusOf({status, zonesKnown, zones, problem}: RegionCoverage): RegionStatus {
	if (problem !== undefined) {
		return 'failed';
	}

	if (status === 'from-file') {
		return status;
	}

	const types = new Set(zones.map((zone) => zone.status.type));
	if (types.has('running') || types.has('waiting')) {
		return 'running';
	}

	if (!zonesKnown || types.has('queued')) {
		return types.has('done') || types.has('failed') ? 'running' : 'queued';
	}

	// A Region of no zones was not looked at.
	return types.has('failed') || types.size === 0 ? 'failed' : 'done';
}
