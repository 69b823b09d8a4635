/** The shapes that parameters are made of; zod carries them and collects every problem, and each message is ours. */
import * as z from 'zod/mini';
import type {PathSegment} from '../validation/issue.ts';
import {asJson} from '../validation/text.ts';
import type {ReportInside} from './parameter.ts';

/** Days: the largest 32-bit integer. */
const mostDays = 2_147_483_647;

/** A check whose message is ours: gives what is wrong, or nothing. */
export function free<Value>(problemOf: (value: Value) => string | undefined) {
	return z.check<Value>(({value, issues}) => {
		const message = problemOf(value);
		if (message !== undefined) {
			issues.push({code: 'custom', message, input: value});
		}
	});
}

export const text = z.string({error: ({input}) => `${asJson(input)} is not text; write it in quotes`});

export const pattern = text.check(
	free((value: string) => (value === '' ? 'is empty; leave it out, or write a text with * and ?' : undefined)),
);

/** A whole number from 0 to 2147483647. */
export const days = z
	.number({
		error: ({input}) =>
			typeof input === 'string' && /^\d+$/.test(input)
				? `${asJson(input)} is text; write the number of days without quotes`
				: `${asJson(input)} is not a number of days`,
	})
	.check(free(daysProblem));

export function listOf<Item extends z.core.$ZodType>(item: Item, most: number) {
	return z.array(item, {error: ({input}) => `${asJson(input)} is not a list; write [ … ]`}).check(
		z.maxLength(most, {
			error: ({input}) => `has ${Array.isArray(input) ? input.length : 0} values; at most ${most} are allowed`,
		}),
	);
}

export function structure<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
	return z.looseObject(shape, {error: ({input}) => `${asJson(input)} is not a structure; write { … }`});
}

function daysProblem(value: number): string | undefined {
	if (!Number.isSafeInteger(value)) {
		return `${asJson(value)} is not a whole number of days`;
	}

	return value < 0 || value > mostDays ? `${value} is out of range; days go from 0 to ${mostDays}` : undefined;
}

/** Warns of each value of a list that stands there before. */
export function warnOfRepeats(value: unknown, report: ReportInside): void {
	const values: readonly unknown[] = Array.isArray(value) ? value : [];
	const firstAt = new Map<unknown, number>();
	for (const [position, one] of values.entries()) {
		const first = firstAt.get(one);
		if (first === undefined) {
			firstAt.set(one, position);
		} else {
			const path: readonly PathSegment[] = [position];
			report('warning', path, `${asJson(one)} repeats value ${first + 1}`);
		}
	}
}

/** Whether each of the narrow values is covered by one of the broad ones. */
export function coversList<Value>(
	broad: readonly Value[],
	narrow: readonly Value[] | undefined,
	coversValue: (broad: Value, narrow: Value) => boolean = (one, other) => one === other,
): boolean {
	return (
		narrow !== undefined &&
		narrow.length > 0 &&
		narrow.every((value) => broad.some((other) => coversValue(other, value)))
	);
}

/** Whether a limit is as wide as another one, or there is none. */
export function coversLimit(broad: number | undefined, narrow: number | undefined): boolean {
	return broad === undefined || (narrow !== undefined && broad >= narrow);
}

/** Those of any value that are texts. */
export function textsIn(value: unknown): readonly string[] {
	return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** So many values stand in a sentence; of more, the first are named and the others counted. */
export const mostInWords = 6;

/** "a, b or c", and how many more where they are many. */
export function anyOf(values: readonly string[]): string {
	const shown = values.length > mostInWords ? [...values.slice(0, 5), `${values.length - 5} more`] : values;
	return new Intl.ListFormat('en', {type: 'disjunction'}).format(shown);
}
