import {Buffer} from 'node:buffer';
import type {Verdict} from '../../criteria/evaluation/image.ts';
import {InstanceBatch} from '../columns/instance-batch.ts';
import type {CodeName} from '../columns/column-parts.ts';
import {operatorName, type Instance} from '../instance.ts';
import {awsVerdict, type Judge} from '../verdicts.ts';
import {ByteChunk} from './byte-chunk.ts';
import {inChunks, type Chunk, type InstanceSource} from './chunks.ts';
import {remembered} from './remembered.ts';

type CsvColumn = readonly [head: string, cell: (instance: Instance, judge: Judge) => string | boolean | undefined];

const ownColumns: readonly CsvColumn[] = [
	['Region', (instance) => instance.Region],
	['InstanceId', (instance) => instance.InstanceId],
	['Name', ({Tags: tags}) => nameIn(tags)],
	['InstanceType', (instance) => instance.InstanceType],
	['State', (instance) => instance.State?.Name],
	['AvailabilityZone', (instance) => instance.AvailabilityZone],
	['ZoneId', (instance) => instance.ZoneId],
	['LaunchTime', (instance) => instance.LaunchTime],
	['OwnerId', (instance) => instance.OwnerId],
];

/** What instances of one image have in common, Region by Region. */
const imageColumns: readonly CsvColumn[] = [
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
];

const columns: readonly CsvColumn[] = [
	...ownColumns,
	...imageColumns,
	['Tags', ({Tags: tags}) => tagsCell(tags)],
	['Operator', ({Operator: operator}) => operatorName(operator)],
	['VerdictBy', ({VerdictBy: by, ImageMetadata: image}) => by ?? verdictBy(image)],
];

const head = csvLine(columns.map(([name]) => name));
const judgedHere: NonNullable<Instance['VerdictBy']> = 'allowed-amis';
type Operator = NonNullable<Instance['Operator']>;

/**
Instances as CSV by RFC 4180: CRLF, a head line, cells quoted where needed. Cells that a spreadsheet would take for a formula get a leading
apostrophe. Tags are one cell of JSON: `{"Name":"web"}`.
@see https://owasp.org/www-community/attacks/CSV_Injection
*/
export async function* writeCsv(instances: InstanceSource<Instance>, judge: Judge = {}): AsyncGenerator<Chunk, void> {
	yield* instances instanceof InstanceBatch ? rowChunks(instances, judge) : inChunks(csvLines(instances, judge));
}

async function* csvLines(instances: InstanceSource<Instance>, judge: Judge): AsyncGenerator<string, void> {
	yield head;
	for await (const instance of instances) {
		yield csvLine(cellsOf(columns, instance, judge));
	}
}

/** The same of several accounts, each with its own judge; the account is the first column. */
export function writeCsvOfAccounts(
	accounts: ReadonlyArray<{readonly instances: InstanceSource<Instance>; readonly judge?: Judge}>,
): AsyncGenerator<string, void> {
	return inChunks(accountLines(accounts));
}

async function* accountLines(accounts: Parameters<typeof writeCsvOfAccounts>[0]): AsyncGenerator<string, void> {
	yield csvLine(['Account', ...columns.map(([name]) => name)]);
	for (const {instances, judge = {}} of accounts) {
		for await (const instance of instances) {
			yield csvLine([instance.Account ?? '', ...cellsOf(columns, instance, judge)]);
		}
	}
}

/** Rows of columns go from there to bytes: what rows share is worked out once, and there is no object for each. */
function* rowChunks({columns: own, rows}: InstanceBatch, judge: Judge): Generator<Uint8Array, void> {
	const {images, parts} = own;
	const {numbers, texts} = parts;
	const cellOf = (name: CodeName, cell = (text: string) => text) =>
		remembered((code) => {
			const text = cell(texts[name].text(code));
			return Buffer.from(`${csvCell(text)},`);
		});
	const regionOf = cellOf('region');
	const typeOf = cellOf('type');
	const stateOf = cellOf('state');
	const zoneOf = cellOf('zone');
	const zoneIdOf = cellOf('zoneId');
	const ownerOf = cellOf('owner');
	const operatorOf = cellOf('operator', (json) => (json === '' ? '' : operatorName(JSON.parse(json) as Operator)));
	const imageOf = remembered((index) => {
		const {region, scanned} = images.at(index);
		const some: Instance = {Region: region, InstanceId: '', ...(scanned !== undefined && {ImageMetadata: scanned})};
		const cells = cellsOf(imageColumns, some, judge).map((cell) => csvCell(cell));
		return Buffer.from(`${cells.join(',')},`);
	});
	const verdictByOf = remembered((index) => Buffer.from(`${verdictBy(images.at(index).scanned) ?? ''}\r\n`));
	const byUs = Buffer.from(`${judgedHere}\r\n`);
	const out = new ByteChunk();
	out.putText(head);
	for (const row of rows) {
		const tags = own.tagsAt(row);
		const image = numbers.image.at(row);
		out.put(regionOf(numbers.region.at(row)));
		out.putText(`${csvCell(own.idOf(row))},${csvCell(nameIn(tags) ?? '')},`);
		out.put(typeOf(numbers.type.at(row)));
		out.put(stateOf(numbers.state.at(row)));
		out.put(zoneOf(numbers.zone.at(row)));
		out.put(zoneIdOf(numbers.zoneId.at(row)));
		out.putText(`${csvCell(own.launchTimeAt(row) ?? '')},`);
		out.put(ownerOf(numbers.owner.at(row)));
		out.put(imageOf(image));
		out.putText(`${csvCell(tagsCell(tags) ?? '')},`);
		out.put(operatorOf(numbers.operator.at(row)));
		out.put(own.isJudgedHere(row) ? byUs : verdictByOf(image));
		if (out.isFull) {
			yield out.take();
		}
	}

	yield out.take();
}

/** Whose verdict it is that stands in an image's metadata. */
function verdictBy(image: Instance['ImageMetadata']): string | undefined {
	return image?.ImageAllowed === undefined ? undefined : 'aws';
}

function cellsOf(from: readonly CsvColumn[], instance: Instance, judge: Judge): readonly string[] {
	return from.map(([, cell]) => String(cell(instance, judge) ?? ''));
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

function nameIn(tags: Instance['Tags']): string | undefined {
	return tags?.find(({Key}) => Key === 'Name')?.Value;
}

function tagsCell(tags: Instance['Tags']): string | undefined {
	return tags === undefined || tags.length === 0
		? undefined
		: JSON.stringify(Object.fromEntries(tags.map(({Key, Value}) => [Key, Value])));
}
