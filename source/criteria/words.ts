/** Criteria as plain English sentences. All text is safe to print. */
import type {ImageCriteria, ImageCriterion} from './criterion.ts';
import {parameters} from './parameters/registry.ts';
import {givenParameters, isNone, unknownParameters} from './parts.ts';
import type {SettingsState} from './settings.ts';
import {quoted} from './validation/text.ts';

/** "AMIs by Amazon or its verified providers, not older than 300 days". No full stop: it may stand in a list. */
export function criterionInWords(criterion: ImageCriterion): string {
	if (isNone(criterion)) {
		return "only your own account's AMIs";
	}

	const {ImageProviders: providers = []} = criterion;
	const by = providers.length === 0 ? ['by anyone'] : parameters.ImageProviders.inWords(providers);
	const limits = limitsInWords(criterion);
	return providers.length === 0 && limits.length === 0
		? 'nothing in particular: the criterion is empty, and AWS does not say what it allows'
		: [`AMIs ${by.join(' ')}`, ...limits].join(', ');
}

/** All criteria as a paragraph of whole sentences. */
export function criteriaInWords(criteria: ImageCriteria): string {
	if (criteria.length === 0) {
		return "The list of criteria is empty: AWS does not document what that allows, expect only your own account's AMIs.";
	}

	const [first] = criteria;
	if (first !== undefined && criteria.length === 1 && isNone(first)) {
		return "Allowed are only your own account's AMIs.";
	}

	const sentences = criteria.map((criterion) => criterionInWords(criterion));
	const body =
		sentences.length === 1
			? `Allowed are ${sentences[0] ?? ''}.`
			: `An AMI is allowed if it is one of these: ${sentences.map((words, index) => `(${index + 1}) ${words}`).join('; ')}.`;
	return `${body} Your own account's AMIs are always allowed.`;
}

/** The state, and what it means where its name doesn't say. */
export function stateInWords(state: SettingsState): string {
	return state === 'disabled' ? 'disabled: nothing is restricted' : state;
}

function limitsInWords(criterion: ImageCriterion): readonly string[] {
	return [
		...givenParameters(criterion)
			.filter(({name}) => name !== 'ImageProviders')
			.flatMap(({parameter, value}) => parameter.inWords(value)),
		...unknownParameters(criterion).map((name) => `and meeting ${quoted(name)}, which this tool does not know`),
	];
}
