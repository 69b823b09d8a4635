/**
The shape and limits of criteria: a list of structures in which each parameter has the shape that it says of itself.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImageCriterionRequest.html
*/
import * as z from 'zod/mini';
import {mostCriteria, type ImageCriteria} from '../criterion.ts';
import {allParameters} from '../parameters/registry.ts';
import {structure} from '../parameters/values.ts';
import {asJson} from './text.ts';

const criterion = structure(
	Object.fromEntries(allParameters.map(([name, {schema}]) => [name, z.exactOptional(schema)])),
);

// The type of a criterion is made of the same registry as its schema.
export const criteriaSchema = z
	.array(criterion, {error: ({input}) => `${asJson(input)} is not a list of criteria; write [ … ]`})
	.check(
		z.maxLength(mostCriteria, {
			error: ({input}) =>
				`has ${Array.isArray(input) ? input.length : 0} criteria; at most ${mostCriteria} are allowed`,
		}),
	) as z.ZodMiniType<ImageCriteria>;
