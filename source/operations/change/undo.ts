/** Taking back changes: one of a Region, or all that a fleet run made in it. Every call goes the one road, and none enforces. */
import type {AllowedImagesSettings} from '../../criteria/settings.ts';
import {problemOf, type Problem} from '../../problem.ts';
import type {Cloud, HistoryEntry, Identity, Ledger} from '../ports.ts';
import {carryOut, intendedBy, type Change, type ChangeResult} from './change.ts';
import {planUndo, type UndoStep, type UndoTarget} from './undo-plan.ts';

/** What would be done in a Region, from what it reports now. */
export type UndoPreview =
	| {readonly type: 'possible'; readonly found: AllowedImagesSettings; readonly steps: readonly UndoStep[]}
	| {readonly type: 'back'; readonly found: AllowedImagesSettings}
	/** It reports what was before a change that nobody knows the outcome of: the change may still show. */
	| {readonly type: 'unproven'; readonly entry: HistoryEntry}
	| {readonly type: 'refused'; readonly what: string; readonly next: string}
	| {readonly type: 'unread'; readonly problem: Problem};

/** A Region in which something may be taken back, as it was read. */
export type UndoRow = {
	readonly target: UndoTarget;
	readonly preview: UndoPreview;
	/** Changes that came after it, which go with it. */
	readonly later: readonly HistoryEntry[];
};

/** One in which it can be done now. */
export type PossibleUndo = UndoRow & {readonly preview: Extract<UndoPreview, {type: 'possible'}>};

/** The Regions in which something can be taken back now. */
export function possibleUndos(rows: readonly UndoRow[]): readonly PossibleUndo[] {
	return rows.filter((row): row is PossibleUndo => row.preview.type === 'possible');
}

/** What became of it. `answers` are AWS's own, in the order they came. */
export type UndoResult = {readonly answers: readonly string[]} & (
	Shortfall | {readonly type: 'back'; readonly settings: AllowedImagesSettings}
);

/** Where taking back stopped before its end. */
type Shortfall =
	/** Somebody changed the Region since it was read; nothing more was sent. */
	| {readonly type: 'foreign'}
	| {readonly type: 'failed'; readonly problem: Problem}
	/** Sent, and nobody knows. */
	| {readonly type: 'unclear'; readonly problem: Problem}
	/** Carried out, and the Region reports something else than was intended. */
	| {readonly type: 'differs'; readonly intended: AllowedImagesSettings; readonly found: AllowedImagesSettings};

/** Reads a Region and says what taking back would do there. Only an interruption rejects. */
export async function previewUndo(
	{region, before, entries}: UndoTarget,
	{cloud, signal}: {readonly cloud: Cloud; readonly signal: AbortSignal},
): Promise<UndoPreview> {
	let found: AllowedImagesSettings;
	try {
		found = await cloud.settings(region, signal);
	} catch (error) {
		signal.throwIfAborted();
		return {type: 'unread', problem: problemOf(error)};
	}

	const plan = planUndo(found, before);
	if ('refusal' in plan) {
		return {type: 'refused', what: plan.refusal, next: plan.next};
	}

	if (plan.steps.length > 0) {
		return {type: 'possible', found, steps: plan.steps};
	}

	const open = entries.find(({outcome, resolved}) => outcome.status === 'unknown' && resolved === undefined);
	return open === undefined ? {type: 'back', found} : {type: 'unproven', entry: open};
}

/** Carries out what a preview said, one call after the other, each decided upon what the one before it left. Never throws. */
export async function takeBack(
	{region, before, entries}: UndoTarget,
	{found, steps}: Extract<UndoPreview, {type: 'possible'}>,
	{
		cloud,
		ledger,
		identity,
		signal,
	}: {readonly cloud: Cloud; readonly ledger: Ledger; readonly identity: Identity; readonly signal: AbortSignal},
): Promise<UndoResult> {
	const answers: string[] = [];
	let settings = found;
	for (const step of steps) {
		const common = {region, expected: settings, undoes: entryOf(step, entries).id};
		const change: Change =
			step === 'criteria' ? {...common, kind: step, criteria: before.ImageCriteria} : {...common, kind: step};
		const result = await carryOut(change, {cloud, ledger, identity}, signal, () => undefined);
		if ('answer' in result && result.answer !== undefined) {
			answers.push(result.answer);
		}

		if (result.type !== 'changed') {
			return {...shortfallOf(result, change), answers};
		}

		settings = result.settings;
	}

	return {type: 'back', settings, answers};
}

function shortfallOf(result: Exclude<ChangeResult, {type: 'changed'}>, change: Change): Shortfall {
	switch (result.type) {
		case 'foreign': {
			return {type: 'foreign'};
		}

		case 'differs': {
			return {type: 'differs', intended: intendedBy(change), found: result.found};
		}

		case 'failed':
		case 'unclear': {
			return {type: result.type, problem: result.problem};
		}
	}
}

/** The entry that a step takes back: the change it is the opposite of, if it is among them. */
function entryOf(step: UndoStep, entries: UndoTarget['entries']): HistoryEntry {
	const opposite = ({'audit-mode': 'enabled', criteria: 'criteria', disabled: 'audit-mode'} as const)[step];
	return entries.findLast(({kind}) => kind === opposite) ?? entries[0];
}
