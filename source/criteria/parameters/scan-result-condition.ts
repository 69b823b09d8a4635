/** `ScanResultCondition`: what Amazon Inspector found in an image. */
import * as z from 'zod/mini';
import {ageingCondition, steadyCondition, type Condition} from '../evaluation/condition.ts';
import {ageWithin, inDays} from '../evaluation/days.ts';
import {because, type Find, type Finding} from '../validation/finding.ts';
import type {ImageEvidence, ScanResults} from '../evaluation/image.ts';
import {steady, untilAge, type Lasting} from '../evaluation/lasting.ts';
import {asJson, quoted} from '../validation/text.ts';
import {daysLimit, oneText} from './editing.ts';
import type {Parameter} from './parameter.ts';
import {coversLimit, days, structure} from './values.ts';

/** An image that was never scanned fails. */
export type ScanResultCondition = {
	readonly MaxDaysSinceLastFindingScan?: number;
	readonly MaximumSeverityLabel?: SeverityLabel;
	readonly MaxDaysSinceInformationalFixAvailable?: number;
	readonly MaxDaysSinceLowFixAvailable?: number;
	readonly MaxDaysSinceMediumFixAvailable?: number;
	readonly MaxDaysSinceHighFixAvailable?: number;
	readonly MaxDaysSinceCriticalFixAvailable?: number;
};

export const severityLabels = ['informational', 'low', 'medium', 'high', 'critical'] as const;
type SeverityLabel = (typeof severityLabels)[number];

const fixLimits = [
	['informational', 'MaxDaysSinceInformationalFixAvailable', 'InformationalFixAvailableSince'],
	['low', 'MaxDaysSinceLowFixAvailable', 'LowFixAvailableSince'],
	['medium', 'MaxDaysSinceMediumFixAvailable', 'MediumFixAvailableSince'],
	['high', 'MaxDaysSinceHighFixAvailable', 'HighFixAvailableSince'],
	['critical', 'MaxDaysSinceCriticalFixAvailable', 'CriticalFixAvailableSince'],
] as const;

const severityName = z.enum(severityLabels, {
	error: ({input}) => `${asJson(input)} is not a severity; it is one of ${severityLabels.join(', ')}`,
});
const optionalDays = z.exactOptional(days);

export const scanResultCondition: Parameter<ScanResultCondition> = {
	schema: structure({
		MaxDaysSinceLastFindingScan: optionalDays,
		MaximumSeverityLabel: z.exactOptional(severityName),
		MaxDaysSinceInformationalFixAvailable: optionalDays,
		MaxDaysSinceLowFixAvailable: optionalDays,
		MaxDaysSinceMediumFixAvailable: optionalDays,
		MaxDaysSinceHighFixAvailable: optionalDays,
		MaxDaysSinceCriticalFixAvailable: optionalDays,
	}),
	fields: ['MaxDaysSinceLastFindingScan', 'MaximumSeverityLabel', ...fixLimits.map(([, limit]) => limit)],
	saysWho: false,
	conditions: (limits, {now}) => scanConditions(limits, now.getTime()),
	inWords({MaxDaysSinceLastFindingScan: scan, MaximumSeverityLabel: maximum, ...limits}) {
		return [
			scan !== undefined && `scanned by Amazon Inspector in the last ${inDays(scan)}`,
			maximum !== undefined && `scanned with no finding above ${quoted(maximum)}`,
			...fixLimits.map(
				([label, name]) =>
					limits[name] !== undefined &&
					`scanned with no fix of a ${label} finding waiting longer than ${inDays(limits[name])}`,
			),
		].filter((words) => words !== false);
	},
	covers(broad, narrow) {
		const rank = (label: SeverityLabel | undefined) =>
			label === undefined ? undefined : severityLabels.indexOf(label);
		return (
			coversLimit(rank(broad.MaximumSeverityLabel), rank(narrow?.MaximumSeverityLabel)) &&
			coversLimit(broad.MaxDaysSinceLastFindingScan, narrow?.MaxDaysSinceLastFindingScan) &&
			fixLimits.every(([, name]) => coversLimit(broad[name], narrow?.[name]))
		);
	},
	edit: [
		oneText({
			path: 'ScanResultCondition.MaximumSeverityLabel',
			label: 'highest finding',
			hint: severityLabels.join(', '),
		}),
		daysLimit({path: 'ScanResultCondition.MaxDaysSinceLastFindingScan', label: 'most days since scanned'}),
		...fixLimits.map(([label, name]) =>
			daysLimit({
				path: `ScanResultCondition.${name}`,
				label: `most days a fix for ${/^[aeiou]/.test(label) ? 'an' : 'a'} ${label} finding is out`,
			}),
		),
	],
};

/**
The limits on Amazon Inspector's results, each as a condition of its own. An image that was never scanned meets none of them.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ScanResultConditionRequest.html
*/
function scanConditions(limits: ScanResultCondition, now: number): readonly Condition[] {
	const {MaxDaysSinceLastFindingScan: scanLimit, MaximumSeverityLabel: maximum} = limits;
	const parameter = 'ScanResultCondition';
	return [
		...(scanLimit === undefined
			? []
			: [
					ageingCondition(
						parameter,
						ofScanned((results) => scanAge(results, scanLimit, now)),
						lastingOfScanned(({FindingScanDate}) =>
							untilAge(
								FindingScanDate,
								scanLimit,
								(since) => `last scanned more than ${inDays(scanLimit)} ago (on ${since}), unless it is scanned again`,
							),
						),
					),
				]),
		...(maximum === undefined
			? []
			: [
					steadyCondition(
						parameter,
						ofScanned((results) => severity(results, maximum)),
					),
				]),
		...fixLimits.flatMap(([label, limitName, sinceName]) => {
			const limit = limits[limitName];
			return limit === undefined
				? []
				: [
						ageingCondition(
							parameter,
							ofScanned((results) => fixAge(results, results[sinceName], limit, label, now)),
							lastingOfScanned((results) =>
								results[sinceName] === undefined && isWithoutMore(results)
									? steady('met')
									: untilAge(
											results[sinceName],
											limit,
											(since) => `a fix of a ${label} finding out for more than ${inDays(limit)} (since ${since})`,
										),
							),
						),
					];
		}),
	];
}

function lastingOfScanned(lasting: (results: ScanResults) => Lasting): (image: ImageEvidence) => Lasting {
	return ({ScanResults: results}) =>
		results === undefined ? steady('unknown') : results === null ? steady('not met') : lasting(results);
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
	const {outcome, days: age} = ageWithin(FindingScanDate, limit, now);
	return {
		outcome,
		words:
			age === undefined
				? 'date of the last scan not known'
				: `last scanned ${inDays(Math.max(0, age))} ago, limit ${limit}`,
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

	const {outcome, days: age} = ageWithin(since, limit, now);
	return {
		outcome,
		words:
			age === undefined
				? `age of ${label} fixes not known`
				: `a fix of a ${label} finding is out since ${inDays(Math.max(0, age))}, limit ${limit}`,
	};
}

/** With the date of the scan, its results are complete: what they don't mention, there isn't. */
function isWithoutMore({FindingScanDate}: ScanResults): boolean {
	return FindingScanDate !== undefined;
}
