import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {PassThrough, Readable} from 'node:stream';
import {test, type TestContext} from 'node:test';
import {gzipSync} from 'node:zlib';
import {execa} from 'execa';
import {readInput} from '../../../source/storage/files/input.ts';
import {temporaryDirectory} from '../processes.ts';

const text = '{"ImageNames": ["Zürich-*", "日本"]}\n';

const big = (littleEndian: Buffer): Buffer => Buffer.from(littleEndian).swap16();
const utf16 = Buffer.from(text, 'utf16le');

async function fileOf(t: TestContext, bytes: Uint8Array): Promise<string> {
	const file = path.join(await temporaryDirectory(t), 'criteria.json');
	await fs.writeFile(file, bytes);
	return file;
}

for (const [encoding, bytes] of [
	['UTF-8 alone', Buffer.from(text)],
	['UTF-8 with a byte order mark', Buffer.from(`\u{FEFF}${text}`)],
	['UTF-16 as PowerShell writes it', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
	['UTF-16 the other way round', Buffer.concat([Buffer.from([0xfe, 0xff]), big(utf16)])],
	['nothing at all', Buffer.alloc(0)],
] as const) {
	test(`${encoding} is read, from a file and from the standard input`, async (t) => {
		const expected = bytes.length === 0 ? '' : text;
		assert.equal(await readInput(await fileOf(t, bytes)), expected);
		assert.equal(await readInput('-', {stdin: Readable.from([bytes])}), expected);
	});
}

const latin1 = Buffer.from('{\n"Description": "Zürich"}', 'latin1');
for (const [bytes, name] of [
	[utf16, /it looks like UTF-16 LE without a byte order mark/],
	[big(utf16), /it looks like UTF-16 BE without a byte order mark/],
	[Buffer.from('{\0\0\0[\0\0\0'), /it looks like UTF-32 LE without/],
	[Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]), /it is UTF-32,/],
	[Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x7b]), /it is UTF-32,/],
	[Buffer.from([0xff, 0xfe, 0x7b]), /byte order mark says UTF-16 LE, but not all of it is/],
	[latin1, /not in UTF-8 \(byte 0xFC in line 2\); its encoding may be Windows-1252/],
	// The first half of a two-byte character, cut by what follows and by the end.
	[Buffer.from([0x22, 0xc3, 0x22]), /byte 0xC3 in line 1/],
	[Buffer.from([0x22, 0x0a, 0xe2, 0x82]), /byte 0xE2 in line 2/],
	[gzipSync(text), /compressed \(gzip\)/],
	[Buffer.from('PK\u{3}\u{4}'), /ZIP archive/],
] as const) {
	test(`what is in another encoding is refused, and named: ${String(name)}`, async (t) => {
		await assert.rejects(readInput(await fileOf(t, bytes)), name);
		await assert.rejects(readInput('-', {stdin: Readable.from([bytes])}), /Cannot read the standard input: it/);
	});
}

test('a pipe is read like a file, and one that nobody writes to holds nobody up', async (t) => {
	const pipe = path.join(await temporaryDirectory(t), 'pipe');
	await execa('mkfifo', [pipe]);
	const controller = new AbortController();
	const reading = readInput(pipe, {signal: controller.signal});
	controller.abort();
	await assert.rejects(reading, {name: 'AbortError'});

	const writing = fs.writeFile(pipe, text);
	assert.equal(await readInput(pipe), text);
	await writing;
});

test('waiting for the standard input ends with the signal', async () => {
	const controller = new AbortController();
	const reading = readInput('-', {stdin: new PassThrough(), signal: controller.signal});
	controller.abort();
	await assert.rejects(reading, {name: 'AbortError'});
});

test('what does not end is not read for ever, from a pipe or a device', async () => {
	const most = 1024 * 1024;
	const endless = Readable.from(
		(function* () {
			for (;;) {
				yield Buffer.alloc(65_536);
			}
		})(),
	);
	const refused = /did not end within 1 MiB/;
	await assert.rejects(readInput('-', {stdin: endless, most}), refused);
	if (process.platform !== 'win32') {
		await assert.rejects(readInput('/dev/zero', {most}), refused);
	}
});
