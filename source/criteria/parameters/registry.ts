/**
Every parameter of a criterion that this tool knows, in the order in which they are told, explained and offered. To add one: a file beside this one,
and a line here.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImageCriterionRequest.html
*/
import {creationDateCondition} from './creation-date-condition.ts';
import {deprecationTimeCondition} from './deprecation-time-condition.ts';
import {imageNames} from './image-names.ts';
import {imageProviders} from './image-providers.ts';
import {imageWatermarks} from './image-watermarks.ts';
import {marketplaceProductCodes} from './marketplace-product-codes.ts';
import type {Parameter} from './parameter.ts';
import {scanResultCondition} from './scan-result-condition.ts';

export const parameters = {
	/** At most 200 of `amazon`, `aws-marketplace`, `aws-backup-vault`, a 12-digit account ID, or `none` alone. */
	ImageProviders: imageProviders,
	/** At most 50, each 1–128 characters; `*` and `?` are wildcards. */
	ImageNames: imageNames,
	/** At most 50, each 1–25 letters and digits. */
	MarketplaceProductCodes: marketplaceProductCodes,
	/** Days, 0…2147483647. */
	CreationDateCondition: creationDateCondition,
	/** Days, 0…2147483647; 0 excludes every deprecated image. */
	DeprecationTimeCondition: deprecationTimeCondition,
	/** At most 50 filters; one watermark has to meet all fields of one filter. */
	ImageWatermarks: imageWatermarks,
	/** Amazon Inspector findings; an image that was never scanned fails. */
	ScanResultCondition: scanResultCondition,
} satisfies Readonly<Record<string, Parameter<unknown>>>;

export type ParameterName = keyof typeof parameters;

export const parameterNames = Object.keys(parameters) as readonly ParameterName[];

/** A parameter of any kind, for those that go over all of them: a value is only ever handed to the parameter that it belongs to. */
export type AnyParameter = Parameter<unknown>;

export const allParameters = Object.entries(parameters) as ReadonlyArray<readonly [ParameterName, AnyParameter]>;

export function isParameter(name: string): name is ParameterName {
	return Object.hasOwn(parameters, name);
}
