/**
A file of many presets, a shape of this tool's own: `{"Presets": [{"Name": …, "Description": …, "ImageCriteria": […]}]}`. The key `Presets` tells it
from every other shape.
*/
import {checkCriteria} from '../validation/check.ts';
import type {ImageCriteria} from '../criterion.ts';
import type {CriteriaIssue, PathSegment} from '../validation/issue.ts';
import {isStructure} from '../validation/structure.ts';
import {asJson} from '../validation/text.ts';
import {readJson, type JsonText} from './json-text.ts';

export type PresetInFile = {readonly name: string; readonly description?: string; readonly criteria: ImageCriteria};

export type PresetsReading = {
	/** Those that are valid; all of them if there are no errors. */
	readonly presets: readonly PresetInFile[];
	readonly errors: readonly CriteriaIssue[];
	readonly warnings: readonly CriteriaIssue[];
};

/** Whether a text is a file of presets, so that `readPresets` is the one to read it; a broken text is none. */
export function isPresetsFile(text: string): boolean {
	const {value} = readJson(text);
	return isStructure(value) && 'Presets' in value;
}

/**
Reads a file of many presets; issues have the path in the file, and the line. `nameError` tells what is wrong with a name, as a clause, where they
are to be kept.
*/
export function readPresets(
	text: string,
	{nameError = () => undefined}: {readonly nameError?: (name: string) => string | undefined} = {},
): PresetsReading {
	const json = readJson(text);
	const issues: CriteriaIssue[] = [...json.issues];
	const presets: PresetInFile[] = [];
	if (json.value !== undefined) {
		const list = isStructure(json.value) ? json.value.Presets : undefined;
		const names = new Set<string>();
		if (!Array.isArray(list)) {
			issues.push(
				error(json, isStructure(json.value) ? ['Presets'] : [], 'holds no presets; write {"Presets": [ … ]}'),
			);
		}

		for (const [index, entry] of (Array.isArray(list) ? list : []).entries()) {
			const preset = readPreset(json, entry, {index, issues, nameError});
			if (preset === undefined) {
				continue;
			}

			if (names.has(preset.name)) {
				issues.push(error(json, ['Presets', index, 'Name'], `${asJson(preset.name)} stands in the file twice`));
			}

			names.add(preset.name);
			presets.push(preset);
		}
	}

	return {
		presets,
		errors: issues.filter(({severity}) => severity === 'error'),
		warnings: issues.filter(({severity}) => severity === 'warning'),
	};
}

function readPreset(
	json: JsonText,
	entry: unknown,
	{
		index,
		issues,
		nameError,
	}: {
		readonly index: number;
		readonly issues: CriteriaIssue[];
		readonly nameError: (name: string) => string | undefined;
	},
): PresetInFile | undefined {
	const path = ['Presets', index];
	if (!isStructure(entry)) {
		issues.push(error(json, path, `${asJson(entry)} is not a preset; write {"Name": …, "ImageCriteria": [ … ]}`));
		return undefined;
	}

	const {Name: name, Description: description, ImageCriteria: value} = entry;
	const isNamed = typeof name === 'string' && name.trim() !== '';
	if (!isNamed) {
		issues.push(error(json, [...path, 'Name'], 'is missing or empty; every preset needs a name'));
	}

	const wrong = isNamed ? nameError(name) : undefined;
	if (wrong !== undefined) {
		issues.push(error(json, [...path, 'Name'], `${asJson(name)} cannot be the name of a preset: ${wrong}`));
	}

	if (description !== undefined && typeof description !== 'string') {
		issues.push(error(json, [...path, 'Description'], `${asJson(description)} is not text; write it in quotes`));
	}

	const check = checkCriteria(value, {unknownKeys: 'refuse'});
	issues.push(
		...[...check.errors, ...check.warnings].map((issue) => ({
			...issue,
			path: `Presets[${index}].${issue.path}`,
			...json.place([...path, 'ImageCriteria', ...issue.segments]),
		})),
	);
	return isNamed && check.criteria !== undefined
		? {name: name.normalize('NFC'), ...(typeof description === 'string' && {description}), criteria: check.criteria}
		: undefined;
}

function error(json: JsonText, segments: readonly PathSegment[], message: string): CriteriaIssue {
	const path = segments.map((segment) => (typeof segment === 'number' ? `[${segment}]` : `.${segment}`)).join('');
	return {severity: 'error', path: path.replace(/^\./, ''), segments, message, ...json.place(segments)};
}
