import type {AccountList, Entry} from '../../operations/organization/accounts/account.ts';
import {readAccountsFile, type AccountsFile} from '../../operations/organization/accounts/accounts-file.ts';
import {listAccounts} from '../../operations/organization/accounts/list-accounts.ts';
import type {OrganizationCloud} from '../../operations/organization/ports.ts';
import {safeText} from '../../safe-text.ts';
import {readInput} from '../../storage/files/input.ts';
import type {Context} from '../program/context.ts';
import {UsageError} from '../program/exit-code.ts';
import {say} from '../program/terminal.ts';

/** How the accounts of a run are chosen. */
export type AccountOptions = {readonly ou?: string | undefined; readonly accounts?: string | undefined};

/** Whom a run visits. What is wrong with a file of accounts is all said before it rejects; what is odd is said and goes on. */
export async function accountList(
	context: Context,
	cloud: OrganizationCloud,
	{ou, accounts}: AccountOptions,
): Promise<AccountList> {
	const file = accounts === undefined ? undefined : await readFile(context, accounts);
	const list = await listAccounts(
		cloud,
		{...(ou !== undefined && {unit: ou}), ...(file !== undefined && {file})},
		context.signal,
	);
	for (const note of list.notes) {
		say(`note: ${note}`);
	}

	return list;
}

/** How to get into each account that a file names; nothing without a file. */
export async function entriesOf(context: Context, accounts: string | undefined): Promise<ReadonlyMap<string, Entry>> {
	if (accounts === undefined) {
		return new Map();
	}

	const file = await readFile(context, accounts);
	return new Map(file.accounts.map(({account, entry}) => [account, entry]));
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
		`${safeText(name)} can't be used: ${file.errors.length === 1 ? 'one mistake' : `${file.errors.length} mistakes`}.`,
		"Correct what is named above. It has the shape of Cloud Custodian's accounts.yml: accounts: [{account_id, name, role, …}].",
	);
}
