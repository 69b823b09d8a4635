/**
Somebody else changes a Region between any two steps. It is noticed before anything that changes the Region is sent, shown as a diff, and
there is a key that leads on.
*/
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {exampleCriteria} from '../../source/criteria/example.ts';
import {sameSettings, type AllowedImagesSettings} from '../../source/criteria/settings.ts';
import {canEnforce, canChange, isPanelShown} from '../../source/rollout/guards.ts';
import {diffSettings} from '../../source/operations/change/settings-diff.ts';
import type {RolloutState} from '../../source/rollout/state.ts';
import {home} from './account.ts';
import {impatient, seat, type Operator, type OperatorOptions} from './operator.ts';
import {toApply, toDecide, toEnforce, toHome, toScanned} from './stages.ts';

type Settings = Partial<AllowedImagesSettings>;
const audited: Settings = {State: 'audit-mode', ImageCriteria: []};
const drafted: Settings = {State: 'audit-mode', ImageCriteria: exampleCriteria};

/** What somebody else may do. */
const interferences: Readonly<Record<string, Settings>> = {
	'other criteria': {ImageCriteria: [{ImageProviders: ['aws-marketplace']}]},
	'the same criteria in another order': {
		ImageCriteria: [{ImageProviders: ['aws-marketplace', 'amazon', '123456789012']}],
	},
	'no criteria': {ImageCriteria: []},
	disabled: {State: 'disabled'},
	'audit mode': {State: 'audit-mode'},
	enforced: {State: 'enabled'},
	'a declarative policy': {ManagedBy: 'declarative-policy'},
	'a state of the future': {State: 'super-enabled'},
};

type Place = {
	readonly name: string;
	readonly settings: Settings;
	arrive(operator: Operator): Promise<void>;
	/** What the change that is about to be sent would make of the Region. */
	readonly leads: Settings;
	/** The keys on from the diff, where the Region still is the account's and not enforced. */
	goOn(operator: Operator): Promise<void>;
};

const places: readonly Place[] = [
	{
		name: 'before audit mode is turned on',
		settings: {State: 'disabled', ImageCriteria: []},
		arrive: toHome,
		leads: {State: 'audit-mode'},
		async goOn(operator) {
			operator.pressShown('g');
			operator.pressShown('enter');
		},
	},
	{
		name: 'before the criteria are replaced',
		settings: audited,
		arrive: toApply,
		leads: {ImageCriteria: exampleCriteria},
		async goOn(operator) {
			operator.pressShown('g');
			operator.pressShown('enter');
		},
	},
	{
		name: 'before it is enforced',
		settings: drafted,
		arrive: toEnforce,
		leads: {State: 'enabled'},
		async goOn(operator) {
			operator.pressShown('r');
			await operator.untilWork('a new scan', ({scan}) => scan?.status === 'done' && scan.isComplete);
			operator.press('enter', 'd', '3');
			await operator.untilWork('all of the panel', (_, state) => isPanelShown(state));
			operator.typePhrase();
			operator.press('enter');
		},
	},
];

/** The diff that the current screen shows. */
function shownDiff({step}: RolloutState, foreign: Foreign | undefined): ReturnType<typeof diffSettings> | undefined {
	const shown = 'run' in step && step.run.status === 'foreign' ? step.run : foreign;
	return shown && diffSettings(shown.expected, shown.found);
}

type Foreign = {readonly expected: AllowedImagesSettings; readonly found: AllowedImagesSettings};

async function untilDiff(operator: Operator): Promise<ReturnType<typeof diffSettings>> {
	let lines: ReturnType<typeof diffSettings> | undefined;
	await operator.untilWork('a diff', ({foreign}, state) => {
		lines = shownDiff(state, foreign);
		return lines !== undefined;
	});
	return lines ?? [];
}

for (const place of places) {
	void describe(`somebody else changes the Region right ${place.name}`, {concurrency: 3}, () => {
		for (const [name, interference] of Object.entries(interferences)) {
			const expected: AllowedImagesSettings = {
				State: 'disabled',
				ImageCriteria: [],
				ManagedBy: 'account',
				...place.settings,
			};
			const found: AllowedImagesSettings = {...expected, ...interference};
			if (sameSettings(expected, found)) {
				continue;
			}

			test(`to ${name}`, async (t) => {
				const operator = await seat(t, {settings: {[home]: place.settings}});
				await place.arrive(operator);
				operator.server.setSettings(home, interference);
				operator.press('enter');
				const lines = await untilDiff(operator);
				assert.deepEqual(operator.changes, [], 'something was sent');
				assert.deepEqual(await operator.stores.ledger.entries(), []);
				assert.ok(lines.length > 0);
				if (interference.State !== undefined) {
					assert.ok(lines.some(({sign, text}) => sign === '+' && text === `state: ${interference.State ?? ''}`));
				}

				const canGoOn = found.ManagedBy === 'account' && (found.State === 'audit-mode' || found.State === 'disabled');
				if (!canGoOn || (found.State === 'disabled' && place.leads.State !== 'audit-mode')) {
					return;
				}

				await place.goOn(operator);
				await operator.until('it is done all the same', () => {
					const {State, ImageCriteria} = operator.server.settings(home);
					const now: Settings = {State, ImageCriteria};
					return Object.entries(place.leads).every(
						([key, value]) => JSON.stringify(now[key as 'State']) === JSON.stringify(value),
					);
				});
				await operator.untilWork('the end', (_, {step}) => !('run' in step) || step.run.status === 'done');
			});
		}
	});
}

test('a Region that a policy took over meanwhile can be looked at and not changed', async (t) => {
	const operator = await seat(t, {settings: {[home]: audited}});
	await toApply(operator);
	operator.server.setSettings(home, {ManagedBy: 'declarative-policy', State: 'enabled'});
	operator.press('enter');
	await untilDiff(operator);
	operator.pressShown('g');
	await operator.untilWork('the policy', (_, state) => canChange(state) === 'a declarative policy manages this Region');
	operator.press('enter');
	await operator.untilWork('the reason why not', (_, {shell}) => shell.notice?.text.includes('policy') === true);
	assert.deepEqual(operator.changes, []);
});

test('settings that change while they are scanned make the scan worth nothing, and the next one counts', async (t) => {
	const operator = await seat(t, {settings: {[home]: drafted}});
	await toScanned(operator);
	operator.server.faults.push({
		match: {action: 'DescribeInstanceImageMetadata'},
		fault: {type: 'delay', milliseconds: 30},
	});
	const seen = operator.server.requests.length;
	operator.press('r');
	await untilRequest(operator, seen, 'DescribeInstanceImageMetadata');
	operator.server.setSettings(home, {ImageCriteria: [{ImageProviders: ['amazon']}]});
	await operator.untilWork('a worthless scan', ({scan}) => scan?.status === 'changed');
	assert.strictEqual(operator.state.phase, 'rollout');
	assert.equal(canEnforce(operator.state), 'the settings changed since the scan began');
	operator.server.faults.length = 0;
	operator.pressShown('r');
	await operator.untilWork('a complete scan', ({scan}) => scan?.status === 'done' && scan.isComplete);
	assert.equal(canEnforce(operator.state), true);
});

test('settings that change after the scan are noticed when they are enforced, however long ago that was', async (t) => {
	const operator = await seat(t, {settings: {[home]: drafted}});
	await toDecide(operator);
	operator.server.setSettings(home, {ImageCriteria: [{ImageProviders: ['amazon']}]});
	operator.press('3');
	await operator.untilWork('the impact', (_, {step}) => step.name === 'enforce' && step.impact.status === 'here');
	operator.typePhrase();
	operator.press('enter');
	await untilDiff(operator);
	assert.deepEqual(operator.changes, []);
});

/** A change that AWS throttles is sent again later: what was read before it is old by then. */
const throttled: ReadonlyArray<{
	readonly name: string;
	readonly action: string;
	readonly settings: Settings;
	arrive(operator: Operator): Promise<void>;
}> = [
	{name: 'audit mode', action: 'EnableAllowedImagesSettings', settings: {State: 'disabled'}, arrive: toHome},
	{
		name: 'criteria',
		action: 'ReplaceImageCriteriaInAllowedImagesSettings',
		settings: audited,
		arrive: toApply,
	},
	{name: 'enforcing', action: 'EnableAllowedImagesSettings', settings: drafted, arrive: toEnforce},
];

for (const {name, action, settings, arrive} of throttled) {
	test(`settings that change while ${name} is throttled are noticed before it is sent again`, async (t) => {
		const options: OperatorOptions = {
			settings: {[home]: settings},
			cloud: {patience: {...impatient.patience, longestSeconds: 0.3}},
		};
		const operator = await seat(t, options);
		await arrive(operator);
		operator.server.faults.push({match: {action, dryRun: false}, fault: {type: 'throttle'}, times: 1});
		const seen = operator.server.requests.length;
		operator.press('enter');
		await untilRequest(operator, seen, action);
		operator.server.setSettings(home, {ImageCriteria: [{ImageProviders: ['aws-marketplace']}]});
		await untilDiff(operator);
		assert.deepEqual(
			operator.changes.map(({errorCode}) => errorCode),
			['RequestLimitExceeded'],
		);
		const entries = await operator.stores.ledger.entries();
		assert.deepEqual(
			entries.map(({outcome}) => outcome.status),
			['failed'],
		);
	});
}

/** Waits until the endpoint has received a request of an action that came after the first `seen`. */
async function untilRequest({server}: Operator, seen: number, action: string): Promise<void> {
	while (server.requests.slice(seen).every((request) => request.action !== action || request.dryRun)) {
		await new Promise((resolve) => {
			setTimeout(resolve, 2);
		});
	}
}
