import process from 'node:process';
import {counted} from '../counted.ts';
import {compileCriteria} from '../criteria/evaluate.ts';
import {disagreementInWords, whatIf as evaluate, whatIfReport, type WhatIfReport} from '../criteria/what-if.ts';
import {writeTable} from '../inventory/writers/table.ts';
import {coverageInWords} from '../inventory/words.ts';
import {sayFailures} from './collect.ts';
import {groundInAws, groundInFile, imagesOf, namedCriteria} from './in-use.ts';
import type {Context} from './program/context.ts';
import {exitCodes, UsageError} from './program/exit-code.ts';
import type {TableOrJson} from './program/formats.ts';
import {print, say} from './program/terminal.ts';

/** `what-if`: the verdicts on every image in use under other criteria. No mutating call is made. */
export async function whatIf(
	context: Context,
	options: {readonly preset?: string; readonly criteria?: string; readonly from?: string; readonly format: TableOrJson},
): Promise<number> {
	const after = await namedCriteria(context, options);
	if (after === undefined) {
		throw new UsageError('There are no criteria to try.', 'Give --preset NAME or --criteria FILE.');
	}

	const now = new Date();
	const {inventory, account, applied, isWhole} =
		options.from === undefined
			? await groundInAws(context, ({account: own}) => {
					const evaluator = compileCriteria(after, {account: own, now});
					return ({evidence}) => evaluator.verdict(evidence) === 'unknown';
				})
			: await groundInFile(options.from);
	const result = evaluate({
		images: imagesOf(inventory),
		after,
		account,
		now,
		// The verdict before is AWS's own wherever it gives one; the applied criteria only help out, as far as they could be read.
		...(applied !== undefined && {applied: applied.criteria}),
	});
	const report = whatIfReport(result);
	if (options.format === 'json') {
		await print(`${JSON.stringify(report, undefined, 4)}\n`);
	} else {
		await print(tableOf(report));
	}

	for (const disagreement of result.disagreements) {
		say(`note: ${disagreementInWords(disagreement)}.`);
	}

	say(`${counted(report.Instances, 'instance')}, ${coverageInWords(inventory.coverage)}`);
	sayFailures(inventory.coverage);
	return isWhole ? exitCodes.done : exitCodes.failed;
}

function* tableOf(report: WhatIfReport): Generator<string, void> {
	yield `${counted(report.Instances, 'instance')}: ${report.Allowed} allowed, ${report.NotAllowed} not allowed, ${report.Unknown} not known\n`;
	yield `Compared with now: ${report.NewlyAllowed} newly allowed, ${report.NewlyNotAllowed} newly not allowed\n\n`;
	const columns = [
		{head: 'AMI'},
		{head: 'Name', shrinksTo: 8},
		{head: 'Provider'},
		{head: 'Region'},
		{head: 'Instances', align: 'right'},
		{head: 'Before'},
		{head: 'After'},
		{head: 'Why', shrinksTo: 12},
	] as const;
	const rows = report.Images.map(({ImageId, Name, OwnerId, Region, Instances, Before, After, Reasons}) => [
		ImageId,
		Name ?? '',
		OwnerId ?? '',
		Region,
		String(Instances),
		Before,
		After,
		Reasons.join('; '),
	]);
	yield* writeTable(columns, rows, process.stdout.isTTY ? {width: process.stdout.columns} : {});
}
