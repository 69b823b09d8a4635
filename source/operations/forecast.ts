/** Which images in use stop being allowed, and when: nothing is sent anywhere. */
import {counted} from '../counted.ts';
import {compileForecast, type AllowedUntil, type Forecaster} from '../criteria/evaluation/allowed-until.ts';
import type {ImageCriteria} from '../criteria/criterion.ts';
import {day} from '../criteria/evaluation/days.ts';
import type {ImageInUse} from '../criteria/comparison/what-if.ts';
import type {Report} from '../inventory/writers/report.ts';

export type ForecastInput = {
	readonly images: readonly ImageInUse[];
	/** The criteria of a Region; `undefined` where they are not known or Allowed AMIs is off, so that nothing can be said or nothing ends. */
	readonly criteriaOf: (region: string) => ImageCriteria | undefined;
	/** Whether those are the ones that are applied: then AWS's own verdict of now counts, where it gives one. */
	readonly isApplied: boolean;
	/** Whose own images are allowed for ever: 12 digits. */
	readonly account: string;
	readonly now: Date;
	/** How many days to look ahead. */
	readonly days: number;
};

/** An image that stops being allowed: one of `forecast --format json`, to the letter. */
export type ForecastRow = {
	readonly Region: string;
	readonly ImageId: string;
	readonly ImageName?: string;
	readonly OwnerId?: string;
	readonly Instances: number;
	/** The last day on which it is known to be allowed: `2026-12-01`, in UTC. */
	readonly AllowedUntil: string;
	readonly Because: string;
};

export type Forecast = {
	/** Those that are allowed now and end within the days, the soonest first. */
	readonly rows: readonly ForecastRow[];
	/** Those of which it can't be told whether they are allowed now. */
	readonly notKnown: readonly ImageInUse[];
};

/** Tells which images in use are allowed now and will not be within some days. */
export function forecast(input: ForecastInput): Forecast {
	const forecasters = new Map<string, Forecaster | undefined>();
	const forecasterOf = (region: string): Forecaster | undefined => {
		if (!forecasters.has(region)) {
			const criteria = input.criteriaOf(region);
			forecasters.set(region, criteria === undefined ? undefined : compileForecast(criteria, input));
		}

		return forecasters.get(region);
	};

	const notKnown: ImageInUse[] = [];
	const found: Ending[] = [];
	const horizon = input.now.getTime() + input.days * day;
	for (const image of input.images) {
		const end = forecasterOf(image.region)?.(image.evidence);
		const {ImageAllowed: isAllowed} = input.isApplied ? image.evidence : {};
		if (end?.type === 'until') {
			// Where AWS refuses it already, AWS is right, and nothing ends.
			if (end.at <= horizon && isAllowed !== false) {
				found.push({image, end});
			}
		} else if (
			isAllowed !== false &&
			(end?.type === 'unknown' || (end?.type === 'not allowed' && isAllowed === true))
		) {
			notKnown.push(image);
		}
	}

	return {
		rows: found.toSorted(bySoonest).map((ending) => rowOf(ending)),
		notKnown,
	};
}

type Ending = {readonly image: ImageInUse; readonly end: Extract<AllowedUntil, {type: 'until'}>};

/** Of those that end together, the ones with most instances first. */
function bySoonest(one: Ending, other: Ending): number {
	const differences = [
		one.end.at - other.end.at,
		other.image.instances - one.image.instances,
		one.image.region.localeCompare(other.image.region, 'en'),
		one.image.evidence.ImageId.localeCompare(other.image.evidence.ImageId, 'en'),
	];
	return differences.find((difference) => difference !== 0) ?? 0;
}

/** How far ahead is looked where nobody says how far, in days. */
export const daysAhead = 90;

/**
Tells which of some images stop being allowed soon under the criteria that are applied where they are used, for reports; nothing of a Region whose
criteria are not known, or where nothing is restricted.
*/
export function endingUnder(
	criteriaOf: ForecastInput['criteriaOf'],
	{account, now}: {readonly account: string; readonly now: Date},
): NonNullable<Report['endingOf']> {
	return (images) => {
		const {rows, notKnown} = forecast({images, criteriaOf, isApplied: true, account, now, days: daysAhead});
		return {
			rows,
			words: `${forecastInWords(rows, daysAhead)}.${notKnown.length === 0 ? '' : ` Of ${counted(notKnown.length, 'image')} that is not known.`}`,
		};
	};
}

/** Whether `DescribeImages` could tell more of an image: until when it is allowed is not known, or not for sure. */
export function isForecastOpen(end: AllowedUntil): boolean {
	return end.type === 'unknown' || (end.type === 'until' && !end.isSure);
}

/** "3 images in use (12 instances) stop being allowed within 90 days, the first after 2026-12-01". */
export function forecastInWords(rows: readonly ForecastRow[], days: number): string {
	const [first] = rows;
	const within = `within ${counted(days, 'day')}`;
	if (first === undefined) {
		return `No image in use stops being allowed ${within}`;
	}

	const instances = rows.reduce((sum, row) => sum + row.Instances, 0);
	const images = counted(rows.length, 'image');
	return `${images} in use (${counted(instances, 'instance')}) ${rows.length === 1 ? 'stops' : 'stop'} being allowed ${within}, the first after ${first.AllowedUntil}`;
}

function rowOf({image: {evidence, instances, region}, end}: Ending): ForecastRow {
	const {ImageId, Name: name, OwnerId: owner} = evidence;
	return {
		Region: region,
		ImageId,
		...(name !== undefined && {ImageName: name}),
		...(owner !== undefined && {OwnerId: owner}),
		Instances: instances,
		AllowedUntil: end.day,
		Because: end.isSure ? end.because : `${end.because}; whether another criterion allows it then is not known`,
	};
}
