import {nameOf, type Instance} from '../instance.ts';
import {awsVerdict, type Judge} from '../verdicts.ts';
import {writeTable, type CellTone, type TableColumn, type TableOptions} from './table.ts';

// IDs are what people copy: they are whole as long as the window has room for them at all.
const columns: readonly TableColumn[] = [
	{head: 'Region', dropsAt: 6},
	{head: 'Instance'},
	{head: 'Name', shrinksTo: 8, dropsAt: 4},
	{head: 'Type', dropsAt: 1},
	{head: 'State', dropsAt: 2},
	{head: 'AMI'},
	{head: 'AMI name', shrinksTo: 8, dropsAt: 5},
	{head: 'Provider', dropsAt: 3},
	{head: 'Verdict', tone: (cell) => verdictTones[cell]},
];

/** What a verdict is called where people read it. */
const verdictWords = {allowed: 'allowed', 'not-allowed': 'not allowed', unknown: 'unknown'} as const;

/** What follows a verdict that AWS didn't give. */
const ours = ' (ours)';

const verdictTones: Readonly<Record<string, CellTone>> = {
	[verdictWords.allowed]: 'good',
	[verdictWords.allowed + ours]: 'good',
	[verdictWords['not-allowed']]: 'bad',
	[verdictWords['not-allowed'] + ours]: 'bad',
	[verdictWords.unknown]: 'doubtful',
};

/** Instances as a plain text table, line by line, for a terminal or a pipe. `instances` has to give them twice. */
export function* writeInstanceTable(
	instances: Iterable<Instance>,
	options: TableOptions & Judge = {},
): Generator<string, void> {
	const {verdictOf = awsVerdict} = options;
	const [first]: Iterable<Instance> = instances;
	const hasAccounts = first?.Account !== undefined;
	const rows = {
		*[Symbol.iterator](): Generator<readonly string[], void> {
			for (const instance of instances) {
				const {Region: region, InstanceId: id, ImageMetadata: image, VerdictBy: by} = instance;
				const verdict = image === undefined ? 'unknown' : verdictOf(image, region);
				yield [
					...(hasAccounts ? [instance.Account ?? ''] : []),
					region,
					id,
					nameOf(instance),
					instance.InstanceType ?? '',
					instance.State?.Name ?? '',
					image?.ImageId ?? '',
					image?.Name ?? '',
					image?.OwnerId ?? image?.ImageOwnerAlias ?? '',
					verdictWords[verdict] + (by === undefined || verdict === 'unknown' ? '' : ours),
				];
			}
		},
	};
	yield* writeTable(hasAccounts ? [{head: 'Account'}, ...columns] : columns, rows, options);
}
