import type {AllowedImagesSettings} from '../criteria/settings.ts';
import {writeTable} from '../inventory/writers/table.ts';
import type {HistoryEntry} from '../operations/ports.ts';
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
			say(all.length === 0 ? 'Nothing was changed yet.' : `Nothing was changed yet in ${regions.join(', ')}.`);
		} else {
			await report(context, tableOf(entries));
		}

		if (problem === undefined) {
			return exitCodes.done;
		}

		sayProblem(problem);
		return exitCodes.failed;
	},
);

function tableOf(entries: readonly HistoryEntry[]): Iterable<string> {
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
			entry.at.slice(0, 19).replace('T', ' '),
			entry.account,
			entry.arn.slice(entry.arn.lastIndexOf(':') + 1),
			entry.region,
			changeOf(entry),
			outcomeOf(entry),
		]),
		tableLayout(),
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
