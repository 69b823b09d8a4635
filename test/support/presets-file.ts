import type {PresetInFile} from '../../source/criteria/formats/presets-file.ts';

/** A file of many presets, as a person writes it. */
export function toPresetsFile(presets: readonly PresetInFile[]): string {
	const list = presets.map(({name, description, criteria}) => ({
		Name: name,
		...(description !== undefined && {Description: description}),
		ImageCriteria: criteria,
	}));
	return `${JSON.stringify({Presets: list}, undefined, '\t')}\n`;
}
