import type {FailedActivity, LaunchEvent} from '../launches/ports.ts';

/** One launch that AWS refused, as `watch` gives it. */
export type RefusedLaunch = {
	/** ISO 8601. */
	readonly time: string;
	readonly region: string;
	readonly source: {
		readonly type: 'auto-scaling-group' | 'launch-template' | 'recent-launch';
		/** A group's name, a template's ID; the image's ID where nothing else tells the source apart. */
		readonly id: string;
	};
	/** Empty where AWS's words don't name it. */
	readonly imageId: string;
	/** AWS's own: an error code of RunInstances, or the status of a scaling activity. */
	readonly error: string;
	readonly message: string;
	/** Who launched, where CloudTrail tells. */
	readonly by?: string;
};

/** What a failed launch looked like before it is known whether its image was blocked. */
export type FailedLaunch = RefusedLaunch & {
	readonly key: string;
	readonly kind: 'event' | 'activity';
	/** Whether AWS's words are those of an image that may not be used: it says of a blocked image that it does not exist. */
	readonly isRefusal: boolean;
};

const imageId = /ami-[\da-f]{8,17}/;
const refusalCode = /invalidamiid/i;
const refusalWords = /does not exist|invalidamiid|(?:allowed|blocked) (?:images|amis)/i;

/** A failed call of RunInstances; `undefined` where it succeeded. */
export function failedEvent(region: string, event: LaunchEvent): FailedLaunch | undefined {
	const {error, at, id, images, group, template, by} = event;
	if (error === undefined) {
		return undefined;
	}

	const image = images[0]?.imageId ?? imageId.exec(error.message)?.[0] ?? '';
	const templateId = template?.id ?? template?.name;
	const source: RefusedLaunch['source'] =
		group === undefined
			? templateId === undefined
				? {type: 'recent-launch', id: image}
				: {type: 'launch-template', id: templateId}
			: {type: 'auto-scaling-group', id: group};
	return {
		key: `event ${id}`,
		kind: 'event',
		time: at,
		region,
		source,
		imageId: image,
		error: error.code,
		message: error.message,
		by,
		isRefusal: refusalCode.test(error.code) || refusalWords.test(error.message),
	};
}

/** A scaling activity that failed. */
export function failedActivity(region: string, {id, at, group, status, message}: FailedActivity): FailedLaunch {
	return {
		key: `activity ${id}`,
		kind: 'activity',
		time: at,
		region,
		source: {type: 'auto-scaling-group', id: group},
		imageId: imageId.exec(message)?.[0] ?? '',
		error: status,
		message,
		isRefusal: refusalWords.test(message),
	};
}

/** How far apart CloudTrail and Auto Scaling may put one and the same launch, in milliseconds. */
const sameWithin = 120_000;

/**
Remembers which failures were told already, and which of them CloudTrail and Auto Scaling tell each in its own way, as long as they may
come again: what is older is forgotten, so that hours of watching need no more memory than minutes.
*/
export class ToldLaunches {
	/** Time by key. */
	readonly #keys = new Map<string, number>();
	/** Told once, and not yet told by the other of the two. */
	#unpaired: FailedLaunch[] = [];

	get size(): number {
		return this.#keys.size + this.#unpaired.length;
	}

	/** Whether this failure is news. */
	isNews(failure: FailedLaunch): boolean {
		if (this.#keys.has(failure.key)) {
			return false;
		}

		const time = Date.parse(failure.time);
		this.#keys.set(failure.key, time);
		const twin = this.#unpaired
			.filter((other) => isSame(failure, other))
			.toSorted((one, other) => distance(one, time) - distance(other, time))[0];
		if (twin !== undefined) {
			this.#unpaired = this.#unpaired.filter((other) => other !== twin);
			return false;
		}

		if (failure.source.type === 'auto-scaling-group') {
			this.#unpaired.push(failure);
		}

		return true;
	}

	/** Forgets what happened before a time that is never read again. */
	forgetBefore(horizon: number): void {
		for (const [key, time] of this.#keys) {
			if (time < horizon) {
				this.#keys.delete(key);
			}
		}

		this.#unpaired = this.#unpaired.filter(({time}) => Date.parse(time) >= horizon - sameWithin);
	}
}

function isSame(one: FailedLaunch, other: FailedLaunch): boolean {
	return (
		one.kind !== other.kind &&
		one.source.type === other.source.type &&
		one.source.id === other.source.id &&
		one.imageId === other.imageId &&
		distance(one, Date.parse(other.time)) <= sameWithin
	);
}

function distance({time}: FailedLaunch, from: number): number {
	return Math.abs(Date.parse(time) - from);
}
