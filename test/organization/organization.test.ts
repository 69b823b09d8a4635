import assert from 'node:assert/strict';
import {test} from 'node:test';
import {reduce} from '../../source/machine/machine.ts';
import {folderVersion, type Cell} from '../../source/operations/organization/cell.ts';
import {overviewOf} from '../../source/operations/organization/overview.ts';
import type {Row} from '../../source/operations/organization/row.ts';
import {cellsOf} from '../../source/organization/image-cells.ts';
import {exported} from '../../source/organization/exporting.ts';
import {filterProblem, shownAccounts, shownImages} from '../../source/organization/lists.ts';
import {organization} from '../../source/organization/organization.ts';
import {detailSections, planLines, planSections} from '../../source/organization/plan.ts';
import {initialOrganization, type OrganizationEvent, type OrganizationState} from '../../source/organization/state.ts';
import {regionsSeen} from '../../source/ui/screens/organization/regions-seen.ts';

const now = new Date('2026-06-01T12:00:00.000Z');

/** Accounts in Regions, each with one image; the last Region of each account was not read. */
async function stateOf(accounts: number, regions: readonly string[]): Promise<OrganizationState> {
	async function* rows(): AsyncGenerator<Row> {
		for (let index = 0; index < accounts; index++) {
			const account = String(100_000_000_000 + index);
			const record = {Account: account, Name: `team-${index}`, Regions: regions, RegionsAre: 'all'} as const;
			for (const region of regions) {
				yield region === regions.at(-1)
					? {record, region, lack: {Why: 'It was not read.', Next: 'Run the scan again.'}}
					: {
							record,
							region,
							cell: {
								Version: folderVersion,
								Account: account,
								Region: region,
								ReadAt: now.toISOString(),
								Settings: {
									State: index % 2 === 0 ? 'disabled' : 'audit-mode',
									ManagedBy: 'account',
									ImageCriteria: [],
								},
								Images: [
									{
										Image: {ImageId: 'ami-0aaaaaaaaaaaaaaa1', Name: 'golden', ImageAllowed: index % 2 === 1},
										Instances: index + 1,
									},
								],
								WithoutImage: 0,
								Launches: [],
								Gaps: [],
							},
						};
			}
		}
	}

	const overview = await overviewOf(rows(), {criteria: undefined, summary: {IsWhole: true, Accounts: []}, now});
	return initialOrganization({directory: 'organization', role: 'reader', demo: false}, overview);
}

function after(state: OrganizationState, ...events: readonly OrganizationEvent[]): OrganizationState {
	return events.reduce((next, event) => reduce(organization, next, event), state);
}

const filtered = (state: OrganizationState, text: string) =>
	after({...state, isFiltering: true}, {type: 'paste', text}, {type: 'submit'});
const names = (state: OrganizationState) => shownAccounts(state).map(({record}) => record.Name);

test('a filter asks for plain text or by key, and one that is wrong hides nothing and says what keys there are', async () => {
	const state = await stateOf(3, ['eu-west-1', 'us-east-1']);
	assert.deepEqual(names(filtered(state, 'team-1')), ['team-1']);
	assert.deepEqual(names(filtered(state, 'state:disabled !name:team-2')), ['team-0']);
	// What was not read is found, too.
	assert.equal(names(filtered(state, 'unread:us-east-1')).length, 3);
	const wrong = filtered(state, 'stat:disabled');
	assert.equal(names(wrong).length, 3);
	assert.match(filterProblem(wrong) ?? '', /no key .stat.\. Did you mean state\?/);
	const allowed = filtered(after(state, {type: 'tab', to: 'images'}), 'verdict:allowed');
	assert.ok(shownImages(allowed).every(({After}) => After === 'allowed'));
	const images = filtered(after(state, {type: 'tab', to: 'images'}), 'verdict:not-allowed');
	assert.deepEqual(
		shownImages(images).map(({After}) => After),
		['not-allowed'],
	);
});

test('an order can be reversed, and the next one begins as it should', async () => {
	const state = await stateOf(3, ['eu-west-1', 'us-east-1']);
	const reversed = after(state, {type: 'reverse-sort'});
	assert.deepEqual(names(reversed), ['team-2', 'team-1', 'team-0']);
	const byNotAllowed = after(reversed, {type: 'sort'});
	assert.deepEqual(names(byNotAllowed), ['team-2', 'team-0', 'team-1']);
});

test('beside the grid stands what is known of the cell, and an unread one says that it is', async () => {
	const state = await stateOf(1, ['eu-west-1', 'us-east-1']);
	const [about, runs] = detailSections(state);
	assert.match(about?.title ?? '', /^100000000000 team-0 .*, eu-west-1$/);
	assert.equal(runs?.title, 'What runs there');
	const unread = detailSections(after(state, {type: 'column', by: 1}));
	assert.deepEqual(
		unread.map(({lines}) => lines),
		[[{text: 'It was not read. Run the scan again.', tone: 'warning'}]],
	);
});

test('a cell in which no instance could be asked for is not one in which none runs, and no account at all is not all that was read', async () => {
	const rows = rowsOf({
		Gaps: [{What: 'ec2:DescribeInstanceImageMetadata', Why: 'It was denied.', Next: 'Allow it.'}],
	});
	const options = {directory: 'organization', role: 'reader', demo: false};
	const state = initialOrganization(
		options,
		await overviewOf(rows, {criteria: undefined, summary: {IsWhole: true, Accounts: []}, now}),
	);
	const told = detailSections(state).flatMap(({lines}) => lines.map(({text}) => text));
	assert.ok(told.includes('Which instances run there is not known.'), told.join('\n'));
	assert.ok(!told.includes('No instance runs there.'));
	const [, line] = [...exported(state, 'grid.csv')];
	assert.match(line ?? '', /^100000000000,,eu-west-1,audit-mode,account,,,,Not all of it could be read/);

	const none = initialOrganization(
		options,
		await overviewOf(rowsOfNone(), {criteria: undefined, summary: {IsWhole: true, Accounts: []}, now}),
	);
	const plan = planLines(none).map(({text}) => text);
	assert.ok(plan.includes('No enforcing policy yet: no account was read.'), plan.join('\n'));
});

test('launches of images that nobody knows are not nothing', async () => {
	const rows = rowsOf({
		ReadAt: new Date(now.getTime() + 86_400_001).toISOString(),
		Launches: [{Type: 'launch-template', ImageId: 'resolve:ssm:/golden', Sources: 2, Names: ['one', 'two']}],
	});
	const criteria = [{ImageProviders: ['amazon']}];
	const overview = await overviewOf(rows, {criteria, summary: {IsWhole: true, Accounts: []}, now});
	const options = {directory: 'organization', role: 'reader', demo: false, tried: {criteria, origin: 'a file'}};
	const plan = planLines(initialOrganization(options, overview))
		.map(({text}) => text)
		.join('\n');
	assert.match(plan, /block nothing that was found .*; of 2 launch sources that is not known\./);
	// A wrong clock has dated the cell ahead: it would be fresh for ever.
	assert.match(plan, /When it was read is not known: its time is yet to come/);
});

/** One account with one Region, in which nothing was found but what is given. */
async function* rowsOf(found: Partial<Cell>): AsyncGenerator<Row> {
	const record = {Account: '100000000000', Regions: ['eu-west-1'], RegionsAre: 'all'} as const;
	yield {
		record,
		region: 'eu-west-1',
		cell: {
			Version: folderVersion,
			Account: record.Account,
			Region: 'eu-west-1',
			ReadAt: now.toISOString(),
			Settings: {State: 'audit-mode', ManagedBy: 'account', ImageCriteria: []},
			Images: [],
			WithoutImage: 0,
			Launches: [],
			Gaps: [],
			...found,
		},
	};
}

async function* rowsOfNone(): AsyncGenerator<Row> {
	yield* [];
}

test('in 8,500 cells a move makes no list anew', async () => {
	const regions = Array.from({length: 17}, (_, index) => `xx-test-${index + 1}`);
	const state = await stateOf(500, regions);
	const [accounts, plan] = [shownAccounts(state), planSections(state)];
	const moved = after(
		state,
		{type: 'move', by: 10},
		{type: 'column', by: 3},
		{type: 'tab', to: 'plan'},
		{type: 'move', by: 1},
	);
	assert.strictEqual(shownAccounts(moved), accounts);
	assert.strictEqual(planSections(moved), plan);
	assert.equal(planLines(state).filter(({text}) => text.includes('It was not read.')).length, 500);
});

test('an image opens to the accounts that run it, most instances first, and a cell of those is told in full', async () => {
	const state = after(await stateOf(6, ['eu-west-1', 'us-east-1']), {type: 'tab', to: 'images'}, {type: 'next'});
	const cells = cellsOf(state.opened?.image ?? assert.fail(), state.overview);
	// Those in which it is not allowed.
	assert.deepEqual(
		cells.map(({account, region, instances}) => [account.record.Name, region, instances]),
		[
			['team-4', 'eu-west-1', 5],
			['team-2', 'eu-west-1', 3],
			['team-0', 'eu-west-1', 1],
		],
	);
	const second = after(state, {type: 'move', by: 1});
	assert.match(detailSections(second)[0]?.title ?? '', /^100000000002 team-2 .*, eu-west-1$/);
	const full = after(second, {type: 'next'});
	assert.deepEqual(full.detail, {top: 0});
	// One step back at a time: to the cells, to the images.
	const cellsAgain = after(full, {type: 'back'});
	assert.deepEqual([cellsAgain.detail, cellsAgain.opened?.cursor], [undefined, 1]);
	assert.equal(after(cellsAgain, {type: 'back'}).opened, undefined);
	// A cursor that moves makes no list anew.
	assert.strictEqual(cellsOf(cellsAgain.opened?.image ?? assert.fail(), state.overview), cells);
});

test('a text scrolls until its last line is on the screen, and no further', async () => {
	const plan = after(await stateOf(3, ['eu-west-1', 'us-east-1']), {type: 'tab', to: 'plan'});
	const shown = after(plan, {type: 'shown-text', atOnce: 10, count: 14});
	assert.equal(after(shown, {type: 'move', by: 100}).cursors.plan, 4);
	assert.equal(after(shown, {type: 'move-to', to: 'end'}, {type: 'move', by: -1}).cursors.plan, 3);
	assert.equal(after(plan, {type: 'move', by: 1}).cursors.plan, 0);
});

test('of more Regions than there is room for, those around the current one are seen, and the title says which', () => {
	assert.deepEqual(regionsSeen({room: 78, names: 10}, 17, 0), {first: 0, count: 17, width: 19, title: 'Regions'});
	const first = regionsSeen({room: 78, names: 10}, 33, 0);
	assert.deepEqual([first.first, first.title], [0, `Regions 1-${first.count} of 33`]);
	assert.ok(first.count < 33);
	const last = regionsSeen({room: 78, names: 10}, 33, 32);
	assert.deepEqual([last.first + last.count, last.title], [33, `Regions ${34 - last.count}-33 of 33`]);
	for (let column = 0; column < 33; column++) {
		for (const [room, longest] of [58, 76, 78, 100, 198].flatMap((columns) => [
			[columns, 10] as const,
			[columns, 20] as const,
		])) {
			const {first: from, count, title, width} = regionsSeen({room, names: longest}, 33, column);
			assert.ok(from <= column, `${column} in ${room} columns`);
			assert.ok(column < from + count, `${column} in ${room} columns`);
			assert.ok(title.length <= width, title);
		}
	}
});
