import type {ImageCriteria} from '../criterion.ts';
import type {Finding} from '../validation/finding.ts';
import type {Condition, EvaluationContext} from './condition.ts';
import {compileConditions, testAll} from './conditions.ts';
import type {ImageEvidence, Verdict} from './image.ts';
import {every, some, type Outcome} from './outcome.ts';

export type {EvaluationContext} from './condition.ts';
/** Criteria made ready to judge many images. */
export type Evaluator = {
	readonly criteria: ImageCriteria;
	/** The verdict alone: fast enough for every image at every key press. */
	verdict(image: ImageEvidence): Verdict;
	/** The verdict with what every condition of every criterion makes of the image. */
	explain(image: ImageEvidence): Explanation;
};

export type Explanation = {
	readonly verdict: Verdict;
	/** One line for people: "it meets none of 2 criteria". */
	readonly summary: string;
	/** Why the criteria do not matter for this image. */
	readonly exempt?: 'own image';
	/** In the order of the criteria. */
	readonly criteria: readonly CriterionExplanation[];
};

export type CriterionExplanation = {
	/** From 0. */
	readonly index: number;
	readonly outcome: Outcome;
	/** All have to hold. */
	readonly conditions: readonly ConditionExplanation[];
};

type ConditionExplanation = Finding & {
	/** `ImageProviders` and the like; also a parameter that this tool does not know. */
	readonly parameter: string;
};

/**
Compiles criteria into an evaluator.

An image is allowed if the account owns it or any criterion holds; a criterion holds if all its conditions do. Missing evidence makes a condition
unknown, and unknown spreads as in Kleene's logic: it decides nothing that is not decided anyway. An empty list allows own images only, which is
our reading: AWS does not document it.

@param criteria valid ones; parameters that this tool does not know make their criterion unknown at best.
@param context whose settings these are, and the time that ages are counted to.
@see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html
*/
export function compileCriteria(criteria: ImageCriteria, context: EvaluationContext): Evaluator {
	const compiled = criteria.map((criterion) => compileConditions(criterion, context));
	const verdict = (image: ImageEvidence) => judge(compiled, image, context.account);
	return {
		criteria,
		verdict,
		explain(image) {
			const isOwn = image.OwnerId === context.account;
			const explained = compiled.map((conditions, index) => explainCriterion(conditions, index, image));
			return {
				verdict: verdict(image),
				summary: summarise(verdict(image), explained, image, isOwn),
				...(isOwn && {exempt: 'own image'}),
				criteria: explained,
			};
		},
	};
}

function judge(criteria: ReadonlyArray<readonly Condition[]>, image: ImageEvidence, account: string): Verdict {
	if (image.OwnerId === account) {
		return 'allowed';
	}

	const outcome = some(criteria.values().map((conditions) => testAll(conditions, image)));
	if (outcome === 'met') {
		return 'allowed';
	}

	// An image whose owner is not known may be an own one.
	return outcome === 'unknown' || image.OwnerId === undefined ? 'unknown' : 'not-allowed';
}

/** One reason per criterion that matters for the verdict, as `what-if` prints them. */
export function reasonsOf(explanation: Explanation): readonly string[] {
	if (explanation.exempt !== undefined) {
		return [explanation.summary];
	}

	const isAllowed = explanation.verdict === 'allowed';
	const reasons = explanation.criteria
		.filter(({outcome}) => !isAllowed || outcome === 'met')
		.map(({index, outcome, conditions}) => {
			const telling = conditions.filter((condition) => condition.outcome === outcome);
			return `criterion ${index + 1}: ${telling.map(({words}) => words).join('; ')}`;
		});
	return reasons.length === 0 ? [explanation.summary] : reasons;
}

function explainCriterion(conditions: readonly Condition[], index: number, image: ImageEvidence): CriterionExplanation {
	if (conditions.length === 0) {
		const words = 'the criterion is empty; AWS does not say what it allows';
		return {index, outcome: 'unknown', conditions: [{parameter: 'ImageCriterion', outcome: 'unknown', words}]};
	}

	const explained = conditions.map(({parameter, explain}) => ({parameter, ...explain(image)}));
	// An image that was never scanned fails each limit on scans for the same reason.
	const told = explained.filter(
		({words, outcome}, at) => explained.findIndex((one) => one.words === words && one.outcome === outcome) === at,
	);
	return {index, outcome: every(explained.map(({outcome}) => outcome)), conditions: told};
}

function summarise(
	verdict: Verdict,
	criteria: readonly CriterionExplanation[],
	image: ImageEvidence,
	isOwn: boolean,
): string {
	if (isOwn) {
		return "own account's image: criteria never restrict it";
	}

	switch (verdict) {
		case 'allowed': {
			return `it meets criterion ${(criteria.find(({outcome}) => outcome === 'met')?.index ?? 0) + 1}`;
		}

		case 'not-allowed': {
			return criteria.length === 0
				? 'there are no criteria to meet'
				: criteria.length === 1
					? 'it does not meet the only criterion'
					: `it meets none of ${criteria.length} criteria`;
		}

		case 'unknown': {
			const open = criteria.filter(({outcome}) => outcome === 'unknown').map(({index}) => index + 1);
			return open.length === 0
				? `its owner is not known${image.deregistered ? ' and it is deregistered' : ''}, so it may be an own image`
				: `evidence is missing for ${open.length === 1 ? 'criterion' : 'criteria'} ${open.join(', ')}`;
		}
	}
}
