import path from 'node:path';
import {readCriteria} from '../../criteria/validation/check.ts';
import {isPresetsFile, readPresets, type PresetInFile} from '../../criteria/formats/presets-file.ts';
import type {Presets} from '../../operations/ports.ts';
import {ProblemError, problemOf} from '../../problem.ts';
import {readInput, standardInput} from '../../storage/files/input.ts';
import {presetNameError} from '../../storage/presets.ts';
import {isInteractive} from '../../ui/terminal/interactive.ts';
import {ask} from '../program/ask.ts';
import type {Context} from '../program/context.ts';
import {nameOfInput, sayIssues} from '../reading/criteria.ts';
import {defineSubcommand} from '../options/definition.ts';
import {exitCodes, UsageError} from '../program/exit-code.ts';
import {say} from '../program/terminal.ts';

/** Criteria in any format known become one preset, a file of presets all of them. Nothing is saved if anything is wrong with the file. */
export const importPresets = defineSubcommand(
	{
		summary: 'keep the criteria of a file in any format known, or the many presets of "presets list --format json"',
		uses: ['demo'],
		examples: ['presets import policy.json --name org', 'presets import presets.json'],
		declare: (command) =>
			command
				.argument('<file>', 'the file, or "-" for standard input')
				.option('--name <name>', 'the name to keep criteria under; that of the file if left out')
				.option('--overwrite', 'replace presets of the same names without asking', false),
	},
	async (context, {name, overwrite}, file) => {
		const found = presetsIn(await readInput(file, {signal: context.signal}), {file, name});
		const {presets} = await context.stores();
		let saved = 0;
		for (const preset of found) {
			if (await saveUnlessRefused(presets, preset, {overwrite, context})) {
				saved++;
			}
		}

		say(`Saved ${saved} of ${found.length}.`);
		return saved === found.length ? exitCodes.done : exitCodes.failed;
	},
);

function presetsIn(
	text: string,
	{file, name}: {readonly file: string; readonly name: string | undefined},
): readonly PresetInFile[] {
	if (!isPresetsFile(text)) {
		const reading = readCriteria(text);
		sayIssues(reading);
		if (reading.criteria === undefined) {
			throw invalid(file);
		}

		return [{name: name ?? nameFor(file), criteria: reading.criteria}];
	}

	const reading = readPresets(text, {nameError: presetNameError});
	sayIssues(reading);
	if (reading.errors.length > 0) {
		throw invalid(file);
	}

	if (name !== undefined) {
		throw new UsageError(
			`${nameOfInput(file)} holds presets with names of their own, so there is no use for --name.`,
			'Leave it out.',
		);
	}

	return reading.presets;
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
		what: `${nameOfInput(file)} could not be imported.`,
		next: 'Correct what is named above; nothing was saved.',
	});
}
