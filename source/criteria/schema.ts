/**
The shape and limits of criteria. zod carries the shape and collects every problem; each message is ours and says what to do.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImageCriterionRequest.html
*/
import * as z from 'zod/mini';
import {severityLabels} from './criterion.ts';
import {limits, type Parameter} from './limits.ts';
import {asJson} from './text.ts';
import {daysProblem, nameProblem, productCodeProblem, providerProblem} from './value-problems.ts';

/** A check whose message is ours: gives what is wrong, or nothing. */
function free<Value>(problemOf: (value: Value) => string | undefined) {
	return z.check<Value>(({value, issues}) => {
		const message = problemOf(value);
		if (message !== undefined) {
			issues.push({code: 'custom', message, input: value});
		}
	});
}

const text = z.string({error: ({input}) => `${asJson(input)} is not text; write it in quotes`});

const pattern = text.check(
	free((value: string) => (value === '' ? 'is empty; leave it out, or write a text with * and ?' : undefined)),
);

const provider = z
	.string({
		error: ({input}) =>
			typeof input === 'number'
				? `${input} is a number; write account IDs in quotes, or leading zeros get lost`
				: `${asJson(input)} is not a provider`,
	})
	.check(free(providerProblem));

const days = z
	.number({
		error: ({input}) =>
			typeof input === 'string' && /^\d+$/.test(input)
				? `${asJson(input)} is text; write the number of days without quotes`
				: `${asJson(input)} is not a number of days`,
	})
	.check(free(daysProblem));

const severity = z.enum(severityLabels, {
	error: ({input}) => `${asJson(input)} is not a severity; it is one of ${severityLabels.join(', ')}`,
});

function listOf<Item extends z.core.$ZodType>(parameter: keyof typeof limits & Parameter, item: Item) {
	return z.array(item, {error: ({input}) => `${asJson(input)} is not a list; write [ … ]`}).check(
		z.maxLength(limits[parameter], {
			error: ({input}) => `has ${lengthOf(input)} values; at most ${limits[parameter]} are allowed`,
		}),
	);
}

function structure<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
	return z.looseObject(shape, {error: ({input}) => `${asJson(input)} is not a structure; write { … }`});
}

const productCode = text.check(free(productCodeProblem));
const imageName = text.check(free(nameProblem));
const optionalDays = z.exactOptional(days);
const optionalPattern = z.exactOptional(pattern);

const creationDateCondition = structure({MaximumDaysSinceCreated: optionalDays});
const deprecationTimeCondition = structure({MaximumDaysSinceDeprecated: optionalDays});
const watermarkFilter = structure({
	WatermarkKey: optionalPattern,
	SourceImageRegion: optionalPattern,
	MaximumDaysSinceSourceImageCreated: optionalDays,
	MaximumDaysSinceWatermarkCreated: optionalDays,
});
const scanResultCondition = structure({
	MaxDaysSinceLastFindingScan: optionalDays,
	MaximumSeverityLabel: z.exactOptional(severity),
	MaxDaysSinceInformationalFixAvailable: optionalDays,
	MaxDaysSinceLowFixAvailable: optionalDays,
	MaxDaysSinceMediumFixAvailable: optionalDays,
	MaxDaysSinceHighFixAvailable: optionalDays,
	MaxDaysSinceCriticalFixAvailable: optionalDays,
});

const criterion = structure({
	ImageProviders: z.exactOptional(listOf('ImageProviders', provider)),
	MarketplaceProductCodes: z.exactOptional(listOf('MarketplaceProductCodes', productCode)),
	ImageNames: z.exactOptional(listOf('ImageNames', imageName)),
	CreationDateCondition: z.exactOptional(creationDateCondition),
	DeprecationTimeCondition: z.exactOptional(deprecationTimeCondition),
	ImageWatermarks: z.exactOptional(listOf('ImageWatermarks', watermarkFilter)),
	ScanResultCondition: z.exactOptional(scanResultCondition),
});

export const criteriaSchema = z
	.array(criterion, {error: ({input}) => `${asJson(input)} is not a list of criteria; write [ … ]`})
	.check(
		z.maxLength(limits.criteria, {
			error: ({input}) => `has ${lengthOf(input)} criteria; at most ${limits.criteria} are allowed`,
		}),
	);

function lengthOf(value: unknown): number {
	return Array.isArray(value) ? value.length : 0;
}
