/** What could be added to criteria so that fewer images in use are refused, and what each addition costs in trust. */
import {isValid} from '../validation/check.ts';
import type {EvaluationContext} from '../evaluation/condition.ts';
import {compileConditions, testAll} from '../evaluation/conditions.ts';
import type {ImageCriteria} from '../criterion.ts';
import {compileCriteria} from '../evaluation/evaluate.ts';
import type {ImageEvidence} from '../evaluation/image.ts';
import {textsIn} from '../parameters/values.ts';
import {isAccountId} from '../provider.ts';
import {risks, trustNeeded, type Risk} from '../trust.ts';
import type {ImageInUse} from '../comparison/what-if.ts';
import {knownPublisher} from './publishers.ts';
import {candidatesFrom, type Candidate} from './candidates.ts';
import {additionInWords, isAge} from './addition.ts';

/** Counts of what is in use. */
export type InUse = {readonly instances: number; readonly images: number};

export type Suggestion = {
	/** The same for the same addition to the same criteria: a key for lists. */
	readonly id: string;
	/** "+ provider 444455556666 to criterion 1". */
	readonly label: string;
	/** The whole list with the addition made; valid. */
	readonly criteria: ImageCriteria;
	/** Offenders that it would allow. */
	readonly clears: InUse;
	/** Offenders that would be left. */
	readonly leaves: InUse;
	/** What else it lets in: "every public image of account 444455556666, now and later, of any name, but of any age". */
	readonly trust: string;
	readonly risk: Risk;
	/** Who the account is commonly known to be. A hint to check, nothing the risk rests on. */
	readonly publisher?: string;
};

export type SuggestInput = EvaluationContext & {
	readonly criteria: ImageCriteria;
	readonly images: readonly ImageInUse[];
	/** Only what would allow this image; its effect is counted over all. */
	readonly focus?: ImageEvidence;
	/** At most this many, the best first. Default 12. */
	readonly limit?: number;
};

/** So many candidates are counted exactly; the rest have fewer instances behind them. */
const mostCandidates = 60;
/** How much of a suggestion's gain counts, by what it risks. */
const worth: Readonly<Record<Risk, number>> = {low: 1, medium: 0.8, high: 0.4};

/**
Suggests additions that would allow images in use that the criteria refuse.

Best first: by offenders cleared, weighed by risk, so that a narrow addition comes before a broad one that clears as many. Images whose verdict is
unknown count as offenders only where AWS refuses them. Never an image name alone as a new criterion.
*/
export function suggest(input: SuggestInput): readonly Suggestion[] {
	const {focus, limit = 12} = input;
	const offenders = offendersAmong(input);
	const sources =
		focus === undefined ? offenders : offenders.filter(({evidence}) => evidence.ImageId === focus.ImageId);
	return (
		candidatesFrom(sources, input.criteria, input)
			.toSorted((one, other) => other.weight - one.weight)
			.slice(0, mostCandidates)
			.map((candidate) => describe(candidate, offenders, input))
			.filter(({clears}) => clears.images > 0)
			// Stable: of two that are as good, the addition to a criterion that is there comes before a new criterion.
			.toSorted(bestFirst)
			.filter(isFirstOfItsKind())
			.filter((suggestion) => isValid(suggestion.criteria))
			.slice(0, limit)
	);
}

function offendersAmong({criteria, images, account, now}: SuggestInput): readonly ImageInUse[] {
	const evaluator = compileCriteria(criteria, {account, now});
	return images.filter(({evidence}) => {
		const verdict = evaluator.verdict(evidence);
		return verdict === 'not-allowed' || (verdict === 'unknown' && evidence.ImageAllowed === false);
	});
}

function describe(candidate: Candidate, offenders: readonly ImageInUse[], input: SuggestInput): Suggestion {
	const {id, index, criterion, additions, isPublic} = candidate;
	const {criteria} = input;
	const conditions = compileConditions(criterion, input);
	const [cleared, left] = partition(offenders, ({evidence}) => testAll(conditions, evidence) === 'met');
	const provider = additions
		.filter(({parameter}) => parameter === 'ImageProviders')
		.flatMap(({value}) => textsIn(value))[0];
	const {risk, words} = trustNeeded({
		criterion,
		provider,
		isPublic,
		isOlder: additions.some((addition) => isAge(addition)),
		others: criteria,
	});
	const what = additions.map((addition) => additionInWords(addition)).join(' and ');
	const publisher = provider === undefined || !isAccountId(provider) ? undefined : knownPublisher(provider);
	return {
		id,
		label: index < criteria.length ? `+ ${what} to criterion ${index + 1}` : `+ criterion ${index + 1}: ${what}`,
		criteria: index < criteria.length ? criteria.with(index, criterion) : [...criteria, criterion],
		clears: count(cleared),
		leaves: count(left),
		trust: words,
		risk,
		...(publisher !== undefined && {publisher}),
	};
}

function bestFirst(one: Suggestion, other: Suggestion): number {
	const differences = [
		other.clears.instances * worth[other.risk] - one.clears.instances * worth[one.risk],
		risks.indexOf(one.risk) - risks.indexOf(other.risk),
		other.clears.images - one.clears.images,
	];
	return differences.find((difference) => difference !== 0) ?? 0;
}

/** The same images let in by two ways of writing it is one suggestion. */
function isFirstOfItsKind(): (suggestion: Suggestion) => boolean {
	const seen = new Set<string>();
	return ({trust, risk, clears}) => {
		const kind = JSON.stringify([trust, risk, clears]);
		const isFirst = !seen.has(kind);
		seen.add(kind);
		return isFirst;
	};
}

function count(images: readonly ImageInUse[]): InUse {
	return {instances: images.reduce((sum, {instances}) => sum + instances, 0), images: images.length};
}

function partition<Value>(values: readonly Value[], test: (value: Value) => boolean): readonly [Value[], Value[]] {
	const {true: yes = [], false: no = []} = Object.groupBy(values, (value) => (test(value) ? 'true' : 'false'));
	return [yes, no];
}
