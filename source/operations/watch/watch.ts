import {problemOf, type Problem} from '../../problem.ts';
import type {HistoryEntry} from '../ports.ts';
import type {LaunchCloud} from '../launches/ports.ts';
import {lookAtRecords} from '../launches/recent.ts';
import {failedActivity, failedEvent, ToldLaunches, type FailedLaunch, type RefusedLaunch} from './refused.ts';

/** How late CloudTrail may tell of a launch, with a little more; Auto Scaling tells at once, and an activity ends later than it starts. */
const lateness = 20 * 60_000;

export type WatchSource = "CloudTrail's launches" | 'Scaling activities';

export type WatchEvent =
	| {readonly type: 'refused'; readonly launch: RefusedLaunch}
	/**
	A source could not be read: it is tried again, and nothing is passed over. Or records of it can't be read, which another try doesn't change: that
	is told in every later round, too, as the watch is not whole any more.
	*/
	| {readonly type: 'unread'; readonly source: WatchSource; readonly problem: Problem}
	/** Everything was asked once more. `unread`: the sources that were not read whole. */
	| {readonly type: 'round'; readonly unread: readonly WatchSource[]; readonly nextIn: number};

export type WatchOptions = {
	readonly cloud: LaunchCloud;
	readonly since: Date;
	/** When the last round begins; without it, it goes on until `signal` fires. */
	readonly until?: Date;
	readonly signal: AbortSignal;
	readonly now: () => Date;
	/** Waits so many milliseconds; rejects once the signal fires. */
	readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
	/** Milliseconds between two rounds at first and at most; 5 seconds and a minute by default. */
	readonly pauses?: {readonly first: number; readonly longest: number};
};

/**
Watches a Region for launches that were refused since a time: CloudTrail's failed calls of RunInstances and Auto Scaling's failed activities,
each launch told once, those of a round in the order in which they happened. The pause between rounds grows while nothing happens or
something fails. Only an interruption rejects.
*/
export async function* watchRegion(region: string, options: WatchOptions): AsyncGenerator<WatchEvent, void, void> {
	const {until, signal, now, wait, pauses = {first: 5000, longest: 60_000}} = options;
	const watch = new Watch(region, options);
	let pause = pauses.first;
	for (;;) {
		const isLast = until !== undefined && now() >= until;
		const {events, unread, isFailing} = await watch.round();
		yield* events;
		const isQuiet = events.every(({type}) => type !== 'refused');
		pause = isQuiet || isFailing ? Math.min(pauses.longest, pause * 1.5) : pauses.first;
		const left = until === undefined ? Infinity : Math.max(0, until.getTime() - now().getTime());
		const nextIn = isLast ? 0 : Math.min(pause, left);
		yield {type: 'round', unread, nextIn};
		if (isLast) {
			return;
		}

		await wait(nextIn, signal);
	}
}

/** When this tool enforced a Region last, by its history; `undefined` where it never did. */
export function enforcedAt(
	entries: readonly HistoryEntry[],
	{account, region}: {readonly account: string; readonly region: string},
): Date | undefined {
	const entry = entries.findLast(
		(one) =>
			one.account === account &&
			one.region === region &&
			one.after.State === 'enabled' &&
			one.before.State !== 'enabled' &&
			one.outcome.status !== 'failed',
	);
	return entry && new Date(entry.at);
}

class Watch {
	readonly #region: string;
	readonly #options: WatchOptions;
	readonly #told = new ToldLaunches();
	/** From when on each source is read next. */
	#eventsFrom: Date;
	#activitiesFrom: Date;
	/** What AWS makes of images; asked once each. */
	readonly #blocked = new Map<string, boolean>();
	/** CloudTrail's records that can't be read: the most in one round, as rounds overlap and such a record can't be told from another. */
	#unreadable = 0;

	constructor(region: string, options: WatchOptions) {
		this.#region = region;
		this.#options = options;
		this.#eventsFrom = options.since;
		this.#activitiesFrom = options.since;
	}

	/** Reads what came since the last round, and a little before it. */
	async round(): Promise<{
		readonly events: readonly WatchEvent[];
		readonly unread: readonly WatchSource[];
		readonly isFailing: boolean;
	}> {
		const {since, now} = this.#options;
		const at = now();
		const problems: Array<Extract<WatchEvent, {type: 'unread'}>> = [];
		const failures: FailedLaunch[] = [];
		const next = new Date(Math.max(since.getTime(), at.getTime() - lateness));
		await Promise.all([
			this.#read('Scaling activities', problems, async () => {
				await this.#readActivities(failures);
				this.#activitiesFrom = next;
			}),
			this.#read("CloudTrail's launches", problems, async () => {
				await this.#readEvents(failures, at);
				this.#eventsFrom = next;
			}),
		]);
		const isFailing = problems.length > 0;
		if (this.#unreadable > 0 && problems.every(({source}) => source !== "CloudTrail's launches")) {
			problems.push(this.#passedOver());
		}

		const news = failures
			.filter(({time}) => Date.parse(time) >= since.getTime())
			// CloudTrail knows more of a launch than Auto Scaling: where both tell of it, its words count.
			.toSorted((one, other) => Number(one.kind === 'activity') - Number(other.kind === 'activity'))
			.filter((failure) => this.#told.isNews(failure))
			.toSorted((one, other) => Date.parse(one.time) - Date.parse(other.time));
		await this.#lookUp(news);
		this.#told.forgetBefore(Math.min(this.#eventsFrom.getTime(), this.#activitiesFrom.getTime()));
		return {
			events: [
				...problems,
				...news
					.filter(({isRefusal, imageId}) => isRefusal || this.#blocked.get(imageId) === true)
					.map((failure): WatchEvent => ({type: 'refused', launch: launchOf(failure)})),
			],
			unread: problems.map(({source}) => source),
			isFailing,
		};
	}

	async #readEvents(failures: FailedLaunch[], until: Date): Promise<void> {
		const {cloud, signal} = this.#options;
		let unreadable = 0;
		for await (const page of cloud.launchEvents(this.#region, {since: this.#eventsFrom, until}, signal)) {
			unreadable += page.unreadable;
			for (const event of page.events) {
				const failure = failedEvent(this.#region, event);
				if (failure !== undefined) {
					failures.push(failure);
				}
			}
		}

		this.#unreadable = Math.max(this.#unreadable, unreadable);
	}

	#passedOver(): Extract<WatchEvent, {type: 'unread'}> {
		return {
			type: 'unread',
			source: "CloudTrail's launches",
			problem: {
				kind: 'service',
				what: `At least ${this.#unreadable} of CloudTrail's records in ${this.#region} can't be read.`,
				next: lookAtRecords,
			},
		};
	}

	async #readActivities(failures: FailedLaunch[]): Promise<void> {
		const {cloud, signal} = this.#options;
		for await (const activities of cloud.failedActivities(this.#region, this.#activitiesFrom, signal)) {
			failures.push(...activities.map((activity) => failedActivity(this.#region, activity)));
		}
	}

	async #read(
		source: WatchSource,
		problems: Array<Extract<WatchEvent, {type: 'unread'}>>,
		read: () => Promise<void>,
	): Promise<void> {
		try {
			await read();
		} catch (error) {
			this.#options.signal.throwIfAborted();
			problems.push({type: 'unread', source, problem: problemOf(error)});
		}
	}

	/** Asks AWS of the images whose launch failed for other reasons in AWS's words: a blocked one was refused all the same. */
	async #lookUp(failures: readonly FailedLaunch[]): Promise<void> {
		const {cloud, signal} = this.#options;
		const open = new Set(
			failures.flatMap(({isRefusal, imageId}) =>
				isRefusal || imageId === '' || this.#blocked.has(imageId) ? [] : [imageId],
			),
		);
		if (open.size === 0) {
			return;
		}

		if (this.#blocked.size > 10_000) {
			this.#blocked.clear();
		}

		try {
			for await (const images of cloud.images(this.#region, [...open], signal)) {
				for (const image of images) {
					if (image.type === 'found') {
						this.#blocked.set(image.evidence.ImageId, image.evidence.ImageAllowed === false);
					} else {
						this.#blocked.set(image.imageId, true);
					}
				}
			}
		} catch {
			signal.throwIfAborted();
			// What can't be told apart is shown.
			for (const id of open) {
				this.#blocked.set(id, true);
			}
		}
	}
}

function launchOf({time, region, source, imageId, error, message, by}: FailedLaunch): RefusedLaunch {
	return {time, region, source, imageId, error, message, ...(by !== undefined && {by})};
}
