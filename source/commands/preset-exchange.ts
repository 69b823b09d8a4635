import path from 'node:path';
import {isPresetsFile, readPresets, type PresetInFile} from '../criteria/formats/presets-file.ts';
import {readCriteria} from '../criteria/check.ts';
import {ProblemError, problemOf} from '../problem.ts';
import {safeText} from '../safe-text.ts';
import {readInput, standardInput} from '../storage/input.ts';
import type {Presets} from '../operations/ports.ts';
import {exportCriteria} from '../presets/formats.ts';
import {isInteractive} from '../ui/terminal/interactive.ts';
import {ask} from './program/ask.ts';
import type {Context} from './program/context.ts';
import {exitCodes, UsageError} from './program/exit-code.ts';
import type {PresetFormat} from './program/formats.ts';
import {chosenRegions} from './regions.ts';
import {print, say} from './program/terminal.ts';
import {criteriaFrom, sayIssues} from './validate.ts';

/** `presets save`: from a file or from a Region. */
export async function savePreset(
	context: Context,
	name: string,
	options: {
		readonly criteria?: string;
		readonly fromRegion?: string;
		readonly description?: string;
		readonly overwrite: boolean;
	},
): Promise<number> {
	const criteria =
		options.criteria === undefined
			? await criteriaOfRegion(context, options.fromRegion)
			: await criteriaFrom(options.criteria);
	const {presets} = await context.stores();
	await presets.save(
		{name, criteria, ...(options.description !== undefined && {description: options.description})},
		{overwrite: options.overwrite},
	);
	say(`Saved "${name}".`);
	return exitCodes.done;
}

async function criteriaOfRegion(context: Context, region: string | undefined) {
	if (region === undefined) {
		throw new UsageError('There are no criteria to save.', 'Give --criteria FILE or --from-region NAME.');
	}

	const cloud = await context.openCloud({readOnly: true});
	const [name = region] = await chosenRegions(context, cloud, {preferConfigured: false, named: [region]});
	const {ImageCriteria} = await cloud.settings(name, context.signal);
	return ImageCriteria;
}

/** `presets export`; what the format cannot say is named on stderr. */
export async function exportPreset(
	context: Context,
	name: string,
	{format}: {readonly format: PresetFormat},
): Promise<number> {
	const {presets} = await context.stores();
	const {criteria} = await presets.get(name);
	const {text, dropped} = exportCriteria(criteria, format);
	for (const note of dropped) {
		say(`warning: ${note}`);
	}

	await print(text);
	return exitCodes.done;
}

/** `presets import`: criteria in any format known become one preset, a file of presets all of them. Nothing is saved if anything is wrong with the file. */
export async function importPresets(
	context: Context,
	file: string,
	{name, overwrite}: {readonly name?: string; readonly overwrite: boolean},
): Promise<number> {
	const text = await readInput(file);
	const found = isPresetsFile(text)
		? presetsIn(text, file)
		: [{name: name ?? nameFor(file), ...criteriaIn(text, file)}];
	const {presets} = await context.stores();
	let saved = 0;
	let skipped = 0;
	for (const preset of found) {
		if (await saveUnlessRefused(presets, preset, {overwrite, context})) {
			saved++;
		} else {
			skipped++;
		}
	}

	say(`Saved ${saved} of ${found.length}.`);
	return skipped === 0 ? exitCodes.done : exitCodes.failed;
}

function presetsIn(text: string, file: string): readonly PresetInFile[] {
	const reading = readPresets(text);
	sayIssues(reading);
	if (reading.errors.length > 0) {
		throw invalid(file);
	}

	return reading.presets;
}

function criteriaIn(text: string, file: string) {
	const reading = readCriteria(text);
	sayIssues(reading);
	if (reading.criteria === undefined) {
		throw invalid(file);
	}

	return {criteria: reading.criteria};
}

/** Without `--overwrite` a person is asked for each name that is taken; without a terminal it is left alone. */
async function saveUnlessRefused(
	presets: Presets,
	preset: PresetInFile,
	{overwrite, context}: {readonly overwrite: boolean; readonly context: Context},
): Promise<boolean> {
	try {
		await presets.save(preset, {overwrite});
		return true;
	} catch (error) {
		if (problemOf(error).code !== 'exists') {
			throw error;
		}
	}

	const answer =
		isInteractive({env: context.env}) === true
			? await ask(`Replace the preset "${preset.name}"? [y/N] `, context.signal)
			: '';
	if (!/^y(?:es)?$/i.test(answer.trim())) {
		say(`Left "${preset.name}" as it is: it exists already, and --overwrite was not given.`);
		return false;
	}

	await presets.save(preset, {overwrite: true});
	return true;
}

function nameFor(file: string): string {
	if (file === standardInput) {
		throw new UsageError('Criteria from standard input have no name.', 'Give --name NAME.');
	}

	return path.parse(file).name;
}

function invalid(file: string): ProblemError {
	return new ProblemError({
		kind: 'invalid-criteria',
		what: `${safeText(file)} could not be imported.`,
		next: 'Correct what is named above; nothing was saved.',
	});
}
