/** What a change of criteria means: order does not matter, neither of the criteria nor of the values in them. */
import type {ImageCriteria, ImageCriterion} from '../criterion.ts';
import {allParameters, isParameter, parameters as registry, type AnyParameter} from '../parameters/registry.ts';
import {isNone} from '../parts.ts';
import {asJson, quoted} from '../validation/text.ts';
import {criterionInWords} from '../words.ts';
import {covers} from './compare.ts';

export type CriteriaDiff = {
	/**
	What the change does to the set of allowed images: `none` (the same images), `loosens`, `tightens`, or `both` (some come in and some go out, or
	it can't be told from the criteria alone).
	*/
	readonly effect: 'none' | 'loosens' | 'tightens' | 'both';
	/** In the order of the new criteria, then those that were removed. */
	readonly criteria: readonly CriterionDiff[];
};

/** Indexes are from 0. */
type CriterionDiff =
	| {readonly type: 'same'; readonly before: number; readonly after: number; readonly criterion: ImageCriterion}
	| {
			readonly type: 'changed';
			readonly before: number;
			readonly after: number;
			readonly parameters: readonly ParameterDiff[];
	  }
	| {readonly type: 'added'; readonly after: number; readonly criterion: ImageCriterion}
	| {readonly type: 'removed'; readonly before: number; readonly criterion: ImageCriterion};

/** Values as text that is safe to print. */
type ParameterDiff = {
	/** `ImageProviders`, `CreationDateCondition.MaximumDaysSinceCreated`. */
	readonly parameter: string;
	readonly removed: readonly string[];
	readonly added: readonly string[];
};

/** A line of a diff for a screen; the text is safe to print. */
export type DiffLine = {readonly sign: '+' | '-' | ' '; readonly text: string};

/** Compares two lists of criteria by what they mean. Criteria are paired with the most similar one, wherever it stands. */
export function diffCriteria(before: ImageCriteria, after: ImageCriteria): CriteriaDiff {
	const left = before.map((criterion) => valuesOf(criterion));
	const right = after.map((criterion) => valuesOf(criterion));
	const pairs = pairUp(left, right);
	const kept = after.map((criterion, index): CriterionDiff => {
		const partner = pairs.get(index);
		if (partner === undefined) {
			return {type: 'added', after: index, criterion};
		}

		const parameters = diffValues(left[partner] ?? new Map(), right[index] ?? new Map());
		return parameters.length === 0
			? {type: 'same', before: partner, after: index, criterion}
			: {type: 'changed', before: partner, after: index, parameters};
	});
	const partners = new Set(pairs.values());
	const removed = before
		.map((criterion, index): CriterionDiff => ({type: 'removed', before: index, criterion}))
		.filter((_, index) => !partners.has(index));
	return {effect: effectOf(before, after), criteria: [...kept, ...removed]};
}

/** The diff as lines: unchanged criteria as context, what went out with `-`, what came in with `+`. Each line says which criterion it is about. */
export function renderDiff({criteria}: CriteriaDiff): readonly DiffLine[] {
	return criteria.flatMap((diff) => diffLines(diff));
}

function diffLines(diff: CriterionDiff): readonly DiffLine[] {
	switch (diff.type) {
		case 'same': {
			return [{sign: ' ', text: `criterion ${diff.after + 1}: ${criterionInWords(diff.criterion)}`}];
		}

		case 'added': {
			return [{sign: '+', text: `criterion ${diff.after + 1}: ${criterionInWords(diff.criterion)}`}];
		}

		case 'removed': {
			return [{sign: '-', text: `criterion ${diff.before + 1}: ${criterionInWords(diff.criterion)}`}];
		}

		case 'changed': {
			const name = `criterion ${diff.after + 1}${diff.before === diff.after ? '' : ` (was ${diff.before + 1})`}`;
			return diff.parameters.flatMap(({parameter, removed, added}) => {
				const label = labels.get(parameter) ?? parameter;
				return [
					...removed.map((value): DiffLine => ({sign: '-', text: `${name}, ${label}: ${value}`})),
					...added.map((value): DiffLine => ({sign: '+', text: `${name}, ${label}: ${value}`})),
				];
			});
		}
	}
}

/** What the form calls a parameter, so that a change reads like the rows that made it. */
const labels: ReadonlyMap<string, string> = new Map(
	allParameters.flatMap(([, {edit}]) => edit.map(({path, label}) => [path, label] as const)),
);

type Values = ReadonlyMap<string, ReadonlySet<string>>;

/** A criterion as parameter → values, empty ones left out: two criteria are the same if these are. */
function valuesOf(criterion: ImageCriterion): Values {
	const values = new Map<string, ReadonlySet<string>>();
	for (const [parameter, content] of Object.entries(criterion)) {
		if (Array.isArray(content)) {
			const list: readonly unknown[] = content;
			values.set(parameter, new Set(list.map((value) => valueText(parameter, value))));
		} else if (typeof content === 'object' && content !== null) {
			for (const [field, value] of Object.entries(content)) {
				values.set(`${parameter}.${field}`, new Set([valueText(field, value)]));
			}
		} else if (content !== undefined) {
			values.set(parameter, new Set([asJson(content)]));
		}
	}

	return new Map(values.entries().filter(([, set]) => set.size > 0));
}

function valueText(parameter: string, value: unknown): string {
	if (typeof value === 'string' || typeof value === 'number') {
		return quoted(String(value));
	}

	const {valueInWords}: Pick<AnyParameter, 'valueInWords'> = isParameter(parameter) ? registry[parameter] : {};
	return valueInWords === undefined ? asJson(value, 200) : valueInWords(value);
}

function diffValues(before: Values, after: Values): readonly ParameterDiff[] {
	const none = new Set<string>();
	return [...new Set([...before.keys(), ...after.keys()])]
		.map((parameter) => {
			const left = before.get(parameter) ?? none;
			const right = after.get(parameter) ?? none;
			return {
				parameter,
				removed: [...left.difference(right)],
				added: [...right.difference(left)],
			};
		})
		.filter(({removed, added}) => removed.length + added.length > 0);
}

/** New index → old index, the most similar pairs first. */
function pairUp(before: readonly Values[], after: readonly Values[]): ReadonlyMap<number, number> {
	const candidates = after
		.flatMap((right, to) => before.map((left, from) => ({from, to, score: similarity(left, right)})))
		.filter(({score}) => score > 0)
		.toSorted(bySimilarity);
	const pairs = new Map<number, number>();
	const taken = new Set<number>();
	for (const {from, to} of candidates) {
		if (pairs.has(to) || taken.has(from)) {
			continue;
		}

		pairs.set(to, from);
		taken.add(from);
	}

	return pairs;
}

type Pair = {readonly from: number; readonly to: number; readonly score: number};

/** Of equally similar ones, those that stand nearest to each other. */
function bySimilarity(one: Pair, other: Pair): number {
	const byScore = other.score - one.score;
	return byScore === 0 ? Math.abs(one.from - one.to) - Math.abs(other.from - other.to) : byScore;
}

/**
From 0 (not the same criterion) to 1 (the same): how much of the values is shared. Criteria that share none are still one criterion if they limit
the same things, as where only an age is changed.
*/
function similarity(left: Values, right: Values): number {
	const names = [...new Set([...left.keys(), ...right.keys()])];
	const shares = names.map((name) => {
		const one = left.get(name);
		const other = right.get(name);
		return one === undefined || other === undefined ? 0 : one.intersection(other).size / one.union(other).size;
	});
	const isSameKind = left.size === right.size && left.size === names.length;
	return (shares.reduce((sum, share) => sum + share, 0) + (isSameKind ? 0.1 : 0)) / (names.length + 0.1);
}

function effectOf(before: ImageCriteria, after: ImageCriteria): CriteriaDiff['effect'] {
	const losesNothing = isWithin(before, after);
	const gainsNothing = isWithin(after, before);
	if (losesNothing) {
		return gainsNothing ? 'none' : 'loosens';
	}

	return gainsNothing ? 'tightens' : 'both';
}

/** `none` allows own images only, which are allowed anyway. */
function isWithin(narrow: ImageCriteria, broad: ImageCriteria): boolean {
	return narrow.filter((criterion) => !isNone(criterion)).every((one) => broad.some((other) => covers(other, one)));
}
