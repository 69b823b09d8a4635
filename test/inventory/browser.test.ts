import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Browser, type BrowserOptions} from '../../source/inventory/list/browser.ts';
import type {BrowserSnapshot} from '../../source/inventory/list/browser-snapshot.ts';
import {Fields} from '../../source/inventory/list/fields.ts';
import type {Instance} from '../../source/inventory/instance.ts';
import {Listing} from '../../source/inventory/list/listing.ts';
import {sortColumns} from '../../source/inventory/list/sort.ts';
import {Inventory} from '../../source/inventory/store.ts';
import {emptyListInWords} from '../../source/inventory/words.ts';
import fc from '../support/fast-check.ts';
import {distinctInstances, instance, instanceArbitrary, inventoryOf, ManualScheduler, page} from './arbitraries.ts';

function browse(
	instances: readonly Instance[],
	options: BrowserOptions = {},
): {browser: Browser; inventory: Inventory; scheduler: ManualScheduler; look: () => BrowserSnapshot} {
	const scheduler = new ManualScheduler();
	const inventory = inventoryOf(instances, scheduler);
	const browser = new Browser({inventory, scheduler, show: 'all', height: 5, ...options});
	const look = (): BrowserSnapshot => {
		scheduler.settle();
		return browser.getSnapshot();
	};

	return {browser, inventory, scheduler, look};
}

function idsOf({lines}: BrowserSnapshot): readonly string[] {
	return lines.map((line) => (line.type === 'instance' ? line.id : line.label));
}

/** `i-0`, `i-1`, … */
function numbered(count: number, overrides: (index: number) => Partial<Instance> = () => ({})): readonly Instance[] {
	return Array.from({length: count}, (_, index) =>
		instance({InstanceId: `i-${index}`, ...image('ami-x', false), ...overrides(index)}),
	);
}

function image(id: string, isAllowed: boolean): Partial<Instance> {
	return {ImageMetadata: {ImageId: id, OwnerId: '444455556666', ImageAllowed: isAllowed}};
}

test('a snapshot is the same until something changes', () => {
	const {browser, inventory, scheduler, look} = browse(numbered(3));
	const before = look();
	assert.equal(browser.getSnapshot(), before);
	browser.moveBy(1);
	assert.notEqual(browser.getSnapshot(), before);
	const after = browser.getSnapshot();
	let told = 0;
	browser.subscribe(() => {
		told++;
	});
	inventory.apply(page('us-east-1', [instance()]));
	assert.equal(browser.getSnapshot(), after);
	scheduler.settle();
	assert.ok(told > 0);
	assert.equal(browser.getSnapshot().length, 4);
});

test('moves by line, page, number and to both ends, and scrolls along', () => {
	const {browser, look} = browse(numbered(20));
	const place = (): readonly number[] => {
		const {cursor, first} = look();
		return [cursor, first];
	};

	assert.deepEqual(place(), [0, 0]);
	browser.moveBy(4);
	assert.deepEqual(place(), [4, 0]);
	browser.moveBy(1);
	assert.deepEqual(place(), [5, 1]);
	browser.page(1);
	assert.deepEqual(place(), [10, 6]);
	browser.page(1);
	browser.page(1);
	assert.deepEqual(place(), [19, 15]);
	browser.page(-1);
	assert.deepEqual(place(), [14, 10]);
	browser.moveTo('top');
	assert.deepEqual(place(), [0, 0]);
	browser.moveTo('end');
	assert.deepEqual(place(), [19, 15]);
	assert.deepEqual(look().scroll, {start: 0.75, end: 1});
	browser.moveTo(7);
	assert.deepEqual(place(), [7, 7]);
	browser.moveBy(-100);
	assert.deepEqual(place(), [0, 0]);
	browser.setHeight(100);
	assert.equal(look().lines.length, 20);
	assert.deepEqual(look().scroll, {start: 0, end: 1});
});

test('shows offenders or all', () => {
	const {browser, look} = browse(
		numbered(4, (index) => image('ami-1', index % 2 === 0)),
		{show: 'not-allowed'},
	);
	assert.deepEqual(idsOf(look()), ['i-1', 'i-3']);
	browser.toggleShow();
	assert.equal(look().length, 4);
	assert.equal(look().totals.notAllowed, 2);
});

test('terminated instances show only when a state is asked for', () => {
	const {browser, look} = browse(numbered(3, (index) => ({State: {Name: index === 1 ? 'terminated' : 'running'}})));
	assert.deepEqual(idsOf(look()), ['i-0', 'i-2']);
	browser.setFilter('state:terminated');
	assert.deepEqual(idsOf(look()), ['i-1']);
	assert.equal(look().totals.instances, 2);
});

test('filters from the top, keeps the last good filter while one is wrong, and the line when it is taken away', () => {
	const {browser, look} = browse(numbered(20));
	browser.moveTo(15);
	browser.setFilter('i-1');
	assert.deepEqual([look().cursor, look().length], [0, 11]);
	browser.setFilter('i-1 nokey:x');
	assert.match(look().filter.error ?? '', /no key “nokey”/);
	assert.equal(look().filter.text, 'i-1 nokey:x');
	assert.equal(look().length, 11);
	browser.setFilter('i-1');
	assert.equal(look().filter.error, undefined);
	browser.moveTo(3);
	assert.equal(browser.currentInstance()?.InstanceId, 'i-12');
	browser.setFilter('');
	assert.equal(look().length, 20);
	assert.equal(browser.currentInstance()?.InstanceId, 'i-12');
});

test('drills into groups and comes back to the same line', () => {
	const {browser, look} = browse(
		numbered(12, (index) => image(`ami-${index % 4}`, index % 4 === 0)),
		{height: 3},
	);
	assert.equal(browser.open(), false);
	browser.groupBy('image');
	browser.sortGroupsBy('key', 'ascending');
	assert.deepEqual(idsOf(look()), ['ami-0', 'ami-1', 'ami-2']);
	browser.moveTo(3);
	assert.equal(browser.currentGroup()?.notAllowed, 3);
	assert.equal(browser.open(), true);
	assert.deepEqual(idsOf(look()), ['i-3', 'i-7', 'i-11']);
	assert.deepEqual(look().crumbs, [{by: 'image', key: 'ami-3', label: 'ami-3'}]);
	browser.groupBy('provider');
	assert.deepEqual(idsOf(look()), ['444455556666']);
	assert.equal(browser.open(), true);
	assert.equal(look().crumbs.length, 2);
	assert.equal(browser.back(), true);
	assert.equal(look().view, 'provider');
	assert.equal(browser.back(), true);
	assert.deepEqual([look().view, look().cursor, look().first], ['image', 3, 1]);
	assert.equal(browser.back(), false);
});

test('groups are sorted by how many are not allowed, most first', () => {
	const {browser, look} = browse(numbered(6, (index) => image(['ami-a', 'ami-b', 'ami-b'][index % 3] ?? '', false)));
	browser.groupBy('image');
	assert.deepEqual(idsOf(look()), ['ami-b', 'ami-a']);
	browser.reverseSort();
	assert.deepEqual(idsOf(look()), ['ami-a', 'ami-b']);
});

test('marks lines, ranges and everything that the filter leaves', () => {
	const {browser, look} = browse(numbered(20));
	look();
	browser.moveTo(2);
	browser.toggleMark();
	browser.moveTo(5);
	browser.markRange();
	assert.deepEqual([...browser.markedRows()], [2, 3, 4, 5]);
	browser.moveTo(3);
	browser.toggleMark();
	assert.deepEqual([...browser.markedRows()], [2, 4, 5]);
	browser.setFilter('i-1');
	look();
	browser.markAll();
	assert.equal(look().marks, 14);
	browser.clearMarks();
	assert.equal(look().marks, 0);
});

test('marked groups stand for their instances', () => {
	const {browser, look} = browse(numbered(6, (index) => image(`ami-${index % 2}`, false)));
	browser.groupBy('image');
	look();
	browser.toggleMark();
	assert.deepEqual([...browser.markedRows()], [0, 2, 4]);
	assert.equal(look().marks, 1);
	browser.groupBy('instances');
	assert.equal(look().marks, 0);
});

test('marks and cursor follow an instance that came again, and let go of one that has gone', () => {
	const {browser, inventory, look} = browse(numbered(4));
	look();
	browser.moveTo(1);
	browser.toggleMark();
	browser.moveTo(2);
	browser.toggleMark();
	inventory.apply(page('us-east-1', [instance({InstanceId: 'i-2', State: {Name: 'stopped'}})], 2));
	assert.deepEqual([look().marks, browser.currentInstance()?.State?.Name], [2, 'stopped']);
	inventory.forget('us-east-1');
	assert.deepEqual([look().marks, look().cursor, look().length], [0, -1, 0]);
});

test('marks and cursor follow when the inventory gives rows back', () => {
	const {browser, inventory, look} = browse([
		...numbered(40, () => ({Region: 'us-east-1'})),
		...numbered(10, (index) => ({Region: 'zz-last-1', InstanceId: `i-zz-${index}`})),
	]);
	look();
	browser.moveTo(45);
	browser.toggleMark();
	browser.moveTo(47);
	look();
	const {columns} = inventory;
	inventory.forget('us-east-1');
	// Before the list is worked out anew, what it stands for is given as rows of the inventory of now.
	assert.notEqual(inventory.columns, columns);
	assert.equal(browser.currentInstance()?.InstanceId, 'i-zz-7');
	assert.deepEqual(
		browser.markedRows().map((row) => inventory.instanceAt(row).InstanceId),
		['i-zz-5'],
	);
	assert.equal(browser.rowsInView().length, 10);
	const {lines, cursor, first} = look();
	const current = lines[cursor - first];
	assert.equal(current?.type === 'instance' ? current.id : '', 'i-zz-7');
	assert.equal(browser.currentInstance()?.InstanceId, 'i-zz-7');
	assert.deepEqual(
		browser.markedRows().map((row) => inventory.instanceAt(row).InstanceId),
		['i-zz-5'],
	);
	browser.moveTo(0);
	browser.markRange();
	assert.equal(browser.markedRows().length, 6);
});

test('marks are carried over whatever is pressed before the change is noticed', () => {
	const {browser, inventory, look} = browse(numbered(4));
	look();
	browser.markAll();
	inventory.apply(page('us-east-1', [instance({InstanceId: 'i-2', State: {Name: 'stopped'}})], 2));
	browser.sortBy('id');
	assert.deepEqual([look().marks, look().lines.every(({isMarked}) => isMarked)], [4, true]);
});

test('while rows stream in, the cursor stays on its line, and the list is as if it had been there at once', () => {
	const fcColumn = fc.constantFrom(...sortColumns);
	const fcWay = fc.constantFrom('ascending', 'descending');
	const fcPages = fc.array(fc.array(instanceArbitrary, {maxLength: 15}), {minLength: 1, maxLength: 6});
	const fcFilter = fc.constantFrom('', 'web', '!state:running', 'provider:444');
	const fcShow = fc.constantFrom('all', 'not-allowed');
	fc.assert(
		fc.property(
			distinctInstances,
			fcPages,
			fcColumn,
			fcWay,
			fcFilter,
			fcShow,
			fc.nat(),
			(start, pages, column, way, filter, show, at) => {
				const {browser, inventory, look} = browse(start);
				browser.sortBy(column, way);
				browser.setFilter(filter);
				browser.setShow(show);
				const {length} = look();
				browser.moveTo(length === 0 ? 0 : at % length);
				for (const [number, instances] of pages.entries()) {
					// In a list that was empty there was no line to stay on.
					browser.moveBy(0);
					const before = browser.currentInstance();
					inventory.apply(page('us-east-1', instances, number + 2));
					const snapshot = look();
					const current = browser.currentInstance();
					const row = before && inventory.rowOf(before.Region, before.InstanceId);
					if (row !== undefined && browser.rowsInView().includes(row)) {
						assert.equal(current?.InstanceId, before?.InstanceId);
					}

					assert.ok(snapshot.cursor >= snapshot.first || snapshot.cursor === -1);
					assert.ok(snapshot.cursor < snapshot.first + 5);
					assert.equal(snapshot.lines.length, Math.min(5, snapshot.length));
				}

				const fresh = new Browser({inventory, scheduler: new ManualScheduler(), show});
				fresh.sortBy(column, way);
				fresh.setFilter(filter);
				assert.deepEqual([...browser.rowsInView()], [...fresh.rowsInView()]);
			},
		),
	);
});

test('groups that rows stream into are as if they had been there at once', () => {
	fc.assert(
		fc.property(distinctInstances, fc.array(instanceArbitrary), (start, more) => {
			const {browser, inventory, look} = browse(start);
			browser.groupBy('image');
			look();
			inventory.apply(page('us-east-1', more, 2));
			const {lines} = look();
			const fresh = new Browser({inventory, scheduler: new ManualScheduler(), show: 'all', height: 5});
			fresh.groupBy('image');
			const without = fresh
				.getSnapshot()
				.lines.map((line) => line.type === 'group' && {...line.group, image: undefined});
			assert.deepEqual(
				lines.map((line) => line.type === 'group' && {...line.group, image: undefined}),
				without,
			);
		}),
	);
});

test('works in slices: the first screen comes first, and input is answered in between', () => {
	const scheduler = new ManualScheduler(1);
	const inventory = inventoryOf(numbered(20_000), scheduler);
	const browser = new Browser({inventory, scheduler, show: 'all', height: 5, slice: 5});
	scheduler.settle();
	browser.sortBy('id', 'descending');
	assert.equal(browser.getSnapshot().isBusy, true);
	assert.equal(idsOf(browser.getSnapshot())[0], 'i-0', 'the list from before stays until the new one is there');
	scheduler.settle();
	assert.equal(idsOf(browser.getSnapshot())[0], 'i-9999');
	browser.setFilter('i-9');
	const early = browser.getSnapshot();
	assert.equal(early.isBusy, true);
	assert.deepEqual([early.lines.length, idsOf(early)[0]], [5, 'i-9999']);
	browser.setFilter('i-98');
	browser.moveBy(1);
	scheduler.settle();
	assert.deepEqual([browser.getSnapshot().length, browser.getSnapshot().cursor], [111, 1]);
	assert.equal(browser.getSnapshot().isBusy, false);
});

test('a few rows are added to a list, many are a reason to build it anew, by slices', () => {
	const inventory = inventoryOf([]);
	const listing = new Listing({
		fields: new Fields(inventory),
		test: () => true,
		sort: {column: 'id', direction: 'ascending'},
	});
	assert.equal([...listing.build()].length, 0);
	inventory.addSaved(numbered(1000));
	assert.deepEqual([listing.isBehind, listing.isOutdated], [true, false]);
	inventory.addSaved(numbered(25_000));
	assert.deepEqual([listing.isBehind, listing.isOutdated], [true, true]);
});

test('what comes all at once is received by slices too', () => {
	const scheduler = new ManualScheduler(1);
	const inventory = new Inventory({scheduler});
	const browser = new Browser({inventory, scheduler, show: 'all', height: 5, slice: 5});
	browser.sortBy('id', 'descending');
	scheduler.settle();
	inventory.addSaved(numbered(20_000));
	scheduler.advance(100);
	assert.equal(browser.getSnapshot().isBusy, true);
	scheduler.settle();
	const {length, isBusy} = browser.getSnapshot();
	assert.deepEqual([length, isBusy, idsOf(browser.getSnapshot())[0]], [20_000, false, 'i-9999']);
});

test('judges anew', () => {
	const {browser, look} = browse(
		numbered(4, (index) => image(`ami-${index % 2}`, true)),
		{show: 'not-allowed'},
	);
	assert.equal(look().length, 0);
	browser.setJudge({
		verdictOf: ({ImageId}) => (ImageId === 'ami-1' ? 'not-allowed' : 'allowed'),
		reasonOf: () => 'too old',
	});
	assert.deepEqual(idsOf(look()), ['i-1', 'i-3']);
	assert.equal(look().totals.notAllowed, 2);
	const [line] = look().lines;
	assert.equal(line?.type === 'instance' && line.reason, 'too old');
});

test('a draft is told of on each line, and in numbers of each group, as long as there is one', () => {
	const {browser, look} = browse(numbered(6, (index) => image(`ami-${index % 3}`, index % 3 === 2)));
	browser.setDraft({verdictOf: ({ImageId}) => (ImageId === 'ami-0' ? 'allowed' : 'not-allowed')});
	assert.deepEqual(
		look().lines.map((line) => line.type === 'instance' && line.draft),
		['mended', undefined, 'refused', 'mended', undefined],
	);
	browser.groupBy('provider');
	const [group] = look().lines;
	assert.deepEqual(group?.type === 'group' && group.group.draft, {mended: 2, refused: 2, unclear: 0});
	assert.deepEqual(look().most, {'not-allowed': 4, instances: 6, unknown: 0});
	// What it leaves open is told, too: of no verdict that is known now.
	browser.setDraft({verdictOf: () => 'unknown'});
	const [open] = look().lines;
	assert.deepEqual(open?.type === 'group' && open.group.draft, {mended: 0, refused: 0, unclear: 6});
	browser.setDraft({verdictOf: ({ImageId}) => (ImageId === 'ami-0' ? 'allowed' : 'not-allowed')});
	// Another inventory is told of by the same draft.
	browser.show(inventoryOf(numbered(1, () => image('ami-0', false))));
	assert.equal(look().hasDraft, true);
	browser.setDraft(undefined);
	assert.deepEqual(
		look().lines.map((line) => line.type === 'group' && line.group.draft),
		[undefined],
	);
});

test('new evidence is judged', () => {
	const {browser, inventory, look} = browse(numbered(2), {show: 'not-allowed'});
	browser.setJudge({verdictOf: ({ProductCodes}) => (ProductCodes === undefined ? 'unknown' : 'not-allowed')});
	assert.equal(look().length, 0);
	inventory.addEvidence('us-east-1', [{ImageId: 'ami-x', ProductCodes: ['x']}]);
	assert.equal(look().length, 2);
});

test('shows another inventory from the top', () => {
	const {browser, scheduler, look} = browse(numbered(9));
	look();
	browser.moveTo('end');
	const other = inventoryOf([instance({InstanceId: 'i-other'})], scheduler);
	browser.show(other);
	assert.deepEqual([idsOf(look()), look().cursor], [['i-other'], 0]);
});

test('says honestly why a list is empty', () => {
	const scheduler = new ManualScheduler();
	const inventory = new Inventory({scheduler});
	const browser = new Browser({inventory, scheduler});
	const state = (): readonly string[] => {
		scheduler.settle();
		const snapshot = browser.getSnapshot();
		return [snapshot.state, snapshot.scan, emptyListInWords(snapshot)];
	};

	assert.deepEqual(state(), ['loading', 'running', 'Nothing was scanned yet.']);
	inventory.apply({type: 'zones', region: 'us-east-1', zones: ['a', 'b']});
	assert.deepEqual(state(), ['loading', 'running', 'The first instances are on their way.']);
	const allowed = instance(image('ami-1', true));
	inventory.apply(page('us-east-1', [allowed], 1, 'a'));
	inventory.apply({type: 'zone-done', region: 'us-east-1', zone: 'a'});
	assert.deepEqual(state(), [
		'none-not-allowed',
		'running',
		'No instance here is not allowed. So far that is 1 of 2 zones.',
	]);
	const problem = {kind: 'denied', what: 'No permission.', next: 'Ask for it.'} as const;
	inventory.apply({type: 'zone-failed', region: 'us-east-1', zone: 'b', problem});
	assert.deepEqual(state(), [
		'none-not-allowed',
		'partial',
		'No instance here is not allowed. So far that is 1 of 2 zones, 1 failed.',
	]);
	browser.setFilter('nowhere');
	assert.deepEqual(state().slice(0, 2), ['nothing-matches', 'partial']);
	browser.setFilter('');
	inventory.forget('us-east-1');
	inventory.failRegion('us-east-1', problem);
	assert.deepEqual(state(), ['failed', 'partial', 'Nothing could be scanned. No permission. Ask for it.']);
	inventory.forget('us-east-1');
	inventory.apply({type: 'zones', region: 'us-east-1', zones: ['a']});
	inventory.apply({type: 'zone-done', region: 'us-east-1', zone: 'a'});
	assert.deepEqual(state(), ['empty', 'complete', 'There are no instances here.']);
});
