/** Criteria as a command line names them: by preset or by file, with everything that is wrong with them said on stderr. */
import {Option} from '@commander-js/extra-typings';
import {formatIssue, readCriteria, type CriteriaReading} from '../../criteria/validation/check.ts';
import type {ImageCriteria} from '../../criteria/criterion.ts';
import {ProblemError} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import {readInput, standardInput} from '../../storage/files/input.ts';
import type {Context} from '../program/context.ts';
import {say} from '../program/terminal.ts';

/** `--preset`, which excludes another option, by its name in the code. */
export function presetOption(conflicting: string) {
	return new Option('--preset <preset>', 'the criteria of a preset').conflicts(conflicting);
}

/** The criteria that a person named, or nothing. */
export async function namedCriteria(
	context: Context,
	{preset, criteria}: {readonly preset?: string | undefined; readonly criteria?: string | undefined},
): Promise<ImageCriteria | undefined> {
	if (criteria !== undefined) {
		return criteriaFrom(context, criteria);
	}

	if (preset === undefined) {
		return undefined;
	}

	const {presets} = await context.stores();
	const found = await presets.get(preset);
	return found.criteria;
}

/** The criteria of a file a person named. Says what is wrong with it on stderr, all of it, before it rejects with `invalid-criteria`. */
export async function criteriaFrom({signal}: Context, file: string): Promise<ImageCriteria> {
	const {criteria, errors, warnings} = readCriteria(await readInput(file, {signal}));
	sayIssues({errors, warnings});
	if (criteria === undefined) {
		throw new ProblemError({
			kind: 'invalid-criteria',
			what: `${nameOfInput(file)} holds no valid criteria: ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}.`,
			next: 'Correct what is named above; nothing was done.',
		});
	}

	return criteria;
}

/** What a file is called in messages. */
export function nameOfInput(file: string): string {
	return file === standardInput ? 'standard input' : safeText(file);
}

/** Names errors and warnings on stderr, a line each. */
export function sayIssues({errors, warnings}: Pick<CriteriaReading, 'errors' | 'warnings'>): void {
	for (const issue of errors) {
		say(`error: ${formatIssue(issue)}`);
	}

	for (const issue of warnings) {
		say(`warning: ${formatIssue(issue)}`);
	}
}
