/** The text in bytes that a person's tools wrote, whatever these tools thought of encodings; or which encoding it is that can't be read. */

/** Text, or why there is none, as a clause: "it is UTF-32, …". */
export type Decoded = {readonly text: string} | {readonly why: string};

/**
Decodes UTF-8, with or without a byte order mark, and UTF-16 where a mark says so, as PowerShell's `>` writes it. What else it is gets named, as
far as the bytes tell.
*/
export function decoded(bytes: Uint8Array): Decoded {
	const known = marks.find(({mark}) => mark.every((byte, index) => bytes[index] === byte));
	if (known !== undefined && 'name' in known) {
		return {why: `it is ${known.name}, not text in UTF-8`};
	}

	const unmarked = known === undefined ? wideEncodingOf(bytes) : undefined;
	if (unmarked !== undefined) {
		return {why: `it looks like ${unmarked} without a byte order mark`};
	}

	const encoding = known?.encoding ?? 'utf8';
	try {
		return {text: new TextDecoder(encoding, {fatal: true}).decode(bytes)};
	} catch {
		return {why: whyNot(bytes, encoding)};
	}
}

type Mark = {readonly mark: readonly number[]} & (
	| {readonly encoding: 'utf8' | 'utf-16le' | 'utf-16be'}
	/** Nothing that can be read here. */
	| {readonly name: string}
);

// UTF-32 comes first: its mark begins with that of UTF-16.
const marks: readonly Mark[] = [
	{mark: [0xff, 0xfe, 0, 0], name: 'UTF-32'},
	{mark: [0, 0, 0xfe, 0xff], name: 'UTF-32'},
	{mark: [0xef, 0xbb, 0xbf], encoding: 'utf8'},
	{mark: [0xff, 0xfe], encoding: 'utf-16le'},
	{mark: [0xfe, 0xff], encoding: 'utf-16be'},
	{mark: [0x2b, 0x2f, 0x76], name: 'UTF-7'},
	{mark: [0x1f, 0x8b], name: 'compressed (gzip)'},
	{mark: [0x28, 0xb5, 0x2f, 0xfd], name: 'compressed (zstd)'},
	{mark: [0x42, 0x5a, 0x68], name: 'compressed (bzip2)'},
	{mark: [0xfd, 0x37, 0x7a, 0x58, 0x5a], name: 'compressed (xz)'},
	{mark: [0x50, 0x4b, 0x03, 0x04], name: 'a ZIP archive or an Office document'},
	{mark: [0x25, 0x50, 0x44, 0x46], name: 'a PDF document'},
];

/** JSON begins with two characters of ASCII, so the zeros among its first bytes tell how wide they are. */
function wideEncodingOf(bytes: Uint8Array): string | undefined {
	const zeros = [...bytes.subarray(0, 4)].map((byte) => (byte === 0 ? '0' : 'x')).join('');
	return {x0x0: 'UTF-16 LE', '0x0x': 'UTF-16 BE', x000: 'UTF-32 LE', '000x': 'UTF-32 BE'}[zeros];
}

function whyNot(bytes: Uint8Array, encoding: 'utf8' | 'utf-16le' | 'utf-16be'): string {
	if (encoding !== 'utf8') {
		return `its byte order mark says ${encoding === 'utf-16le' ? 'UTF-16 LE' : 'UTF-16 BE'}, but not all of it is`;
	}

	const at = firstBadByte(bytes);
	const line = bytes.subarray(0, at).reduce((count, byte) => (byte === lineFeed ? count + 1 : count), 1);
	const value = `0x${(bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
	return `it is not in UTF-8 (byte ${value} in line ${line}); its encoding may be Windows-1252 or ISO 8859-1`;
}

const lineFeed = 0x0a;

/** Where UTF-8 ends, found by halving, since a decoder doesn't tell. */
function firstBadByte(bytes: Uint8Array): number {
	let good = 0;
	let bad = bytes.length;
	while (bad - good > 1) {
		const middle = Math.floor((good + bad) / 2);
		// What follows may be the rest of a character; only what is wrong for sure counts.
		if (isDecodable(bytes.subarray(0, middle), true)) {
			good = middle;
		} else {
			bad = middle;
		}
	}

	// The character that the byte after it spoiled began up to three bytes before.
	return [0, 1, 2, 3].map((back) => good - back).find((at) => isDecodable(bytes.subarray(0, at), false)) ?? good;
}

function isDecodable(bytes: Uint8Array, isCut: boolean): boolean {
	try {
		new TextDecoder('utf-8', {fatal: true}).decode(bytes, {stream: isCut});
		return true;
	} catch {
		return false;
	}
}
