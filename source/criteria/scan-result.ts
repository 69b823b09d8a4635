import {severityLabels, type ScanResultCondition, type SeverityLabel} from './criterion.ts';
import {ageWithin, inDays} from './days.ts';
import {because, type Find, type Finding} from './finding.ts';
import type {ScanResults} from './image.ts';

const severities = [
	['informational', 'MaxDaysSinceInformationalFixAvailable', 'InformationalFixAvailableSince'],
	['low', 'MaxDaysSinceLowFixAvailable', 'LowFixAvailableSince'],
	['medium', 'MaxDaysSinceMediumFixAvailable', 'MediumFixAvailableSince'],
	['high', 'MaxDaysSinceHighFixAvailable', 'HighFixAvailableSince'],
	['critical', 'MaxDaysSinceCriticalFixAvailable', 'CriticalFixAvailableSince'],
] as const;

/**
The limits on Amazon Inspector's results, each as a finding of its own. An image that was never scanned meets none of them.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ScanResultConditionRequest.html
*/
export function findScanResults(limits: ScanResultCondition, now: number): readonly Find[] {
	const finds: Find[] = [];
	const {MaxDaysSinceLastFindingScan: scanLimit, MaximumSeverityLabel: maximum} = limits;
	if (scanLimit !== undefined) {
		finds.push(ofScanned((results) => scanAge(results, scanLimit, now)));
	}

	if (maximum !== undefined) {
		finds.push(ofScanned((results) => severity(results, maximum)));
	}

	for (const [label, limitName, sinceName] of severities) {
		const limit = limits[limitName];
		if (limit !== undefined) {
			finds.push(ofScanned((results) => fixAge(results, results[sinceName], limit, label, now)));
		}
	}

	return finds;
}

function ofScanned(find: (results: ScanResults) => Finding): Find {
	return (image) => {
		if (image.ScanResults === undefined) {
			return {outcome: 'unknown', words: `scan results not known${because(image)}`};
		}

		return image.ScanResults === null
			? {outcome: 'not met', words: 'never scanned by Amazon Inspector'}
			: find(image.ScanResults);
	};
}

function scanAge({FindingScanDate}: ScanResults, limit: number, now: number): Finding {
	const {outcome, days} = ageWithin(FindingScanDate, limit, now);
	return {
		outcome,
		words:
			days === undefined
				? 'date of the last scan not known'
				: `last scanned ${inDays(Math.max(0, days))} ago, limit ${limit}`,
	};
}

function severity(results: ScanResults, maximum: SeverityLabel): Finding {
	const {HighestFindingSeverityLabel: highest} = results;
	if (highest === undefined) {
		return isWithoutMore(results)
			? {outcome: 'met', words: 'scanned without findings'}
			: {outcome: 'unknown', words: 'highest severity not known'};
	}

	const rank = (severityLabels as readonly string[]).indexOf(highest.toLowerCase());
	if (rank === -1) {
		return {outcome: 'unknown', words: `severity ${highest} is not one this tool knows`};
	}

	return {
		outcome: rank <= severityLabels.indexOf(maximum) ? 'met' : 'not met',
		words: `highest severity is ${highest}, limit ${maximum}`,
	};
}

function fixAge(results: ScanResults, since: string | undefined, limit: number, label: string, now: number): Finding {
	if (since === undefined) {
		return isWithoutMore(results)
			? {outcome: 'met', words: `no ${label} finding with a fix`}
			: {outcome: 'unknown', words: `age of ${label} fixes not known`};
	}

	const {outcome, days} = ageWithin(since, limit, now);
	return {
		outcome,
		words:
			days === undefined
				? `age of ${label} fixes not known`
				: `a fix of a ${label} finding is out since ${inDays(Math.max(0, days))}, limit ${limit}`,
	};
}

/** With the date of the scan, its results are complete: what they don't mention, there isn't. */
function isWithoutMore({FindingScanDate}: ScanResults): boolean {
	return FindingScanDate !== undefined;
}
