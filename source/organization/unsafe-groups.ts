/** What keeps a policy from enforcing, by reason: a screen has no room for each account and Region, of which there may be thousands. */
import {counted} from '../counted.ts';
import type {Overview} from '../operations/organization/overview.ts';
import {unnamedRegions} from '../operations/organization/rows.ts';

/** Cells that are unread, partial or old for the same reason. */
export type UnsafeGroup = {
	/** How many cells there are. */
	readonly count: number;
	/** Which they are, the first by name and the others counted. */
	readonly where: string;
	readonly why: string;
};

/** What stands for the account and the Region that a reason names, to tell which reasons are the same but for those; nobody sees it. */
const anyAccount = 'ACCOUNT';
const anyRegion = 'REGION';

/** The cells by reason, the reason of the most cells first. A reason that differs by nothing but the account and the Region it names is one. */
export function unsafeGroups(unsafe: Overview['unsafe']): readonly UnsafeGroup[] {
	const groups = Map.groupBy(unsafe, ({account, region, why}) =>
		why.replaceAll(account, anyAccount).replaceAll(region === unnamedRegions ? anyRegion : region, anyRegion),
	);
	return groups
		.entries()
		.map(([common, cells]): UnsafeGroup => {
			const accounts = [...new Set(cells.map(({account}) => account))];
			const regions = [...new Set(cells.map(({region}) => region))];
			return {
				count: cells.length,
				where: `${someOf(accounts, 'account')}, in ${regionsIn(regions)}`,
				why: reasonOf(common, cells, accounts),
			};
		})
		.toArray()
		.toSorted((one, other) => other.count - one.count);
}

/** What is true of all the cells: in the words of each where they are the same, and otherwise in those of one of them. */
function reasonOf(common: string, cells: Overview['unsafe'], accounts: readonly string[]): string {
	const [first] = cells;
	if (first === undefined || new Set(cells.map(({why}) => why)).size === 1) {
		return first?.why ?? common;
	}

	const inEach = common.replaceAll(`in ${anyRegion}`, 'in each Region').replaceAll(anyAccount, first.account);
	return accounts.length === 1 && !inEach.includes(anyRegion)
		? inEach
		: `for example, ${first.account} in ${first.region === unnamedRegions ? 'other Regions' : first.region}: ${first.why}`;
}

function regionsIn(regions: readonly string[]): string {
	const named = regions.filter((region) => region !== unnamedRegions);
	const others = 'all other Regions';
	return named.length === regions.length
		? someOf(named, 'Region')
		: named.length === 0
			? others
			: `${someOf(named, 'Region')}, and ${others}`;
}

/** How many are named. */
const most = 3;

/** Those that there are, as far as they are few. */
function someOf(names: readonly string[], what: string): string {
	return names.length <= most
		? new Intl.ListFormat('en').format(names)
		: `${names.slice(0, most - 1).join(', ')}, and ${counted(names.length - most + 1, `other ${what}`)}`;
}
