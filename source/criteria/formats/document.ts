/** Texts that hold criteria: which of the shapes it is, where the criteria are in it, and on which line. */
import {didYouMean} from '../../nearest.ts';
import type {CriteriaIssue, PathSegment} from '../issue.ts';
import {asJson, quoted} from '../text.ts';
import {beyond} from '../unknown-keys.ts';
import {readPolicy} from './declarative-policy-reader.ts';
import {readJson, type JsonText} from './json-text.ts';

export type CriteriaSource = 'aws-cli' | 'settings' | 'array' | 'declarative-policy';

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

/** Something found while reading; its path starts at the top of the document. */
export type Found = Pick<CriteriaIssue, 'severity' | 'segments' | 'message'>;

/** A document taken apart. */
export type Shape = {
	readonly source: CriteriaSource;
	readonly criteria: unknown;
	readonly state?: string;
	/** Where a path into the criteria leads in the document. */
	locate(segments: readonly PathSegment[]): readonly PathSegment[];
	readonly found: readonly Found[];
};

const commandKeys = ['ImageCriteria', 'DryRun'];
const settingsKeys = ['ImageCriteria', 'State', 'ManagedBy', 'ResponseMetadata'];

/** Reads any of the shapes of `CriteriaSource`. */
export function readDocument(text: string): CriteriaDocument {
	const json = readJson(text);
	if (json.value === undefined) {
		return {issues: json.issues};
	}

	const shape = shapeOf(json.value);
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

	if (typeof value !== 'object' || value === null) {
		return {message: `${asJson(value)} holds no criteria; write {"ImageCriteria": [ … ]}`};
	}

	if ('ec2_attributes' in value) {
		return readPolicy(value);
	}

	if ('Presets' in value) {
		return {message: 'this file holds presets, not one list of criteria; "presets import" reads it'};
	}

	if (!('ImageCriteria' in value)) {
		const [key] = Object.keys(value);
		const hint =
			key === undefined
				? ''
				: didYouMean(
						'ImageCriteria',
						Object.keys(value).filter((name) => /crit/i.test(name)),
						'',
					);
		return {
			message:
				hint === ''
					? 'holds no criteria; write {"ImageCriteria": [ … ]}'
					: `has no key "ImageCriteria"; is it spelled otherwise (${asJson(key)})?`,
		};
	}

	const isSettings = 'State' in value || 'ManagedBy' in value;
	const state: unknown = 'State' in value ? value.State : undefined;
	return {
		source: isSettings ? 'settings' : 'aws-cli',
		criteria: value.ImageCriteria,
		...(typeof state === 'string' && {state}),
		locate: (segments) => ['ImageCriteria', ...segments],
		found: beyond(value, isSettings ? settingsKeys : commandKeys, []).map((item) => ({severity: 'warning', ...item})),
	};
}

/** `ec2_attributes.allowed_images_settings.state`. */
function pathInDocument(segments: readonly PathSegment[]): string {
	return segments
		.map((segment, index) =>
			typeof segment === 'number' ? `[${segment}]` : `${index === 0 ? '' : '.'}${quoted(segment, 80)}`,
		)
		.join('');
}
