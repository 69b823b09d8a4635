/**
How the inventory and its browser hold up with 200,000 instances: how fast they come in, what they weigh, and how soon a key press is
answered. Each is measured beside the straightforward way of doing the same on an array of objects.
*/
import process from 'node:process';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {Browser} from '../../source/inventory/list/browser.ts';
import {Fields} from '../../source/inventory/list/fields.ts';
import {compileFilter} from '../../source/inventory/list/filter.ts';
import type {Instance} from '../../source/inventory/instance.ts';
import {Inventory} from '../../source/inventory/store.ts';
import {writeCsv} from '../../source/inventory/writers/csv.ts';
import {writeJson} from '../../source/inventory/writers/json/json.ts';
import {collectGarbage} from '../support/garbage.ts';
import {keep} from './report.ts';

const count = 200_000;
const pageSize = 1000;
const region = 'us-east-1';
/** Milliseconds within which a key press has to be answered, and a filter has to show its first screen. */
const keyLimit = 16;
const firstScreenLimit = 100;

export async function bench(): Promise<void> {
	const pages = Array.from({length: count / pageSize}, (_, page) => pageOf(page));
	const inventory = ingest(pages);
	weigh();
	filterRows(inventory, pages.flat());
	await browse(inventory);
	await stream(pages);
	await write(inventory);
}

function ingest(pages: readonly Instance[][]): Inventory {
	// Once to warm up, then for real.
	fill(pages.slice(0, 50));
	const {result: inventory, milliseconds} = timed(() => fill(pages));
	const {milliseconds: inMap} = timed(() => new Map(pages.flat().map((one) => [one.InstanceId, one])));
	report(
		'receiving',
		`${Math.round((count / milliseconds) * 1000).toLocaleString('en')} instances/s`,
		`wanted > 300,000; putting the objects into a Map takes ${(inMap / milliseconds).toFixed(2)} times as long`,
	);
	return inventory;
}

function fill(pages: readonly Instance[][]): Inventory {
	const inventory = new Inventory();
	inventory.apply({type: 'zones', region, zones: ['us-east-1a']});
	for (const [index, instances] of pages.entries()) {
		inventory.apply({type: 'page', region, zone: 'us-east-1a', page: index + 1, instances});
	}

	inventory.apply({type: 'zone-done', region, zone: 'us-east-1a'});
	return inventory;
}

/** Pages are made one at a time and let go, as a scan does; texts are cut out of a page, as a parser does. */
function weigh(): void {
	const inColumns = weightOf(() => {
		const inventory = new Inventory();
		for (let page = 0; page < count / pageSize; page++) {
			inventory.apply({type: 'page', region, zone: 'us-east-1a', page, instances: pageOf(page)});
		}

		return inventory;
	});
	const inObjects = weightOf(() => Array.from({length: count / pageSize}, (_, page) => pageOf(page)));
	keep('held per instance', 'bytes', [inColumns / count], {wanted: '≤ 300'});
	report(
		'weight',
		`${Math.round(inColumns / count)} bytes an instance, ${Math.round(inColumns / 1e6)} MB in all`,
		`wanted < 150 MB; an array of objects weighs ${(inObjects / inColumns).toFixed(1)} times as much`,
	);
}

function weightOf(make: () => unknown): number {
	collectGarbage();
	const before = used();
	const made = make();
	collectGarbage();
	const weight = used() - before;
	// Read after measuring, so that it is alive while it is measured.
	return made === undefined ? 0 : weight;
}

function used(): number {
	const {heapUsed, arrayBuffers} = process.memoryUsage();
	return heapUsed + arrayBuffers;
}

function filterRows(inventory: Inventory, instances: readonly Instance[]): void {
	for (const text of ['worker-19', 'provider:100000000007 state:running', 'tag:Team=team-7', 'nowhere-to-be-found']) {
		const own = median(() => {
			const filter = compileFilter(text, new Fields(inventory));
			let found = 0;
			for (let row = 0; row < inventory.rowCount; row++) {
				found += filter.status === 'ok' && filter.test(row) ? 1 : 0;
			}

			return found;
		});
		const naive = median(
			() => instances.filter((instance) => JSON.stringify(Object.values(instance)).includes(text)).length,
			1,
		);
		const lean = median(() => instances.filter((instance) => leanMatch(instance, text)).length);
		report(
			`filter ${text}`,
			`${own.toFixed(1)} ms`,
			`looking at each object's texts takes ${(lean / own).toFixed(1)} times as long, at its JSON ${(naive / own).toFixed(0)} times`,
		);
	}
}

/** What a first version would do: each object's texts, one after the other. */
function leanMatch({InstanceId: id, Tags: tags, ImageMetadata: image}: Instance, text: string): boolean {
	const texts = [
		id,
		image?.ImageId,
		image?.Name,
		image?.OwnerId,
		image?.ImageOwnerAlias,
		...(tags ?? []).flatMap(({Key, Value}) => [Key, Value]),
	];
	return texts.some((one) => one?.toLowerCase().includes(text));
}

async function browse(inventory: Inventory): Promise<void> {
	const browser = new Browser({inventory, show: 'all', height: 36});
	await settled(browser);
	const moves = Array.from({length: 2000}, (_, move) =>
		pressed(browser, () => {
			browser.moveBy(move % 3 === 0 ? 37 : 1);
		}),
	);
	report('key press to snapshot', quantiles(moves), `wanted p95 < ${keyLimit} ms`);

	const firstScreens: number[] = [];
	const letters: number[] = [];
	for (const text of [
		'w',
		'wo',
		'wor',
		'work',
		'worker-1',
		'worker-19',
		'worker-199',
		'',
		'team-49',
		'provider:100000000039',
	]) {
		const start = performance.now();
		letters.push(
			pressed(browser, () => {
				browser.setFilter(text);
			}),
		);
		while (browser.getSnapshot().isBusy && browser.getSnapshot().lines.length < 36) {
			await nextTurn();
		}

		firstScreens.push(performance.now() - start);
		await settled(browser);
	}

	report('letter typed into the filter to snapshot', quantiles(letters), `wanted p95 < ${keyLimit} ms`);
	report('letter typed to its first screen', quantiles(firstScreens), `wanted < ${firstScreenLimit} ms`);
	for (const column of ['image', 'id', 'name', 'launched'] as const) {
		const start = performance.now();
		const press = pressed(browser, () => {
			browser.sortBy(column, 'descending');
		});
		await settled(browser);
		report(
			`sort by ${column}`,
			`${(performance.now() - start).toFixed(0)} ms until it shows`,
			`the key itself ${press.toFixed(1)} ms`,
		);
	}

	const start = performance.now();
	browser.groupBy('image');
	await settled(browser);
	report('group by image', `${(performance.now() - start).toFixed(0)} ms`);
	browser.dispose();
}

/** Keys pressed in between the pages of a scan that comes in as fast as it can, into a sorted list. */
async function stream(pages: readonly Instance[][]): Promise<void> {
	const inventory = new Inventory();
	const browser = new Browser({inventory, show: 'all', height: 36});
	browser.sortBy('name', 'ascending');
	const moves: number[] = [];
	for (const [index, instances] of pages.entries()) {
		inventory.apply({type: 'page', region, zone: 'us-east-1a', page: index + 1, instances});
		await nextTurn();
		const start = performance.now();
		await nextTurn();
		// What a key waits for its turn counts too.
		moves.push(
			performance.now() -
				start +
				pressed(browser, () => {
					browser.moveBy(1);
				}),
		);
	}

	await settled(browser);
	report('key press to snapshot while streaming', quantiles(moves), `wanted p95 < ${keyLimit} ms`);
	browser.dispose();
}

async function write(inventory: Inventory): Promise<void> {
	for (const writer of [writeJson, writeCsv]) {
		const start = performance.now();
		let length = 0;
		for await (const chunk of writer(inventory.instances())) {
			length += chunk.length;
		}

		const milliseconds = performance.now() - start;
		report(writer.name, `${Math.round(count / milliseconds)} instances/ms, ${Math.round(length / 1e6)} MB`);
	}
}

async function settled(browser: Browser): Promise<void> {
	do {
		await nextTurn();
	} while (browser.getSnapshot().isBusy);
}

function pressed(browser: Browser, press: () => void): number {
	return timed(() => {
		press();
		return browser.getSnapshot();
	}).milliseconds;
}

function timed<Result>(run: () => Result): {readonly result: Result; readonly milliseconds: number} {
	const start = performance.now();
	const result = run();
	return {result, milliseconds: performance.now() - start};
}

function median(run: () => unknown, rounds = 7): number {
	const times = Array.from({length: rounds}, () => timed(run).milliseconds).toSorted((left, right) => left - right);
	return times[rounds >> 1] ?? 0;
}

function quantiles(times: readonly number[]): string {
	const sorted = times.toSorted((left, right) => left - right);
	const at = (share: number): string =>
		(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2);
	return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms`;
}

function report(what: string, result: string, remark?: string): void {
	console.log(`inventory: ${what}: ${result}${remark === undefined ? '' : ` (${remark})`}`);
}

/** A page as a parser makes it: its texts are cut out of one long text, which they keep alive. */
function pageOf(page: number): Instance[] {
	const lines: string[] = [];
	for (let index = page * pageSize; index < (page + 1) * pageSize; index++) {
		const scattered = (index * 2_654_435_761) % 2 ** 32;
		lines.push(
			`i-${scattered.toString(16).padStart(17, '0')} worker-${index.toString().padStart(7, '0')}-of-the-fleet`,
		);
	}

	const text = `${lines.join('\n')}\n${'<item><filler/></item>'.repeat(20_000)}`;
	let at = 0;
	return lines.map((line, index) => {
		const id = text.slice(at, at + 19);
		const name = text.slice(at + 20, at + line.length);
		at += line.length + 1;
		return instanceOf(page * pageSize + index, id, name);
	});
}

function instanceOf(index: number, id: string, name: string): Instance {
	const image = index % 2000;
	return {
		Region: region,
		InstanceId: id,
		InstanceType: ['m5.large', 't3.micro', 'c7g.xlarge'][index % 3] ?? '',
		LaunchTime: new Date(1_600_000_000_000 + (index % 90_000) * 1_000_000).toISOString(),
		AvailabilityZone: `us-east-1${'abc'.charAt(index % 3)}`,
		ZoneId: `use1-az${index % 3}`,
		State: {Code: 16, Name: 'running'},
		OwnerId: '123456789012',
		Tags: [
			{Key: 'Name', Value: name},
			{Key: 'Team', Value: `team-${index % 50}`},
			{Key: 'aws:autoscaling:groupName', Value: `group-${index % 400}`},
		],
		ImageMetadata: {
			ImageId: `ami-${image.toString(16).padStart(17, '0')}`,
			Name: `team-data/image-${image}`,
			OwnerId: String(100_000_000_000 + (image % 40)),
			State: 'available',
			CreationDate: '2024-03-02T10:20:30.000Z',
			ImageAllowed: image % 10 !== 0,
			IsPublic: false,
		},
	};
}
