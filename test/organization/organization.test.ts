import assert from 'node:assert/strict';
import {test} from 'node:test';
import {reduce} from '../../source/machine/machine.ts';
import {folderVersion} from '../../source/operations/organization/cell.ts';
import {overviewOf} from '../../source/operations/organization/overview.ts';
import type {Row} from '../../source/operations/organization/row.ts';
import {filterProblem, shownAccounts, shownImages} from '../../source/organization/lists.ts';
import {organization} from '../../source/organization/organization.ts';
import {detailSections, planLines} from '../../source/organization/plan.ts';
import {initialOrganization, type OrganizationEvent, type OrganizationState} from '../../source/organization/state.ts';

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

	const overview = await overviewOf(rows(), {criteria: undefined, isWhole: true, now});
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

test('in 8,500 cells a move makes no list anew', async () => {
	const regions = Array.from({length: 17}, (_, index) => `xx-test-${index + 1}`);
	const state = await stateOf(500, regions);
	const [accounts, plan] = [shownAccounts(state), planLines(state)];
	const moved = after(
		state,
		{type: 'move', by: 10},
		{type: 'column', by: 3},
		{type: 'tab', to: 'plan'},
		{type: 'move', by: 1},
	);
	assert.strictEqual(shownAccounts(moved), accounts);
	assert.strictEqual(planLines(moved), plan);
	assert.equal(plan.filter(({text}) => text.includes('It was not read.')).length, 500);
});
