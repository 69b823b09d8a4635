/** The formats a preset can be written in, and whether a format can carry it. */
import type {ImageCriteria} from '../criteria/criterion.ts';
import {toAwsCli} from '../criteria/formats/aws-cli.ts';
import {toDeclarativePolicy} from '../criteria/formats/declarative-policy.ts';
import type {Exported} from '../criteria/formats/exported.ts';
import {toTerraform} from '../criteria/formats/terraform.ts';
import {problemOf} from '../problem.ts';
import type {Guard} from '../machine/guard.ts';

/** The default first. */
export const presetFormats = ['aws-cli', 'declarative-policy', 'terraform'] as const;
export type PresetFormat = (typeof presetFormats)[number];

const exporters: Readonly<Record<PresetFormat, (criteria: ImageCriteria) => Exported>> = {
	'aws-cli': toAwsCli,
	'declarative-policy': toDeclarativePolicy,
	terraform: toTerraform,
};

const endings: Readonly<Record<PresetFormat, string>> = {
	'aws-cli': '.json',
	'declarative-policy': '.policy.json',
	terraform: '.tf',
};

/**
Criteria in one of the formats.

@throws ProblemError of kind `invalid-criteria` where the format has no way to say them.
*/
export function exportCriteria(criteria: ImageCriteria, format: PresetFormat): Exported {
	return exporters[format](criteria);
}

/** Whether a format can carry these criteria, or why not. */
export function canExport(criteria: ImageCriteria, format: PresetFormat): Guard {
	try {
		exportCriteria(criteria, format);
		return true;
	} catch (error) {
		const {kind, what} = problemOf(error);
		if (kind !== 'invalid-criteria') {
			throw error;
		}

		return what;
	}
}

/** What an export leaves out or changes, a sentence each; nothing where the format cannot carry the criteria at all. */
export function exportNotes(criteria: ImageCriteria, format: PresetFormat): readonly string[] {
	return canExport(criteria, format) === true ? exportCriteria(criteria, format).dropped : [];
}

/** The file name to offer for a preset. */
export function exportName(name: string, format: PresetFormat): string {
	return `${name}${endings[format]}`;
}
