import type {AllowedImagesSettings} from '../criteria/settings.ts';
import {mostNesting, tooDeepAt} from '../nesting.ts';
import type {Problem} from '../problem.ts';
import {safeText} from '../safe-text.ts';
import {
	changeKinds,
	type ChangeKind,
	type ChangeOutcome,
	type HistoryEntry,
	type PlannedChange,
} from '../operations/ports.ts';
import {redacted} from '../redact.ts';

/** The format of a line; one that says more is a newer tool's. */
const lineVersion = 1;

/** Earlier versions wrote this where a Region still reported what was before. It proves nothing, and is read as not known. */
const neverProved = 'did not take effect';

/** What happened to a change, one line of the history each. Lines are only ever added. */
export type HistoryLine =
	| ({readonly type: 'begin'; readonly id: string; readonly at: string} & PlannedChange)
	| {readonly type: 'complete'; readonly id: string; readonly at: string; readonly outcome: ChangeOutcome}
	| {
			readonly type: 'resolve';
			readonly id: string;
			readonly at: string;
			readonly resolved: NonNullable<HistoryEntry['resolved']> | typeof neverProved;
	  };

export type History = {
	/** Oldest first. */
	readonly entries: readonly HistoryEntry[];
	/** Lines that were passed over: their number in the file, from 1, and why as a clause. */
	readonly damage: ReadonlyArray<{readonly line: number; readonly why: string}>;
};

/** A line as it is written, with its line break. Secrets and stack traces stay out. */
export function lineOf(line: HistoryLine): string {
	return `${JSON.stringify({v: lineVersion, ...(line.type === 'complete' ? {...line, outcome: withoutSecrets(line.outcome)} : line)})}\n`;
}

/**
Folds the lines of a history file into its entries. Begun and not completed means that nobody knows whether the change took effect.
What can't be read is passed over and named: a crash while writing leaves a torn line, which is no reason to lose the others.
*/
export function readHistory(text: string): History {
	const entries = new Map<string, HistoryEntry>();
	const damage: Array<{line: number; why: string}> = [];
	for (const [index, source] of text.split('\n').entries()) {
		if (source.trim() === '') {
			continue;
		}

		const line = parsed(source);
		const why = typeof line === 'string' ? line : fold(entries, line);
		if (why !== undefined) {
			damage.push({line: index + 1, why});
		}
	}

	return {entries: entries.values().toArray(), damage};
}

function fold(entries: Map<string, HistoryEntry>, line: HistoryLine): string | undefined {
	const entry = entries.get(line.id);
	if (line.type === 'begin') {
		if (entry !== undefined) {
			return `entry ${line.id} begins twice`;
		}

		const {type, ...change} = line;
		entries.set(line.id, {...change, outcome: {status: 'unknown'}});
		return undefined;
	}

	if (entry === undefined) {
		return `the beginning of entry ${line.id} is missing`;
	}

	if (line.type === 'complete') {
		entries.set(line.id, {...entry, outcome: line.outcome});
	} else if (line.resolved !== neverProved) {
		entries.set(line.id, {...entry, resolved: line.resolved});
	}

	return undefined;
}

/** The line, or why it can't be read. */
function parsed(source: string): HistoryLine | string {
	if (tooDeepAt(source) !== undefined) {
		return `it nests more than ${mostNesting} levels`;
	}

	let value: unknown;
	try {
		value = JSON.parse(source);
	} catch {
		return 'it is torn or not JSON';
	}

	if (!isRecord(value)) {
		return 'it is not a record';
	}

	if (typeof value.v === 'number' && value.v > lineVersion) {
		return 'a newer allowed-amis wrote it';
	}

	const {v, ...line} = value;
	return isHistoryLine(line) ? madeSafe(line) : 'a part of it is missing';
}

function isHistoryLine(line: Record<string, unknown>): line is HistoryLine {
	if (typeof line.id !== 'string' || typeof line.at !== 'string') {
		return false;
	}

	switch (line.type) {
		case 'begin': {
			return (
				['account', 'arn', 'region'].every((key) => typeof line[key] === 'string') &&
				changeKinds.includes(line.kind as ChangeKind) &&
				isSettings(line.before) &&
				isSettings(line.after) &&
				(line.undoes === undefined || typeof line.undoes === 'string') &&
				(line.run === undefined || typeof line.run === 'string')
			);
		}

		case 'complete': {
			const {outcome} = line;
			return (
				isRecord(outcome) &&
				(outcome.status === 'unknown' ||
					(outcome.status === 'done' && typeof outcome.answer === 'string') ||
					(outcome.status === 'failed' && isProblem(outcome.problem)))
			);
		}

		case 'resolve': {
			return ['took effect', neverProved, 'overtaken by another change'].includes(line.resolved as string);
		}

		default: {
			return false;
		}
	}
}

function isSettings(value: unknown): boolean {
	return (
		isRecord(value) &&
		typeof value.State === 'string' &&
		typeof value.ManagedBy === 'string' &&
		Array.isArray(value.ImageCriteria)
	);
}

function isProblem(value: unknown): value is Problem {
	return isRecord(value) && ['kind', 'what', 'next'].every((key) => typeof value[key] === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The file may have been edited by hand: what gets on a screen is made safe; criteria stay to the letter, since undo sends them. */
function madeSafe(line: HistoryLine): HistoryLine {
	switch (line.type) {
		case 'begin': {
			const {undoes, run, ...change} = line;
			return {
				...change,
				id: safeText(line.id),
				at: safeText(line.at),
				account: safeText(line.account),
				arn: safeText(line.arn),
				region: safeText(line.region),
				before: safeSettings(line.before),
				after: safeSettings(line.after),
				...(undoes !== undefined && {undoes: safeText(undoes)}),
				...(run !== undefined && {run: safeText(run)}),
			};
		}

		case 'complete': {
			return {...line, id: safeText(line.id), outcome: withoutSecrets(line.outcome)};
		}

		case 'resolve': {
			return {...line, id: safeText(line.id)};
		}
	}
}

function safeSettings({State, ManagedBy, ImageCriteria}: AllowedImagesSettings): AllowedImagesSettings {
	return {State: safeText(State), ImageCriteria, ManagedBy: safeText(ManagedBy)};
}

function withoutSecrets(outcome: ChangeOutcome): ChangeOutcome {
	switch (outcome.status) {
		case 'done': {
			return {...outcome, answer: redacted(outcome.answer)};
		}

		case 'failed': {
			const {stack, ...problem} = outcome.problem;
			return {...outcome, problem: {...problem, what: redacted(problem.what), next: redacted(problem.next)}};
		}

		case 'unknown': {
			return outcome;
		}
	}
}
