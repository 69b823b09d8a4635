import type {Instance} from '../../instance.ts';

type Members = Readonly<Record<string, unknown>>;

const instanceOrder = [
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
];
const imageOrder = [
	'ImageId',
	'Name',
	'OwnerId',
	'State',
	'ImageOwnerAlias',
	'CreationDate',
	'DeprecationTime',
	'ImageAllowed',
	'IsPublic',
	'ImageWatermarks',
];
const watermarkOrder = [
	'WatermarkKey',
	'SourceImageRegion',
	'SourceImageId',
	'SourceImageCreationTime',
	'WatermarkCreationTime',
];
/** What an image is known by beyond the scan: no part of what the scan printed. */
const fromDescribeImages = new Set(['deregistered', 'ProductCodes', 'ScanResults']);

/**
An instance as AWS CLI prints it, to the letter (text that was made safe to print goes back to what it was), with its Region, and its
account where there are several.
Members that this tool does not know follow those that it does.
*/
export function cliObject(instance: Instance): Members {
	const {Account, Region, original, ...shown} = instance;
	const source: Members = isMembers(original) ? original : shown;
	const ordered = inOrder(source, instanceOrder, (name, value) => {
		switch (name) {
			// An original that was read from a saved scan has them already; here they come last.
			case 'Account':
			case 'Region': {
				return undefined;
			}

			case 'LaunchTime': {
				return cliTime(value);
			}

			case 'ImageMetadata': {
				return cliImage(value);
			}

			case 'State': {
				return cliState(value);
			}

			case 'Tags': {
				return Array.isArray(value) ? value.map((tag: unknown) => cliTag(tag)) : value;
			}

			default: {
				return value;
			}
		}
	});
	return {...ordered, Region, ...(Account !== undefined && {Account})};
}

/** Image metadata as AWS CLI prints it. */
export function cliImage(value: unknown): unknown {
	if (!isMembers(value)) {
		return value;
	}

	return inOrder(value, imageOrder, (name, member) => {
		if (fromDescribeImages.has(name)) {
			return undefined;
		}

		return name === 'ImageWatermarks' && Array.isArray(member)
			? member.map((watermark: unknown) => cliWatermark(watermark))
			: member;
	});
}

function cliWatermark(value: unknown): unknown {
	return isMembers(value)
		? inOrder(value, watermarkOrder, (name, member) => (name.endsWith('CreationTime') ? cliTime(member) : member))
		: value;
}

/** A state as AWS CLI prints it. */
export function cliState(value: unknown): unknown {
	return isMembers(value) ? inOrder(value, ['Code', 'Name']) : value;
}

function cliTag(value: unknown): unknown {
	return isMembers(value) ? inOrder(value, ['Key', 'Value']) : value;
}

/** AWS CLI prints times as `2024-03-02T10:20:30+00:00`, with six decimals where there are any. */
function cliTime(value: unknown): unknown {
	const milliseconds = value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : NaN;
	return Number.isNaN(milliseconds) ? value : cliInstant(milliseconds);
}

/** An instant, in milliseconds since 1970, as AWS CLI prints it. */
export function cliInstant(milliseconds: number): string {
	const iso = new Date(milliseconds).toISOString();
	return milliseconds % 1000 === 0 ? `${iso.slice(0, 19)}+00:00` : `${iso.slice(0, 23)}000+00:00`;
}

/** The members of an object in the order of AWS's model, then all others; those without a value left out. */
function inOrder(
	members: Members,
	order: readonly string[],
	change: (name: string, value: unknown) => unknown = (_, value) => value,
): Members {
	const names = new Set([...order.filter((name) => Object.hasOwn(members, name)), ...Object.keys(members)]);
	const result: Record<string, unknown> = {};
	for (const name of names) {
		const value = change(name, members[name]);
		if (value !== undefined && value !== null) {
			result[name] = value;
		}
	}

	return result;
}

function isMembers(value: unknown): value is Members {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
