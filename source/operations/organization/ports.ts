/**
What a run over an organization needs from the outside: `aws` implements `OrganizationCloud`, `storage` implements `CellStore`. Every promise
rejects with a `ProblemError`, or with an `AbortError` once its signal has fired.
*/
import type {Cloud, Identity, RegionInfo} from '../ports.ts';
import type {Member} from './accounts/account.ts';
import type {Cell} from './cell.ts';
import type {Summary} from './summary.ts';

/** The way into one account. */
export type Way = {
	/** 12 digits. */
	readonly account: string;
	/** Roles to assume one after the other, as names or ARNs; the last one is in the account. None: the profile is the account's own. */
	readonly roles: readonly string[];
	readonly externalId?: string;
	/** The profile that the way begins with, where it isn't the run's own. */
	readonly profile?: string;
};

/** What a session in a member account can do: read. */
export type AccountSession = Pick<
	Cloud,
	'regions' | 'settings' | 'scan' | 'evidence' | 'references' | 'identity' | 'launches'
> & {
	/** Gives back what the calls of a Region have taken; whoever asks again takes it again. */
	leave(region: string): void;
};

export type Listing = {
	readonly members: readonly Member[];
	/** A sentence each: what the list doesn't tell. */
	readonly notes: readonly string[];
};

export type OrganizationCloud = {
	/** Who the run's own credentials are, or those of a profile. */
	identity(signal: AbortSignal, profile?: string): Promise<Identity>;
	/** The Regions as the run's own account sees them. */
	regions(signal: AbortSignal): Promise<readonly RegionInfo[]>;
	/** The accounts of the whole organization, or of a unit and all that is below it. */
	members(unit: string | undefined, signal: AbortSignal): Promise<Listing>;
	/**
	Enters an account: assumes the roles of the way, always narrowed down to what reading takes, and renews them as long as the session is
	used. Rejects with `denied` where it isn't let in, and with `expired` where the run's own credentials are at their end.
	*/
	enter(way: Way, signal: AbortSignal): Promise<AccountSession>;
};

/** A folder that keeps what a run over an organization has read. */
export type CellStore = {
	/** `undefined` where no run has been here. */
	readSummary(): Promise<Summary | undefined>;
	writeSummary(summary: Summary): Promise<void>;
	/** The cells that have a file. */
	cells(): Promise<ReadonlyArray<{readonly account: string; readonly region: string}>>;
	/** `undefined` where there is none; a `broken` one can't be understood. Rejects where it is of another version. */
	read(account: string, region: string): Promise<Cell | 'broken' | undefined>;
	/** Whole or not at all. */
	write(cell: Cell): Promise<void>;
};
