import {Buffer} from 'node:buffer';
import type {ImageEvidence} from '../../source/criteria/evaluation/image.ts';
import type {Instance, ScanEvent} from '../../source/inventory/instance.ts';
import type {Scheduler} from '../../source/inventory/list/scheduler.ts';
import {Inventory} from '../../source/inventory/store.ts';
import type {Chunks} from '../../source/inventory/writers/chunks.ts';
import fc from '../support/fast-check.ts';

/** Time that goes on only when told to. */
export class ManualScheduler implements Scheduler {
	#now = 0;
	#timers: Array<{at: number; callback: () => void}> = [];
	/** How long each look at the clock takes: more than 0 lets sliced work run out of its slice. */
	readonly #tick: number;

	constructor(tick = 0) {
		this.#tick = tick;
	}

	get pending(): number {
		return this.#timers.length;
	}

	now(): number {
		this.#now += this.#tick;
		return this.#now;
	}

	after(milliseconds: number, callback: () => void): () => void {
		const timer = {at: this.#now + milliseconds, callback};
		this.#timers.push(timer);
		return () => {
			this.#timers = this.#timers.filter((other) => other !== timer);
		};
	}

	/** Lets time pass, and what is due run. */
	advance(milliseconds: number): void {
		const end = this.#now + milliseconds;
		for (;;) {
			const [due] = this.#timers.filter(({at}) => at <= end).toSorted((left, right) => left.at - right.at);
			if (due === undefined) {
				break;
			}

			this.#timers = this.#timers.filter((timer) => timer !== due);
			this.#now = Math.max(this.#now, due.at);
			due.callback();
		}

		this.#now = Math.max(this.#now, end);
	}

	/** Runs everything, whatever it takes. */
	settle(): void {
		for (let turn = 0; this.#timers.length > 0; turn++) {
			if (turn > 100_000) {
				throw new Error('It never settles');
			}

			this.advance(1000);
		}
	}
}

/** Text that means harm, or trouble: formulas, markup, quotes, separators, wide characters. */
export const hostileText = fc.oneof(
	fc.constantFrom(
		'=HYPERLINK("https://evil.example","x")',
		'+1+1',
		'-2',
		'@SUM(A1)',
		'<script>alert(1)</script>',
		'"><img src=x onerror=alert(1)>',
		'a|b`c`d',
		'[click](https://evil.example)',
		'www.evil.example',
		'@everyone',
		String.raw`\|`,
		'comma, "quoted"',
		'日本語 🦜',
		'&amp;',
	),
	fc.string({unit: 'grapheme', maxLength: 12}),
);

const regionNames = ['us-east-1', 'eu-central-1'];

const imageName = fc.oneof(fc.constantFrom('debian-13', 'Team-data/spark', 'al2023'), hostileText);

export const imageArbitrary: fc.Arbitrary<ImageEvidence> = fc.record(
	{
		ImageId: fc.constantFrom('ami-1', 'ami-2', 'ami-3', 'ami-40'),
		Name: imageName,
		OwnerId: fc.constantFrom('137112412989', '444455556666'),
		ImageOwnerAlias: fc.constantFrom('amazon', 'aws-marketplace'),
		State: fc.constant('available'),
		CreationDate: fc.constantFrom('2024-03-02T10:20:30.000Z', '2020-01-01T00:00:00.000Z'),
		DeprecationTime: fc.constantFrom('2026-03-02T10:20:30.000Z', null),
		IsPublic: fc.boolean(),
		ImageAllowed: fc.boolean(),
		ImageWatermarks: fc.constant([{WatermarkKey: '123456789012:gold', SourceImageRegion: 'us-east-1'}]),
	},
	{requiredKeys: ['ImageId'], noNullPrototype: true},
);

const tagValue = fc.oneof(fc.constantFrom('web-1', 'Web 2', 'data'), hostileText);
const tagKey = fc.constantFrom('Name', 'Team', 'aws:autoscaling:groupName');
const tagArbitrary = fc.record({Key: tagKey, Value: tagValue}, {noNullPrototype: true});
const tagsArbitrary = fc.uniqueArray(tagArbitrary, {selector: ({Key}) => Key});

/** Few values for each property, so that instances share them. */
export const instanceArbitrary: fc.Arbitrary<Instance> = fc.record(
	{
		Region: fc.constantFrom(...regionNames),
		InstanceId: fc.integer({min: 0, max: 60}).map((number) => `i-${number.toString(16).padStart(17, '0')}`),
		InstanceType: fc.constantFrom('m5.large', 't3.micro', 'M7g.xlarge'),
		LaunchTime: fc
			.integer({min: 1_500_000_000, max: 1_800_000_000})
			.map((seconds) => new Date(seconds * 1000).toISOString()),
		AvailabilityZone: fc.constantFrom('us-east-1a', 'us-east-1b'),
		ZoneId: fc.constant('use1-az1'),
		State: fc.constantFrom(
			{Code: 16, Name: 'running'},
			{Code: 80, Name: 'stopped'},
			{Code: 48, Name: 'terminated'},
			{Name: 'pending'},
			{},
		),
		OwnerId: fc.constant('123456789012'),
		Tags: tagsArbitrary,
		ImageMetadata: imageArbitrary,
		Operator: fc.constant({Managed: true, Principal: 'eks.amazonaws.com'}),
	},
	{requiredKeys: ['Region', 'InstanceId'], noNullPrototype: true},
);

/** Instances without the rows that an inventory would take for retries. */
export const distinctInstances = fc.uniqueArray(instanceArbitrary, {
	selector: ({Region, InstanceId}) => `${Region} ${InstanceId}`,
	maxLength: 60,
});

export function page(
	region: string,
	instances: Extract<ScanEvent, {type: 'page'}>['instances'],
	number = 1,
	zone = `${region}a`,
): ScanEvent {
	return {type: 'page', region, zone, page: number, instances};
}

/** An inventory of a complete scan. */
export function inventoryOf(instances: readonly Instance[], scheduler?: Scheduler): Inventory {
	const inventory = new Inventory(scheduler === undefined ? {} : {scheduler});
	const regions = new Set([...regionNames, ...instances.map(({Region}) => Region)]);
	for (const region of regions) {
		inventory.apply({type: 'zones', region, zones: [`${region}a`]});
		inventory.apply(
			page(
				region,
				instances.filter(({Region}) => Region === region),
			),
		);
		inventory.apply({type: 'zone-done', region, zone: `${region}a`});
	}

	return inventory;
}

let made = 0;

/** An instance by what matters in a test. */
export function instance(overrides: Partial<Instance> = {}): Instance {
	return {
		Region: 'us-east-1',
		InstanceId: `i-${(made++).toString(16).padStart(17, '0')}`,
		AvailabilityZone: 'us-east-1a',
		State: {Code: 16, Name: 'running'},
		ImageMetadata: {ImageId: 'ami-1', OwnerId: '137112412989', ImageAllowed: false},
		...overrides,
	};
}

export async function textOf(chunks: Chunks): Promise<string> {
	let text = '';
	for await (const chunk of chunks) {
		text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
	}

	return text;
}
