import {parse as parseLeniently, printParseErrorCode, type ParseError} from 'jsonc-parser';
import {mostNesting, tooDeepAt} from '../nesting.ts';
import {ProblemError, type Problem} from '../problem.ts';
import {safeText} from '../safe-text.ts';
import type {Instance} from './instance.ts';

export type SavedScanOptions = {
	/** What the text is called in messages: a file's name. */
	readonly file?: string;
	/** The Region of instances that name none and whose zone doesn't tell; AWS CLI's output has no Region. */
	readonly region?: string;
};

export type SavedScan = {
	readonly instances: readonly Instance[];
	/** Where the file itself says that more was to come: a page of the AWS CLI with the token of the next one. */
	readonly cutShort?: Problem;
};

/** The Region that instances get where nothing tells. */
export const unknownRegion = 'unknown';

type Members = Readonly<Record<string, unknown>>;

/** How many mistakes are worth naming. */
const mostNamed = 5;

/**
Reads what `scan --format json` or `ndjson` wrote, or what AWS CLI printed of one Region (`{"InstanceImageMetadata":[…]}`, or the bare array).

One that was cut short is read, and says so: it must never count as whole.

Text is made safe to print; where that changes something, or the file holds members that this tool doesn't know, `original` has the instance to
the letter.

@throws {ProblemError} `storage`, code `no-scan`: it isn't JSON (with line and column), not a scan, or entries are wrong (with their path).
*/
export function readSavedScan(text: string, options: SavedScanOptions = {}): SavedScan {
	const {entries, path, isCutShort} = entriesOf(parseJson(text.replace(/^\u{FEFF}/u, ''), options), options);
	const mistakes: string[] = [];
	const instances: Instance[] = [];
	for (const [index, entry] of entries.entries()) {
		const found = mistakesOf(entry, `${path}[${index}]`);
		if (found.length > 0) {
			mistakes.push(...found);
		} else if (mistakes.length === 0) {
			instances.push(instanceFrom(entry as Members, options.region));
		}
	}

	if (mistakes.length > 0) {
		const named = mistakes.slice(0, mostNamed).join('; ');
		const more = mistakes.length > mostNamed ? `; and ${mistakes.length - mostNamed} more` : '';
		throw unreadable(options, `${named}${more}.`);
	}

	return {instances, ...(isCutShort && {cutShort: cutShortProblem(options)})};
}

function parseJson(text: string, options: SavedScanOptions): unknown {
	const tooDeep = tooDeepAt(text);
	if (tooDeep !== undefined) {
		throw unreadable(options, `It nests more than ${mostNesting} levels at ${placeOf(text, tooDeep)}.`);
	}

	try {
		return JSON.parse(text);
	} catch {
		const lines = text.split('\n');
		if (isObjectLine(lines[0])) {
			return lines.flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, index + 1, options)]));
		}

		const errors: ParseError[] = [];
		parseLeniently(text, errors, {disallowComments: true, allowTrailingComma: false});
		const [error] = errors;
		throw error === undefined
			? unreadable(options, 'It is not JSON.')
			: unreadable(options, `It is not JSON: ${errorWords(error)} at ${placeOf(text, error.offset)}.`);
	}
}

function isObjectLine(line: string | undefined): boolean {
	return line !== undefined && line.startsWith('{') && isJson(line);
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

function parseLine(line: string, number: number, options: SavedScanOptions): unknown {
	try {
		return JSON.parse(line);
	} catch {
		throw unreadable(options, `Line ${number} is not JSON.`);
	}
}

/** `InvalidSymbol` as `invalid symbol`. */
function errorWords({error}: ParseError): string {
	return printParseErrorCode(error)
		.replaceAll(/\B[A-Z]/gu, ' $&')
		.toLowerCase();
}

function placeOf(text: string, offset: number): string {
	const before = text.slice(0, offset).split('\n');
	return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function entriesOf(
	json: unknown,
	options: SavedScanOptions,
): {entries: readonly unknown[]; path: string; isCutShort: boolean} {
	if (Array.isArray(json)) {
		return {entries: json, path: '', isCutShort: false};
	}

	if (isMembers(json)) {
		const {InstanceImageMetadata: entries, NextToken: token} = json;
		if (Array.isArray(entries)) {
			const isCutShort = token !== undefined && token !== null && token !== '';
			return {entries, path: 'InstanceImageMetadata', isCutShort};
		}

		// One line of NDJSON is one object.
		if (typeof json.InstanceId === 'string') {
			return {entries: [json], path: '', isCutShort: false};
		}
	}

	throw unreadable(options, 'It is no scan: there is neither an array of instances nor "InstanceImageMetadata" in it.');
}

const texts = ['InstanceType', 'LaunchTime', 'AvailabilityZone', 'ZoneId', 'OwnerId', 'Region'];
const imageTexts = ['ImageId', 'Name', 'OwnerId', 'State', 'ImageOwnerAlias', 'CreationDate', 'DeprecationTime'];
const imageFlags = ['ImageAllowed', 'IsPublic'];

const watermarkTexts = [
	'WatermarkKey',
	'SourceImageRegion',
	'SourceImageId',
	'SourceImageCreationTime',
	'WatermarkCreationTime',
];

/** Everything that is wrong with an entry, each with its path. */
function mistakesOf(entry: unknown, path: string): readonly string[] {
	if (!isMembers(entry)) {
		return [`${path} is no object`];
	}

	const {InstanceId: id, LaunchTime: launchTime} = entry;
	const isOddTime = typeof launchTime === 'string' && Number.isNaN(Date.parse(launchTime));
	return [
		...(typeof id === 'string' && id !== '' ? [] : [`${path}.InstanceId is missing or no text`]),
		...wrongMembers(entry, texts, 'string', path),
		...(isOddTime ? [`${path}.LaunchTime is no time: ${quoted(launchTime)}`] : []),
		...inObject(entry.State, `${path}.State`, (state, at) => [
			...wrongMembers(state, ['Name'], 'string', at),
			...wrongMembers(state, ['Code'], 'number', at),
		]),
		...inArray(entry.Tags, `${path}.Tags`, tagMistakes),
		...inObject(entry.ImageMetadata, `${path}.ImageMetadata`, imageMistakes),
	];
}

type FindMistakes = (members: Members, path: string) => readonly string[];

function inObject(value: unknown, path: string, find: FindMistakes): readonly string[] {
	if (value === undefined) {
		return [];
	}

	return isMembers(value) ? find(value, path) : [`${path} is no object`];
}

function inArray(value: unknown, path: string, find: FindMistakes): readonly string[] {
	if (value === undefined) {
		return [];
	}

	return Array.isArray(value)
		? value.flatMap((item: unknown, index) =>
				isMembers(item) ? find(item, `${path}[${index}]`) : [`${path}[${index}] is no object`],
			)
		: [`${path} is no array`];
}

function tagMistakes(tag: Members, path: string): readonly string[] {
	return [
		...(typeof tag.Key === 'string' ? [] : [`${path}.Key is missing or no text`]),
		...wrongMembers(tag, ['Value'], 'string', path),
	];
}

function imageMistakes(image: Members, path: string): readonly string[] {
	return [
		...wrongMembers(image, imageTexts, 'string', path),
		...wrongMembers(image, imageFlags, 'boolean', path),
		...inArray(image.ImageWatermarks, `${path}.ImageWatermarks`, (watermark, at) =>
			wrongMembers(watermark, watermarkTexts, 'string', at),
		),
	];
}

const typeWords = {string: 'text', number: 'number', boolean: 'true or false'} as const;

function wrongMembers(
	members: Members,
	names: readonly string[],
	type: keyof typeof typeWords,
	path: string,
): readonly string[] {
	return names
		.filter((name) => members[name] !== undefined && typeof members[name] !== type)
		.map((name) => `${path}.${name} is not ${typeWords[type]}`);
}

function instanceFrom(entry: Members, region: string | undefined): Instance {
	const shown = safe(entry) as Members & Instance;
	const {LaunchTime: launchTime, Tags: tags, Region: ownRegion} = shown;
	return {
		...shown,
		...(launchTime !== undefined && {LaunchTime: new Date(launchTime).toISOString()}),
		...(tags !== undefined && {
			Tags: tags.map(({Key, Value}: {Key: string; Value?: string}) => ({Key, Value: Value ?? ''})),
		}),
		Region: ownRegion ?? region ?? regionOfZone(shown.AvailabilityZone) ?? unknownRegion,
		...(shown !== entry && {original: entry}),
	};
}

/** The Region of an Availability, Local or Wavelength Zone: `us-west-2-lax-1a` is in `us-west-2`. */
export function regionOfZone(zone: string | undefined): string | undefined {
	return /^[a-z]+(?:-[a-z]+)+-\d+/u.exec(zone ?? '')?.[0];
}

/** Data with every text in it safe to print, names of members included; the very same object where nothing had to change. */
function safe(data: unknown): unknown {
	if (typeof data === 'string') {
		return safeText(data);
	}

	if (Array.isArray(data)) {
		const items = data as readonly unknown[];
		const made = items.map((item) => safe(item));
		return made.some((item, index) => item !== items[index]) ? made : data;
	}

	if (!isMembers(data)) {
		return data;
	}

	let isChanged = false;
	const entries = Object.entries(data).map(([name, value]) => {
		const entry = [safeText(name), safe(value)] as const;
		isChanged ||= entry[0] !== name || entry[1] !== value;
		return entry;
	});
	return isChanged ? Object.fromEntries(entries) : data;
}

function isMembers(value: unknown): value is Members {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function quoted(text: string): string {
	const shown = safeText(text);
	return `“${shown.length > 40 ? `${shown.slice(0, 40)}…` : shown}”`;
}

function cutShortProblem({file = 'the saved scan'}: SavedScanOptions): Problem {
	return {
		kind: 'storage',
		code: 'cut-short',
		what: `${safeText(file)} holds a NextToken: its scan was cut short, and instances are missing.`,
		next: 'Scan again without --max-items and --no-paginate, or with `allowed-amis scan --format json --output FILE`.',
	};
}

function unreadable({file = 'the saved scan'}: SavedScanOptions, what: string): ProblemError {
	return new ProblemError({
		kind: 'storage',
		code: 'no-scan',
		what: `Can't read ${safeText(file)}. ${what}`,
		next: 'Save one with `allowed-amis scan --format json --output FILE`, or with `aws ec2 describe-instance-image-metadata`.',
	});
}
