import {
	ListAccountsCommand,
	ListAccountsForParentCommand,
	ListOrganizationalUnitsForParentCommand,
	ListRootsCommand,
	type Account,
} from '@aws-sdk/client-organizations';
import type {Member, Unit} from '../../operations/organization/accounts/account.ts';
import type {Listing} from '../../operations/organization/ports.ts';
import {ProblemError, problemOf} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import type {Caller} from '../client/caller.ts';

/**
The accounts of the caller's organization, each with its place in the tree where that may be read.
@see https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
*/
export async function listMembers(caller: Caller, signal: AbortSignal): Promise<Listing> {
	const [accounts, tree] = await Promise.all([listAccounts(caller, signal), treeOf(caller, signal)]);
	const places = new Map(tree.members.map((member) => [member.account, member]));
	const listed = accounts.map((member) => places.get(member.account) ?? member);
	return {members: listed, notes: [...tree.notes, ...twiceIn(accounts)]};
}

/**
The accounts of a unit, or of the root, and of all units below it.
@see https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html
*/
export async function listMembersOf(caller: Caller, unit: string, signal: AbortSignal): Promise<Listing> {
	try {
		const members = await walk(caller, [{id: safeText(unit), name: safeText(unit)}], signal);
		return {members, notes: twiceIn(members)};
	} catch (error) {
		const {code} = problemOf(error);
		if (code === 'ParentNotFoundException' || code === 'InvalidInputException') {
			throw new ProblemError(
				{
					kind: 'not-found',
					what: `There is no unit "${safeText(unit)}" in this organization.`,
					next: 'Give the ID of an organizational unit (ou-…) or of the root (r-…), as `aws organizations list-organizational-units-for-parent` names it.',
					code,
				},
				{cause: error},
			);
		}

		throw error;
	}
}

async function listAccounts(caller: Caller, signal: AbortSignal): Promise<readonly Member[]> {
	const accounts = await all(
		caller.pages(
			{
				action: 'organizations:ListAccounts',
				region: await caller.clients.homeRegion(),
				send: async (client, options, token) => client.send(new ListAccountsCommand({NextToken: token}), options),
			},
			signal,
		),
		({Accounts: accountsOfPage}) => accountsOfPage,
	);
	return accounts.flatMap((account) => memberFrom(account));
}

/** Every account with its path. Whoever may not read the tree still has the list: that is a note, not a failure. */
async function treeOf(caller: Caller, signal: AbortSignal): Promise<Listing> {
	try {
		const roots = await all(
			caller.pages(
				{
					action: 'organizations:ListRoots',
					region: await caller.clients.homeRegion(),
					send: async (client, options, token) => client.send(new ListRootsCommand({NextToken: token}), options),
				},
				signal,
			),
			({Roots: rootsOfPage}) => rootsOfPage,
		);
		const members = await Promise.all(
			roots.map(async ({Id: id = '', Name: name = id}) =>
				walk(caller, [{id: safeText(id), name: safeText(name)}], signal),
			),
		);
		return {members: members.flat(), notes: []};
	} catch (error) {
		signal.throwIfAborted();
		return {members: [], notes: [`Which unit each account is in is not known: ${problemOf(error).what}`]};
	}
}

/** The accounts of a unit and of those below it. */
async function walk(caller: Caller, path: readonly Unit[], signal: AbortSignal): Promise<readonly Member[]> {
	const ParentId = path.at(-1)?.id ?? '';
	const region = await caller.clients.homeRegion();
	const [accounts, units] = await Promise.all([
		all(
			caller.pages(
				{
					action: 'organizations:ListAccountsForParent',
					region,
					send: async (client, options, token) =>
						client.send(new ListAccountsForParentCommand({ParentId, NextToken: token}), options),
				},
				signal,
			),
			({Accounts: accountsOfPage}) => accountsOfPage,
		),
		all(
			caller.pages(
				{
					action: 'organizations:ListOrganizationalUnitsForParent',
					region,
					send: async (client, options, token) =>
						client.send(new ListOrganizationalUnitsForParentCommand({ParentId, NextToken: token}), options),
				},
				signal,
			),
			({OrganizationalUnits: unitsOfPage}) => unitsOfPage,
		),
	]);
	const below: Member[] = [];
	for (const {Id: id, Name: name = id} of units) {
		// One after the other: Organizations allows few calls a second, to all callers together.
		if (id === undefined || path.some((unit) => unit.id === id)) {
			continue;
		}

		const members = await walk(caller, [...path, {id: safeText(id), name: safeText(name ?? id)}], signal);
		below.push(...members);
	}

	return [...accounts.flatMap((account) => memberFrom(account, path)), ...below];
}

/** The items of all pages; a page may be empty and still lead on. */
async function all<Page, Item>(
	pages: AsyncIterable<Page>,
	itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<readonly Item[]> {
	const items: Item[] = [];
	for await (const page of pages) {
		items.push(...(itemsOf(page) ?? []));
	}

	return items;
}

/** `State` has taken the place of `Status`, which older endpoints alone give. */
function memberFrom(
	{Id: id, Name: name, Email: email, State: state, Status: status}: Account,
	path?: readonly Unit[],
): readonly Member[] {
	const told = state ?? status;
	return id === undefined
		? []
		: [
				{
					account: safeText(id),
					...(name !== undefined && {name: safeText(name)}),
					...(email !== undefined && {email: safeText(email)}),
					...(told !== undefined && {state: safeText(told)}),
					...(path !== undefined && {path}),
				},
			];
}

function twiceIn(members: readonly Member[]): readonly string[] {
	return Map.groupBy(members, ({account}) => account)
		.entries()
		.filter(([, same]) => same.length > 1)
		.map(
			([account, same]) =>
				`Account ${account} was listed ${same.length === 2 ? 'twice' : `${same.length} times`}; it is visited once.`,
		)
		.toArray();
}
