import type {Parameter} from './parameters/parameter.ts';
import type {parameters} from './parameters/registry.ts';

/**
The criteria language of Allowed AMIs, in the field names of the EC2 API.

An image is allowed if it meets any criterion; a criterion holds if every parameter given in it holds; a parameter holds if any of its values does.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImageCriterionRequest.html
*/
export type ImageCriteria = readonly ImageCriterion[];

/** The parameters that this tool knows, and those that are newer than it: kept, shown and sent back as they came. */
export type ImageCriterion = KnownParameters & Readonly<Record<string, unknown>>;

/** What the registry says of each parameter. */
type KnownParameters = {
	readonly [Name in keyof typeof parameters]?: (typeof parameters)[Name] extends Parameter<infer Value> ? Value : never;
};

/** The most criteria of a list. */
export const mostCriteria = 10;
