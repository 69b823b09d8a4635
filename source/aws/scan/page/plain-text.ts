import {Buffer} from 'node:buffer';
import type {Dictionary} from '../../../inventory/columns/dictionary.ts';
import {hashPrime, hashSeed} from '../../../inventory/columns/text-hash.ts';
import {safeText} from '../../../safe-text.ts';
import type {Expected, XmlCursor} from './xml-cursor.ts';

/** By byte: 1 for what a text is looked at for more closely. All else is printable ASCII that stands for itself. */
const isOdd: Readonly<Uint8Array> = Uint8Array.from({length: 256}, (_, byte) =>
	byte >= 0x20 && byte <= 0x7e && byte !== 0x26 ? 0 : 1,
);
const lessThan = 0x3c;

/** What stands for a text that only the SDK's reader can read, or that is not safe to print: all of its instance is then read by that. */
export const unread = -1;

/** Reads the text of an element, with its closing tag; gives its code, or `unread`. */
export function readText(cursor: XmlCursor, dictionary: Dictionary, closing: Expected): number {
	const {bytes, at: start} = cursor;
	let at = start;
	let hash = hashSeed;
	let odd = 0;
	for (let byte = bytes[at]; byte !== lessThan; byte = bytes[at]) {
		if (byte === undefined) {
			return cursor.more();
		}

		hash = Math.imul(hash ^ byte, hashPrime);
		odd |= isOdd[byte] ?? 1;
		at++;
	}

	cursor.at = at;
	cursor.take(closing);
	if (odd === 0) {
		return dictionary.internBytes(bytes, start, at, hash);
	}

	const text = oddText(bytes, start, at);
	return text === undefined ? unread : dictionary.intern(text);
}

/** A text that was read, with its closing tag: where it was in the answer, and its code. The next one is often the same. */
export class LastText {
	from = 0;
	length = 0;
	code = unread;
}

/** The same, where it is often what it was the last time. */
export function readRepeatedText(cursor: XmlCursor, dictionary: Dictionary, closing: Expected, last: LastText): number {
	if (cursor.repeats(last)) {
		cursor.at += last.length;
		return last.code;
	}

	const from = cursor.at;
	const code = readText(cursor, dictionary, closing);
	last.from = from;
	last.length = cursor.at - from;
	last.code = code;
	return code;
}

/** Steps over the text of an element up to its closing tag; gives where it ends, or `unread` if there is none, or not a plain one. */
export function plainEnd(cursor: XmlCursor): number {
	const {bytes, at: start} = cursor;
	let at = start;
	let odd = 0;
	for (let byte = bytes[at]; byte !== lessThan; byte = bytes[at]) {
		if (byte === undefined) {
			return cursor.more();
		}

		odd |= isOdd[byte] ?? 1;
		at++;
	}

	cursor.at = at;
	return odd === 0 && at > start ? at : unread;
}

/** A text as the SDK's reader gives it, if that is safe to print; `undefined` where it isn't, or where only that reader can tell. */
export function oddText(bytes: Buffer, start: number, end: number): string | undefined {
	const raw = bytes.toString('utf8', start, end);
	const text = raw.includes('&') ? decoded(raw) : raw;
	if (text === undefined || raw.includes('\r')) {
		return undefined;
	}

	if (text.trim() === '' && text.includes('\n')) {
		return '';
	}

	return safeText(text) === text ? text : undefined;
}

const named: ReadonlyMap<string, string> = new Map([
	['&amp;', '&'],
	['&lt;', '<'],
	['&gt;', '>'],
	['&quot;', '"'],
	['&apos;', "'"],
]);

/** With its references replaced; `undefined` if there is one that is not as XML has it. */
function decoded(raw: string): string | undefined {
	let isKnown = true;
	const text = raw.replaceAll(/&[^&;]*;?/g, (reference) => {
		const character = named.get(reference) ?? characterOf(reference);
		isKnown &&= character !== undefined;
		return character ?? '';
	});
	return isKnown ? text : undefined;
}

function characterOf(reference: string): string | undefined {
	const [, hexadecimal, decimal] = /^&#(?:x([\dA-Fa-f]{1,6})|(\d{1,7}));$/.exec(reference) ?? [];
	const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
	return code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined;
}

/** XML with every reference to a character beyond U+FFFF (`&#128512;`) written out: the SDK's reader makes a wrong one of it. */
export function withAstralCharacters(xml: Uint8Array): Uint8Array {
	const bytes = Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength);
	if (!bytes.includes('&#')) {
		return xml;
	}

	return Buffer.from(
		bytes.toString().replaceAll(/&#(?:x[\dA-Fa-f]{5,6}|\d{5,7});/g, (reference) => {
			const character = characterOf(reference);
			return character !== undefined && character.length > 1 ? character : reference;
		}),
	);
}
