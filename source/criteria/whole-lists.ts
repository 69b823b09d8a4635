/** What words shorten, in whole: before something is sent, all of it can be read. */
import {counted} from '../counted.ts';
import {safeText} from '../safe-text.ts';
import type {ImageCriteria} from './criterion.ts';
import {editableParameters, valuesIn} from './edit.ts';
import {mostInWords} from './parameters/values.ts';

/** Each list of values that is too long for a sentence, as one of its own: `criterion 1, all 8 providers: …`. Safe to print. */
export function wholeLists(criteria: ImageCriteria): readonly string[] {
	return criteria.flatMap((criterion, index) =>
		editableParameters.flatMap((parameter) => {
			const values = valuesIn(criterion, parameter);
			return values.length > mostInWords
				? [
						`criterion ${index + 1}, all ${counted(values.length, parameter.label)}: ${values.map((value) => safeText(value)).join(', ')}`,
					]
				: [];
		}),
	);
}
