/** Texts that hold criteria: which of the shapes it is, where the criteria are in it, and on which line. */
import {nearest} from '../../nearest.ts';
import type {CriteriaIssue, PathSegment} from '../validation/issue.ts';
import {isParameter} from '../parameters/registry.ts';
import {isStructure} from '../validation/structure.ts';
import {asJson, quoted} from '../validation/text.ts';
import {beyond} from '../validation/unknown-keys.ts';
import {readPolicy} from './declarative-policy-reader.ts';
import {readJson, type JsonText} from './json-text.ts';
import type {Dialect} from './policy-syntax.ts';
import {unwrapPolicy} from './policy-wrapping.ts';
import type {CriteriaSource, Found, Shape} from './shape.ts';

export type CriteriaDocument = {
	/** Absent if the text is broken or holds no criteria; the issues say why. */
	readonly content?: {
		readonly source: CriteriaSource;
		/** Not checked yet. */
		readonly criteria: unknown;
		readonly state?: string;
		/** An issue in the criteria, with the path and line it has in the text. */
		readonly place: (issue: CriteriaIssue) => CriteriaIssue;
	};
	readonly issues: readonly CriteriaIssue[];
};

const commandKeys = ['ImageCriteria', 'DryRun'];
const settingsKeys = ['ImageCriteria', 'State', 'ManagedBy', 'ResponseMetadata'];

/** Reads any of the shapes of `CriteriaSource`. */
export function readDocument(text: string): CriteriaDocument {
	const whole = readJson(text);
	const policy = unwrapPolicy(whole);
	const json = policy ?? whole;
	if (json.value === undefined) {
		return {issues: json.issues};
	}

	const shape = policy === undefined ? shapeOf(json.value) : policyShape(json.value, policy.dialect);
	if ('message' in shape) {
		return {issues: [...json.issues, placed(json, {severity: 'error', segments: [], message: shape.message})]};
	}

	const {source, criteria, state, locate, found} = shape;
	return {
		content: {
			source,
			criteria,
			...(state !== undefined && {state}),
			place(issue) {
				const segments = locate(issue.segments);
				return {
					...issue,
					...(source === 'declarative-policy' && {path: pathInDocument(segments)}),
					...json.place(segments),
				};
			},
		},
		issues: [...json.issues, ...found.map((item) => placed(json, item))],
	};
}

function placed(json: JsonText, {severity, segments, message}: Found): CriteriaIssue {
	return {severity, path: pathInDocument(segments), segments, message, ...json.place(segments)};
}

function shapeOf(value: unknown): Shape | {readonly message: string} {
	if (Array.isArray(value)) {
		return {source: 'array', criteria: value, locate: (segments) => segments, found: []};
	}

	if (!isStructure(value)) {
		return {message: `${asJson(value)} holds no criteria; write {"ImageCriteria": [ … ]}`};
	}

	if ('ec2_attributes' in value) {
		return readPolicy(value, 'written');
	}

	if ('Presets' in value) {
		return {message: 'this file holds presets, not one list of criteria; "presets import" reads it'};
	}

	if (!('ImageCriteria' in value)) {
		return {message: withoutCriteria(Object.keys(value))};
	}

	const isSettings = 'State' in value || 'ManagedBy' in value;
	const {State: state} = value;
	return {
		source: isSettings ? 'settings' : 'aws-cli',
		criteria: value.ImageCriteria,
		...(typeof state === 'string' && {state}),
		locate: (segments) => ['ImageCriteria', ...segments],
		found: beyond(value, isSettings ? settingsKeys : commandKeys, []).map(({isSlip, ...item}) => ({
			severity: isSlip ? 'error' : 'warning',
			...item,
		})),
	};
}

/** What came out of a wrapping has to be a policy of this kind. */
function policyShape(value: unknown, dialect: Dialect): Shape | {readonly message: string} {
	return isStructure(value)
		? readPolicy(value, dialect)
		: {message: `${asJson(value)} is not a declarative policy; write {"ec2_attributes": { … }}`};
}

/** What a structure without `ImageCriteria` most likely was meant to be. */
function withoutCriteria(keys: readonly string[]): string {
	const one = keys.find((key) => isParameter(key));
	if (one !== undefined) {
		return `is one criterion (it has ${one}); write {"ImageCriteria": [ … ]} around it`;
	}

	for (const [wanted, names] of [
		['ImageCriteria', ['ImageCriteria', 'ImageCriterion', 'Criteria']],
		['ec2_attributes', ['ec2_attributes', 'allowed_images_settings', 'image_criteria', 'exception_message']],
	] as const) {
		const key = keys.find((name) => nearest(name, names, 1).length > 0);
		if (key !== undefined) {
			return `has no key ${asJson(wanted)}; is it spelled otherwise (${asJson(key)})?`;
		}
	}

	return 'holds no criteria; write {"ImageCriteria": [ … ]}';
}

/** `ec2_attributes.allowed_images_settings.state`. */
function pathInDocument(segments: readonly PathSegment[]): string {
	return segments
		.map((segment, index) =>
			typeof segment === 'number' ? `[${segment}]` : `${index === 0 ? '' : '.'}${quoted(segment, 80)}`,
		)
		.join('');
}
