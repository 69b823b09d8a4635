/** Until when criteria allow an image: limits on age, deprecation, watermarks and scans end one day, whoever does nothing. */
import type {ImageCriteria} from '../criterion.ts';
import type {EvaluationContext} from './condition.ts';
import {compileConditions} from './conditions.ts';
import {day as dayLength} from './days.ts';
import type {ImageEvidence} from './image.ts';
import {dayOf, longest, outcomeAt, shortest, steady} from './lasting.ts';

export type AllowedUntil =
	| {readonly type: 'for ever'}
	| {
			readonly type: 'until';
			/** The last moment at which it is known to be allowed, in milliseconds since 1970. */
			readonly at: number;
			/** The day of that moment, in UTC: `2026-12-01`. */
			readonly day: string;
			/** What ends it: "criterion 1: older than 300 days (created 2026-02-04)". Safe to print. */
			readonly because: string;
			/** Whether it is known that no criterion allows it from one day later on; AWS does not document how it rounds days. */
			readonly isSure: boolean;
	  }
	| {readonly type: 'not allowed'}
	| {readonly type: 'unknown'};

/** Criteria made ready to forecast many images. */
export type Forecaster = (image: ImageEvidence) => AllowedUntil;

/**
Makes a function that tells until when an image is allowed, as things stand: its evidence is taken as it is (an image can be deprecated, scanned
or marked again), and the criteria as they are.

The account's own images are allowed for ever. Any criterion is enough, so the one that lasts longest counts; in it all conditions have to hold, so
the one that ends first does.

@param criteria valid ones.
@param context whose settings these are, and what is now.
*/
export function compileForecast(criteria: ImageCriteria, context: EvaluationContext): Forecaster {
	const compiled = criteria.map((criterion, index) => ({
		name: `criterion ${index + 1}`,
		conditions: compileConditions(criterion, context),
	}));
	const now = context.now.getTime();
	return (image) => {
		if (image.OwnerId === context.account) {
			return {type: 'for ever'};
		}

		const lasting = longest([
			// It may be an own image.
			...(image.OwnerId === undefined ? [steady('unknown')] : []),
			...compiled.map(({name, conditions}) => {
				const all =
					conditions.length === 0 ? steady('unknown') : shortest(conditions.map((condition) => condition.lasts(image)));
				return all.because === undefined ? all : {...all, because: `${name}: ${all.because}`};
			}),
		]);
		const outcome = outcomeAt(lasting, now);
		if (outcome !== 'met') {
			return {type: outcome === 'unknown' ? 'unknown' : 'not allowed'};
		}

		const {metUntil, failsFrom, because = ''} = lasting;
		const day = dayOf(metUntil);
		return day === 'for ever'
			? {type: 'for ever'}
			: {type: 'until', at: metUntil, day, because, isSure: failsFrom <= metUntil + dayLength};
	};
}

/** Until when criteria allow one image; see `compileForecast`, which is the one to take for many. */
export function allowedUntil(criteria: ImageCriteria, image: ImageEvidence, context: EvaluationContext): AllowedUntil {
	return compileForecast(criteria, context)(image);
}
