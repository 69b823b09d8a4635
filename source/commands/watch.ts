import {setTimeout as sleep} from 'node:timers/promises';
import {Option} from '@commander-js/extra-typings';
import {counted} from '../counted.ts';
import {enforcedAt, watchRegion, type WatchEvent} from '../operations/watch/watch.ts';
import type {RefusedLaunch} from '../operations/watch/refused.ts';
import type {HistoryEntry} from '../operations/ports.ts';
import {formatOption} from './options/arguments.ts';
import type {Context} from './program/context.ts';
import {defineCommand} from './options/definition.ts';
import {parseDuration, parseTime} from './options/durations.ts';
import {exitCodes, UsageError} from './program/exit-code.ts';
import {namedRegions, regionsFor} from './reading/scanning.ts';
import {cloudOptions} from './options/shared-options.ts';
import {print, ringBell, say, sayProblem} from './program/terminal.ts';

/**
The launches that were refused since a Region was enforced, as they happen, read-only. What can't be read is named on stderr, once until it
can be again.
*/
export const command = defineCommand(
	{
		uses: [...cloudOptions, 'bell'],
		examples: ['watch -r us-east-1', 'watch -r us-east-1 --since 2h --for 15m -f ndjson', 'watch --for 1h --exit-code'],
		declare: (command) =>
			command
				.addOption(
					new Option('--since <time>', 'from when on: a time (2026-11-25T14:00Z) or how long ago (2h)').argParser(
						parseTime,
					),
				)
				.addOption(new Option('--for <duration>', 'how long to watch: 90s, 15m, 2h').argParser(parseDuration))
				.addOption(formatOption(['table', 'ndjson']))
				.option('--exit-code', 'end with 3 if a launch was refused', false),
	},
	async (context, {since, for: duration, format, exitCode}) => {
		const {signal} = context;
		const cloud = await context.openCloud({readOnly: true});
		const [{account}, {entries}] = await Promise.all([cloud.identity(signal), readHistory(context)]);
		const regions = await watchedRegions(context, cloud, {account, entries, since});
		const started = new Date();
		const until = duration === undefined ? undefined : new Date(started.getTime() + duration);
		say(`Watching ${regionsInWords(regions)}.`);
		say("CloudTrail tells of a launch up to about 15 minutes late; Auto Scaling's failures come at once.");
		if (format === 'table') {
			await print(line(['Time (UTC)', 'Region', 'What', 'AMI', 'Error', 'Message']));
		}

		const outcomes = await Promise.all(
			[...regions].map(async ([region, from]) => {
				const outcome = {refused: 0, unread: false};
				const told = new Map<string, string>();
				const watching = watchRegion(region, {
					cloud: cloud.launches,
					since: from,
					...(until !== undefined && {until}),
					signal,
					now: () => new Date(),
					wait: async (milliseconds, stop) => sleep(milliseconds, undefined, {signal: stop}),
					pauses: pausesFor(duration),
				});
				for await (const event of watching) {
					await tell(event, {format, region, told});
					if (event.type === 'refused') {
						ringBell(context.env);
					}

					outcome.refused += event.type === 'refused' ? 1 : 0;
					outcome.unread = event.type === 'round' ? event.unread.length > 0 : outcome.unread;
				}

				return outcome;
			}),
		);
		const refused = outcomes.reduce((sum, one) => sum + one.refused, 0);
		say(`${counted(refused, 'launch', 'launches')} refused in ${counted(regions.size, 'Region')}.`);
		return exitCode && refused > 0
			? exitCodes.notAllowed
			: outcomes.some(({unread}) => unread)
				? exitCodes.failed
				: exitCodes.done;
	},
);

/** A short watch has to look more often than one that goes on for hours. */
function pausesFor(duration: number | undefined): {first: number; longest: number} {
	const first = Math.min(5000, Math.max(500, (duration ?? Infinity) / 5));
	return {first, longest: Math.min(60_000, first * 12)};
}

async function readHistory(context: Context): Promise<{readonly entries: readonly HistoryEntry[]}> {
	const {ledger} = await context.stores();
	const {entries, problem} = await ledger.read();
	if (problem !== undefined) {
		sayProblem(problem);
	}

	return {entries};
}

/**
The Regions to watch, and since when: those that are named; else those that this tool enforced; where it has enforced none, the one that the
environment configures, or with `--since` all.
*/
async function watchedRegions(
	context: Context,
	cloud: Awaited<ReturnType<Context['openCloud']>>,
	{
		account,
		entries,
		since,
	}: {readonly account: string; readonly entries: readonly HistoryEntry[]; readonly since: Date | undefined},
): Promise<ReadonlyMap<string, Date>> {
	const inHistory = new Map(
		[...new Set(entries.map(({region}) => region))].flatMap((region) => {
			const at = enforcedAt(entries, {account, region});
			return at === undefined ? [] : [[region, at] as const];
		}),
	);
	const isNamedAny = context.options.region.length > 0;
	if (!isNamedAny && inHistory.size > 0) {
		return new Map([...inHistory].map(([region, at]) => [region, since ?? at]));
	}

	const isChosen = isNamedAny || context.configuredRegion !== undefined || since !== undefined;
	const regions = isChosen ? await regionsFor(context, cloud, {preferConfigured: true}) : [];
	const isNamed = namedRegions(context).length > 0 || regions.length === 1;
	const watched = new Map<string, Date>();
	const unknown: string[] = [];
	for (const region of regions) {
		const from = since ?? inHistory.get(region);
		if (from === undefined) {
			unknown.push(region);
		} else {
			watched.set(region, from);
		}
	}

	if (watched.size === 0 || (isNamed && unknown.length > 0)) {
		const where = unknown.length === 0 ? 'any Region of this account' : new Intl.ListFormat('en').format(unknown);
		throw new UsageError(
			`The history of this tool does not say when it enforced ${where}.`,
			'Say from when on to watch: --since 2h, or --since 2026-11-25T14:00Z.',
		);
	}

	return watched;
}

/** `us-east-1 since 2026-11-25 14:00:00 UTC`; Regions of the same time together. */
function regionsInWords(regions: ReadonlyMap<string, Date>): string {
	const byTime = Map.groupBy(regions, ([, from]) => from.toISOString().slice(0, 19).replace('T', ' '));
	return [...byTime]
		.map(([time, those]) => `${new Intl.ListFormat('en').format(those.map(([region]) => region))} since ${time} UTC`)
		.join('; ');
}

async function tell(
	event: WatchEvent,
	{
		format,
		region,
		told,
	}: {readonly format: 'table' | 'ndjson'; readonly region: string; readonly told: Map<string, string>},
): Promise<void> {
	switch (event.type) {
		case 'refused': {
			await print(format === 'ndjson' ? `${JSON.stringify(jsonOf(event.launch))}\n` : line(cellsOf(event.launch)));
			return;
		}

		case 'unread': {
			const {source, problem} = event;
			// A failure that lasts is said once.
			if (told.get(source) !== problem.what) {
				say(`not known: ${source} in ${region}. ${problem.what}\n  ${problem.next}`);
				told.set(source, problem.what);
			}

			return;
		}

		case 'round': {
			for (const source of told.keys()) {
				if (event.unread.every((unread) => unread !== source)) {
					told.delete(source);
				}
			}
		}
	}
}

/** The contract of `watch --format ndjson`. */
function jsonOf({time, region, source, imageId, error, message, by}: RefusedLaunch) {
	return {
		Time: time,
		Region: region,
		Source: {Type: source.type, Id: source.id},
		ImageId: imageId,
		Error: error,
		Message: message,
		...(by !== undefined && {By: by}),
	};
}

function cellsOf({time, region, source, imageId, error, message, by}: RefusedLaunch): readonly string[] {
	const who = source.type === 'recent-launch' ? (by ?? source.id) : `${source.type} ${source.id}`;
	return [time.slice(0, 19).replace('T', ' '), region, who, imageId === '' ? '-' : imageId, error, message];
}

const widths = [19, 14, 36, 21, 28];

/** One line of a table whose later lines nobody knows yet. */
function line(cells: readonly string[]): string {
	return `${cells
		.map((cell, index) => cell.padEnd(widths[index] ?? 0))
		.join('  ')
		.trimEnd()}\n`;
}
