import process from 'node:process';
import {counted} from '../counted.ts';
import {compileForecast} from '../criteria/allowed-until.ts';
import type {ImageCriteria} from '../criteria/criterion.ts';
import {coverageInWords} from '../inventory/words.ts';
import {writeTable} from '../inventory/writers/table.ts';
import {forecast as forecastOf, forecastInWords, isForecastOpen, type ForecastRow} from '../operations/forecast.ts';
import {sayFailures} from './collect.ts';
import {groundInAws, groundInFile, imagesOf, namedCriteria, type Applied, type Doubt} from './in-use.ts';
import type {Context} from './program/context.ts';
import {exitCodes, UsageError} from './program/exit-code.ts';
import type {TableOrJson} from './program/formats.ts';
import {print, say, sayProblem} from './program/terminal.ts';

/** `forecast`: the images in use that are allowed now and will not be, soonest first. No mutating call is made. */
export async function forecast(
	context: Context,
	options: {
		readonly days: number;
		readonly preset?: string;
		readonly criteria?: string;
		readonly from?: string;
		readonly format: TableOrJson;
	},
): Promise<number> {
	const named = await namedCriteria(context, options);
	if (named === undefined && options.from !== undefined) {
		throw new UsageError(
			'A saved scan does not hold the criteria of its Regions.',
			'Give --preset NAME or --criteria FILE beside --from.',
		);
	}

	const now = new Date();
	const criteriaIn = (applied: Applied | undefined) => (region: string) => named ?? applied?.criteria.get(region);
	const {inventory, account, applied, isWhole} =
		options.from === undefined
			? await groundInAws(context, doubtOf(criteriaIn, now))
			: await groundInFile(options.from);
	const {rows, notKnown} = forecastOf({
		images: imagesOf(inventory),
		criteriaOf: criteriaIn(applied),
		isApplied: named === undefined,
		account,
		now,
		days: options.days,
	});
	await (options.format === 'json' ? print(`${JSON.stringify(rows, undefined, 4)}\n`) : print(tableOf(rows)));

	const isRead = named !== undefined || sayApplied(applied);
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
	say(
		`${forecastInWords(rows, options.days)}: ${counted(instances, 'instance')}, ${coverageInWords(inventory.coverage)}`,
	);
	sayFailures(inventory.coverage);
	return isWhole && isRead ? exitCodes.done : exitCodes.failed;
}

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
function sayApplied(applied: Applied | undefined): boolean {
	const {off = [], unread = new Map<string, never>()} = applied ?? {};
	if (off.length > 0) {
		say(`note: Allowed AMIs is off in ${listOf(off.toSorted())}: nothing is restricted there, so nothing ends.`);
	}

	for (const problem of unread.values()) {
		sayProblem(problem);
	}

	return unread.size === 0;
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
		{head: 'Name', shrinksTo: 8},
		{head: 'Provider'},
		{head: 'Region'},
		{head: 'Instances', align: 'right'},
		{head: 'Because', shrinksTo: 12},
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
		process.stdout.isTTY ? {width: process.stdout.columns} : {},
	);
}
