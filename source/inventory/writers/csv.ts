import type {Verdict} from '../../criteria/image.ts';
import {operatorName, type Instance} from '../instance.ts';
import {awsVerdict, type Judge} from '../verdicts.ts';
import {inChunks, type InstanceSource} from './chunks.ts';

type CsvColumn = readonly [head: string, cell: (instance: Instance, judge: Judge) => string | boolean | undefined];

const columns: readonly CsvColumn[] = [
	['Region', (instance) => instance.Region],
	['InstanceId', (instance) => instance.InstanceId],
	['Name', (instance) => instance.Tags?.find(({Key}) => Key === 'Name')?.Value],
	['InstanceType', (instance) => instance.InstanceType],
	['State', (instance) => instance.State?.Name],
	['AvailabilityZone', (instance) => instance.AvailabilityZone],
	['ZoneId', (instance) => instance.ZoneId],
	['LaunchTime', (instance) => instance.LaunchTime],
	['OwnerId', (instance) => instance.OwnerId],
	['Verdict', verdictOf],
	['Reason', reasonOf],
	['ImageAllowed', (instance) => instance.ImageMetadata?.ImageAllowed],
	['ImageId', (instance) => instance.ImageMetadata?.ImageId],
	['ImageName', (instance) => instance.ImageMetadata?.Name],
	['ImageOwnerId', (instance) => instance.ImageMetadata?.OwnerId],
	['ImageOwnerAlias', (instance) => instance.ImageMetadata?.ImageOwnerAlias],
	['ImageState', (instance) => instance.ImageMetadata?.State],
	['ImageCreationDate', (instance) => instance.ImageMetadata?.CreationDate],
	['ImageDeprecationTime', (instance) => instance.ImageMetadata?.DeprecationTime ?? undefined],
	['ImageIsPublic', (instance) => instance.ImageMetadata?.IsPublic],
	['Tags', tagsOf],
	['Operator', ({Operator: operator}) => operatorName(operator)],
	[
		'VerdictBy',
		({VerdictBy: by, ImageMetadata: image}) => by ?? (image?.ImageAllowed === undefined ? undefined : 'aws'),
	],
];

/**
Instances as CSV by RFC 4180: CRLF, a head line, cells quoted where needed. Cells that a spreadsheet would take for a formula get a leading
apostrophe. Tags are one cell of JSON: `{"Name":"web"}`.
@see https://owasp.org/www-community/attacks/CSV_Injection
*/
export function writeCsv(instances: InstanceSource<Instance>, judge: Judge = {}): AsyncGenerator<string, void> {
	return inChunks(csvLines(instances, judge));
}

async function* csvLines(instances: InstanceSource<Instance>, judge: Judge): AsyncGenerator<string, void> {
	yield csvLine(columns.map(([head]) => head));
	for await (const instance of instances) {
		yield csvLine(columns.map(([, cell]) => String(cell(instance, judge) ?? '')));
	}
}

/** One line of CSV with its line break. */
export function csvLine(cells: readonly string[]): string {
	return `${cells.map((cell) => csvCell(cell)).join(',')}\r\n`;
}

function csvCell(text: string): string {
	// Spreadsheets of East Asian locales take full-width signs for the same.
	const safe = /^[\t\r+\-=@＋－＝＠]/u.test(text) ? `'${text}` : text;
	return /[\n\r",]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function verdictOf(
	{ImageMetadata: image, Region: region}: Instance,
	{verdictOf: verdict = awsVerdict}: Judge,
): Verdict {
	return image === undefined ? 'unknown' : verdict(image, region);
}

function reasonOf(instance: Instance, judge: Judge): string | undefined {
	const {ImageMetadata: image} = instance;
	return image === undefined || verdictOf(instance, judge) === 'allowed'
		? undefined
		: judge.reasonOf?.(image, instance.Region);
}

function tagsOf({Tags: tags}: Instance): string | undefined {
	return tags === undefined || tags.length === 0
		? undefined
		: JSON.stringify(Object.fromEntries(tags.map(({Key, Value}) => [Key, Value])));
}
