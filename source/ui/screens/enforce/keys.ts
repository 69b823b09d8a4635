/** The keys of the danger panel: its words are typed, and its lines read, once it is there. */
import type {StepKeys} from '../../keys/step-keys.ts';
import {fieldKeys, readingKeys} from '../../keys/usual.ts';

export const enforceKeys: StepKeys<'enforce', 'enforce'> = {
	places: {enforce: {title: 'Enforce', typing: 'once drawn'}},
	placeOf: () => 'enforce',
	bindings: [...fieldKeys(['enforce'] as const, 'enforce'), ...readingKeys(['enforce'] as const)],
};
