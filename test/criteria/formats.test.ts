import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {formatIssue, readCriteria} from '../../source/criteria/validation/check.ts';
import type {ImageCriteria, ImageCriterion} from '../../source/criteria/criterion.ts';
import {diffCriteria} from '../../source/criteria/comparison/diff.ts';
import {toAwsCli} from '../../source/criteria/formats/aws-cli.ts';
import {
	declarativePolicy,
	mostPolicyCharacters,
	toDeclarativePolicy,
} from '../../source/criteria/formats/declarative-policy.ts';
import {isPresetsFile, readPresets} from '../../source/criteria/formats/presets-file.ts';
import {toTerraform} from '../../source/criteria/formats/terraform.ts';
import {ProblemError} from '../../source/problem.ts';
import {toPresetsFile} from '../support/presets-file.ts';
import fc from '../support/fast-check.ts';
import {criteria} from './arbitraries.ts';

/** Every parameter that all formats carry, in every form. */
const portable: ImageCriteria = [
	{ImageProviders: ['amazon', 'aws-marketplace', 'aws-backup-vault']},
	{
		ImageProviders: ['444455556666', '013907871322'],
		ImageNames: ['team-data/spark-worker-*', "golden.v?@(x)['y']"],
		CreationDateCondition: {MaximumDaysSinceCreated: 300},
		DeprecationTimeCondition: {MaximumDaysSinceDeprecated: 0},
	},
	{MarketplaceProductCodes: ['abcdefg1234567890']},
];

const everything: ImageCriteria = [
	...portable,
	{
		ImageWatermarks: [
			{
				WatermarkKey: '123456789012:golden-*',
				SourceImageRegion: 'eu-*',
				MaximumDaysSinceSourceImageCreated: 90,
				MaximumDaysSinceWatermarkCreated: 30,
			},
		],
		ScanResultCondition: {
			MaxDaysSinceLastFindingScan: 7,
			MaximumSeverityLabel: 'medium',
			MaxDaysSinceCriticalFixAvailable: 3,
		},
	},
	{ImageProviders: ['123456789012'], ImageNames: ['base image *']},
];

function golden(name: string): string {
	return readFileSync(new URL(`../fixtures/criteria/${name}`, import.meta.url), 'utf8');
}

function refusal(run: () => unknown): string {
	let what = '';
	assert.throws(run, (error) => {
		assert.ok(error instanceof ProblemError);
		assert.equal(error.problem.kind, 'invalid-criteria');
		({what} = error.problem);
		return true;
	});
	return what;
}

describe('golden files', () => {
	it('AWS CLI carries everything', () => {
		assert.deepEqual(toAwsCli(everything), {text: golden('aws-cli-everything.json'), dropped: []});
		assert.deepEqual(toAwsCli(portable), {text: golden('aws-cli.json'), dropped: []});
	});

	it('declarative policy', () => {
		const options = {state: 'audit-mode', message: 'Ask platform@example.com'} as const;
		assert.deepEqual(toDeclarativePolicy(portable, options), {text: golden('declarative-policy.json'), dropped: []});
	});

	it('Terraform', () => {
		assert.deepEqual(toTerraform(portable, {region: 'eu-central-1', resourceName: 'allowed'}), {
			text: golden('allowed-images.tf'),
			dropped: [],
		});
	});

	it('presets', () => {
		const presets = [
			{name: 'team "data"', description: 'Amazon and ours', criteria: portable},
			{name: 'everything', criteria: everything},
		];
		assert.equal(toPresetsFile(presets), golden('presets.json'));
		assert.deepEqual(readPresets(golden('presets.json')).presets, presets);
	});

	it('settings, as the AWS CLI prints them, are read', () => {
		const reading = readCriteria(golden('settings.json'));
		assert.equal(reading.source, 'settings');
		assert.equal(reading.state, 'audit-mode');
		assert.deepEqual(reading.criteria, everything);
	});
});

describe('round trips keep the meaning', () => {
	it('AWS CLI', () => {
		fc.assert(
			fc.property(criteria, (given) => {
				assert.deepEqual(readCriteria(toAwsCli(given).text).criteria, given);
			}),
		);
	});

	it('AWS CLI, with parameters newer than this tool', () => {
		const given = [{ImageProviders: ['amazon'], SomethingNew: {Limit: [1]}}];
		const {text, dropped} = toAwsCli(given);
		assert.deepEqual(readCriteria(text, {unknownKeys: 'keep'}).criteria, given);
		assert.deepEqual(dropped, [
			'ImageCriteria[0].SomethingNew is newer than this tool; it is kept, but the AWS CLI may refuse it',
		]);
	});

	it('declarative policy, wherever it does not refuse', () => {
		let carried = 0;
		fc.assert(
			fc.property(
				criteria.map((given) => given.map((one) => withoutInspection(one))),
				(given) => {
					const valid = given.filter((one) => Object.keys(one).length > 0);
					if (valid.every(({ImageProviders}) => ImageProviders?.[0] === 'none')) {
						assert.match(
							refusal(() => toDeclarativePolicy(valid)),
							/own images only/,
						);
						return;
					}

					const {text, dropped} = toDeclarativePolicy(valid);
					const reading = readCriteria(text);
					carried++;
					assert.deepEqual(reading.errors, []);
					assert.equal(diffCriteria(valid, reading.criteria ?? []).effect, 'none');
					assert.equal(dropped.length, valid.filter(({ImageProviders}) => ImageProviders?.[0] === 'none').length);
				},
			),
		);
		assert.ok(carried > 20);
	});
});

function withoutInspection({ImageWatermarks: _, ScanResultCondition: __, ...rest}: ImageCriterion): ImageCriterion {
	return rest;
}

describe('what a format cannot carry', () => {
	it('is refused by name, all of it at once, since leaving it out would allow more', () => {
		const demanding: ImageCriteria = [
			{ImageProviders: ['amazon']},
			{
				ImageProviders: ['123456789012'],
				ImageWatermarks: [{WatermarkKey: '1:a'}],
				ScanResultCondition: {MaximumSeverityLabel: 'low'},
				Newer: 1,
			},
		];
		for (const [name, run] of [
			['A declarative policy', toDeclarativePolicy],
			['Terraform', toTerraform],
		] as const) {
			assert.equal(
				refusal(() => run(demanding)),
				`${name} cannot carry these criteria: ImageCriteria[1].ImageWatermarks has no counterpart; ImageCriteria[1].ScanResultCondition has no counterpart; ImageCriteria[1].Newer has no counterpart.`,
			);
		}
	});

	it('"none" is left out of a policy with a word beside others, refused alone, and carried by Terraform', () => {
		const none = {ImageProviders: ['none']};
		const {text, dropped} = toDeclarativePolicy([none, {ImageProviders: ['amazon']}]);
		assert.deepEqual(readCriteria(text).criteria, [{ImageProviders: ['amazon']}]);
		assert.match(dropped[0] ?? '', /^ImageCriteria\[0\] \("none"\) is left out/);
		assert.match(
			refusal(() => toDeclarativePolicy([none])),
			/own images only/,
		);
		assert.match(
			refusal(() => toDeclarativePolicy([])),
			/own images only/,
		);
		assert.match(toTerraform([none]).text, /image_providers = \["none"\]/);
	});

	it('Terraform refuses names with spaces and an empty list', () => {
		assert.match(
			refusal(() => toTerraform([{ImageNames: ['ok', 'a b']}])),
			/ImageCriteria\[0\]\.ImageNames\[1\] "a b" has a space/,
		);
		assert.match(
			refusal(() => toTerraform([])),
			/empty list/,
		);
	});
});

describe('a declarative policy', () => {
	const accounts = (count: number) => Array.from({length: count}, (_, index) => String(100_000_000_000 + index));

	it('is minified, and refused past 10,000 characters with what takes the room', () => {
		const large = Array.from({length: 10}, () => ({ImageProviders: accounts(200)}));
		assert.equal(
			refusal(() => toDeclarativePolicy(large)),
			'A declarative policy cannot carry these criteria: minified it has 30,662 characters, and at most 10,000 are allowed; the room is taken by ImageCriteria[0].ImageProviders (200 values, 3,041 characters), ImageCriteria[1].ImageProviders (200 values, 3,041 characters), ImageCriteria[2].ImageProviders (200 values, 3,041 characters) and 7 smaller parts.',
		);

		const named = [
			{ImageProviders: accounts(200), CreationDateCondition: {MaximumDaysSinceCreated: 300}},
			{ImageProviders: ['amazon'], ImageNames: Array.from({length: 50}, (_, index) => `${'a'.repeat(120)}${index}`)},
		];
		const policy = declarativePolicy(named, {message: 'Ask us', state: 'enabled'});
		assert.strictEqual(policy.type, 'policy');
		assert.deepEqual(policy.size, {
			characters: policy.text.length,
			limit: 10_000,
			parts: [
				{place: 'ImageCriteria[1].ImageNames', values: 50, characters: 6269},
				{place: 'ImageCriteria[0].ImageProviders', values: 200, characters: 3041},
				{place: 'ImageCriteria[0].CreationDateCondition', values: 1, characters: 76},
				{place: 'ImageCriteria[1].ImageProviders', values: 1, characters: 50},
				{place: 'exception_message', values: 1, characters: 42},
			],
		});
		assert.deepEqual(readCriteria(policy.text).criteria, named);
	});

	it('may have 10,000 characters, and not one more; the line break is left out where it would be the one', () => {
		const sized = (characters: number) => {
			const {length} = toDeclarativePolicy([{ImageProviders: ['amazon']}], {message: ''}).text;
			return {message: 'x'.repeat(characters - length + 1)};
		};

		for (const [characters, written] of [
			[9999, 10_000],
			[10_000, 10_000],
		] as const) {
			const {text} = toDeclarativePolicy([{ImageProviders: ['amazon']}], sized(characters));
			assert.equal(text.length, written);
		}

		assert.match(
			refusal(() => toDeclarativePolicy([{ImageProviders: ['amazon']}], sized(mostPolicyCharacters + 1))),
			/10,001 characters, and at most 10,000 are allowed; the room is taken by exception_message \(1 value, 9,8\d\d characters\)/,
		);
	});
});

describe('readPresets', () => {
	it('reports every problem of every preset, with path and line', () => {
		const text = `{"Presets": [
			{"Name": "good", "ImageCriteria": [{"ImageProviders": ["amazon"]}]},
			{"Name": "", "ImageCriteria": [{"ImageProviders": ["1"]}]},
			{"Name": "good", "ImageCriteria": [{"ImageProviders": ["amazon"]}]},
			7
		]}`;
		const {presets, errors} = readPresets(text);
		assert.deepEqual(
			presets.map(({name}) => name),
			['good', 'good'],
		);
		assert.deepEqual(
			errors.map(({path, line, message}) => [path, line, message]),
			[
				['Presets[1].Name', 3, 'is missing or empty; every preset needs a name'],
				['Presets[1].ImageCriteria[0].ImageProviders[0]', 3, '"1" has 1 digit; an account ID has 12'],
				['Presets[2].Name', 4, '"good" stands in the file twice'],
				['Presets[3]', 5, '7 is not a preset; write {"Name": …, "ImageCriteria": [ … ]}'],
			],
		);
	});

	it('is told apart by its key', () => {
		assert.ok(isPresetsFile('{"Presets": []}'));
		assert.ok(!isPresetsFile('{"ImageCriteria": []}'));
		assert.ok(!isPresetsFile('{'));
	});
});

it('50,000 nested objects or arrays are one error with its line, whichever shape they begin with', () => {
	const deep = `${'{"a":\n'.repeat(50_000)}1${'}'.repeat(50_000)}`;
	for (const text of [
		deep,
		`{"ImageCriteria":[${deep}]}`,
		'['.repeat(50_000),
		`{"ec2_attributes":${deep}}`,
		`{"Presets":${deep}}`,
	]) {
		const {criteria: read, errors} = readCriteria(text);
		assert.equal(read, undefined);
		assert.match(
			errors.map((issue) => formatIssue(issue)).join('\n'),
			/^line \d+, column \d+: objects and arrays nest more than 100 levels/,
		);
		assert.equal(errors.length, 1);
		assert.equal(readPresets(text).errors.length, 1);
	}

	// Brackets in a text are no levels.
	assert.equal(
		readCriteria(JSON.stringify([{ImageNames: ['['.repeat(120)]}])).errors.some(({message}) =>
			message.includes('nest'),
		),
		false,
	);
});
