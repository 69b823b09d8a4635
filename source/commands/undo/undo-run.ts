import {counted} from '../../counted.ts';
import {didYouMean} from '../../nearest.ts';
import {changesAtOnce} from '../../operations/change/change.ts';
import {regionsAtOnce} from '../../operations/scan/collect.ts';
import type {HistoryEntry, Identity} from '../../operations/ports.ts';
import {sentSettings} from '../../operations/change/settings-diff.ts';
import {sideBySide} from '../../operations/side-by-side.ts';
import {laterThan, runWith, targetsOfRun, type UndoTarget} from '../../operations/change/undo-plan.ts';
import {previewUndo, takeBack, type UndoPreview, type UndoResult} from '../../operations/change/undo.ts';
import {ProblemError} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import {ask} from '../program/ask.ts';
import type {Context} from '../program/context.ts';
import {exitCodes, UsageError} from '../program/exit-code.ts';
import {print, say, sayProblem} from '../program/terminal.ts';
import {previewInWords, resultInWords} from '../../operations/change/undo-words.ts';

type Row = {readonly target: UndoTarget; readonly preview: UndoPreview};
type PossibleRow = {readonly target: UndoTarget; readonly preview: Extract<UndoPreview, {type: 'possible'}>};

/**
Takes back what a fleet run did, in every Region of it: after one typed confirmation, or after one for each Region. Shows beforehand what changes
where, and afterwards what became of each. Gives the exit code.
*/
export async function undoRun(context: Context, id: string): Promise<number> {
	const {signal} = context;
	const {ledger} = await context.stores();
	const {entries, problem} = await ledger.read();
	if (problem !== undefined) {
		sayProblem(problem);
	}

	const {run, targets} = chosenRun(entries, id);
	const cloud = await context.openCloud();
	const identity = await cloud.identity(signal);
	refuseOtherAccount(run, targets, identity);
	const rows = await sideBySide(targets, regionsAtOnce, async (target): Promise<Row> => ({
		target,
		preview: await previewUndo(target, {cloud, signal}),
	}));
	await print(planOf(run, rows, entries));
	const possible = rows.filter((row): row is PossibleRow => row.preview.type === 'possible');
	const isRestFine = rows.every(({preview}) => preview.type === 'possible' || preview.type === 'back');
	if (possible.length === 0) {
		say(isRestFine ? 'Every Region of it is back already; nothing to do.' : 'Nothing can be taken back now.');
		return isRestFine ? exitCodes.done : exitCodes.failed;
	}

	const width = await confirmed(possible, signal);
	if (width === undefined) {
		say('That was not it; nothing was changed.');
		return exitCodes.failed;
	}

	// From here on the first Ctrl-C leaves what has not begun, and waits for what has: only an answer tells what became of it.
	const stop = context.stopSignal();
	const results = await sideBySide(possible, width === 'all' ? changesAtOnce : 1, async ({target, preview}) => {
		const {region} = target;
		if (stop.aborted || (width === 'each' && !(await isAgreed(region, AbortSignal.any([signal, stop]))))) {
			await print(`${region} was left as it is.\n`);
			return false;
		}

		const result = await takeBack(target, preview, {cloud, ledger, identity, signal});
		await print(outcomeOf(region, result));
		return result.type === 'back';
	});
	const back = results.filter(Boolean).length;
	const already = rows.filter(({preview}) => preview.type === 'back').length;
	await print(`${back + already} of ${counted(rows.length, 'Region')} are as they were before run ${run}.\n`);
	return back + already === rows.length ? exitCodes.done : exitCodes.failed;
}

function chosenRun(
	entries: readonly HistoryEntry[],
	id: string,
): {readonly run: string; readonly targets: readonly UndoTarget[]} {
	const run = runWith(entries, id);
	if (run === undefined) {
		const runs = new Set(entries.flatMap((entry) => entry.run ?? []));
		throw new ProblemError({
			kind: 'not-found',
			what: `There is no run ${safeText(id)} in the history.`,
			next: didYouMean(id, [...runs], '"allowed-amis history" shows what this tool changed, and in which run.'),
		});
	}

	const targets = targetsOfRun(entries, run);
	if (targets.length === 0) {
		throw new UsageError(`All that run ${run} asked for was refused, so there is nothing to take back.`);
	}

	return {run, targets};
}

function refuseOtherAccount(run: string, targets: readonly UndoTarget[], {account}: Identity): void {
	const other = targets.flatMap(({entries}) => entries).find((entry) => entry.account !== account);
	if (other !== undefined) {
		throw new UsageError(
			`Run ${run} was made in account ${other.account}; your credentials are of ${account}.`,
			'Choose another --profile.',
		);
	}
}

function planOf(run: string, rows: readonly Row[], all: readonly HistoryEntry[]): string {
	const [first] = rows[0]?.target.entries ?? [];
	const possible = rows.filter(({preview}) => preview.type === 'possible').length;
	const lines = rows.flatMap(({target, preview}) =>
		preview.type === 'possible'
			? [
					target.region,
					...sentSettings(preview.found, target.before).map(({sign, text}) => `  ${sign} ${text}`),
					...laterInWords(target, all),
				]
			: [previewInWords(target.region, preview)],
	);
	return [
		`Run ${run} of ${first?.at ?? ''} in account ${first?.account ?? ''}, as ${first?.arn ?? ''}.`,
		`Taking it back changes ${counted(possible, 'Region')} like this:`,
		...lines,
		'',
	].join('\n');
}

/** What goes with it: changes that were made after the run. */
function laterInWords(target: UndoTarget, all: readonly HistoryEntry[]): readonly string[] {
	const later = laterThan(target, all);
	return later.length === 0
		? []
		: [
				`  Changed since, and taken back with it: ${later.map(({id, kind}) => `${kind} (${id})`).join(', ')}; "allowed-amis history" lists them.`,
			];
}

/** Which of both ways a person chose; `undefined` if they typed something else. */
async function confirmed(rows: readonly PossibleRow[], signal: AbortSignal): Promise<'all' | 'each' | undefined> {
	const phrase = `undo ${counted(rows.length, 'Region')}`;
	const typed = await ask(`Type "${phrase}" to do all of it, or "each" to be asked for each Region: `, signal);
	switch (typed.trim()) {
		case phrase: {
			return 'all';
		}

		case 'each': {
			return 'each';
		}

		default: {
			return undefined;
		}
	}
}

async function isAgreed(region: string, signal: AbortSignal): Promise<boolean> {
	try {
		const typed = await ask(`Type ${region} to take it back there; anything else leaves it as it is: `, signal);
		return typed.trim() === region;
	} catch {
		// Ctrl-C: neither this Region nor any after it.
		return false;
	}
}

function outcomeOf(region: string, result: UndoResult): string {
	return [
		resultInWords(region, result),
		...result.answers.flatMap((answer) => answer.split('\n')).map((line) => `  ${line}`),
		'',
	].join('\n');
}
