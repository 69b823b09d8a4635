import type {ImageWatermarkFilter} from './criterion.ts';
import {ageWithin} from './days.ts';
import {because, type Find} from './finding.ts';
import type {ImageWatermark} from './image.ts';
import {watermarkFields} from './limits.ts';
import {every, some, type Outcome} from './outcome.ts';
import {listed, quoted} from './text.ts';
import {compileWildcards} from './wildcard.ts';
import {filterInWords} from './words.ts';

type Test = (watermark: ImageWatermark) => Outcome;

/**
Whether one watermark of the image meets all fields of one filter.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImageWatermarkFilterRequest.html
*/
export function findWatermark(filters: readonly ImageWatermarkFilter[], now: number): Find {
	const tests = filters.map((filter) => compileFilter(filter, now));
	const wanted = listed(filters.map((filter) => filterInWords(filter)));
	return (image) => {
		const {ImageWatermarks: watermarks} = image;
		if (watermarks === undefined) {
			return {outcome: 'unknown', words: `watermarks not known${because(image)}`};
		}

		const outcomes = watermarks.map((watermark) => some(tests.map((test) => test(watermark))));
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

function compileFilter(filter: ImageWatermarkFilter, now: number): Test {
	const tests: Test[] = [];
	const {
		WatermarkKey: key,
		SourceImageRegion: region,
		MaximumDaysSinceSourceImageCreated: sourceAge,
		MaximumDaysSinceWatermarkCreated: age,
	} = filter;
	if (key !== undefined) {
		const meets = compileText(key);
		tests.push((watermark) => meets(watermark.WatermarkKey));
	}

	if (region !== undefined) {
		const meets = compileText(region);
		tests.push((watermark) => meets(watermark.SourceImageRegion));
	}

	if (sourceAge !== undefined) {
		tests.push((watermark) => ageWithin(watermark.SourceImageCreationTime, sourceAge, now).outcome);
	}

	if (age !== undefined) {
		tests.push((watermark) => ageWithin(watermark.WatermarkCreationTime, age, now).outcome);
	}

	const known: readonly string[] = watermarkFields;
	if (Object.keys(filter).some((field) => !known.includes(field))) {
		tests.push(() => 'unknown');
	}

	return (watermark) => every(tests.map((test) => test(watermark)));
}

function compileText(pattern: string): (text: string | undefined) => Outcome {
	const match = compileWildcards([pattern]);
	return (text) => {
		if (text === undefined) {
			return 'unknown';
		}

		const found = match(text);
		return found === undefined ? 'not met' : found.how === 'exactly' ? 'met' : 'unknown';
	};
}
