import {performance} from 'node:perf_hooks';
import {fingerprint} from '../protocol/paging.ts';
import type {Query} from '../protocol/query.ts';
import type {DemoAccount, DemoImage, DemoRegion} from './account.ts';
import type {DemoInstance} from './instance.ts';
import {isImageAllowed} from './judge.ts';
import {RegionSettings} from './region-settings.ts';

/** One Region of a running endpoint: the account's data, the settings as they are now, and what follows from both. */
export class LiveRegion {
	readonly #now: () => Date;
	readonly #buckets = new Map<string, {tokens: number; at: number}>();
	readonly #attempts = new Map<string, number>();
	readonly #derived = new Map<string, {key: string; values: unknown[]}>();
	#instanceRows: Map<string, number> | undefined;
	#imageRows: Map<string, number> | undefined;
	#rowsByImage: Map<number, number[]> | undefined;
	readonly data: DemoRegion;
	readonly settings: RegionSettings;
	readonly accountId: string;
	/** The organization's own sentence in a refusal by declarative policy. */
	exceptionMessage: string | undefined;

	constructor(data: DemoRegion, account: DemoAccount, now: () => Date) {
		this.data = data;
		this.accountId = account.id;
		this.exceptionMessage = data.exceptionMessage;
		this.settings = new RegionSettings(data.settings, now);
		this.#now = now;
	}

	/** EC2's verdict on an image under the criteria in force; `undefined` while Allowed AMIs is disabled. */
	isAllowed(row: number): boolean | undefined {
		const {State: state, ImageCriteria: criteria} = this.settings.inForce;
		if (state === 'disabled') {
			return undefined;
		}

		return this.derive('verdict', row, (image) =>
			isImageAllowed(image, criteria, {accountId: this.accountId, now: this.#now()}),
		);
	}

	/** What `make` gives for an image, kept until the settings change or a minute has passed (ages grow). */
	derive<Value>(what: string, row: number, make: (image: DemoImage) => Value): Value {
		const key = `${this.settings.revision} ${Math.floor(this.#now().getTime() / 60_000)}`;
		let derived = this.#derived.get(what);
		if (derived?.key !== key) {
			derived = {key, values: []};
			this.#derived.set(what, derived);
		}

		const known = derived.values[row];
		if (known !== undefined) {
			return known as Value;
		}

		const value = make(this.image(row));
		derived.values[row] = value;
		return value;
	}

	/** The first, third, … time that the very same request comes: whoever tries again gets through. */
	isOddAttempt(action: string, query: Query): boolean {
		const key = `${action} ${fingerprint(this.data.name, query)} ${query.text('NextToken') ?? ''}`;
		const attempt = (this.#attempts.get(key) ?? 0) + 1;
		this.#attempts.set(key, attempt);
		if (this.#attempts.size > 10_000) {
			this.#attempts.clear();
		}

		return attempt % 2 === 1;
	}

	/** Whether an action may be called now that takes so many calls a second, and as many at once. */
	takeToken(action: string, perSecond: number): boolean {
		// Not the clock that ages are measured by: that one may stand still.
		const at = performance.now();
		const bucket = this.#buckets.get(action) ?? {tokens: perSecond, at};
		const tokens = Math.min(perSecond, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
		this.#buckets.set(action, {tokens: tokens >= 1 ? tokens - 1 : tokens, at});
		return tokens >= 1;
	}

	image(row: number): DemoImage {
		const image = this.data.images[row];
		if (!image) {
			throw new RangeError(`${this.data.name} has no image in row ${row}`);
		}

		return image;
	}

	/** How many instances a call sees: those that AWS manages out of sight come last, and only where they are visible or asked for. */
	instanceCount(withHidden: boolean): number {
		const {instances, launches} = this.data;
		return instances.length + (withHidden || launches.visibility === 'visible' ? launches.hiddenInstances.length : 0);
	}

	/** An instance by its row; the hidden ones come after all others. */
	instance(row: number): DemoInstance {
		const {instances, launches} = this.data;
		const instance = instances[row] ?? launches.hiddenInstances[row - instances.length];
		if (!instance) {
			throw new RangeError(`${this.data.name} has no instance in row ${row}`);
		}

		return instance;
	}

	imageRow(id: string): number | undefined {
		this.#imageRows ??= new Map(this.data.images.map(({id: imageId}, row) => [imageId, row]));
		return this.#imageRows.get(id);
	}

	instanceRow(id: string): number | undefined {
		this.#instanceRows ??= new Map(
			[...this.data.instances, ...this.data.launches.hiddenInstances].map(({id: instanceId}, row) => [instanceId, row]),
		);
		return this.#instanceRows.get(id);
	}

	/** The rows of the instances launched from an image, without those that are hidden. */
	instancesOf(imageRow: number): readonly number[] {
		if (!this.#rowsByImage) {
			this.#rowsByImage = new Map();
			for (const [row, {image}] of this.data.instances.entries()) {
				const rows = this.#rowsByImage.get(image);
				if (rows) {
					rows.push(row);
				} else {
					this.#rowsByImage.set(image, [row]);
				}
			}
		}

		return this.#rowsByImage.get(imageRow) ?? [];
	}
}
