import type {Instance} from '../instance.ts';
import {awsVerdict, type Judge} from '../verdicts.ts';
import {writeTable, type TableColumn, type TableOptions} from './table.ts';

const columns: readonly TableColumn[] = [
	{head: 'Region'},
	{head: 'Instance', shrinksTo: 12},
	{head: 'Name', shrinksTo: 8},
	{head: 'Type'},
	{head: 'State'},
	{head: 'AMI', shrinksTo: 12},
	{head: 'AMI name', shrinksTo: 8},
	{head: 'Provider'},
	{head: 'Verdict'},
];

/** What a verdict is called where people read it. */
export const verdictWords = {allowed: 'allowed', 'not-allowed': 'not allowed', unknown: 'unknown'} as const;

/** Instances as a plain text table, line by line, for a terminal or a pipe. `instances` has to give them twice. */
export function* writeInstanceTable(
	instances: Iterable<Instance>,
	options: TableOptions & Judge = {},
): Generator<string, void> {
	const {verdictOf = awsVerdict} = options;
	const rows = {
		*[Symbol.iterator](): Generator<readonly string[], void> {
			for (const {Region: region, InstanceId: id, ImageMetadata: image, ...instance} of instances) {
				yield [
					region,
					id,
					instance.Tags?.find(({Key}) => Key === 'Name')?.Value ?? '',
					instance.InstanceType ?? '',
					instance.State?.Name ?? '',
					image?.ImageId ?? '',
					image?.Name ?? '',
					image?.OwnerId ?? image?.ImageOwnerAlias ?? '',
					verdictWords[image === undefined ? 'unknown' : verdictOf(image, region)],
				];
			}
		},
	};
	yield* writeTable(columns, rows, options);
}
