import {InvalidArgumentError, Option} from '@commander-js/extra-typings';
import type {ImageCriteria} from '../../criteria/criterion.ts';
import {numberBetween} from '../options/arguments.ts';
import type {Context} from '../program/context.ts';
import {namedCriteria} from '../reading/criteria.ts';
import {UsageError} from '../program/exit-code.ts';

/** How many accounts × Regions are read at once where nobody says, and at most. */
const usualConcurrency = 64;
const mostConcurrency = 256;

export const ouOption = new Option('--ou <id>', 'only this organizational unit and those below it');

export const accountsOption = new Option(
	'--accounts <file>',
	"a file of accounts: c7n-org's accounts.yml, or JSON of the same shape",
);

/** The role of a run. Where several profiles name the accounts, each is entered by its own instead. */
export function roleOption() {
	return new Option(
		'--role <name>',
		"the role to assume in each account, by name, for sessions that can only read; of several --profile each enters its own account instead: a role that it assumes is narrowed down like that, too, other credentials can't be",
	)
		.argParser(parseRole)
		.makeOptionMandatory();
}

export function concurrencyOption() {
	return new Option('--concurrency <number>', 'how many accounts × Regions are read at once')
		.argParser(numberBetween(1, mostConcurrency))
		.default(usualConcurrency);
}

/** A role by its name, with or without a path, or by an ARN. */
function parseRole(text: string): string {
	if (!/^(?:arn:aws[-a-z]*:iam::\d{12}:role)?\/?(?:[^\s/:]+\/)*[\w+,\-.=@]{1,64}$/.test(text)) {
		throw new InvalidArgumentError('It is the name of a role (letters, digits and + = , . @ _ -), or its ARN.');
	}

	return text;
}

/** How a person names criteria: by a preset or a file. */
export type NamedCriteria = {readonly preset?: string | undefined; readonly criteria?: string | undefined};

/** The criteria that a person named; it is wrong usage to name none. */
export async function criteriaToTry(context: Context, named: NamedCriteria): Promise<ImageCriteria> {
	const criteria = await namedCriteria(context, named);
	if (criteria === undefined) {
		throw new UsageError('There are no criteria to try.', 'Give --preset NAME or --criteria FILE.');
	}

	return criteria;
}
