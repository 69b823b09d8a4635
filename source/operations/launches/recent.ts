import {problemOf} from '../../problem.ts';
import type {Gaps} from './gaps.ts';
import type {LaunchSource, RecentLaunches} from './launch.ts';
import type {LaunchCloud, LaunchEvent, TemplateReference} from './ports.ts';

/** What to do about records of CloudTrail that can't be read. */
export const lookAtRecords =
	'Look at them with: aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=RunInstances';

/** What CloudTrail tells of an image: how often it was launched, when last, and by whom. */
type Tally = {count: number; last: string; readonly by: Map<string, number>};

export type RecentOptions = {
	readonly days: number;
	readonly now: Date;
	/** Fires when a person has seen enough: what was read until then is kept. */
	readonly stop: AbortSignal;
	readonly signal: AbortSignal;
	/** Told after each page how far back it is, in ISO 8601. */
	readonly onReached?: (reached: string, since: string) => void;
};

/** What a gap of CloudTrail's is called. */
export const recentWhat = 'Launches that CloudTrail recorded';

/** The launches that CloudTrail recorded in the last days, grouped by image, and who made them. */
export class RecentEvents {
	readonly #tallies = new Map<string, Tally>();
	/** Launches by a template whose record names no image. */
	readonly #byTemplate: LaunchEvent[] = [];
	#unnamed = 0;
	#range: RecentLaunches | undefined;

	/** How far it has been read; absent where it was not asked for. */
	get range(): RecentLaunches | undefined {
		return this.#range;
	}

	/** The templates that would tell the images of what names none. */
	get templates(): readonly TemplateReference[] {
		return this.#byTemplate.flatMap(({template}) => (template === undefined ? [] : [template]));
	}

	async read(region: string, cloud: LaunchCloud, gaps: Gaps, options: RecentOptions): Promise<void> {
		const {days, now, stop, signal, onReached} = options;
		const since = new Date(now.getTime() - days * 86_400_000);
		const range = {since: since.toISOString(), reached: now.toISOString()};
		let unreadable = 0;
		try {
			const either = AbortSignal.any([stop, signal]);
			for await (const page of cloud.launchEvents(region, {since, until: now}, either)) {
				for (const event of page.events) {
					this.#add(event);
				}

				unreadable += page.unreadable;
				range.reached = page.reached;
				onReached?.(page.reached, range.since);
			}
		} catch (error) {
			signal.throwIfAborted();
			gaps.add(
				recentWhat,
				stop.aborted
					? {
							kind: 'interrupted',
							what: `It was stopped: what was launched in ${region} before ${range.reached} is not in it.`,
							next: 'Start it again with fewer --days, or let it finish.',
						}
					: problemOf(error),
			);
		} finally {
			this.#range = range;
		}

		if (unreadable > 0) {
			gaps.add(recentWhat, {
				kind: 'service',
				what: `${unreadable} of CloudTrail's records in ${region} can't be read.`,
				next: lookAtRecords,
			});
		}
	}

	/** Puts the images of their templates to the launches that name none; those that stay without one are a gap. */
	resolve(region: string, imageOf: (template: TemplateReference) => string, gaps: Gaps): void {
		for (const event of this.#byTemplate.splice(0)) {
			const imageId = event.template === undefined ? '' : imageOf(event.template);
			if (imageId === '') {
				this.#unnamed++;
			} else {
				this.#count({...event, images: [{imageId, count: 1}]});
			}
		}

		if (this.#unnamed > 0) {
			gaps.add(recentWhat, {
				kind: 'service',
				what: `${this.#unnamed} of the launches that CloudTrail recorded in ${region} name no image.`,
				next: 'They are counted nowhere here.',
			});
		}
	}

	/** One for each image. */
	sources(region: string): readonly LaunchSource[] {
		return this.#tallies
			.entries()
			.map(([imageId, {count, last, by}]): LaunchSource => ({
				region,
				type: 'recent-launch',
				id: imageId,
				imageId,
				chain: [],
				launches: count,
				lastLaunch: last,
				by: [...by]
					.toSorted(([one, few], [other, many]) => (many === few ? one.localeCompare(other, 'en') : many - few))
					.map(([who]) => who),
			}))
			.toArray();
	}

	#add(event: LaunchEvent): void {
		if (event.error !== undefined) {
			// What failed launched nothing; `watch` tells of it.
			return;
		}

		if (event.images.length > 0) {
			this.#count(event);
		} else if (event.template === undefined) {
			this.#unnamed++;
		} else {
			this.#byTemplate.push(event);
		}
	}

	#count({images, at, by}: LaunchEvent): void {
		for (const {imageId, count} of images) {
			const tally: Tally = this.#tallies.get(imageId) ?? {count: 0, last: at, by: new Map()};
			this.#tallies.set(imageId, tally);
			tally.count += count;
			tally.by.set(by, (tally.by.get(by) ?? 0) + count);
			if (at > tally.last) {
				tally.last = at;
			}
		}
	}
}
