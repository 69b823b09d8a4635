import type {AccountList, Entry} from '../../operations/organization/accounts/account.ts';
import {accountsOfProfiles, type ProfileAccounts} from '../../operations/organization/accounts/profile-accounts.ts';
import {readAccountsFile, type AccountsFile} from '../../operations/organization/accounts/accounts-file.ts';
import {listAccounts} from '../../operations/organization/accounts/list-accounts.ts';
import type {OrganizationCloud} from '../../operations/organization/ports.ts';
import {ProblemError} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import {readInput, standardInput} from '../../storage/files/input.ts';
import type {Context} from '../program/context.ts';
import {UsageError} from '../program/exit-code.ts';
import {say} from '../program/terminal.ts';

/** How the accounts of a run are chosen. */
export type AccountOptions = {readonly ou?: string | undefined; readonly accounts?: string | undefined};

/** Whom a run visits, and the profiles of which that is not known, since they could not be used. */
export type NamedAccounts = AccountList & {readonly unreached: ProfileAccounts['unreached']};

/**
Whom a run visits: the accounts that a file or several profiles name, else those of the organization. What is wrong with a file of accounts is all
said before it rejects; what is odd, and a profile that can't be used, is said and goes on.
*/
export async function accountList(
	context: Context,
	cloud: OrganizationCloud,
	{ou, accounts}: AccountOptions,
): Promise<NamedAccounts> {
	const named = await namedAccounts(context, cloud, accounts);
	const list = await listAccounts(
		cloud,
		{...(ou !== undefined && {unit: ou}), ...(named !== undefined && {file: named.file})},
		context.signal,
	);
	for (const note of list.notes) {
		say(`note: ${note}`);
	}

	return {...list, unreached: named?.unreached ?? []};
}

/** How to get into each account that a file or several profiles name; nothing without either. */
export async function entriesOf(
	context: Context,
	cloud: OrganizationCloud,
	accounts: string | undefined,
): Promise<ReadonlyMap<string, Entry>> {
	const named = await namedAccounts(context, cloud, accounts);
	return new Map(named?.file.accounts.map(({account, entry}) => [account, entry]));
}

async function namedAccounts(
	context: Context,
	cloud: OrganizationCloud,
	accounts: string | undefined,
): Promise<ProfileAccounts | undefined> {
	const {
		options: {profile: profiles},
		signal,
	} = context;
	if (profiles.length < 2) {
		return accounts === undefined ? undefined : {file: await readFile(context, accounts), unreached: []};
	}

	if (accounts !== undefined) {
		throw new UsageError(
			'Both --accounts and several --profile say which accounts there are.',
			'Give --profile once with a file of accounts, or leave the file out.',
		);
	}

	const named = await accountsOfProfiles(cloud, profiles, signal);
	for (const {profile, problem} of named.unreached) {
		say(`profile ${profile} could not be used: ${problem.what}\n  ${problem.next}`);
	}

	const [first] = named.unreached;
	if (named.file.accounts.length === 0 && first !== undefined) {
		throw new ProblemError({
			...first.problem,
			what: 'None of these profiles could be used.',
			next: 'Correct what is named above.',
		});
	}

	return named;
}

async function readFile({signal}: Context, name: string): Promise<AccountsFile> {
	const file = readAccountsFile(await readInput(name, {signal}));
	if (file.errors.length === 0) {
		return file;
	}

	for (const error of file.errors) {
		say(`error: ${error}`);
	}

	throw new UsageError(
		`${name === standardInput ? 'The standard input' : safeText(name)} can't be used: ${file.errors.length === 1 ? 'one mistake' : `${file.errors.length} mistakes`}.`,
		"Correct what is named above. It has the shape of Cloud Custodian's accounts.yml: accounts: [{account_id, name, role, …}].",
	);
}
