import {problemOf} from '../../../problem.ts';
import type {Listing, OrganizationCloud} from '../ports.ts';
import {whyNotVisited, type AccountList, type LeftOut, type Member, type Visit} from './account.ts';
import type {AccountsFile} from './accounts-file.ts';

export type AccountsRequest = {
	/** A unit of the organization (`ou-…`, or the root): it and all below it. */
	readonly unit?: string;
	/** A file that names accounts, without errors. */
	readonly file?: AccountsFile;
};

/**
Whom a run visits: the accounts of the organization or of a unit, or those that a file names. Who is suspended, not a member or named twice is
told. Where a file names the accounts, the organization is only asked whether they are members; not being told is a note.
*/
export async function listAccounts(
	cloud: Pick<OrganizationCloud, 'members'>,
	{unit, file}: AccountsRequest,
	signal: AbortSignal,
): Promise<AccountList> {
	return file === undefined
		? fromOrganization(await cloud.members(unit, signal), unit === undefined || unit.startsWith('r-'))
		: fromFile(file, await membersFor(cloud, unit, signal), unit);
}

function fromOrganization({members, notes}: Listing, isWhole: boolean): AccountList {
	const visits: Visit[] = [];
	const leftOut: LeftOut[] = [];
	for (const member of unique(members)) {
		const why = /^\d{12}$/.test(member.account) ? whyNotVisited(member.state) : 'its ID does not have 12 digits';
		if (why === undefined) {
			visits.push(member);
		} else {
			leftOut.push({...member, why});
		}
	}

	return {visits: sorted(visits), leftOut: sorted(leftOut), isWhole, notes};
}

function fromFile(file: AccountsFile, members: Listing, unit: string | undefined): AccountList {
	const known = new Map(members.members.map((member) => [member.account, member]));
	const isTold = known.size > 0;
	const named = new Set(file.accounts.map(({account}) => account));
	// What is known to be a part of a unit has no place in it: a plan would take the unit for all that was read, and reach beyond.
	const isPart =
		unit !== undefined &&
		members.members.some(({account, state}) => !named.has(account) && whyNotVisited(state) === undefined);
	const visits: Visit[] = [];
	const leftOut: LeftOut[] = [];
	const notes = [...file.warnings, ...members.notes];
	for (const {account, name, entry, at} of file.accounts) {
		const member = known.get(account);
		const {path, ...told} = member ?? {};
		const visit: Visit = {
			account,
			...told,
			...(path !== undefined && !isPart && {path}),
			...(name !== undefined && {name}),
			entry,
		};
		if (unit !== undefined && member === undefined) {
			leftOut.push({...visit, why: `it is not in ${unit}`, isOutside: true});
			continue;
		}

		const why = whyNotVisited(member?.state);
		if (why !== undefined) {
			leftOut.push({...visit, why});
			continue;
		}

		if (isTold && member === undefined) {
			notes.push(`${at}: account ${account} is not a member of this organization; it is visited all the same.`);
		}

		visits.push(visit);
	}

	return {visits: sorted(visits), leftOut: sorted(leftOut), isWhole: false, notes};
}

async function membersFor(
	cloud: Pick<OrganizationCloud, 'members'>,
	unit: string | undefined,
	signal: AbortSignal,
): Promise<Listing> {
	try {
		return await cloud.members(unit, signal);
	} catch (error) {
		signal.throwIfAborted();
		if (unit !== undefined) {
			throw error;
		}

		return {
			members: [],
			notes: [`Whether these accounts are members of one organization is not known: ${problemOf(error).what}`],
		};
	}
}

/** Each account once; where it is listed again, what is known of it is put together. */
function unique(members: readonly Member[]): readonly Member[] {
	const byId = new Map<string, Member>();
	for (const member of members) {
		byId.set(member.account, {...member, ...byId.get(member.account)});
	}

	return byId.values().toArray();
}

function sorted<Item extends Member>(items: readonly Item[]): readonly Item[] {
	return items.toSorted((left, right) => left.account.localeCompare(right.account, 'en'));
}
