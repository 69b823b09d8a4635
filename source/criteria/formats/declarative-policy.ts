import {counted} from '../../counted.ts';
import {ProblemError} from '../../problem.ts';
import type {ImageCriteria} from '../criterion.ts';
import {isNone} from '../parts.ts';
import {numbered, obstaclesOf, spellCriterion, type Exported, type Spelled} from './exported.ts';
import {stateToPolicy} from './policy-names.ts';

export type PolicyOptions = {
	/** Default `audit-mode`: attaching a policy that enforces is a decision of its own. */
	readonly state?: 'disabled' | 'audit-mode' | 'enabled';
	/** What people read when the policy refuses their call. */
	readonly message?: string;
};

/** A policy to hand over to AWS, or why there is none. */
export type DeclarativePolicy =
	| {
			readonly type: 'policy';
			/** Minified JSON, without a line break at its end: AWS counts blanks that come from its CLI or an SDK. */
			readonly text: string;
			/** What was left out, a sentence each; it did not change which images are allowed. */
			readonly dropped: readonly string[];
			readonly size: PolicySize;
	  }
	| {
			readonly type: 'refused';
			/** What the syntax has no way to say, or which values take the room; a phrase each, with its place. */
			readonly obstacles: readonly string[];
			/** What to do about it: one sentence. */
			readonly next: string;
			/** Absent where the syntax can't say the criteria at all. */
			readonly size?: PolicySize;
	  };

type PolicySize = {
	/** Of the minified text. */
	readonly characters: number;
	readonly limit: number;
	/** What takes the room, the largest first. */
	readonly parts: readonly PolicyPart[];
};

/** One list of values, one limit, or the message. */
type PolicyPart = {
	/** `ImageCriteria[0].ImageProviders`, `exception_message`. */
	readonly place: string;
	readonly values: number;
	readonly characters: number;
};

/**
The most characters of a declarative policy.
@see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
*/
export const mostPolicyCharacters = 10_000;
const shownParts = 3;

/**
Criteria as a declarative policy of AWS Organizations, minified, or what stands in the way: never a policy that AWS would refuse, nor one that
allows more than the criteria.

Every value is set with `@@assign`, so the policy says what these criteria say, whatever it inherits. `none` has no syntax: a criterion of it
allows only own images, which are allowed anyway, and is left out beside others, with a word.

@param criteria valid ones.
@param options state (default audit mode) and message of the policy.
@see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html
*/
export function declarativePolicy(criteria: ImageCriteria, options: PolicyOptions = {}): DeclarativePolicy {
	const {state = 'audit-mode', message} = options;
	const own = numbered(criteria).filter(({criterion}) => isNone(criterion));
	const carried = numbered(criteria).filter(({criterion}) => !isNone(criterion));
	const obstacles = [
		...carried.flatMap(({criterion, index}) => obstaclesOf(criterion, index, 'policy')),
		...(carried.length === 0 ? ['it has no way to say "own images only" (none, or an empty list)'] : []),
	];
	if (obstacles.length > 0) {
		return {
			type: 'refused',
			obstacles,
			next: 'Take that out of a copy of the criteria, or export them as aws-cli, which carries everything.',
		};
	}

	const parts = carried.map(({criterion, index}) => ({index, content: spellCriterion(criterion, 'policy')}));
	const text = JSON.stringify({
		ec2_attributes: {
			...(message !== undefined && {exception_message: assign(message)}),
			allowed_images_settings: {
				state: assign(stateToPolicy(state)),
				image_criteria: Object.fromEntries(
					parts.map(({content}, position) => [
						`criteria_${position + 1}`,
						Object.fromEntries(content.map((spelled) => [spelled.name, contentOf(spelled)])),
					]),
				),
			},
		},
	});
	const size: PolicySize = {
		characters: text.length,
		limit: mostPolicyCharacters,
		parts: [
			...parts.flatMap(({index, content}) =>
				content.map((spelled) =>
					partOf(`ImageCriteria[${index}].${spelled.parameter}`, {[spelled.name]: contentOf(spelled)}),
				),
			),
			...(message === undefined ? [] : [partOf('exception_message', {exception_message: assign(message)})]),
		].toSorted((one, other) => other.characters - one.characters),
	};
	if (size.characters > size.limit) {
		return {
			type: 'refused',
			obstacles: [sizeInWords(size)],
			next: 'Take values out of a copy of the criteria, or let fewer say the same (a name with * for many names).',
			size,
		};
	}

	return {
		type: 'policy',
		text,
		dropped: own.map(
			({index}) =>
				`ImageCriteria[${index}] ("none") is left out: own images are allowed anyway, and policies have no word for it`,
		),
		size,
	};
}

/**
The same as a text for a file or a pipe. It ends with a line break, but where that would be the character too many: the AWS CLI sends it along.

@throws ProblemError of kind `invalid-criteria` where there is no such policy.
*/
export function toDeclarativePolicy(criteria: ImageCriteria, options: PolicyOptions = {}): Exported {
	const policy = declarativePolicy(criteria, options);
	if (policy.type === 'refused') {
		throw new ProblemError({
			kind: 'invalid-criteria',
			what: `A declarative policy cannot carry these criteria: ${policy.obstacles.join('; ')}.`,
			next: policy.next,
		});
	}

	const {text, dropped} = policy;
	return {text: text.length < mostPolicyCharacters ? `${text}\n` : text, dropped};
}

/** "minified it has 30,662 characters, and at most 10,000 are allowed; the room is taken by ImageCriteria[0].ImageProviders (200 values, 3,041 characters), …". */
function sizeInWords({characters, limit, parts}: PolicySize): string {
	const most = parts
		.slice(0, shownParts)
		.map((part) => `${part.place} (${counted(part.values, 'value')}, ${counted(part.characters, 'character')})`);
	const rest = parts.length > shownParts ? ` and ${counted(parts.length - shownParts, 'smaller part')}` : '';
	return `minified it has ${counted(characters, 'character')}, and at most ${limit.toLocaleString('en-US')} are allowed; the room is taken by ${most.join(', ')}${rest}`;
}

/** A parameter's content in a policy: every value under an operator, and numbers written as text. */
function contentOf(spelled: Spelled): unknown {
	return spelled.type === 'list' ? assign(spelled.values) : {[spelled.limit]: assign(String(spelled.days))};
}

function partOf(place: string, content: Readonly<Record<string, unknown>>): PolicyPart {
	const [value] = Object.values(content) as ReadonlyArray<Readonly<Record<string, unknown>>>;
	const assigned = value?.['@@assign'];
	return {
		place,
		values: Array.isArray(assigned) ? assigned.length : 1,
		// With a comma for the braces, so that all parts add up to what they take.
		characters: JSON.stringify(content).length - 1,
	};
}

function assign<Value>(value: Value): {readonly '@@assign': Value} {
	return {'@@assign': value};
}
