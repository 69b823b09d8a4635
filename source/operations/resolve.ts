import {sameSettings} from '../criteria/settings.ts';
import {hasTakenEffect} from './change.ts';
import type {Cloud, HistoryEntry, Ledger} from './ports.ts';

/**
Entries whose outcome nobody knows (the process was killed, or no answer came) are resolved by reading their Regions. Gives those of this
account, resolved where their Region could be read.
*/
export async function resolveUnknown(
	account: string,
	{
		cloud,
		ledger,
		now,
		signal,
	}: {readonly cloud: Cloud; readonly ledger: Ledger; readonly now: Date; readonly signal: AbortSignal},
): Promise<readonly HistoryEntry[]> {
	const entries = await ledger.entries();
	const open = entries.filter(
		(entry) => entry.outcome.status === 'unknown' && entry.resolved === undefined && entry.account === account,
	);
	return Promise.all(
		open.map(async (entry) => {
			try {
				const found = await settledSince(entry, {cloud, now, signal});
				const resolved = resolutionOf(entry, found);
				await ledger.resolve(entry.id, resolved);
				return {...entry, resolved};
			} catch {
				// A Region that can't be read now stays unresolved, and is asked again at the next start.
				return entry;
			}
		}),
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

/** What a reading says of an entry whose outcome was not known. */
export function resolutionOf(
	entry: HistoryEntry,
	found: HistoryEntry['before'],
): NonNullable<HistoryEntry['resolved']> {
	if (hasTakenEffect(entry.kind, entry.after, found)) {
		return 'took effect';
	}

	return sameSettings(found, entry.before) ? 'did not take effect' : 'overtaken by another change';
}
