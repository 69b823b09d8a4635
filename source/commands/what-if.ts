import {counted} from '../counted.ts';
import {compileCriteria} from '../criteria/evaluation/evaluate.ts';
import type {ImageCriteria} from '../criteria/criterion.ts';
import {
	byHarm,
	disagreementInWords,
	whatIf as evaluate,
	whatIfReport,
	type WhatIfReport,
} from '../criteria/comparison/what-if.ts';
import {writeTable, type TableColumn} from '../inventory/writers/table.ts';
import {imagesInUse} from '../operations/change/preview.ts';
import {inEachAccount} from './reading/accounts.ts';
import {formatOption} from './options/arguments.ts';
import {namedCriteria, presetOption} from './reading/criteria.ts';
import {defineCommand} from './options/definition.ts';
import {exitCodes, UsageError} from './program/exit-code.ts';
import {tableOrJson} from './options/formats.ts';
import {groundInAws, groundInFile, groundInWords, sayUnread, type Ground} from './reading/in-use.ts';
import {jsonText} from './program/json.ts';
import {report} from './program/pager.ts';
import {sayFailures} from './reading/scanning.ts';
import {accountOptions, refuseWith} from './options/shared-options.ts';
import {tableLayout, tones} from './program/table-layout.ts';
import {say} from './program/terminal.ts';

/** The verdicts on every image in use under other criteria. No mutating call is made. */
export const command = defineCommand(
	{
		uses: accountOptions,
		examples: [
			'what-if --criteria criteria.json -r us-east-1',
			'what-if --preset base --from scan.json -f json',
			'presets export base | allowed-amis what-if --criteria - -r all',
			'what-if --preset base -r all -p prod -p staging',
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
		const {results, isWhole} =
			from === undefined
				? await inEachAccount(context, async ({cloud, account}) => {
						const ground = await groundInAws(
							context,
							({account: own}) => {
								const evaluator = compileCriteria(after, {account: own, now});
								return ({evidence}) => evaluator.verdict(evidence) === 'unknown';
							},
							cloud,
						);
						return tried(ground, {after, now, named: account});
					})
				: {results: [tried(await groundInFile(context, from), {after, now})], isWhole: true};
		const whole = together(results.map(({report: one}) => one));
		await report(context, format === 'json' ? jsonText(whole) : tableOf(whole));
		let isRead = true;
		for (const {account, ground, disagreements, report: one} of results) {
			const whose = account === undefined ? '' : `${account}: `;
			for (const disagreement of disagreements) {
				say(`note: ${whose}${disagreementInWords(disagreement)}.`);
			}

			// Without the applied criteria it is not known what is newly allowed where AWS gives no verdict.
			const isGroundRead = ground.applied === undefined || sayUnread(ground.applied, account);
			isRead &&= isGroundRead;
			say(`${whose}${counted(one.Instances, 'instance')}, ${groundInWords(ground, isGroundRead)}`);
			sayFailures(ground.inventory.coverage, account);
		}

		return isWhole && isRead && results.every(({ground}) => ground.isWhole) ? exitCodes.done : exitCodes.failed;
	},
);

/** An image of the report; the account is named where there are several. */
type AccountImage = WhatIfReport['Images'][number] & {readonly Account?: string};
type AccountsReport = Omit<WhatIfReport, 'Images'> & {readonly Images: readonly AccountImage[]};

/** What the criteria would do on one ground. `named`: the account to name its images by. */
function tried(
	ground: Ground,
	{after, now, named}: {readonly after: ImageCriteria; readonly now: Date; readonly named?: string | undefined},
) {
	const {inventory, account, applied} = ground;
	const result = evaluate({
		images: imagesInUse(inventory),
		after,
		account,
		now,
		// The verdict before is AWS's own wherever it gives one; the applied criteria only help out, as far as they could be read.
		...(applied !== undefined && {applied: applied.criteria}),
	});
	const whole = whatIfReport(result);
	const images = named === undefined ? whole.Images : whole.Images.map((image) => ({Account: named, ...image}));
	return {
		account: named,
		ground,
		disagreements: result.disagreements,
		report: {...whole, Images: images} satisfies AccountsReport,
	};
}

/** One report of all accounts: the counts added up, the images in one list, worst first. */
function together([first, ...others]: readonly AccountsReport[]): AccountsReport {
	const sum = others.reduce<AccountsReport>(
		(all, one) => ({
			Instances: all.Instances + one.Instances,
			Allowed: all.Allowed + one.Allowed,
			NotAllowed: all.NotAllowed + one.NotAllowed,
			Unknown: all.Unknown + one.Unknown,
			NewlyAllowed: all.NewlyAllowed + one.NewlyAllowed,
			NewlyNotAllowed: all.NewlyNotAllowed + one.NewlyNotAllowed,
			Images: [...all.Images, ...one.Images],
		}),
		first ?? nothing,
	);
	return others.length === 0 ? sum : {...sum, Images: sum.Images.toSorted(byHarm)};
}

const nothing: AccountsReport = {
	Instances: 0,
	Allowed: 0,
	NotAllowed: 0,
	Unknown: 0,
	NewlyAllowed: 0,
	NewlyNotAllowed: 0,
	Images: [],
};

function* tableOf(whole: AccountsReport): Generator<string, void> {
	yield `${counted(whole.Instances, 'instance')}: ${whole.Allowed} allowed, ${whole.NotAllowed} not allowed, ${whole.Unknown} not known\n`;
	yield `Compared with now: ${whole.NewlyAllowed} newly allowed, ${whole.NewlyNotAllowed} newly not allowed\n\n`;
	const hasAccounts = whole.Images.some(({Account: account}) => account !== undefined);
	const columns: readonly TableColumn[] = [
		...(hasAccounts ? [{head: 'Account'}] : []),
		{head: 'AMI'},
		{head: 'Name', shrinksTo: 8, dropsAt: 5},
		{head: 'Provider', dropsAt: 2},
		{head: 'Region', dropsAt: 4},
		{head: 'Instances', align: 'right', dropsAt: 3},
		{head: 'Before', tone: tones.verdict},
		{head: 'After', tone: tones.verdict},
		{head: 'Why', shrinksTo: 12, dropsAt: 1},
	];
	const rows = whole.Images.map(({Account, ImageId, Name, OwnerId, Region, Instances, Before, After, Reasons}) => [
		...(hasAccounts ? [Account ?? ''] : []),
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
