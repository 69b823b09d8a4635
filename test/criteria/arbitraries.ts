/** Generated criteria and images that often meet: both draw from the same few providers, names, codes and days. */
import type {ImageCriteria, ImageCriterion} from '../../source/criteria/criterion.ts';
import {severityLabels} from '../../source/criteria/parameters/scan-result-condition.ts';
import type {ImageEvidence} from '../../source/criteria/evaluation/image.ts';
import fc from '../support/fast-check.ts';

export const account = '123456789012';
export const now = new Date('2026-11-23T12:00:00Z');

const accounts = ['444455556666', '136693071363', '099720109477'] as const;
const aliases = ['amazon', 'aws-marketplace', 'aws-backup-vault'] as const;
const names = ['spark-1', 'spark-22', 'debian-13-amd64', 'golden', 'team a.b'] as const;
const patterns = ['spark-*', 'spark-?', '*amd64', 'd*-*4', 'golden', 'team a?b', '*', 'GOLDEN', '???'] as const;
const codes = ['abc1', 'abc2', 'zz9'] as const;
const regions = ['us-east-1', 'eu-west-1'] as const;

const days = fc.integer({min: 0, max: 4});

function daysIn(field: string): fc.Arbitrary<Record<string, number>> {
	return days.map((limit) => ({[field]: limit}));
}

/** Some of a pool, at least one, each once. */
function someOf<Value>(pool: readonly Value[]): fc.Arbitrary<Value[]> {
	return fc.subarray([...pool], {minLength: 1});
}

const watermarkFilter = fc.record(
	{
		WatermarkKey: fc.constantFrom('111122223333:gold', '111122223333:*', '*:gold'),
		SourceImageRegion: fc.constantFrom('us-*', 'eu-west-1'),
		MaximumDaysSinceSourceImageCreated: days,
		MaximumDaysSinceWatermarkCreated: days,
	},
	{requiredKeys: ['WatermarkKey'], noNullPrototype: true},
);

export const criterion: fc.Arbitrary<ImageCriterion> = fc
	.record(
		{
			ImageProviders: fc.oneof(
				{weight: 8, arbitrary: someOf([...aliases, ...accounts])},
				{weight: 1, arbitrary: fc.constant(['none'])},
			),
			MarketplaceProductCodes: someOf(codes),
			ImageNames: someOf(patterns),
			CreationDateCondition: daysIn('MaximumDaysSinceCreated'),
			DeprecationTimeCondition: daysIn('MaximumDaysSinceDeprecated'),
			ImageWatermarks: fc.array(watermarkFilter, {minLength: 1, maxLength: 2}),
			ScanResultCondition: fc
				.record(
					{
						MaxDaysSinceLastFindingScan: days,
						MaximumSeverityLabel: fc.constantFrom(...severityLabels),
						MaxDaysSinceCriticalFixAvailable: days,
						MaxDaysSinceLowFixAvailable: days,
					},
					{requiredKeys: [], noNullPrototype: true},
				)
				.filter((condition) => Object.keys(condition).length > 0),
		},
		{requiredKeys: [], noNullPrototype: true},
	)
	.filter((candidate) => Object.keys(candidate).length > 0);

/** A criterion with one that asks for more: a parameter more, a value less, or fewer days. */
function withTighter(loose: ImageCriterion): fc.Arbitrary<readonly [ImageCriterion, ImageCriterion]> {
	const fewerDays = (key: 'CreationDateCondition' | 'DeprecationTimeCondition', field: string) =>
		fc.nat(4).map((less): ImageCriterion => {
			const limit: unknown = Object.values(loose[key] ?? {})[0];
			return typeof limit === 'number' ? {...loose, [key]: {[field]: Math.max(0, limit - less)}} : loose;
		});
	return fc
		.oneof(
			criterion.map((more): ImageCriterion => ({...more, ...loose})),
			fewerDays('CreationDateCondition', 'MaximumDaysSinceCreated'),
			fewerDays('DeprecationTimeCondition', 'MaximumDaysSinceDeprecated'),
			fc
				.constantFrom('ImageProviders', 'ImageNames', 'MarketplaceProductCodes', 'ImageWatermarks')
				.map((key): ImageCriterion => {
					const values = loose[key];
					return Array.isArray(values) && values.length > 1 ? {...loose, [key]: values.slice(1)} : loose;
				}),
		)
		.map((tight) => [loose, tight] as const);
}

export const looseAndTight = criterion.chain((loose) => withTighter(loose));

export const criteria: fc.Arbitrary<ImageCriteria> = fc.array(criterion, {maxLength: 4});

/** Half days fall between the days where every way of rounding agrees. */
function ago(steps: number): string {
	return new Date(now.getTime() - steps * 43_200_000).toISOString();
}

const time = fc.integer({min: -2, max: 12}).map((steps) => ago(steps));

const owner = fc.oneof(
	fc.record({OwnerId: fc.constantFrom(...accounts, account)}),
	fc.record({OwnerId: fc.constantFrom(...accounts), ImageOwnerAlias: fc.constantFrom(...aliases)}),
);

const watermark = fc.record({
	WatermarkKey: fc.constantFrom('111122223333:gold', '444455556666:gold', '111122223333:tin'),
	SourceImageRegion: fc.constantFrom(...regions),
	SourceImageCreationTime: time,
	WatermarkCreationTime: time,
});

const scanResults = fc.record(
	{
		FindingScanDate: time,
		HighestFindingSeverityLabel: fc.constantFrom(...severityLabels),
		CriticalFixAvailableSince: time,
		LowFixAvailableSince: time,
	},
	{requiredKeys: ['FindingScanDate']},
);

/** An image of which everything is known. */
export const fullImage: fc.Arbitrary<ImageEvidence> = fc
	.tuple(
		owner,
		fc.record({
			Name: fc.constantFrom(...names),
			CreationDate: time,
			DeprecationTime: fc.option(time, {nil: null}),
			ImageWatermarks: fc.array(watermark, {maxLength: 2}),
			ProductCodes: fc.subarray([...codes]),
			ScanResults: fc.option(scanResults, {nil: null}),
		}),
	)
	.map(([provider, rest]) => ({ImageId: 'ami-1', ...provider, ...rest}));

/** What of an image can be missing; the alias comes and goes with the owner. */
const parts = [
	['OwnerId', 'ImageOwnerAlias'],
	['Name'],
	['CreationDate'],
	['DeprecationTime'],
	['ImageWatermarks'],
	['ProductCodes'],
	['ScanResults'],
] as const;

/** Less of what is known of an image. */
export function withLess(image: ImageEvidence): fc.Arbitrary<ImageEvidence> {
	return fc.tuple(fc.subarray([...parts]), fc.boolean(), fc.boolean()).map(([missing, hidesAlias, hidesRegions]) => {
		const gone: ReadonlySet<string> = new Set(missing.flat());
		const left = Object.fromEntries(Object.entries(image).filter(([key]) => !gone.has(key))) as ImageEvidence;
		return {
			...left,
			// As AWS was seen to do in enabled mode.
			...(hidesAlias && left.OwnerId !== undefined && {ImageOwnerAlias: left.OwnerId}),
			...(hidesRegions &&
				left.ImageWatermarks !== undefined && {
					ImageWatermarks: left.ImageWatermarks.map(({SourceImageRegion: _, ...rest}) => rest),
				}),
		};
	});
}

export const anyImage: fc.Arbitrary<ImageEvidence> = fullImage.chain((image) => withLess(image));

/** An image, and the same with less known of it. */
export const lessAndMore = fullImage.chain((image) => withLess(image).map((less) => ({less, more: image})));
