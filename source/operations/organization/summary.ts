import type {Unit} from './accounts/account.ts';
import type {folderVersion} from './cell.ts';

/** Why something is missing, and what to do about it. */
export type Lack = {readonly Why: string; readonly Next: string};

/** One account of a folder, as the last run over it knew it. */
export type AccountRecord = {
	/** 12 digits. */
	readonly Account: string;
	readonly Name?: string;
	readonly State?: string;
	/** From the root down to the unit that it is in. */
	readonly Path?: readonly Unit[];
	/** The Regions to read in it. */
	readonly Regions: readonly string[];
	/** How it is known which these are: the account was asked for all that it has, they were named, or they are what every account has. */
	readonly RegionsAre: 'all' | 'named' | 'expected';
	/** Regions that were asked for and that it has not opted in to: nothing can run there. */
	readonly NotOptedIn?: readonly string[];
	/** What kept the run out of the account, or out of single Regions. */
	readonly Lack?: Lack;
	readonly RegionLacks?: Readonly<Record<string, Lack>>;
	/** Why it isn't visited at all. */
	readonly LeftOut?: string;
};

/** What a folder holds beside its cells: what was to be read, and what is missing. */
export type Summary = {
	readonly Version: typeof folderVersion;
	/** Whether it is of the embedded demo organization. */
	readonly Demo: boolean;
	/** The role by name or ARN. */
	readonly Role: string;
	/** ISO 8601. */
	readonly StartedAt: string;
	/** ISO 8601; `null` while a run goes on, and after one that was stopped. */
	readonly EndedAt: string | null;
	/** True once a run was over the whole organization; else its accounts are those of a unit, a file or profiles. */
	readonly IsWhole?: boolean;
	/** By account ID. */
	readonly Accounts: readonly AccountRecord[];
};
