/** `ImageWatermarks`: images that carry a watermark, which whoever made them or a copy's source attached. */
import {isDeepStrictEqual} from 'node:util';
import * as z from 'zod/mini';
import {ageingCondition} from '../evaluation/condition.ts';
import {inDays} from '../evaluation/days.ts';
import {because, type Find} from '../validation/finding.ts';
import type {ImageEvidence, ImageWatermark} from '../evaluation/image.ts';
import {longest, outcomeAt, shortest, steady, untilAge, type Lasting} from '../evaluation/lasting.ts';
import {some, type Outcome} from '../evaluation/outcome.ts';
import {isStructure} from '../validation/structure.ts';
import {asJson, listed, quoted} from '../validation/text.ts';
import {compileWildcards} from '../evaluation/wildcard.ts';
import type {EditableParameter, Parameter, ReportInside} from './parameter.ts';
import {anyOf, coversList, days, listOf, pattern, structure} from './values.ts';

/** One watermark has to meet all fields of one filter. */
export type ImageWatermarkFilter = {
	/** `accountId:name`, with wildcards. */
	readonly WatermarkKey?: string;
	/** A Region, with wildcards. */
	readonly SourceImageRegion?: string;
	readonly MaximumDaysSinceSourceImageCreated?: number;
	readonly MaximumDaysSinceWatermarkCreated?: number;
};

/** How each field is called where a filter is typed. */
const typedAs = {
	key: 'WatermarkKey',
	region: 'SourceImageRegion',
	'source-days': 'MaximumDaysSinceSourceImageCreated',
	'watermark-days': 'MaximumDaysSinceWatermarkCreated',
} as const satisfies Record<string, keyof ImageWatermarkFilter>;

const fields: readonly string[] = Object.values(typedAs);
const watermarkAccount = /^\d{12}:/;

const filterSchema = structure({
	WatermarkKey: z.exactOptional(pattern),
	SourceImageRegion: z.exactOptional(pattern),
	MaximumDaysSinceSourceImageCreated: z.exactOptional(days),
	MaximumDaysSinceWatermarkCreated: z.exactOptional(days),
});

export const imageWatermarks: Parameter<readonly ImageWatermarkFilter[]> = {
	schema: listOf(filterSchema, 50),
	fields,
	saysWho: true,
	conditions(filters, {now}) {
		const tests = filters.map((filter) => compileFilter(filter));
		return [
			ageingCondition(
				'ImageWatermarks',
				findWatermark(filters, now.getTime()),
				({ImageWatermarks: watermarks}: ImageEvidence) =>
					watermarks === undefined
						? steady('unknown')
						: longest(watermarks.flatMap((watermark) => tests.map((test) => test(watermark)))),
			),
		];
	},
	inWords: (filters) => [`carrying a watermark that is ${anyOf(filters.map((filter) => filterInWords(filter)))}`],
	valueInWords: (value) => (isStructure(value) ? filterInWords(value) : asJson(value, 200)),
	covers: (broad, narrow) => coversList(broad, narrow, isDeepStrictEqual),
	applyRules: warnOfWatermarks,
	edit: [
		{
			path: 'ImageWatermarks',
			label: 'watermark',
			hint: 'key=123456789012:name* region=us-* source-days=90 watermark-days=30',
			isList: true,
			show: watermarkText,
			read: readWatermark,
		},
	],
};

/** One watermark filter: "123456789012:golden-* from eu-*, made at most 30 days ago". */
function filterInWords(filter: ImageWatermarkFilter): string {
	const parts = [
		filter.WatermarkKey === undefined ? 'any' : quoted(filter.WatermarkKey),
		...(filter.SourceImageRegion === undefined ? [] : [`from ${quoted(filter.SourceImageRegion)}`]),
		...(filter.MaximumDaysSinceWatermarkCreated === undefined
			? []
			: [`attached at most ${inDays(filter.MaximumDaysSinceWatermarkCreated)} ago`]),
		...(filter.MaximumDaysSinceSourceImageCreated === undefined
			? []
			: [`with a source image not older than ${inDays(filter.MaximumDaysSinceSourceImageCreated)}`]),
		...Object.keys(filter)
			.filter((field) => !isField(field))
			.map((field) => `meeting ${quoted(field)}, which this tool does not know`),
	];
	return parts.join(' ');
}

function isField(name: string): boolean {
	return fields.includes(name);
}

function warnOfWatermarks(filters: unknown, report: ReportInside): void {
	for (const [position, filter] of (Array.isArray(filters) ? filters : []).entries()) {
		if (!isStructure(filter)) {
			continue;
		}

		const {WatermarkKey: key} = filter;
		if (Object.keys(filter).length === 0) {
			report('warning', [position], 'is empty; any watermark meets it');
		} else if (key === undefined) {
			report('warning', [position], 'has no WatermarkKey; a watermark of any account meets it');
		} else if (typeof key === 'string' && key !== '' && !watermarkAccount.test(key)) {
			const message = key.includes(':') ? 'does not begin with a 12-digit account ID' : 'has no account ID';
			report(
				'warning',
				[position, 'WatermarkKey'],
				`${asJson(key)} ${message}; a key is accountId:name, and anyone can attach a watermark of their own account`,
			);
		}
	}
}

function watermarkText(filter: unknown): string {
	return Object.entries(typedAs)
		.map(([word, field]) => [word, isStructure(filter) ? filter[field] : undefined] as const)
		.filter(([, value]) => value !== undefined)
		.map(([word, value]) => `${word}=${String(value)}`)
		.join(' ');
}

function readWatermark(typed: string): ReturnType<EditableParameter['read']> {
	const filter: Record<string, string | number> = {};
	for (const part of typed.split(/\s(?=[-a-z]+=)/)) {
		const [word = '', value = ''] = part.trim().split(/=(.*)/s, 2);
		const field = Object.entries(typedAs).find(([name]) => name === word)?.[1];
		if (field === undefined) {
			return {error: `"${word}" is none of ${Object.keys(typedAs).join(', ')}`};
		}

		const isDays = word.endsWith('-days');
		if (value === '' || (isDays && !/^\d+$/.test(value))) {
			return {error: `${word}= takes ${isDays ? 'a number of days' : 'a text'}`};
		}

		filter[field] = isDays ? Number(value) : value;
	}

	return {values: [filter]};
}

/**
Whether one watermark of the image meets all fields of one filter.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImageWatermarkFilterRequest.html
*/
function findWatermark(filters: readonly ImageWatermarkFilter[], now: number): Find {
	const tests = filters.map((filter) => compileFilter(filter));
	const wanted = listed(filters.map((filter) => filterInWords(filter)));
	return (image) => {
		const {ImageWatermarks: watermarks} = image;
		if (watermarks === undefined) {
			return {outcome: 'unknown', words: `watermarks not known${because(image)}`};
		}

		const outcomes = watermarks.map((watermark) => some(tests.map((test) => outcomeAt(test(watermark), now))));
		const outcome = some(outcomes);
		const keys = watermarks.map((watermark) => watermark.WatermarkKey ?? 'without a key');
		if (outcome === 'met') {
			return {outcome, words: `carries watermark ${quoted(keys[outcomes.indexOf('met')] ?? '')}`};
		}

		if (outcome === 'unknown') {
			return {outcome, words: `whether watermark ${listed(keys)} meets ${wanted} is not known`};
		}

		return {
			outcome,
			words: watermarks.length === 0 ? 'carries no watermark' : `watermark ${listed(keys)} does not meet ${wanted}`,
		};
	};
}

/** For how long a watermark meets all fields of a filter. */
function compileFilter(filter: ImageWatermarkFilter): (watermark: ImageWatermark) => Lasting {
	const tests: Array<(watermark: ImageWatermark) => Lasting> = [];
	const {
		WatermarkKey: key,
		SourceImageRegion: region,
		MaximumDaysSinceSourceImageCreated: sourceAge,
		MaximumDaysSinceWatermarkCreated: age,
	} = filter;
	if (key !== undefined) {
		const meets = compileText(key);
		tests.push((watermark) => steady(meets(watermark.WatermarkKey)));
	}

	if (region !== undefined) {
		const meets = compileText(region);
		tests.push((watermark) => steady(meets(watermark.SourceImageRegion)));
	}

	if (sourceAge !== undefined) {
		tests.push((watermark) =>
			untilAge(
				watermark.SourceImageCreationTime,
				sourceAge,
				(since) =>
					`the source image of watermark ${nameOf(watermark)} older than ${inDays(sourceAge)} (created ${since})`,
			),
		);
	}

	if (age !== undefined) {
		tests.push((watermark) =>
			untilAge(
				watermark.WatermarkCreationTime,
				age,
				(since) => `watermark ${nameOf(watermark)} older than ${inDays(age)} (attached ${since})`,
			),
		);
	}

	if (Object.keys(filter).some((field) => !isField(field))) {
		tests.push(() => steady('unknown'));
	}

	return (watermark) => shortest(tests.map((test) => test(watermark)));
}

function nameOf({WatermarkKey: key}: ImageWatermark): string {
	return quoted(key ?? 'without a key');
}

function compileText(wanted: string): (text: string | undefined) => Outcome {
	const match = compileWildcards([wanted]);
	return (text) => {
		if (text === undefined) {
			return 'unknown';
		}

		const found = match(text);
		return found === undefined ? 'not met' : found.how === 'exactly' ? 'met' : 'unknown';
	};
}
