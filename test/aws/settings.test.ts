import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ImageCriteria} from '../../source/criteria/criterion.ts';
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import type {Enforcement} from '../../source/operations/change/enforcement.ts';
import {cloudFor, noAbort, problemIn} from './cloud-for.ts';

const region = 'us-east-1';
const criteria: ImageCriteria = [
	{ImageProviders: ['amazon'], CreationDateCondition: {MaximumDaysSinceCreated: 300}},
	{
		ImageProviders: ['111122223333'],
		ImageNames: ['team-*'],
		ImageWatermarks: [{WatermarkKey: '111122223333:approved-*', MaximumDaysSinceWatermarkCreated: 7}],
		ScanResultCondition: {MaximumSeverityLabel: 'high', MaxDaysSinceLastFindingScan: 14},
	},
];

/** The proof that only a typed confirmation makes; here the test stands for the person. */
function confirmed(settings: AllowedImagesSettings): Enforcement {
	const proof: object = {region, settings};
	return proof as Enforcement;
}

test('the five steps: audit mode, criteria, enforce, each read back until the Region reports it', async (t) => {
	const {server, cloud} = await cloudFor(t);
	const audit = await cloud.enableAuditMode(region, noAbort);
	assert.equal(audit.json, '{"AllowedImagesSettingsState": "audit-mode"}');
	assert.match(audit.requestId ?? '', /^[\d\-a-f]{36}$/);
	await cloud.waitForSettings(region, ({State}) => State === 'audit-mode', noAbort);

	const replaced = await cloud.replaceCriteria(region, criteria, noAbort);
	assert.equal(replaced.json, '{"ReturnValue": true}');
	const settings = await cloud.waitForSettings(region, ({ImageCriteria}) => ImageCriteria.length === 2, noAbort);
	assert.deepEqual(settings, {State: 'audit-mode', ImageCriteria: criteria, ManagedBy: 'account'});

	const enabled = await cloud.enforce(confirmed(settings), noAbort);
	assert.equal(enabled.json, '{"AllowedImagesSettingsState": "enabled"}');
	await cloud.waitForSettings(region, ({State}) => State === 'enabled', noAbort);
	await cloud.disable(region, noAbort);
	assert.equal(server.settings(region).State, 'disabled');
});

test('an empty list of criteria is sent as such', async (t) => {
	const {server, cloud} = await cloudFor(t);
	server.setSettings(region, {State: 'audit-mode', ImageCriteria: criteria});
	await cloud.replaceCriteria(region, [], noAbort);
	assert.deepEqual(server.settings(region).ImageCriteria, []);
});

test('a state and a parameter newer than this tool are kept and shown', async (t) => {
	const {server, cloud} = await cloudFor(t);
	server.setSettings(region, {State: 'audit-mode', ImageCriteria: criteria});
	server.faults.push({
		match: {action: 'GetAllowedImagesSettings'},
		fault: {type: 'unknown-state', state: 'super-enabled'},
	});
	const {State} = await cloud.settings(region, noAbort);
	assert.equal(State, 'super-enabled');
});

test('a parameter newer than the SDK survives a Replace', async (t) => {
	const {server, cloud} = await cloudFor(t);
	server.setSettings(region, {State: 'audit-mode', ImageCriteria: criteria});
	server.faults.push({
		match: {action: 'GetAllowedImagesSettings'},
		fault: {type: 'unknown-criterion', name: 'ImageFlavour', value: 'vanilla & "mint"'},
	});
	const {ImageCriteria} = await cloud.settings(region, noAbort);
	assert.deepEqual(ImageCriteria, [criteria[0], {...criteria[1], ImageFlavour: 'vanilla & "mint"'}]);

	// The endpoint refuses a parameter that it doesn't know; what counts is that it was sent.
	await problemIn(cloud.replaceCriteria(region, ImageCriteria, noAbort));
	const sent = server.requests.findLast(({action}) => action === 'ReplaceImageCriteriaInAllowedImagesSettings');
	assert.equal(sent?.params['ImageCriterion.2.ImageFlavour'], 'vanilla & "mint"');
	assert.equal(sent.params['ImageCriterion.2.ImageName.1'], 'team-*');
});

test('a Region that never reports the change ends the wait with a statement', async (t) => {
	const {server, cloud} = await cloudFor(t, {}, {waiting: {first: 0.01, longest: 0.02, inAll: 0.2}});
	server.setSettings(region, {State: 'audit-mode'});
	const problem = await problemIn(cloud.waitForSettings(region, ({State}) => State === 'enabled', noAbort));
	assert.equal(problem.kind, 'service');
	assert.match(problem.what, /us-east-1 still reports audit-mode/);
});

test('a wait is aborted at once', async (t) => {
	const {cloud} = await cloudFor(t);
	const stop = new AbortController();
	const waiting = cloud.waitForSettings(
		region,
		() => {
			stop.abort();
			return false;
		},
		stop.signal,
	);
	await assert.rejects(waiting, {name: 'AbortError'});
});

test('a change is never repeated once AWS may have made it', async (t) => {
	for (const fault of [
		{type: 'cut', afterBytes: 0},
		{type: 'http', status: 500},
	] as const) {
		const {server, cloud} = await cloudFor(t);
		server.faults.push({match: {action: 'EnableAllowedImagesSettings'}, fault});
		const problem = await problemIn(cloud.enableAuditMode(region, noAbort));
		assert.match(problem.kind, /unreachable|service/);
		assert.equal(server.requests.filter(({action}) => action === 'EnableAllowedImagesSettings').length, 1, fault.type);
	}
});

test('a throttled change is sent again, as AWS has not looked at it', async (t) => {
	const {server, cloud} = await cloudFor(t);
	server.faults.push({match: {action: 'EnableAllowedImagesSettings'}, fault: {type: 'throttle'}, times: 2});
	await cloud.enableAuditMode(region, noAbort);
	assert.equal(server.settings(region).State, 'audit-mode');
});

test('a throttled enforcement reads the Region again before each further try', async (t) => {
	const {server, cloud} = await cloudFor(t);
	server.setSettings(region, {State: 'audit-mode', ImageCriteria: criteria});
	const settings = await cloud.settings(region, noAbort);
	server.faults.push({match: {action: 'EnableAllowedImagesSettings'}, fault: {type: 'throttle'}, times: 1});
	await cloud.enforce(confirmed(settings), noAbort);
	assert.deepEqual(
		server.requests.slice(-3).map(({action}) => action),
		['EnableAllowedImagesSettings', 'GetAllowedImagesSettings', 'EnableAllowedImagesSettings'],
	);
});

test('a throttled enforcement stops when somebody changed the Region meanwhile', async (t) => {
	const {server, cloud} = await cloudFor(t);
	server.setSettings(region, {State: 'audit-mode', ImageCriteria: criteria});
	const settings = await cloud.settings(region, noAbort);
	server.setSettings(region, {ImageCriteria: []});
	server.faults.push({match: {action: 'EnableAllowedImagesSettings'}, fault: {type: 'throttle'}, times: 1});
	const problem = await problemIn(cloud.enforce(confirmed(settings), noAbort));
	assert.equal(problem.kind, 'changed');
	assert.equal(server.requests.filter(({action}) => action === 'EnableAllowedImagesSettings').length, 1);
	assert.equal(server.settings(region).State, 'audit-mode');
});

test('read-only sends no change, dry runs apart', async (t) => {
	const {server, cloud} = await cloudFor(t, {}, {readOnly: true});
	const settings = await cloud.settings(region, noAbort);
	for (const change of [
		cloud.enableAuditMode(region, noAbort),
		cloud.disable(region, noAbort),
		cloud.replaceCriteria(region, [], noAbort),
		cloud.enforce(confirmed(settings), noAbort),
	]) {
		const problem = await problemIn(change);
		assert.equal(problem.kind, 'read-only');
	}

	const checks = await cloud.permissions(region, noAbort);
	assert.ok(checks.every(({granted}) => granted === true));
	assert.deepEqual(
		server.requests.filter(({action}) => !/^(?:Get|Describe|Lookup)/.test(action)).map(({action}) => action),
		[],
	);
});

test('a Region under a declarative policy says who manages it', async (t) => {
	const {server, cloud} = await cloudFor(t);
	const policy = await cloud.settings('eu-central-1', noAbort);
	assert.equal(policy.ManagedBy, 'declarative-policy');
	const problem = await problemIn(cloud.enableAuditMode('eu-central-1', noAbort));
	assert.equal(problem.kind, 'policy-managed');
	assert.match(problem.what, /EnableAllowedImagesSettings in eu-central-1/);
	assert.equal(server.settings('eu-central-1').State, policy.State);
});

test('criteria that AWS refuses are told as such', async (t) => {
	const {cloud} = await cloudFor(t);
	await cloud.enableAuditMode(region, noAbort);
	const problem = await problemIn(cloud.replaceCriteria(region, [{ImageProviders: ['12345']}], noAbort));
	assert.equal(problem.kind, 'invalid-criteria');
	assert.match(problem.what, /us-east-1 did not accept the criteria/);
});
