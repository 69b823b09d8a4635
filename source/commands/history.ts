import stringWidth from 'string-width';
import type {AllowedImagesSettings} from '../criteria/settings.ts';
import {writeTable, type TableOptions} from '../inventory/writers/table.ts';
import type {HistoryEntry} from '../operations/ports.ts';
import {principalOf} from '../principal.ts';
import {safeText} from '../safe-text.ts';
import {wrap} from '../ui/components/text/fit.ts';
import {formatOption} from './options/arguments.ts';
import {defineCommand} from './options/definition.ts';
import {exitCodes} from './program/exit-code.ts';
import {tableOrJson} from './options/formats.ts';
import {jsonText} from './program/json.ts';
import {report} from './program/pager.ts';
import {namedRegions} from './reading/scanning.ts';
import {cloudOptions} from './options/shared-options.ts';
import {tableLayout} from './program/table-layout.ts';
import {say, sayProblem} from './program/terminal.ts';
import {askAgain} from './reading/unknown-changes.ts';

/** Oldest first. Lines that could not be read are named on stderr, and the exit code is 1. */
export const command = defineCommand(
	{
		uses: cloudOptions,
		examples: ['history', 'history -r us-east-1', 'history -f json'],
		declare: (command) => command.addOption(formatOption(tableOrJson)),
	},
	async (context, {format}) => {
		await askAgain(context);
		const {ledger} = await context.stores();
		const {entries: all, problem} = await ledger.read();
		const regions = namedRegions(context);
		const entries = regions.length === 0 ? all : all.filter(({region}) => regions.includes(region));
		if (format === 'json') {
			await report(context, jsonText(entries.map((entry) => jsonOf(entry))));
		} else if (entries.length === 0) {
			say(nothingIn(all.length === 0 ? [] : regions, {isWhole: problem === undefined}));
		} else {
			await report(context, inFull(entries));
		}

		if (problem === undefined) {
			return exitCodes.done;
		}

		sayProblem(problem);
		return exitCodes.failed;
	},
);

/** What is said of an empty list: of lines that could not be read nobody knows what they hold. */
function nothingIn(regions: readonly string[], {isWhole}: {readonly isWhole: boolean}): string {
	const where = regions.length === 0 ? '' : ` in ${regions.join(', ')}`;
	return isWhole ? `Nothing was changed yet${where}.` : `Of what was changed${where}, nothing could be read.`;
}

/** A table where all of it fits; in a window that is too narrow for that, every entry in a few lines, since each says when, as whom and what came of it. */
function inFull(entries: readonly HistoryEntry[]): Iterable<string> {
	const {width} = tableLayout();
	const isWhole =
		width === undefined || tableOf(entries, {}).every((line) => stringWidth(line.replace('\n', '')) <= width);
	return isWhole ? tableOf(entries, tableLayout()) : blocksOf(entries, width);
}

function* blocksOf(entries: readonly HistoryEntry[], width: number): Generator<string, void> {
	const {paint = (text: string) => text} = tableLayout();
	for (const [index, entry] of entries.entries()) {
		const {id, run, at, account, arn, region} = entry;
		const facts = [
			`ID ${id}`,
			...(run === undefined ? [] : [`run ${run}`]),
			`account ${account}`,
			`as ${principalOf(arn)}`,
		];
		const head = `${timeOf(at)} UTC, ${region}: ${changeOf(entry)}`;
		yield `${index === 0 ? '' : '\n'}${wrap(safeText(head), width)
			.map((line) => paint(line, 'head'))
			.join('\n')}\n`;
		for (const text of [outcomeOf(entry), facts.join(', ')]) {
			yield wrap(safeText(text), width - 2)
				.map((line) => `  ${line}\n`)
				.join('');
		}
	}
}

function timeOf(at: string): string {
	return at.slice(0, 19).replace('T', ' ');
}

function tableOf(entries: readonly HistoryEntry[], layout: TableOptions): IteratorObject<string, void> {
	const hasRuns = entries.some(({run}) => run !== undefined);
	return writeTable(
		[
			{head: 'ID'},
			...(hasRuns ? [{head: 'Run'}] : []),
			{head: 'Time (UTC)', dropsAt: 3},
			{head: 'Account', dropsAt: 2},
			{head: 'Who', shrinksTo: 6, dropsAt: 1},
			{head: 'Region'},
			{head: 'Change', shrinksTo: 22},
			{head: 'Outcome', shrinksTo: 8},
		],
		entries.map((entry) => [
			entry.id,
			...(hasRuns ? [entry.run ?? ''] : []),
			timeOf(entry.at),
			entry.account,
			principalOf(entry.arn),
			entry.region,
			changeOf(entry),
			outcomeOf(entry),
		]),
		layout,
	);
}

function jsonOf({id, run, at, account, arn, region, kind, before, after, undoes, outcome, resolved}: HistoryEntry) {
	return {
		Id: id,
		Run: run ?? null,
		Time: at,
		Account: account,
		Arn: arn,
		Region: region,
		Change: kind,
		Before: settingsOf(before),
		After: settingsOf(after),
		Undoes: undoes ?? null,
		Outcome: outcome.status,
		Answer: outcome.status === 'done' ? outcome.answer : null,
		RequestId: outcome.status === 'done' ? (outcome.requestId ?? null) : null,
		Error: outcome.status === 'failed' ? outcome.problem.what : null,
		Resolved: resolved ?? null,
	};
}

function settingsOf({State, ImageCriteria, ManagedBy}: AllowedImagesSettings) {
	return {State, ImageCriteria, ManagedBy};
}

function changeOf({kind, before, after, undoes}: HistoryEntry): string {
	const change =
		kind === 'criteria'
			? `criteria: ${before.ImageCriteria.length} -> ${after.ImageCriteria.length}`
			: `${before.State} -> ${after.State}`;
	return undoes === undefined ? change : `${change} (undoes ${undoes})`;
}

function outcomeOf({outcome, resolved}: HistoryEntry): string {
	if (outcome.status === 'unknown') {
		return resolved ?? 'not known whether it took effect';
	}

	return outcome.status === 'done' ? 'done' : `failed: ${outcome.problem.what}`;
}
