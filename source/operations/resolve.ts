import {sameSettings} from '../criteria/settings.ts';
import {hasTakenEffect} from './change/change.ts';
import type {Cloud, HistoryEntry, Ledger} from './ports.ts';

/**
Entries whose outcome nobody knows (the process was killed, or no answer came) are asked for again, by reading their Regions, until something
proves what became of them. Gives those of this account, resolved where their Region told. With `isPatient`, a Region whose change is young
may take its time to report it.
*/
export async function resolveUnknown(
	account: string,
	{
		cloud,
		ledger,
		now,
		signal,
		isPatient = true,
	}: {
		readonly cloud: Cloud;
		readonly ledger: Ledger;
		readonly now: Date;
		readonly signal: AbortSignal;
		readonly isPatient?: boolean;
	},
): Promise<readonly HistoryEntry[]> {
	const entries = await ledger.entries();
	return Promise.all(
		openEntries(entries, account).map(async (entry) => {
			try {
				const found = isPatient
					? await settledSince(entry, {cloud, now, signal})
					: await cloud.settings(entry.region, signal);
				const resolved = resolutionOf(entry, found);
				if (resolved === undefined) {
					return entry;
				}

				await ledger.resolve(entry.id, resolved);
				return {...entry, resolved};
			} catch {
				// A Region that can't be read now stays unresolved, and is asked again the next time.
				return entry;
			}
		}),
	);
}

/**
The entries of an account that nobody knows the outcome of. One that a later change of the same Region followed can't be told from it any more
by reading the Region.
*/
export function openEntries(entries: readonly HistoryEntry[], account: string): readonly HistoryEntry[] {
	return entries.filter(
		(entry, index) =>
			entry.outcome.status === 'unknown' &&
			entry.resolved === undefined &&
			entry.account === account &&
			entries
				.slice(index + 1)
				.every(
					(later) => !(later.account === account && later.region === entry.region && later.outcome.status === 'done'),
				),
	);
}

/** How long a Region may go on reporting what was before a change, in milliseconds. */
const settlingTime = 120_000;

/** What a Region reports of an entry; while the change may only not be reported yet, no change is waited out before it is believed. */
async function settledSince(
	{region, at, before}: HistoryEntry,
	{cloud, now, signal}: {readonly cloud: Cloud; readonly now: Date; readonly signal: AbortSignal},
): Promise<HistoryEntry['before']> {
	const found = await cloud.settings(region, signal);
	if (!sameSettings(found, before) || now.getTime() - Date.parse(at) > settlingTime) {
		return found;
	}

	try {
		return await cloud.waitForSettings(region, (settings) => !sameSettings(settings, before), signal);
	} catch {
		// Time is up. Whatever else went wrong, this reading meets it again.
		return cloud.settings(region, signal);
	}
}

/** What a reading proves of an entry whose outcome was not known; nothing, while the Region reports what was before. */
function resolutionOf(entry: HistoryEntry, found: HistoryEntry['before']): HistoryEntry['resolved'] {
	if (sameSettings(found, entry.before)) {
		return undefined;
	}

	return hasTakenEffect(entry.kind, entry.after, found) ? 'took effect' : 'overtaken by another change';
}
