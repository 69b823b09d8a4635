/**
Policies as AWS's commands print them: JSON in a text, inside JSON. `describe-policy` has `Policy.Content`, `describe-effective-policy`
`EffectivePolicy.PolicyContent`; with `--query` only a part of that is printed.
@see https://docs.aws.amazon.com/organizations/latest/APIReference/API_EffectivePolicy.html
*/
import type {CriteriaIssue, PathSegment} from '../validation/issue.ts';
import {isStructure} from '../validation/structure.ts';
import {asJson} from '../validation/text.ts';
import {readJson, type JsonText} from './json-text.ts';
import type {Dialect} from './policy-syntax.ts';

/** A policy out of its wrapping: the places are those in the whole text. */
export type Unwrapped = JsonText & {readonly dialect: Dialect};

const policyType = 'DECLARATIVE_POLICY_EC2';

/** The policy that a document wraps; `undefined` where it is no wrapped policy. */
export function unwrapPolicy(json: JsonText): Unwrapped | undefined {
	const {value} = json;
	const wrapping = wrappingOf(value);
	if (wrapping === undefined) {
		return undefined;
	}

	const {path, content, type, dialect} = wrapping;
	if (type !== undefined && type !== policyType) {
		const message = `is a policy of type ${asJson(type)}; criteria are in policies of type ${policyType}`;
		return {issues: [...json.issues, error(json, path, message)], place: json.place, dialect};
	}

	if (typeof content !== 'string') {
		// Content that is JSON itself, as templates hold it.
		return {
			value: content,
			issues: json.issues,
			place: (segments) => json.place([...path, ...segments]),
			dialect,
		};
	}

	const inner = readJson(content);
	const issues = inner.issues.map(({message, line, column}) =>
		error(json, path, `the policy in this text, at its own line ${line}, column ${column}: ${message}`),
	);
	return {
		...('value' in inner && {value: inner.value}),
		issues: [...json.issues, ...issues],
		place: () => json.place(path),
		// Nobody writes JSON as a text in JSON by hand: one without operators was printed for the policy in effect.
		dialect: path.length === 0 && !content.includes('"@@') ? 'effective' : dialect,
	};
}

type Wrapping = {
	readonly path: readonly PathSegment[];
	readonly content: unknown;
	readonly type?: unknown;
	readonly dialect: Dialect;
};

function wrappingOf(value: unknown): Wrapping | undefined {
	if (typeof value === 'string' && value.includes('ec2_attributes')) {
		return {path: [], content: value, dialect: 'written'};
	}

	if (!isStructure(value) || 'ec2_attributes' in value || 'ImageCriteria' in value) {
		return undefined;
	}

	const {Policy: policy, EffectivePolicy: effective, PolicySummary: summary} = value;
	if (isStructure(policy) || isStructure(effective)) {
		const [name, inner] = isStructure(policy)
			? (['Policy', policy] as const)
			: (['EffectivePolicy', effective] as const);
		const wrapping = wrappingOf(inner);
		return wrapping && {...wrapping, path: [name, ...wrapping.path]};
	}

	if ('Content' in value) {
		const type = isStructure(summary) ? summary.Type : undefined;
		return {path: ['Content'], content: value.Content, ...(type !== undefined && {type}), dialect: 'written'};
	}

	if ('PolicyContent' in value) {
		const {PolicyContent: content, PolicyType: type} = value;
		return {path: ['PolicyContent'], content, ...(type !== undefined && {type}), dialect: 'effective'};
	}

	return undefined;
}

function error(json: JsonText, segments: readonly PathSegment[], message: string): CriteriaIssue {
	return {severity: 'error', path: segments.join('.'), segments, message, ...json.place(segments)};
}
