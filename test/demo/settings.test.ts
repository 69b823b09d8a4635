import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
	DisableAllowedImagesSettingsCommand,
	EnableAllowedImagesSettingsCommand,
	GetAllowedImagesSettingsCommand,
	ReplaceImageCriteriaInAllowedImagesSettingsCommand,
	type ImageCriterionRequest,
} from '@aws-sdk/client-ec2';
import {GetCallerIdentityCommand} from '@aws-sdk/client-sts';
import {ec2, rejection, serve, sts} from './endpoint.ts';

const everything: ImageCriterionRequest[] = [
	{
		ImageProviders: ['amazon', 'aws-marketplace', 'aws-backup-vault', '123456789012'],
		MarketplaceProductCodes: ['6njl1pau431dv1qxipg63mvah'],
		ImageNames: ["golden-* (v?) [a]/b's @_"],
		DeprecationTimeCondition: {MaximumDaysSinceDeprecated: 0},
		CreationDateCondition: {MaximumDaysSinceCreated: 2_147_483_647},
		ImageWatermarks: [
			{
				WatermarkKey: '111122223333:approved-*',
				SourceImageRegion: 'eu-*',
				MaximumDaysSinceSourceImageCreated: 90,
				MaximumDaysSinceWatermarkCreated: 30,
			},
		],
		ScanResultCondition: {
			MaxDaysSinceLastFindingScan: 7,
			MaximumSeverityLabel: 'medium',
			MaxDaysSinceInformationalFixAvailable: 1,
			MaxDaysSinceLowFixAvailable: 2,
			MaxDaysSinceMediumFixAvailable: 3,
			MaxDaysSinceHighFixAvailable: 4,
			MaxDaysSinceCriticalFixAvailable: 0,
		},
	},
	{ImageProviders: ['none']},
];

test('the SDK knows who is calling', async (t) => {
	const server = await serve(t);
	const {Account, Arn} = await sts(server).send(new GetCallerIdentityCommand({}));
	assert.equal(Account, '123456789012');
	assert.equal(Arn, 'arn:aws:sts::123456789012:assumed-role/Admin/jane');
});

test('the SDK walks a Region from disabled to enabled and back', async (t) => {
	const server = await serve(t, {settleReads: 0});
	const client = ec2(server);
	const get = async () => {
		const {State, ImageCriteria, ManagedBy} = await client.send(new GetAllowedImagesSettingsCommand({}));
		return {State, ImageCriteria, ManagedBy};
	};

	const audit = await client.send(new EnableAllowedImagesSettingsCommand({AllowedImagesSettingsState: 'audit-mode'}));
	assert.equal(audit.AllowedImagesSettingsState, 'audit-mode');
	const replaced = await client.send(
		new ReplaceImageCriteriaInAllowedImagesSettingsCommand({ImageCriteria: everything}),
	);
	assert.equal(replaced.ReturnValue, true);
	assert.deepEqual(await get(), {State: 'audit-mode', ImageCriteria: everything, ManagedBy: 'account'});
	await client.send(new EnableAllowedImagesSettingsCommand({AllowedImagesSettingsState: 'enabled'}));
	assert.deepEqual(await get(), {State: 'enabled', ImageCriteria: everything, ManagedBy: 'account'});
	const disabled = await client.send(new DisableAllowedImagesSettingsCommand({}));
	assert.equal(disabled.AllowedImagesSettingsState, 'disabled');
	const {State: state} = await get();
	assert.equal(state, 'disabled');

	await client.send(new ReplaceImageCriteriaInAllowedImagesSettingsCommand({ImageCriteria: []}));
	const {ImageCriteria: cleared} = await get();
	assert.deepEqual(cleared, []);
});

test('a change shows after the reads that lag, and Regions do not share settings', async (t) => {
	const server = await serve(t, {settleReads: 2});
	const client = ec2(server);
	const state = async () => {
		const {State} = await client.send(new GetAllowedImagesSettingsCommand({}));
		return State;
	};

	await client.send(new EnableAllowedImagesSettingsCommand({AllowedImagesSettingsState: 'audit-mode'}));
	assert.deepEqual([await state(), await state(), await state()], ['disabled', 'disabled', 'audit-mode']);
	assert.equal(server.settings('us-east-2').State, 'disabled');
});

test('a foreign change shows at once', async (t) => {
	const server = await serve(t);
	server.setSettings('us-east-1', {State: 'enabled'});
	const {State} = await ec2(server).send(new GetAllowedImagesSettingsCommand({}));
	assert.equal(State, 'enabled');
});

test('a declarative policy refuses every change and keeps the Region as it is', async (t) => {
	const server = await serve(t);
	const client = ec2(server, 'eu-central-1');
	const before = server.settings('eu-central-1');
	const refusals = [
		await rejection(client.send(new EnableAllowedImagesSettingsCommand({AllowedImagesSettingsState: 'audit-mode'}))),
		await rejection(client.send(new DisableAllowedImagesSettingsCommand({}))),
		await rejection(client.send(new ReplaceImageCriteriaInAllowedImagesSettingsCommand({ImageCriteria: []}))),
	];
	for (const {message} of refusals) {
		assert.match(message, /^This functionality has been disabled by a Declarative Policy\. /);
	}

	assert.deepEqual(server.settings('eu-central-1'), before);
	assert.equal(before.ManagedBy, 'declarative-policy');
});

const invalid: ReadonlyArray<readonly [what: string, criteria: ImageCriterionRequest[]]> = [
	['eleven criteria', Array.from({length: 11}, () => ({ImageProviders: ['amazon']}))],
	['an 11-digit account', [{ImageProviders: ['12345678901']}]],
	['an unknown alias', [{ImageProviders: ['Amazon']}]],
	['none with others', [{ImageProviders: ['none', 'amazon']}]],
	['201 providers', [{ImageProviders: Array.from({length: 201}, () => 'amazon')}]],
	['a product code with a dash', [{MarketplaceProductCodes: ['a-b']}]],
	['a product code of 26 characters', [{MarketplaceProductCodes: ['a'.repeat(26)]}]],
	['51 product codes', [{MarketplaceProductCodes: Array.from({length: 51}, () => 'a')}]],
	['a name with a colon', [{ImageNames: ['a:b']}]],
	['a name of 129 characters', [{ImageNames: ['a'.repeat(129)]}]],
	['a short name with ?', [{ImageNames: ['a?']}]],
	['51 names', [{ImageNames: Array.from({length: 51}, () => 'abc')}]],
	['a negative age', [{CreationDateCondition: {MaximumDaysSinceCreated: -1}}]],
	['an age beyond the limit', [{DeprecationTimeCondition: {MaximumDaysSinceDeprecated: 2_147_483_648}}]],
	['51 watermarks', [{ImageWatermarks: Array.from({length: 51}, () => ({WatermarkKey: 'a'}))}]],
	['an unknown severity', [{ScanResultCondition: {MaximumSeverityLabel: 'awful' as 'low'}}]],
];

for (const [what, ImageCriteria] of invalid) {
	test(`criteria with ${what} are refused`, async (t) => {
		const server = await serve(t);
		const {name, status} = await rejection(
			ec2(server).send(new ReplaceImageCriteriaInAllowedImagesSettingsCommand({ImageCriteria})),
		);
		assert.match(name, /^InvalidParameter(?:Value|Combination)$/);
		assert.equal(status, 400);
		assert.deepEqual(server.settings('us-east-1').ImageCriteria, []);
	});
}
