import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ImageCriterion} from '../../source/criteria/criterion.ts';
import type {DemoImage} from '../../source/demo/account/account.ts';
import {isImageAllowed} from '../../source/demo/account/judge.ts';
import {matchesFilterValue, matchesWildcard} from '../../source/demo/protocol/wildcard.ts';
import fc from '../support/fast-check.ts';

const now = new Date('2026-06-01T00:00:00.000Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

const debian: DemoImage = {
	id: 'ami-0123456789abcdef0',
	state: 'available',
	architecture: 'x86_64',
	name: 'debian-13-amd64-20260501-1',
	ownerId: '136693071363',
	createdAt: daysAgo(100),
	isPublic: true,
};
const marked: DemoImage = {
	...debian,
	watermarks: [
		{
			key: '111122223333:approved',
			sourceRegion: 'eu-west-1',
			sourceImageId: 'ami-1',
			sourceCreatedAt: daysAgo(50),
			createdAt: daysAgo(20),
		},
	],
};
const scanned: DemoImage = {
	...debian,
	scan: {scannedAt: daysAgo(3), highest: 'high', fixAvailableSince: {high: daysAgo(10)}},
};

const verdicts: ReadonlyArray<readonly [what: string, image: DemoImage, criterion: ImageCriterion, allowed: boolean]> =
	[
		['its account', debian, {ImageProviders: ['amazon', '136693071363']}, true],
		['other providers', debian, {ImageProviders: ['amazon', '111122223333']}, false],
		['its alias', {...debian, ownerAlias: 'amazon'}, {ImageProviders: ['amazon']}, true],
		['none', debian, {ImageProviders: ['none']}, false],
		['a name', debian, {ImageNames: ['ubuntu-*', 'debian-1?-*']}, true],
		['another name', debian, {ImageNames: ['Debian-*']}, false],
		['provider and another name', debian, {ImageProviders: ['136693071363'], ImageNames: ['x*']}, false],
		['an age', debian, {CreationDateCondition: {MaximumDaysSinceCreated: 100}}, true],
		['too low an age', debian, {CreationDateCondition: {MaximumDaysSinceCreated: 99}}, false],
		[
			'an age where it has none',
			{id: debian.id, state: 'deregistered', architecture: 'x86_64'},
			{CreationDateCondition: {MaximumDaysSinceCreated: 9999}},
			false,
		],
		['no deprecation', debian, {DeprecationTimeCondition: {MaximumDaysSinceDeprecated: 0}}, true],
		[
			'a deprecation to come',
			{...debian, deprecatedAt: daysAgo(-1)},
			{DeprecationTimeCondition: {MaximumDaysSinceDeprecated: 0}},
			true,
		],
		[
			'an old deprecation',
			{...debian, deprecatedAt: daysAgo(8)},
			{DeprecationTimeCondition: {MaximumDaysSinceDeprecated: 7}},
			false,
		],
		[
			'a recent deprecation',
			{...debian, deprecatedAt: daysAgo(6)},
			{DeprecationTimeCondition: {MaximumDaysSinceDeprecated: 7}},
			true,
		],
		['its product code', {...debian, productCodes: ['abc']}, {MarketplaceProductCodes: ['x', 'abc']}, true],
		['another product code', debian, {MarketplaceProductCodes: ['x']}, false],
		['a watermark', marked, {ImageWatermarks: [{WatermarkKey: '1111*:appr?ved', SourceImageRegion: 'eu-*'}]}, true],
		[
			'a watermark from elsewhere',
			marked,
			{ImageWatermarks: [{WatermarkKey: '1111*', SourceImageRegion: 'us-*'}]},
			false,
		],
		['too old a watermark', marked, {ImageWatermarks: [{MaximumDaysSinceWatermarkCreated: 19}]}, false],
		['too old a source', marked, {ImageWatermarks: [{MaximumDaysSinceSourceImageCreated: 49}]}, false],
		['a scan where there was none', debian, {ScanResultCondition: {MaxDaysSinceLastFindingScan: 30}}, false],
		['a scan', scanned, {ScanResultCondition: {MaxDaysSinceLastFindingScan: 3, MaximumSeverityLabel: 'high'}}, true],
		['a low severity', scanned, {ScanResultCondition: {MaximumSeverityLabel: 'medium'}}, false],
		['a fix long available', scanned, {ScanResultCondition: {MaxDaysSinceHighFixAvailable: 9}}, false],
		['a fix of another severity', scanned, {ScanResultCondition: {MaxDaysSinceCriticalFixAvailable: 0}}, true],
	];

for (const [what, image, criterion, allowed] of verdicts) {
	test(`a criterion that asks for ${what} ${allowed ? 'lets the image in' : 'keeps the image out'}`, () => {
		assert.equal(isImageAllowed(image, [criterion], {accountId: '123456789012', now}), allowed);
	});
}

test('any criterion is enough, own images need none, and no criteria let nobody else in', () => {
	const judge = {accountId: '123456789012', now};
	const other: ImageCriterion = {ImageProviders: ['amazon']};
	assert.equal(isImageAllowed(debian, [other, {ImageNames: ['debian*']}], judge), true);
	assert.equal(isImageAllowed(debian, [], judge), false);
	assert.equal(isImageAllowed({...debian, ownerId: '123456789012'}, [], judge), true);
});

test('wildcards match as the regular expression that says the same', () => {
	const text = fc.string({unit: fc.constantFrom('a', 'b', '.', '\n', '😀'), maxLength: 8});
	const wildcard = fc.string({unit: fc.constantFrom('a', 'b', '.', '*', '?', '😀'), maxLength: 6});
	fc.assert(
		fc.property(text, wildcard, (given, pattern) => {
			const source = pattern
				.replaceAll('.', String.raw`\.`)
				.replaceAll('*', '.*')
				.replaceAll('?', '.');
			assert.equal(matchesWildcard(given, pattern), new RegExp(`^${source}$`, 'su').test(given));
		}),
	);
});

test('a backslash makes a wildcard of a filter literal', () => {
	assert.equal(matchesFilterValue('a*b', String.raw`a\*b`), true);
	assert.equal(matchesFilterValue('axb', String.raw`a\*b`), false);
	assert.equal(matchesFilterValue('what?', String.raw`what\?`), true);
	assert.equal(matchesFilterValue(String.raw`C:\x`, String.raw`C:\\*`), true);
});

test('a pattern of many stars does not hang', () => {
	assert.equal(matchesWildcard('a'.repeat(10_000), `${'*a'.repeat(60)}*b`), false);
});
