/** What the exporters share: what comes out, and what is refused because a format has no way to say it. */
import {ProblemError} from '../../problem.ts';
import type {ImageCriteria, ImageCriterion} from '../criterion.ts';
import type {AnyParameter, ParameterName} from '../parameters/registry.ts';
import {givenParameters, unknownParameters} from '../parts.ts';
import {isStructure} from '../validation/structure.ts';

export type Exported = {
	/** Ends with a line break. */
	readonly text: string;
	/** What was left out or needs attention, a sentence each; leaving it out did not change which images are allowed. */
	readonly dropped: readonly string[];
};

/** The formats in which each parameter is spelled by itself; the AWS CLI takes criteria as they are. */
type SpelledFormat = 'policy' | 'terraform';

/** A parameter as a format spells it. */
export type Spelled = {readonly parameter: ParameterName; readonly name: string} & (
	| {readonly type: 'list'; readonly values: readonly string[]}
	| {readonly type: 'limit'; readonly limit: string; readonly days: number}
);

/**
Refuses what a format cannot carry. Leaving a condition out of a criterion would allow more than was meant, so that is never done; everything
that stands in the way is named at once.

@throws ProblemError of kind `invalid-criteria`.
*/
export function refuse(format: string, obstacles: readonly string[]): void {
	if (obstacles.length > 0) {
		throw new ProblemError({
			kind: 'invalid-criteria',
			what: `${format} cannot carry these criteria: ${obstacles.join('; ')}.`,
			next: 'Take that out of a copy of the criteria, or export them as aws-cli, which carries everything.',
		});
	}
}

/** What stands in the way of one criterion in a format, with its place. */
export function obstaclesOf(criterion: ImageCriterion, index: number, format: SpelledFormat): readonly string[] {
	const given = givenParameters(criterion);
	return [
		...[
			...given.filter(({parameter}) => parameter[format] === undefined).map(({name}) => name),
			...unknownParameters(criterion),
		].map((name) => `ImageCriteria[${index}].${name} has no counterpart`),
		...given.flatMap(({parameter, value}) => {
			const spelling = parameter[format];
			const refused = spelling?.type === 'list' ? (spelling.refuses?.(value) ?? []) : [];
			return refused.map((what) => `ImageCriteria[${index}].${what}`);
		}),
	];
}

/** A criterion in the words of a format: lists first, as it is read best. What the format has no words for is left out: see `obstaclesOf`. */
export function spellCriterion(criterion: ImageCriterion, format: SpelledFormat): readonly Spelled[] {
	const spelled = givenParameters(criterion).flatMap(({name, parameter, value}) =>
		spellParameter(name, parameter[format], value),
	);
	return [...spelled.filter(({type}) => type === 'list'), ...spelled.filter(({type}) => type === 'limit')];
}

function spellParameter(
	parameter: ParameterName,
	spelling: AnyParameter[SpelledFormat] | undefined,
	value: unknown,
): readonly Spelled[] {
	if (spelling === undefined) {
		return [];
	}

	const {name} = spelling;
	if (spelling.type === 'list') {
		const values = Array.isArray(value) ? value.map(String) : [];
		return [{parameter, name, type: 'list', values: values.map((one) => spelling.spell?.(one) ?? one)}];
	}

	const {limit, field} = spelling;
	const days = isStructure(value) ? value[field] : undefined;
	return typeof days === 'number' ? [{parameter, name, type: 'limit', limit, days}] : [];
}

/** Criteria with the index each has. */
export function numbered(
	criteria: ImageCriteria,
): ReadonlyArray<{readonly index: number; readonly criterion: ImageCriterion}> {
	return criteria.map((criterion, index) => ({index, criterion}));
}
