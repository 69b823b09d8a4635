import type {Instance} from '../instance.ts';
import {rowFlags, type ColumnParts} from './column-parts.ts';
import {absent} from './dictionary.ts';

/** Adds an instance that is there as an object; gives its row. Its image is one of its Region, or of its place among several accounts. */
export function appendInstance(parts: ColumnParts, instance: Instance, place = instance.Region): number {
	const {ids, images, texts, numbers, launched, tags} = parts;
	const {LaunchTime: launchTime, State: state, Tags: ownTags} = instance;
	const isTerminated = state?.Name === 'terminated';
	const imageIndex = images.intern(place, instance.ImageMetadata);
	const launchedAt = launchTime === undefined ? NaN : Date.parse(launchTime);

	const row = ids.pushText(instance.InstanceId);
	numbers.image.push(imageIndex);
	numbers.region.push(texts.region.intern(instance.Region));
	numbers.zone.push(texts.zone.intern(instance.AvailabilityZone));
	numbers.zoneId.push(texts.zoneId.intern(instance.ZoneId));
	numbers.type.push(texts.type.intern(instance.InstanceType));
	numbers.state.push(texts.state.intern(state?.Name));
	numbers.owner.push(texts.owner.intern(instance.OwnerId));
	numbers.operator.push(texts.operator.intern(instance.Operator && JSON.stringify(instance.Operator)));
	numbers.rest.push(texts.rest.intern(restOf(instance)));
	numbers.stateCode.push(state?.Code ?? 0);
	launched.push(launchedAt);
	numbers.name.push(appendTags(parts, ownTags ?? []));
	numbers.tagEnd.push(tags.length);
	numbers.flags.push(
		(isTerminated ? rowFlags.terminated : 0) |
			(ownTags === undefined ? 0 : rowFlags.hasTags) |
			(state === undefined ? 0 : rowFlags.hasState) |
			(state?.Code === undefined ? 0 : rowFlags.hasStateCode) |
			(instance.VerdictBy === undefined ? 0 : rowFlags.isJudgedHere),
	);

	if (launchTime !== undefined && !isPlainInstant(launchTime, launchedAt)) {
		parts.oddLaunchTimes.set(row, launchTime);
	}

	if (instance.original !== undefined) {
		parts.originals.set(row, structuredClone(instance.original));
	}

	images.count(imageIndex, isTerminated ? 'terminated' : 'instances', 1);
	return row;
}

/** Gives the code of the `Name` tag's value. */
function appendTags({texts, tags: column}: ColumnParts, tags: NonNullable<Instance['Tags']>): number {
	let name = absent;
	for (const {Key, Value} of tags) {
		const value = texts.tagValue.intern(Value);
		column.push(texts.tagKey.intern(Key));
		column.push(value);
		if (Key === 'Name') {
			name = value;
		}
	}

	return name;
}

/** Whether `Date` gives an instant back to the letter; told from its look, since formatting 200,000 dates takes long. */
function isPlainInstant(text: string, milliseconds: number): boolean {
	return !Number.isNaN(milliseconds) && text.length === 24 && text.endsWith('Z') && text[19] === '.';
}

const ownColumns: ReadonlySet<string> = new Set<keyof Instance>([
	'Region',
	'InstanceId',
	'InstanceType',
	'LaunchTime',
	'AvailabilityZone',
	'ZoneId',
	'State',
	'OwnerId',
	'Tags',
	'ImageMetadata',
	'Operator',
	'original',
]);

/** What has no column of its own, as JSON; mostly nothing. */
function restOf(instance: Instance): string | undefined {
	let rest: Record<string, unknown> | undefined;
	for (const name in instance) {
		if (ownColumns.has(name)) {
			continue;
		}

		rest ??= {};
		rest[name] = (instance as Readonly<Record<string, unknown>>)[name];
	}

	return rest && JSON.stringify(rest);
}
