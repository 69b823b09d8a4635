/**
A pure world for the wizard's session: two Regions, a ledger and presets in memory. Every answer waits until the test lets it through, in any
order, as success or failure; and the world writes down what it was asked, so that a test can judge the session by it.
*/
import type {ImageCriteria} from '../../source/criteria/criterion.ts';
import type {ImageEvidence} from '../../source/criteria/evaluation/image.ts';
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import type {Instance, ScanEvent} from '../../source/inventory/instance.ts';
import {ProblemError, type ProblemKind} from '../../source/problem.ts';
import type {World} from '../../source/operations/world.ts';
import type {LaunchCloud, NamedImage} from '../../source/operations/launches/ports.ts';
import type {Enforcement} from '../../source/operations/change/enforcement.ts';
import type {Answer, Cloud, HistoryEntry, Ledger, Preset} from '../../source/operations/ports.ts';

export const account = '123456789012';

/** What the world was asked and how it answered, in the order in which it happened. */
export type Deed =
	| {readonly type: 'settings'; readonly region: string; readonly settings: AllowedImagesSettings}
	| {readonly type: 'scan-start'; readonly region: string}
	| {
			readonly type: 'scan-end';
			readonly region: string;
			readonly isComplete: boolean;
			/** Grows by what hides from the scan and is asked for after it. */
			readonly offending: Set<string>;
	  }
	/** From now on nobody may ask for what AWS services manage. */
	| {readonly type: 'hidden'; readonly region: string}
	| {readonly type: 'recorded'; readonly region: string; readonly kind: string; readonly before: AllowedImagesSettings}
	| {
			readonly type: 'sent';
			readonly region: string;
			readonly kind: 'audit-mode' | 'disabled' | 'criteria' | 'enabled';
			readonly criteria?: ImageCriteria;
			/** It left although it had been stopped. */
			readonly isAborted: boolean;
	  }
	/** What the Region reported once it had settled after a change. */
	| {readonly type: 'settled'; readonly region: string; readonly settings: AllowedImagesSettings}
	| {readonly type: 'restart'};

type Waiting = {
	readonly answer: () => void;
	readonly fail: (kind: ProblemKind) => void;
	/** What was asked is done, and the answer is lost on the way. */
	readonly lose: () => void;
};

const images = [
	{ImageId: 'ami-1', OwnerId: '111111111111', Name: 'one'},
	{ImageId: 'ami-2', OwnerId: '222222222222', Name: 'two'},
	{ImageId: 'ami-3', OwnerId: '333333333333', Name: 'three'},
] as const;

/** Which images run in which zone of a Region. */
const instancesOf: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
	'us-east-1': {'us-east-1a': [0, 1, 1], 'us-east-1b': [0, 2]},
	'us-west-2': {'us-west-2a': [0]},
};

/** The image of the one instance that an AWS service manages, and that no scan of its Region lists. */
const managedImages: Readonly<Record<string, (typeof images)[number]>> = {'us-west-2': images[2]};

export class FakeWorld {
	readonly deeds: Deed[] = [];
	readonly regions: Record<string, AllowedImagesSettings> = {
		'us-east-1': {State: 'disabled', ImageCriteria: [], ManagedBy: 'account'},
		'us-west-2': {State: 'audit-mode', ImageCriteria: [{ImageProviders: ['111111111111']}], ManagedBy: 'account'},
	};

	readonly entries: HistoryEntry[] = [];
	presets: Preset[] = [
		{
			name: 'all',
			criteria: [{ImageProviders: ['111111111111', '222222222222', '333333333333']}],
			createdAt: '2026-01-01T00:00:00.000Z',
		},
		{name: 'one', criteria: [{ImageProviders: ['111111111111']}], createdAt: '2026-01-01T00:00:00.000Z'},
	];

	#waiting: Waiting[] = [];
	/** Zones whose scan is going to fail. */
	readonly brokenZones = new Set<string>();

	/** Regions in which nobody may ask for what AWS services manage. */
	readonly #hidden = new Set<string>();
	/** What each scan found, by the signal that it was given. */
	readonly #offending = new WeakMap<AbortSignal, Set<string>>();

	/** Denies asking for what AWS services manage. */
	hide(region: string): void {
		this.#hidden.add(region);
		this.deeds.push({type: 'hidden', region});
	}

	get waiting(): number {
		return this.#waiting.length;
	}

	/** Lets the answer number `index` (of those waiting, wrapped around) through. */
	answer(index: number): void {
		this.#take(index)?.answer();
	}

	fail(index: number, kind: ProblemKind): void {
		this.#take(index)?.fail(kind);
	}

	lose(index: number): void {
		this.#take(index)?.lose();
	}

	/** Forgets the answers that a killed process will never hear. */
	drop(): void {
		this.#waiting = [];
		this.deeds.push({type: 'restart'});
	}

	#take(index: number): Waiting | undefined {
		return this.#waiting.length === 0 ? undefined : this.#waiting.splice(index % this.#waiting.length, 1)[0];
	}

	/** An answer that is worked out when it is let through, as on a server. */
	async #when<Value>(signal: AbortSignal | undefined, work: () => Value): Promise<Value> {
		return new Promise((resolve, reject) => {
			signal?.addEventListener('abort', () => {
				reject(signal.reason as Error);
			});
			const fail = (kind: ProblemKind): void => {
				reject(new ProblemError({kind, what: `Failed: ${kind}.`, next: 'Try again.'}));
			};

			this.#waiting.push({
				answer() {
					if (signal?.aborted === true) {
						return;
					}

					// Where the world says no, that is an answer, too.
					resolve(answerOf(work));
				},
				fail,
				lose() {
					void answerOf(work).catch(() => undefined);
					fail('unreachable');
				},
			});
		});
	}

	#settings(region: string): AllowedImagesSettings {
		return this.regions[region] ?? {State: 'disabled', ImageCriteria: [], ManagedBy: 'account'};
	}

	async #change(
		region: string,
		kind: 'audit-mode' | 'disabled' | 'criteria' | 'enabled',
		change: Partial<AllowedImagesSettings>,
		signal: AbortSignal,
	): Promise<Answer> {
		// The call leaves at once; whether it takes effect is decided when it is let through.
		const {ImageCriteria: criteria} = change;
		this.deeds.push({type: 'sent', region, kind, isAborted: signal.aborted, ...(criteria !== undefined && {criteria})});
		return this.#when(signal, () => {
			this.regions[region] = {...this.#settings(region), ...change};
			return {json: '{"ReturnValue": true}'};
		});
	}

	readonly cloud: Cloud = {
		identity: async (signal) =>
			this.#when(signal, () => ({
				account,
				arn: `arn:aws:sts::${account}:assumed-role/Admin/jane`,
				principal: 'Admin/jane',
				partition: 'aws',
			})),
		regions: async (signal) =>
			this.#when(signal, () =>
				Object.keys(this.regions).map((name) => ({name, optInStatus: 'opt-in-not-required'}) as const),
			),
		permissions: async (_region, signal) => this.#when(signal, () => []),
		settings: async (region, signal) =>
			this.#when(signal, () => {
				const settings = this.#settings(region);
				this.deeds.push({type: 'settings', region, settings});
				return settings;
			}),
		enableAuditMode: async (region, signal) => this.#change(region, 'audit-mode', {State: 'audit-mode'}, signal),
		disable: async (region, signal) => this.#change(region, 'disabled', {State: 'disabled'}, signal),
		replaceCriteria: async (region, criteria: ImageCriteria, signal) =>
			this.#change(region, 'criteria', {ImageCriteria: criteria}, signal),
		enforce: async ({region}: Enforcement, signal) => this.#change(region, 'enabled', {State: 'enabled'}, signal),
		waitForSettings: async (region, isSettled, signal) =>
			this.#when(signal, () => {
				const settings = this.#settings(region);
				if (!isSettled(settings)) {
					throw new ProblemError({kind: 'service', what: 'It did not settle.', next: 'Try again.'});
				}

				this.deeds.push({type: 'settled', region, settings});
				return settings;
			}),
		scan: (region, signal) => this.#scan(region, signal),
		async *evidence() {
			// No image needs more.
		},
		references: async (_region, _ids, signal) => this.#when(signal, () => []),
		launches: this.#launches(),
	};

	#launches(): LaunchCloud {
		const none = async function* () {
			// There is nothing that launches.
		};

		return {
			managedVisibility: async (region, signal) =>
				this.#when(signal, () => {
					this.#refuseWhereHidden(region);
					return 'hidden';
				}),
			managedInstances: (region, signal) => this.#managedInstances(region, signal),
			images: (region, ids, signal) => this.#describeImages(region, ids, signal),
			templates: none,
			currentVersions: none,
			versions: async () => [],
			groups: none,
			configurations: none,
			fleets: none,
			spotFleets: none,
			spotRequests: none,
			launchEvents: (_region, _period, signal) => never(signal),
			failedActivities: (_region, _since, signal) => never(signal),
		};
	}

	#refuseWhereHidden(region: string): void {
		if (this.#hidden.has(region)) {
			throw new ProblemError({kind: 'denied', what: 'You may not ask.', next: 'Ask for the permission.'});
		}
	}

	async *#managedInstances(region: string, signal: AbortSignal): AsyncGenerator<readonly Instance[]> {
		const image = managedImages[region];
		yield await this.#when(signal, () => {
			this.#refuseWhereHidden(region);
			return image === undefined
				? []
				: [
						{
							Region: region,
							InstanceId: 'i-managed',
							State: {Name: 'running'},
							ImageMetadata: {ImageId: image.ImageId},
							Operator: {Managed: true, Principal: 'eks.amazonaws.com', HiddenByDefault: true},
						},
					];
		});
	}

	async *#describeImages(
		region: string,
		ids: readonly string[],
		signal: AbortSignal,
	): AsyncGenerator<readonly NamedImage[]> {
		const found = await this.#when(signal, () =>
			ids.map((id) => ({type: 'found', evidence: this.#judged(region, imageOf(id))}) as const),
		);
		for (const {evidence} of found) {
			if (evidence.ImageAllowed === false) {
				this.#offending.get(signal)?.add(evidence.ImageId);
			}
		}

		yield found;
	}

	#judged(region: string, image: (typeof images)[number]): ImageEvidence {
		const {State, ImageCriteria} = this.#settings(region);
		const isAllowed = ImageCriteria.some(({ImageProviders}) => ImageProviders?.includes(image.OwnerId) === true);
		return State === 'disabled' ? image : {...image, ImageAllowed: isAllowed};
	}

	async *#scan(region: string, signal: AbortSignal): AsyncGenerator<ScanEvent> {
		this.deeds.push({type: 'scan-start', region});
		const zones = Object.keys(instancesOf[region] ?? {});
		yield {type: 'zones', region, zones};
		const offending = new Set<string>();
		this.#offending.set(signal, offending);
		let isComplete = true;
		for (const zone of zones) {
			const instances = await this.#when(signal, () => this.#page(region, zone));
			yield {type: 'page', region, zone, page: 1, instances};
			for (const {ImageMetadata} of instances) {
				if (ImageMetadata?.ImageAllowed === false) {
					offending.add(ImageMetadata.ImageId);
				}
			}

			if (this.brokenZones.has(zone)) {
				isComplete = false;
				yield {type: 'zone-failed', region, zone, problem: {kind: 'service', what: 'It broke.', next: 'Try again.'}};
			} else {
				yield {type: 'zone-done', region, zone};
			}
		}

		this.deeds.push({type: 'scan-end', region, isComplete, offending});
	}

	#page(region: string, zone: string): readonly Instance[] {
		return (instancesOf[region]?.[zone] ?? []).map((index, position) => ({
			Region: region,
			InstanceId: `i-${zone}-${position}`,
			AvailabilityZone: zone,
			State: {Name: 'running'},
			ImageMetadata: this.#judged(region, images[index] ?? images[0]),
		}));
	}

	readonly ledger: Ledger = {
		begin: async (change) => {
			const id = String(this.entries.length);
			return this.#when(undefined, () => {
				this.entries.push({...change, id, at: '2026-01-01T00:00:00.000Z', outcome: {status: 'unknown'}});
				this.deeds.push({type: 'recorded', region: change.region, kind: change.kind, before: change.before});
				return id;
			});
		},
		complete: async (id, outcome) => {
			this.#replace(id, (entry) => ({...entry, outcome}));
		},
		resolve: async (id, resolved) => {
			this.#replace(id, (entry) => ({...entry, resolved}));
		},
		entries: async () => [...this.entries],
	};

	#replace(id: string, change: (entry: HistoryEntry) => HistoryEntry): void {
		const index = this.entries.findIndex((entry) => entry.id === id);
		const entry = this.entries[index];
		if (entry !== undefined) {
			this.entries[index] = change(entry);
		}
	}

	readonly world: World = {
		openCloud: async () => this.cloud,
		ledger: this.ledger,
		presets: {
			list: async () => this.presets,
			get: async (name) => {
				const preset = this.presets.find((candidate) => candidate.name === name);
				if (preset === undefined) {
					throw new ProblemError({kind: 'not-found', what: 'No such preset.', next: 'See the list.'});
				}

				return preset;
			},
			save: async ({name, criteria}) => ({name, criteria, createdAt: '2026-01-01T00:00:00.000Z'}),
			async rename() {
				// Not used by the wizard.
			},
			async describe() {
				// Not used by the wizard.
			},
			async restore() {
				// Not used by the wizard.
			},
			remove: async (name) => {
				this.presets = this.presets.filter((preset) => preset.name !== name);
			},
			async markUsed() {
				// Nothing to see.
			},
		},
		preferences: {
			read: async () => ({}),
			async save() {
				// Nothing to keep.
			},
		},
		plans: {begin: async () => 'run', finish: async () => undefined, unfinished: async () => undefined},
		readText: async () => '[{"ImageProviders":["222222222222"]}]',
		editText: async (text) => text.replaceAll('111111111111', '333333333333'),
		async signIn() {
			// Nothing to do.
		},
		openUrl: async () => 'opened' as const,
		describeProfiles: async () => [],
		async copy() {
			return {isSure: true, how: 'to a test'};
		},
		async writeFile() {
			// Nothing to keep.
		},
		async pause() {
			// Time flies.
		},
		now: () => new Date('2026-01-01T00:00:00.000Z'),
	};
}

/** An answer that never comes: a watch goes on until one leaves it. */
async function* never(signal: AbortSignal): AsyncGenerator<never> {
	yield await new Promise<never>((_resolve, reject) => {
		signal.addEventListener('abort', () => {
			reject(signal.reason as Error);
		});
	});
}

function imageOf(id: string): (typeof images)[number] {
	return images.find(({ImageId}) => ImageId === id) ?? images[0];
}

async function answerOf<Value>(work: () => Value): Promise<Value> {
	return work();
}

/** Lets everything that is already decided happen. */
export async function settle(): Promise<void> {
	await new Promise((resolve) => {
		setImmediate(resolve);
	});
}
