/**
The rules of Allowed AMIs written down a second time, as plainly as can be: 1 holds, 0 doesn't, ½ is not known; AND is the least, OR the greatest.
Shares nothing with the evaluator but the types.
*/
import type {ImageCriteria, ImageCriterion} from '../../source/criteria/criterion.ts';
import type {ImageWatermarkFilter} from '../../source/criteria/parameters/image-watermarks.ts';
import type {ImageEvidence, ImageWatermark} from '../../source/criteria/evaluation/image.ts';

type Truth = 0 | 0.5 | 1;

export function referenceVerdict(
	criteria: ImageCriteria,
	image: ImageEvidence,
	account: string,
	now: Date,
): 'allowed' | 'not-allowed' | 'unknown' {
	const isOwn = image.OwnerId === undefined ? 0.5 : image.OwnerId === account ? 1 : 0;
	const isAllowed = or([isOwn, ...criteria.map((criterion) => meets(criterion, image, account, now))]);
	return isAllowed === 1 ? 'allowed' : isAllowed === 0 ? 'not-allowed' : 'unknown';
}

function meets(criterion: ImageCriterion, image: ImageEvidence, account: string, now: Date): Truth {
	const {
		ImageProviders: providers,
		MarketplaceProductCodes: codes,
		ImageNames: names,
		ImageWatermarks: filters,
	} = criterion;
	const created = criterion.CreationDateCondition?.MaximumDaysSinceCreated;
	const deprecated = criterion.DeprecationTimeCondition?.MaximumDaysSinceDeprecated;
	return and([
		providers ? or(providers.map((provider) => isProvider(provider, image, account))) : 1,
		codes ? hasCode(codes, image.ProductCodes) : 1,
		names ? or(names.map((pattern) => like(image.Name, pattern))) : 1,
		within(image.CreationDate, created ?? Infinity, now),
		deprecated === undefined ? 1 : isFresh(image.DeprecationTime, deprecated, now),
		filters ? hasMark(filters, image.ImageWatermarks, now) : 1,
		criterion.ScanResultCondition ? isScanned(criterion.ScanResultCondition, image.ScanResults, now) : 1,
	]);
}

function hasCode(wanted: readonly string[], codes: readonly string[] | undefined): Truth {
	return codes ? truth(wanted.some((code) => codes.includes(code))) : 0.5;
}

function hasMark(
	filters: readonly ImageWatermarkFilter[],
	marks: readonly ImageWatermark[] | undefined,
	now: Date,
): Truth {
	return marks ? or(marks.flatMap((mark) => filters.map((filter) => isMarked(mark, filter, now)))) : 0.5;
}

function isFresh(time: string | null | undefined, limit: number, now: Date): Truth {
	if (time === undefined) {
		return 0.5;
	}

	if (time === null || Date.parse(time) > now.getTime()) {
		return 1;
	}

	return limit === 0 ? 0 : within(time, limit, now);
}

function isProvider(provider: string, {OwnerId: owner, ImageOwnerAlias: alias}: ImageEvidence, account: string): Truth {
	if (provider === 'none') {
		return owner === undefined ? 0.5 : truth(owner === account);
	}

	if (/^\d+$/.test(provider)) {
		return owner === undefined ? 0.5 : truth(owner === provider);
	}

	if (alias !== undefined) {
		return /^\d+$/.test(alias) ? 0.5 : truth(alias === provider);
	}

	return owner === undefined ? 0.5 : 0;
}

function isMarked(mark: ImageWatermark, filter: ImageWatermarkFilter, now: Date): Truth {
	return and([
		filter.WatermarkKey === undefined ? 1 : like(mark.WatermarkKey, filter.WatermarkKey),
		filter.SourceImageRegion === undefined ? 1 : like(mark.SourceImageRegion, filter.SourceImageRegion),
		within(mark.SourceImageCreationTime, filter.MaximumDaysSinceSourceImageCreated ?? Infinity, now),
		within(mark.WatermarkCreationTime, filter.MaximumDaysSinceWatermarkCreated ?? Infinity, now),
	]);
}

function isScanned(
	limits: NonNullable<ImageCriterion['ScanResultCondition']>,
	results: ImageEvidence['ScanResults'],
	now: Date,
): Truth {
	if (results === null) {
		return 0;
	}

	if (results === undefined) {
		return 0.5;
	}

	const order = ['informational', 'low', 'medium', 'high', 'critical'];
	const highest = results.HighestFindingSeverityLabel;
	return and([
		within(results.FindingScanDate, limits.MaxDaysSinceLastFindingScan ?? Infinity, now),
		limits.MaximumSeverityLabel === undefined || highest === undefined
			? 1
			: truth(order.indexOf(highest) <= order.indexOf(limits.MaximumSeverityLabel)),
		results.CriticalFixAvailableSince === undefined
			? 1
			: within(results.CriticalFixAvailableSince, limits.MaxDaysSinceCriticalFixAvailable ?? Infinity, now),
		results.LowFixAvailableSince === undefined
			? 1
			: within(results.LowFixAvailableSince, limits.MaxDaysSinceLowFixAvailable ?? Infinity, now),
	]);
}

/** Any age is within no limit at all, also one that is not known. */
function within(time: string | undefined, limit: number, now: Date): Truth {
	if (limit === Infinity) {
		return 1;
	}

	if (time === undefined) {
		return 0.5;
	}

	const hours = (now.getTime() - Date.parse(time)) / 3_600_000;
	return hours <= limit * 24 ? 1 : hours < (limit + 1) * 24 ? 0.5 : 0;
}

function like(text: string | undefined, pattern: string): Truth {
	if (text === undefined) {
		return 0.5;
	}

	const source = pattern
		.replaceAll(/['()\-./[\]]/g, String.raw`\$&`)
		.replaceAll('*', '.*')
		.replaceAll('?', '.');
	if (new RegExp(`^${source}$`).test(text)) {
		return 1;
	}

	return new RegExp(`^${source}$`, 'i').test(text) ? 0.5 : 0;
}

function truth(holds: boolean): Truth {
	return holds ? 1 : 0;
}

function and(truths: readonly Truth[]): Truth {
	return Math.min(1, ...truths) as Truth;
}

function or(truths: readonly Truth[]): Truth {
	return Math.max(0, ...truths) as Truth;
}
