/** The only road to a mutating call, stage by stage: what each answer, and each foreign change, makes of it. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AllowedImagesSettings} from '../../../source/criteria/settings.ts';
import {carryOut, conclusionOf, type Change, type ChangeResult} from '../../../source/operations/change/change.ts';
import {account, FakeWorld, settle} from '../../rollout/world.ts';

const region = 'us-west-2';
const identity = {account, arn: `arn:aws:iam::${account}:user/jane`, principal: 'jane', partition: 'aws'};
const foreign = [{ImageProviders: ['999999999999']}];

/** Carries a change out, and lets `between` happen before the answer to its call, and before its read-back. */
async function carriedOut(
	kind: 'audit-mode' | 'disabled',
	between: {readonly call?: (world: FakeWorld) => void; readonly readBack?: (world: FakeWorld) => void} = {},
): Promise<{result: ChangeResult; world: FakeWorld; change: Change}> {
	const world = new FakeWorld();
	const expected: AllowedImagesSettings = {
		State: 'enabled',
		ImageCriteria: [{ImageProviders: ['amazon']}],
		ManagedBy: 'account',
	};
	world.regions[region] = expected;
	const change: Change = {kind, region, expected};
	const {signal} = new AbortController();
	const ports = {cloud: world.cloud, ledger: world.ledger, identity};
	const under = carryOut(change, ports, signal, () => undefined);
	const answer = async (before?: (at: FakeWorld) => void): Promise<void> => {
		await settle();
		before?.(world);
		world.answer(0);
		await settle();
	};

	// Read again, recorded, sent, read back.
	await answer();
	await answer();
	await answer(between.call);
	await answer(between.readBack);
	return {result: await under, world, change};
}

function withSettings(change: Partial<AllowedImagesSettings>): (world: FakeWorld) => void {
	return (world) => {
		const settings = world.regions[region];
		if (settings !== undefined) {
			world.regions[region] = {...settings, ...change};
		}
	};
}

test('a change that the Region reports as intended was made', async () => {
	const {result} = await carriedOut('audit-mode');
	assert.strictEqual(result.type, 'changed');
	assert.equal(result.settings.State, 'audit-mode');
});

for (const [name, meddling] of [
	['other criteria', {ImageCriteria: foreign}],
	['no criteria', {ImageCriteria: []}],
	['a policy', {ManagedBy: 'declarative-policy'}],
] as const) {
	for (const moment of ['call', 'readBack'] as const) {
		test(`${name} that come before the ${moment} are an alarm, although the state is as intended`, async () => {
			const {result, world} = await carriedOut('audit-mode', {[moment]: withSettings(meddling)});
			assert.strictEqual(result.type, 'differs');
			assert.deepEqual(result.found, world.regions[region]);
			assert.equal(result.found.State, 'audit-mode');
		});
	}
}

test('criteria that are gone once a Region is disabled are no alarm; other criteria are', async () => {
	const cleared = await carriedOut('disabled', {readBack: withSettings({ImageCriteria: []})});
	assert.equal(cleared.result.type, 'changed');
	const other = await carriedOut('disabled', {readBack: withSettings({ImageCriteria: foreign})});
	assert.equal(other.result.type, 'differs');
});

test('an answer that is lost leaves it unclear, and a refusal does not', async () => {
	for (const [kind, expected] of [
		['unreachable', 'unclear'],
		['denied', 'failed'],
	] as const) {
		const {result} = await carriedOut('audit-mode', {
			call(world) {
				world.fail(0, kind);
			},
		});
		assert.equal(result.type, expected);
	}
});

test('a later reading concludes from all of the settings', async () => {
	const {change} = await carriedOut('audit-mode');
	const before: AllowedImagesSettings = {
		State: 'enabled',
		ImageCriteria: [{ImageProviders: ['amazon']}],
		ManagedBy: 'account',
	};
	assert.equal(conclusionOf(change, before), 'nothing so far');
	assert.equal(conclusionOf(change, {...before, State: 'audit-mode'}), 'made');
	assert.equal(conclusionOf(change, {...before, State: 'audit-mode', ImageCriteria: foreign}), 'differs');
	assert.equal(conclusionOf(change, {...before, State: 'audit-mode', ManagedBy: 'declarative-policy'}), 'differs');
});
