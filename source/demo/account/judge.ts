import type {ImageCriteria, ImageCriterion} from '../../criteria/criterion.ts';
import type {ImageWatermarkFilter} from '../../criteria/parameters/image-watermarks.ts';
import type {ScanResultCondition} from '../../criteria/parameters/scan-result-condition.ts';
import {matchesWildcard} from '../protocol/wildcard.ts';
import {severities, type DemoImage, type DemoScan, type DemoWatermark} from './account.ts';

export type Judge = {readonly accountId: string; readonly now: Date};

/**
Whether an image meets the criteria. This is the endpoint's own verdict (`ImageAllowed`), written straight from the user guide and
independent of `source/criteria`, so that each can check the other.
@see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html
*/
export function isImageAllowed(image: DemoImage, criteria: ImageCriteria, judge: Judge): boolean {
	return image.ownerId === judge.accountId || criteria.some((criterion) => meets(image, criterion, judge.now));
}

function meets(image: DemoImage, criterion: ImageCriterion, now: Date): boolean {
	const {
		ImageProviders: providers,
		MarketplaceProductCodes: codes,
		ImageNames: names,
		ImageWatermarks: filters,
		ScanResultCondition: scan,
	} = criterion;
	const {name = '', productCodes = [], watermarks = [], deprecatedAt} = image;
	const isDeprecated = deprecatedAt !== undefined && Date.parse(deprecatedAt) <= now.getTime();
	return (
		anyOf(providers, (provider) => provider === image.ownerAlias || provider === image.ownerId) &&
		anyOf(codes, (code) => productCodes.includes(code)) &&
		anyOf(names, (wildcard) => name !== '' && matchesWildcard(name, wildcard)) &&
		within(image.createdAt, criterion.CreationDateCondition?.MaximumDaysSinceCreated, now) &&
		(!isDeprecated || within(deprecatedAt, criterion.DeprecationTimeCondition?.MaximumDaysSinceDeprecated, now)) &&
		anyOf(filters, (filter) => watermarks.some((mark) => carries(mark, filter, now))) &&
		(scan === undefined || passes(image.scan, scan, now))
	);
}

/** Whether any of the values holds; true where the parameter is not given. */
function anyOf<Value>(values: readonly Value[] | undefined, holds: (value: Value) => boolean): boolean {
	return values === undefined || values.length === 0 || values.some((value) => holds(value));
}

function carries(mark: DemoWatermark, filter: ImageWatermarkFilter, now: Date): boolean {
	return (
		(filter.WatermarkKey === undefined || matchesWildcard(mark.key, filter.WatermarkKey)) &&
		(filter.SourceImageRegion === undefined || matchesWildcard(mark.sourceRegion, filter.SourceImageRegion)) &&
		within(mark.sourceCreatedAt, filter.MaximumDaysSinceSourceImageCreated, now) &&
		within(mark.createdAt, filter.MaximumDaysSinceWatermarkCreated, now)
	);
}

function passes(scan: DemoScan | undefined, condition: ScanResultCondition, now: Date): boolean {
	if (scan === undefined) {
		return false;
	}

	const {MaximumSeverityLabel: maximum} = condition;
	const {highest} = scan;
	const isTooSevere =
		maximum !== undefined && highest !== undefined && severities.indexOf(highest) > severities.indexOf(maximum);

	const limits = {
		informational: condition.MaxDaysSinceInformationalFixAvailable,
		low: condition.MaxDaysSinceLowFixAvailable,
		medium: condition.MaxDaysSinceMediumFixAvailable,
		high: condition.MaxDaysSinceHighFixAvailable,
		critical: condition.MaxDaysSinceCriticalFixAvailable,
	};
	return (
		!isTooSevere &&
		within(scan.scannedAt, condition.MaxDaysSinceLastFindingScan, now) &&
		severities.every((severity) => {
			const since = scan.fixAvailableSince?.[severity];
			return since === undefined || within(since, limits[severity], now);
		})
	);
}

const millisecondsPerDay = 86_400_000;

/** Whether a time lies at most so many days back; true where no limit is set, false where the time is not known. */
function within(time: string | undefined, days: number | undefined, now: Date): boolean {
	return days === undefined || (time !== undefined && now.getTime() - Date.parse(time) <= days * millisecondsPerDay);
}
