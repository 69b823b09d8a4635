import type {AllowedImagesSettings} from '../criteria/settings.ts';
import {writeTable} from '../inventory/writers/table.ts';
import type {HistoryEntry} from '../operations/ports.ts';
import type {Context} from './program/context.ts';
import {exitCodes} from './program/exit-code.ts';
import type {TableOrJson} from './program/formats.ts';
import {print, say, sayProblem} from './program/terminal.ts';

/** `history`: oldest first. Lines that could not be read are named on stderr, and the exit code is 1. */
export async function history(context: Context, {format}: {readonly format: TableOrJson}): Promise<number> {
	const {ledger} = await context.stores();
	const {entries, problem} = await ledger.read();
	if (format === 'json') {
		await print(
			`${JSON.stringify(
				entries.map((entry) => jsonOf(entry)),
				undefined,
				4,
			)}\n`,
		);
	} else if (entries.length === 0) {
		say('Nothing was changed yet.');
	} else {
		await print(
			writeTable(
				['ID', 'Time (UTC)', 'Account', 'Who', 'Region', 'Change', 'Outcome'].map((head) => ({head})),
				entries.map((entry) => [
					entry.id,
					entry.at.slice(0, 19).replace('T', ' '),
					entry.account,
					entry.arn.slice(entry.arn.lastIndexOf(':') + 1),
					entry.region,
					changeOf(entry),
					outcomeOf(entry),
				]),
			),
		);
	}

	if (problem === undefined) {
		return exitCodes.done;
	}

	sayProblem(problem);
	return exitCodes.failed;
}

function jsonOf({id, at, account, arn, region, kind, before, after, undoes, outcome, resolved}: HistoryEntry) {
	return {
		Id: id,
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
