import {readCriteria, formatIssue, type CriteriaReading} from '../criteria/check.ts';
import {counted} from '../counted.ts';
import {ProblemError} from '../problem.ts';
import {safeText} from '../safe-text.ts';
import {readInput, standardInput} from '../storage/input.ts';
import type {ImageCriteria} from '../criteria/criterion.ts';
import {exitCodes} from './program/exit-code.ts';
import {print, say} from './program/terminal.ts';

/** `validate`: every error at once, and the warnings, on stderr; exit code 2 if there is an error. */
export async function validate(file: string): Promise<number> {
	const {criteria, errors, warnings} = readCriteria(await readInput(file));
	sayIssues({errors, warnings});
	const name = file === standardInput ? 'standard input' : safeText(file);
	if (criteria === undefined) {
		say(`${name}: ${counted(errors.length, 'error')}.`);
		return exitCodes.usage;
	}

	await print(`${name}: valid, ${counted(criteria.length, 'criterion', 'criteria')}.\n`);
	return exitCodes.done;
}

/** The criteria of a file a person named. Says what is wrong with it on stderr, all of it, before it rejects with `invalid-criteria`. */
export async function criteriaFrom(file: string): Promise<ImageCriteria> {
	const {criteria, errors, warnings} = readCriteria(await readInput(file));
	sayIssues({errors, warnings});
	if (criteria === undefined) {
		throw new ProblemError({
			kind: 'invalid-criteria',
			what: `${safeText(file)} holds no valid criteria: ${counted(errors.length, 'error')}.`,
			next: 'Correct what is named above; nothing was done.',
		});
	}

	return criteria;
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
