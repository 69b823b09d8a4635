import {counted} from '../counted.ts';
import {compileCriteria} from '../criteria/evaluate.ts';
import {disagreementInWords, whatIf as evaluate, whatIfReport, type WhatIfReport} from '../criteria/what-if.ts';
import {writeTable} from '../inventory/writers/table.ts';
import {coverageInWords} from '../inventory/words.ts';
import {imagesInUse} from '../operations/preview.ts';
import {formatOption} from './program/arguments.ts';
import {namedCriteria, presetOption} from './program/criteria.ts';
import {defineCommand} from './program/definition.ts';
import {exitCodes, UsageError} from './program/exit-code.ts';
import {tableOrJson} from './program/formats.ts';
import {groundInAws, groundInFile} from './program/in-use.ts';
import {jsonText} from './program/json.ts';
import {report} from './program/pager.ts';
import {sayFailures} from './program/scanning.ts';
import {cloudOptions, refuseWith} from './program/shared-options.ts';
import {tableLayout, tones} from './program/table-layout.ts';
import {say} from './program/terminal.ts';

/** The verdicts on every image in use under other criteria. No mutating call is made. */
export const command = defineCommand(
	{
		summary: 'verdicts under other criteria; the account stays as it is',
		uses: cloudOptions,
		examples: [
			'what-if --criteria criteria.json -r us-east-1',
			'what-if --preset base --from scan.json -f json',
			'presets export base | allowed-amis what-if --criteria - -r all',
		],
		declare: (command) =>
			command
				.addOption(presetOption('criteria'))
				.option('--criteria <file>', 'the criteria of a file, or "-" for standard input')
				.option('--from <file>', 'a saved scan ("scan --format json"), or "-" for standard input, instead of AWS')
				.addOption(formatOption(tableOrJson)),
	},
	async (context, {preset, criteria, from, format}) => {
		if (from !== undefined) {
			refuseWith(context, '--from', ['profile', 'endpointUrl']);
		}

		if (criteria === '-' && from === '-') {
			throw new UsageError('Both --criteria and --from read the standard input.', 'Give one of them a file.');
		}

		const after = await namedCriteria(context, {preset, criteria});
		if (after === undefined) {
			throw new UsageError('There are no criteria to try.', 'Give --preset NAME or --criteria FILE.');
		}

		const now = new Date();
		const {inventory, account, applied, isWhole} =
			from === undefined
				? await groundInAws(context, ({account: own}) => {
						const evaluator = compileCriteria(after, {account: own, now});
						return ({evidence}) => evaluator.verdict(evidence) === 'unknown';
					})
				: await groundInFile(context, from);
		const result = evaluate({
			images: imagesInUse(inventory),
			after,
			account,
			now,
			// The verdict before is AWS's own wherever it gives one; the applied criteria only help out, as far as they could be read.
			...(applied !== undefined && {applied: applied.criteria}),
		});
		const whole = whatIfReport(result);
		await report(context, format === 'json' ? jsonText(whole) : tableOf(whole));
		for (const disagreement of result.disagreements) {
			say(`note: ${disagreementInWords(disagreement)}.`);
		}

		say(`${counted(whole.Instances, 'instance')}, ${coverageInWords(inventory.coverage)}`);
		sayFailures(inventory.coverage);
		return isWhole ? exitCodes.done : exitCodes.failed;
	},
);

function* tableOf(whole: WhatIfReport): Generator<string, void> {
	yield `${counted(whole.Instances, 'instance')}: ${whole.Allowed} allowed, ${whole.NotAllowed} not allowed, ${whole.Unknown} not known\n`;
	yield `Compared with now: ${whole.NewlyAllowed} newly allowed, ${whole.NewlyNotAllowed} newly not allowed\n\n`;
	const columns = [
		{head: 'AMI'},
		{head: 'Name', shrinksTo: 8, dropsAt: 5},
		{head: 'Provider', dropsAt: 2},
		{head: 'Region', dropsAt: 4},
		{head: 'Instances', align: 'right', dropsAt: 3},
		{head: 'Before', tone: tones.verdict},
		{head: 'After', tone: tones.verdict},
		{head: 'Why', shrinksTo: 12, dropsAt: 1},
	] as const;
	const rows = whole.Images.map(({ImageId, Name, OwnerId, Region, Instances, Before, After, Reasons}) => [
		ImageId,
		Name ?? '',
		OwnerId ?? '',
		Region,
		String(Instances),
		Before,
		After,
		Reasons.join('; '),
	]);
	yield* writeTable(columns, rows, tableLayout());
}
