import {Option} from '@commander-js/extra-typings';
import {counted} from '../counted.ts';
import {compileForecast} from '../criteria/evaluation/allowed-until.ts';
import type {ImageCriteria} from '../criteria/criterion.ts';
import {writeTable} from '../inventory/writers/table.ts';
import {
	daysAhead,
	forecast as forecastOf,
	forecastInWords,
	isForecastOpen,
	type ForecastRow,
} from '../operations/forecast.ts';
import {imagesInUse} from '../operations/change/preview.ts';
import {formatOption, numberBetween} from './options/arguments.ts';
import {namedCriteria, presetOption} from './reading/criteria.ts';
import {defineCommand} from './options/definition.ts';
import {exitCodes, UsageError} from './program/exit-code.ts';
import {tableOrJson} from './options/formats.ts';
import {groundInAws, groundInFile, groundInWords, sayUnread, type Applied, type Doubt} from './reading/in-use.ts';
import {jsonText} from './program/json.ts';
import {report} from './program/pager.ts';
import {sayFailures} from './reading/scanning.ts';
import {cloudOptions, refuseWith} from './options/shared-options.ts';
import {tableLayout} from './program/table-layout.ts';
import {say} from './program/terminal.ts';

/** The images in use that are allowed now and will not be, soonest first. No mutating call is made. */
export const command = defineCommand(
	{
		uses: cloudOptions,
		examples: ['forecast -r all', 'forecast --days 30 -f json', 'forecast --preset base --from scan.json'],
		declare: (command) =>
			command
				.addOption(
					new Option('--days <number>', 'how many days to look ahead')
						.argParser(numberBetween(0, 36_500))
						.default(daysAhead),
				)
				.addOption(presetOption('criteria'))
				.option('--criteria <file>', 'by the criteria of a file, or "-" for standard input')
				.option('--from <file>', 'a saved scan ("scan --format json"), or "-" for standard input, instead of AWS')
				.addOption(formatOption(tableOrJson)),
	},
	async (context, {days, preset, criteria, from, format}) => {
		if (from !== undefined) {
			refuseWith(context, '--from', ['profile', 'endpointUrl']);
		}

		const named = await namedCriteria(context, {preset, criteria});
		if (named === undefined && from !== undefined) {
			throw new UsageError(
				'A saved scan does not hold the criteria of its Regions.',
				'Give --preset NAME or --criteria FILE beside --from.',
			);
		}

		const now = new Date();
		const criteriaIn = (applied: Applied | undefined) => (region: string) => named ?? applied?.criteria.get(region);
		const ground =
			from === undefined ? await groundInAws(context, doubtOf(criteriaIn, now)) : await groundInFile(context, from);
		const {inventory, account, applied, isWhole} = ground;
		const {rows, notKnown} = forecastOf({
			images: imagesInUse(inventory),
			criteriaOf: criteriaIn(applied),
			isApplied: named === undefined,
			account,
			now,
			days,
		});
		await report(context, format === 'json' ? jsonText(rows) : tableOf(rows));

		const isRead = named !== undefined || applied === undefined || sayApplied(applied);
		if (account === '') {
			say(
				'note: the scan does not say whose account it is; its own images, which are allowed for ever, are taken for others.',
			);
		}

		if (notKnown.length > 0) {
			say(
				`note: whether ${counted(notKnown.length, 'image')} in use ${notKnown.length === 1 ? 'is' : 'are'} allowed now is not known: ${listOf(notKnown.map(({evidence, region}) => `${evidence.ImageId} (${region})`))}.`,
			);
		}

		const {instances} = inventory.totals();
		const leftOut =
			isRead || applied === undefined
				? ''
				: `, leaving out ${listOf(applied.unread.keys().toArray().toSorted())}, whose criteria could not be read`;
		say(
			`${forecastInWords(rows, days)}${leftOut}: ${counted(instances, 'instance')}, ${groundInWords(ground, isRead)}`,
		);
		sayFailures(inventory.coverage);
		return isWhole && isRead ? exitCodes.done : exitCodes.failed;
	},
);

function doubtOf(criteriaIn: (applied: Applied) => (region: string) => ImageCriteria | undefined, now: Date): Doubt {
	return ({account, applied}) => {
		const criteriaOf = criteriaIn(applied);
		return ({region, evidence}) => {
			const criteria = criteriaOf(region);
			return criteria !== undefined && isForecastOpen(compileForecast(criteria, {account, now})(evidence));
		};
	};
}

/** Names the Regions of which a forecast by their own criteria can't be made, or need not; gives whether all were read. */
function sayApplied(applied: Applied): boolean {
	const {off} = applied;
	if (off.length > 0) {
		say(`note: Allowed AMIs is off in ${listOf(off.toSorted())}: nothing is restricted there, so nothing ends.`);
	}

	return sayUnread(applied);
}

function listOf(names: readonly string[]): string {
	const shown = names.length > 8 ? [...names.slice(0, 7), `${names.length - 7} more`] : names;
	return new Intl.ListFormat('en').format(shown);
}

function* tableOf(rows: readonly ForecastRow[]): Generator<string, void> {
	if (rows.length === 0) {
		return;
	}

	const columns = [
		{head: 'Allowed until'},
		{head: 'AMI'},
		{head: 'Name', shrinksTo: 8, dropsAt: 5},
		{head: 'Provider', dropsAt: 1},
		{head: 'Region', dropsAt: 4},
		{head: 'Instances', align: 'right', dropsAt: 3},
		{head: 'Because', shrinksTo: 12, dropsAt: 2},
	] as const;
	yield* writeTable(
		columns,
		rows.map((row) => [
			row.AllowedUntil,
			row.ImageId,
			row.ImageName ?? '',
			row.OwnerId ?? '',
			row.Region,
			String(row.Instances),
			row.Because,
		]),
		tableLayout(),
	);
}
