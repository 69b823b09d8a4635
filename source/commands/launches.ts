import {Option} from '@commander-js/extra-typings';
import {counted} from '../counted.ts';
import {csvLine} from '../inventory/writers/csv.ts';
import {writeTable} from '../inventory/writers/table.ts';
import {regionsAtOnce} from '../operations/scan/collect.ts';
import {findLaunches} from '../operations/launches/find-launches.ts';
import type {Launch, RegionLaunches} from '../operations/launches/launch.ts';
import {byHarm} from '../operations/launches/order.ts';
import {chainInWords, sourceInWords, sourceNames} from '../operations/launches/words.ts';
import {sideBySide} from '../operations/side-by-side.ts';
import {inEachAccount} from './reading/accounts.ts';
import {formatOption, numberBetween} from './options/arguments.ts';
import {namedCriteria, presetOption} from './reading/criteria.ts';
import {defineCommand} from './options/definition.ts';
import {exitCodes} from './program/exit-code.ts';
import {launchFormats, type LaunchFormat} from './options/formats.ts';
import {jsonText} from './program/json.ts';
import {report} from './program/pager.ts';
import {regionsFor} from './reading/scanning.ts';
import {accountOptions} from './options/shared-options.ts';
import {tableLayout} from './program/table-layout.ts';
import {clearProgress, say, showProgress} from './program/terminal.ts';

/** CloudTrail's memory, in days. */
const longest = 90;

/**
Everything that launches an image, running or not, and what the criteria say of each; the worst first. What could not be asked is named on
stderr and makes the exit code 1. The first Ctrl-C stops reading CloudTrail and keeps what came in.
*/
export const command = defineCommand(
	{
		uses: accountOptions,
		examples: [
			'launches -r us-east-1',
			'launches -r all --days 30 -f json',
			'launches --criteria criteria.json -f csv',
		],
		declare: (command) =>
			command
				.addOption(
					new Option('--days <number>', 'how many days of CloudTrail to read, at most 90')
						.argParser(numberBetween(0, longest))
						.default(14),
				)
				.addOption(presetOption('criteria'))
				.option('--criteria <file>', 'by the criteria of a file, or "-" for standard input')
				.addOption(formatOption(launchFormats)),
	},
	async (context, {days, preset, criteria: file, format}) => {
		const criteria = await namedCriteria(context, {preset, criteria: file});
		const {signal} = context;
		const now = new Date();
		let stop: AbortSignal | undefined;
		const {results, isWhole} = await inEachAccount(context, async ({cloud, account: named}) => {
			const regions = await regionsFor(context, cloud, {preferConfigured: true});
			const {account} = await cloud.identity(signal);
			stop ??= context.stopSignal();
			const wanted = {cloud, account, criteria, days, now, signal, stop, onProgress: showProgress};
			const found = await sideBySide(regions, regionsAtOnce, async (region) => findLaunches(region, wanted));
			const launches = found.flatMap((one) => one.launches);
			return {
				named,
				found,
				launches: named === undefined ? launches : launches.map((one) => ({account: named, ...one})),
			};
		});
		clearProgress();
		const all = results.flatMap(({launches}) => launches).toSorted(byHarm);
		await report(context, writers[format](all));
		say(
			summary(
				all,
				results.flatMap(({found}) => found),
				isWhole,
			),
		);
		// All of them are named, whichever comes first.
		const gaps = results.map(({found, named}) => sayGaps(found, named));
		return isWhole && !gaps.includes(true) ? exitCodes.done : exitCodes.failed;
	},
);

/** What launches; the account is named where there are several. */
type AccountLaunch = Launch & {readonly account?: string};

const writers: Readonly<Record<LaunchFormat, (launches: readonly AccountLaunch[]) => string | Iterable<string>>> = {
	json: (all) => jsonText(all.map((launch) => jsonOf(launch))),
	csv: csvOf,
	table: tableOf,
};

/** The contract of `launches --format json`. */
function jsonOf({
	account,
	region,
	type,
	id,
	name,
	imageId,
	evidence,
	allowed,
	reasons,
	launches: count,
	lastLaunch,
	by,
}: AccountLaunch) {
	return {
		...(account !== undefined && {Account: account}),
		Region: region,
		Source: {Type: type, Id: id, ...(name !== undefined && {Name: name})},
		ImageId: imageId,
		...(evidence?.Name !== undefined && {ImageName: evidence.Name}),
		...(evidence?.OwnerId !== undefined && {OwnerId: evidence.OwnerId}),
		Allowed: allowed,
		Reasons: reasons,
		...(count !== undefined && {Launches: count}),
		...(lastLaunch !== undefined && {LastLaunch: lastLaunch}),
		...(by !== undefined && {By: by}),
	};
}

function* csvOf(all: readonly AccountLaunch[]): Generator<string, void> {
	const hasAccounts = hasSeveralAccounts(all);
	yield csvLine([
		...(hasAccounts ? ['Account'] : []),
		'Region',
		'SourceType',
		'SourceId',
		'SourceName',
		'ImageId',
		'ImageName',
		'OwnerId',
		'Allowed',
		'Reasons',
		'Launches',
		'LastLaunch',
		'By',
		'Via',
	]);
	for (const launch of all) {
		yield csvLine([
			...(hasAccounts ? [launch.account ?? ''] : []),
			launch.region,
			launch.type,
			launch.id,
			launch.name ?? '',
			launch.imageId,
			launch.evidence?.Name ?? '',
			launch.evidence?.OwnerId ?? '',
			launch.allowed === null ? '' : String(launch.allowed),
			launch.reasons.join('; '),
			launch.launches === undefined ? '' : String(launch.launches),
			launch.lastLaunch ?? '',
			(launch.by ?? []).join('; '),
			chainInWords(launch.chain),
		]);
	}
}

/** The instances that one service runs from one image, in one line: there may be thousands. */
function withManagedTogether(all: readonly AccountLaunch[]): readonly AccountLaunch[] {
	const counts = new Map<string, number>();
	const keyOf = ({type, account = '', region, imageId, by = []}: AccountLaunch) =>
		type === 'managed-instance' ? `${account} ${region} ${imageId} ${by.join(' ')}` : undefined;
	for (const launch of all) {
		const key = keyOf(launch);
		if (key !== undefined) {
			counts.set(key, (counts.get(key) ?? 0) + 1);
		}
	}

	return all.flatMap((launch) => {
		const key = keyOf(launch);
		if (key === undefined) {
			return [launch];
		}

		const count = counts.get(key);
		counts.delete(key);
		return count === undefined ? [] : [{...launch, launches: count}];
	});
}

function hasSeveralAccounts(all: readonly AccountLaunch[]): boolean {
	return all.some(({account}) => account !== undefined);
}

function tableOf(all: readonly AccountLaunch[]): Iterable<string> {
	const hasAccounts = hasSeveralAccounts(all);
	const columns = [
		...(hasAccounts ? [{head: 'Account'}] : []),
		{head: 'Verdict'},
		{head: 'What launches'},
		{head: '', shrinksTo: 12},
		{head: 'AMI', dropsAt: 4},
		{head: 'Name', shrinksTo: 16},
		{head: 'Provider', dropsAt: 3},
		{head: 'Region', dropsAt: 5},
		{head: 'By way of', shrinksTo: 6, dropsAt: 2},
		{head: 'Why', shrinksTo: 12, dropsAt: 1},
	];
	return writeTable(
		columns,
		withManagedTogether(all).map((launch) => [
			...(hasAccounts ? [launch.account ?? ''] : []),
			verdictInWords(launch),
			sourceNames[launch.type],
			sourceInWords(launch),
			launch.imageId === '' ? '-' : launch.imageId,
			launch.evidence?.Name ?? '',
			launch.evidence?.OwnerId ?? '',
			launch.region,
			chainInWords(launch.chain),
			launch.reasons.join('; '),
		]),
		tableLayout(),
	);
}

function verdictInWords({allowed, verdictBy}: Launch): string {
	const words = allowed === null ? 'not known' : allowed ? 'allowed' : 'not allowed';
	return verdictBy === 'allowed-amis' && allowed !== null ? `${words} (ours)` : words;
}

/** `hasAllAccounts`: whether no account is missing altogether. */
function summary(all: readonly Launch[], found: readonly RegionLaunches[], hasAllAccounts: boolean): string {
	const blocked = all.filter(({allowed}) => allowed === false);
	const unknown = all.filter(({allowed}) => allowed === null);
	const images = new Set(blocked.map(({region, imageId}) => `${region} ${imageId}`));
	const isComplete = hasAllAccounts && found.every(({gaps}) => gaps.length === 0);
	return [
		`${counted(all.length, 'launch source')} in ${counted(found.length, 'Region')}`,
		`${blocked.length} not allowed (${counted(images.size, 'image')})`,
		...(unknown.length > 0 ? [`${unknown.length} not known`] : []),
		isComplete ? 'nothing left out' : 'not complete',
	].join(' · ');
}

/** Names what could not be asked, the same reason once; gives whether there was any. */
function sayGaps(found: readonly RegionLaunches[], account: string | undefined): boolean {
	const gaps = found.flatMap((one) => one.gaps);
	const byReason = Map.groupBy(gaps, ({problem}) => `${problem.what}\n  ${problem.next}`);
	for (const [reason, missing] of byReason) {
		const whats = [...new Set(missing.map(({what}) => what))];
		say(
			`${account === undefined ? '' : `${account}: `}not known: ${new Intl.ListFormat('en').format(whats)}. ${reason}`,
		);
	}

	return gaps.length > 0;
}
