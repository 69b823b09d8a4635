import {sameCriteria, type AllowedImagesSettings} from '../../criteria/settings.ts';
import type {HistoryEntry} from '../ports.ts';

/** What an undo sends, one call after the other. It never enforces: that takes a scan and a person in the wizard. */
export type UndoStep = 'audit-mode' | 'disabled' | 'criteria';

/** What is to be taken back in a Region: the entries that take effect no more afterwards, oldest first. */
export type UndoTarget = {
	readonly region: string;
	/** The settings to go back to. */
	readonly before: AllowedImagesSettings;
	readonly entries: readonly [HistoryEntry, ...HistoryEntry[]];
};

/** Why an undo is not possible, as a sentence, or the calls that bring a Region from what it reports to what it was. */
export type UndoPlan = {readonly refusal: string; readonly next: string} | {readonly steps: readonly UndoStep[]};

/** Plans the way from the settings `found` in a Region back to those of `before`. No steps: it is there already. */
export function planUndo(found: AllowedImagesSettings, before: AllowedImagesSettings): UndoPlan {
	const needsCriteria = !sameCriteria(found.ImageCriteria, before.ImageCriteria);
	if (found.State === before.State && !needsCriteria) {
		return {steps: []};
	}

	if (found.ManagedBy !== 'account') {
		return {
			refusal: 'A declarative policy manages this Region now.',
			next: 'Change the policy in AWS Organizations instead.',
		};
	}

	if (before.State !== 'audit-mode' && before.State !== 'disabled') {
		return before.State === 'enabled'
			? {
					refusal: 'This would enforce again, which blocks launches.',
					next: 'The wizard (allowed-amis) scans the Region and asks before it enforces.',
				}
			: {
					refusal: `The Region was in a state that this version does not know (${before.State}).`,
					next: 'Use a newer version, or the AWS CLI.',
				};
	}

	// Criteria are never replaced while they are enforced: first the state goes down.
	const throughAudit = found.State === 'enabled' || (found.State !== 'audit-mode' && before.State === 'audit-mode');
	const steps: ReadonlyArray<UndoStep | false> = [
		throughAudit && 'audit-mode',
		needsCriteria && 'criteria',
		before.State === 'disabled' && found.State !== 'disabled' && 'disabled',
	];
	return {steps: steps.filter((step) => step !== false)};
}

/** The entry to take back: the one whose ID begins with `id`, or without one the last change that took effect and was not taken back. */
export function entryToUndo(entries: readonly HistoryEntry[], id: string | undefined): HistoryEntry | undefined {
	if (id !== undefined) {
		const matches = entries.filter((entry) => entry.id.startsWith(id.toLowerCase()));
		return matches.find((entry) => entry.id === id.toLowerCase()) ?? (matches.length === 1 ? matches[0] : undefined);
	}

	const undone = new Set(entries.filter((entry) => tookEffect(entry)).map(({undoes}) => undoes));
	return entries.findLast((entry) => tookEffect(entry) && entry.undoes === undefined && !undone.has(entry.id));
}

/** Whether a change is known to have been made, or may have been. */
export function tookEffect({outcome}: HistoryEntry): boolean {
	return outcome.status !== 'failed';
}

/** The one fleet run whose ID begins with `id`, as its whole ID. */
export function runWith(entries: readonly HistoryEntry[], id: string): string | undefined {
	const runs = new Set(entries.flatMap(({run}) => (run?.startsWith(id.toLowerCase()) === true ? [run] : [])));
	const [first, ...others] = runs;
	return runs.has(id.toLowerCase()) ? id.toLowerCase() : others.length === 0 ? first : undefined;
}

/**
What a fleet run did, Region by Region, in the order it began: each goes back to what it was before the first change that the run made there, or
may have made. A Region in which all of it was refused is not among them.
*/
export function targetsOfRun(entries: readonly HistoryEntry[], run: string): readonly UndoTarget[] {
	const made = entries.filter((entry) => entry.run === run && tookEffect(entry));
	return [...Map.groupBy(made, ({region}) => region)].flatMap(([region, [first, ...others]]) =>
		first === undefined ? [] : [{region, before: first.before, entries: [first, ...others] as const}],
	);
}

/** The changes to a Region that came after a target's own, by whichever run of this tool: taking it back takes them back, too. */
export function laterThan(target: UndoTarget, all: readonly HistoryEntry[]): readonly HistoryEntry[] {
	const own = new Set(target.entries.map(({id}) => id));
	const {account} = target.entries[0];
	return all
		.slice(all.findLastIndex(({id}) => own.has(id)) + 1)
		.filter(
			(entry) =>
				entry.region === target.region &&
				entry.account === account &&
				tookEffect(entry) &&
				!own.has(entry.undoes ?? ''),
		);
}
