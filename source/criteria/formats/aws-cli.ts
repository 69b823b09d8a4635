import type {ImageCriteria} from '../criterion.ts';
import {unknownParameters} from '../parts.ts';
import type {Exported} from './exported.ts';

/**
Criteria as `aws ec2 replace-image-criteria-in-allowed-images-settings --cli-input-json file://…` takes them. Carries everything; parameters that
this tool does not know are warned of, since an AWS CLI of the same age refuses them.
*/
export function toAwsCli(criteria: ImageCriteria): Exported {
	return {
		text: `${JSON.stringify({ImageCriteria: criteria}, undefined, '\t')}\n`,
		dropped: criteria.flatMap((criterion, index) =>
			unknownParameters(criterion).map(
				(name) => `ImageCriteria[${index}].${name} is newer than this tool; it is kept, but the AWS CLI may refuse it`,
			),
		),
	};
}
