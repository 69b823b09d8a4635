/**
How soon a key press is on the screen: the program that ships, reviewing 200,000 instances on a pseudo-terminal. What is measured begins when
the key is written to the terminal and ends when the output that shows what the key was to do has arrived there; both ways through the
pseudo-terminal are part of it. To draw it is the terminal's own work; until the emulator of this harness, which is slower than most, has drawn
it as well is told as "drawn". What the harness costs by itself is shown by `cat`, where the kernel echoes, and by `less` over as many lines.

The endpoint has its answers ready before, so that it stands for a service elsewhere; the scan comes in as fast as this machine can take it.
*/
import {Buffer} from 'node:buffer';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {execa} from 'execa';
import {environmentFor, program} from '../end-to-end/app.ts';
import {openTerminal, type Terminal} from '../support/terminal.ts';
import {startEndpoint} from './endpoint.ts';
import {memoryOf, processorTimeOf} from './figures.ts';
import {
	anyTime,
	keyLimit,
	openLess,
	patience,
	report,
	settling,
	size,
	timeOf,
	timeOfLine,
	timesOfMoves,
	timeUntil,
	type Time,
} from './key-times.ts';
import {record} from './report.ts';

/** The Regions that answer without faults have nine tenths of the account: 200,000. */
const instances = 222_300;
const regions = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1'];
/** Milliseconds within which a filter's first lines have to be there. */
const filterLimit = 100;

export async function bench(): Promise<void> {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-bench-'));
	try {
		using endpoint = await startEndpoint(instances);
		const regionOptions = regions.flatMap((region) => ['--region', region]);
		const environment = environmentFor(endpoint, folder);
		// So that the endpoint has its answers ready. The demo's throttling of its smallest Region is met only once.
		await execa(process.execPath, [program, 'scan', ...regionOptions, '--output', path.join(folder, 'scan.json')], {
			env: environment,
		});
		await using terminal = openTerminal({
			command: process.execPath,
			args: [program, 'review', ...regionOptions],
			cwd: folder,
			env: environment,
			...size,
		});
		await using less = await openLess(folder);
		console.log(
			`keys: a key press until the screen shows it, ${size.columns}×${size.rows}; p95 wanted < ${keyLimit} ms`,
		);
		await whileStreaming(terminal, less);
		await atRest(terminal, less);
		await filters(terminal, less);
		await reportMemory('200,000 instances held', terminal);
	} finally {
		await fs.rm(folder, {recursive: true, force: true});
	}
}

async function whileStreaming(terminal: Terminal, less: Terminal): Promise<void> {
	await terminal.waitFor(/1 of [\d,]+ .* still scanning/, patience);
	terminal.press('shift+tab');
	await terminal.waitFor('Instances', patience);
	// All instances, so that every page of the scan makes the list longer.
	terminal.press('o');
	await terminal.waitFor(/\b1 of \d{1,3},\d{3} /, patience);
	const moves: Time[] = [];
	const pages: Time[] = [];
	const peer: Time[] = [];
	while (terminal.screen().includes('still scanning')) {
		moves.push(await timeOf(terminal, 'down'));
		await sleep(anyTime());
		pages.push(await timeOf(terminal, 'pagedown'));
		await sleep(anyTime());
		peer.push(await timeOfLine(less, 'j'));
		await sleep(anyTime());
	}

	report('a scan streaming in: down', moves, peer);
	report('a scan streaming in: page down', pages, peer);
	await reportMemory('when the scan has come in', terminal);
}

async function atRest(terminal: Terminal, less: Terminal): Promise<void> {
	const before = await processorTimeOf(terminal.pid);
	const {times, peer} = await timesOfMoves(terminal, less, 100);
	await bytesOfMoves(terminal);
	for (const [press, all] of times) {
		report(`at rest: ${press}`, all, peer);
	}

	const after = await processorTimeOf(terminal.pid);
	if (before !== undefined && after !== undefined) {
		const keys = times.values().toArray().flat().length;
		console.log(
			`  ${((after - before) / keys).toFixed(1).padStart(11)} ms  of processor time a key, whatever else the machine did`,
		);
	}

	report('cat: the harness alone', await timesOfEcho());
	terminal.press('x');
	await otherKeys(terminal);
	await groups(terminal);
}

/** What a cursor move writes to the terminal. */
async function bytesOfMoves(terminal: Terminal): Promise<void> {
	const bytes: number[] = [];
	terminal.press('home');
	await terminal.waitFor(/ 1 of [\d,]+ /, patience);
	// Over many images, and never far enough to scroll.
	for (let round = 0; round < 60; round++) {
		const before = terminal.output.length;
		await timeOf(terminal, round < 30 ? 'down' : 'up');
		await sleep(anyTime());
		bytes.push(Buffer.byteLength(terminal.output.slice(before)));
	}

	record(`bytes written for a cursor move, ${size.columns}×${size.rows}`, 'bytes', bytes, {wanted: '≤ 1,024'});
}

/** Keys that go far, change what is listed, or open something that covers the list: until any of that is on the screen. */
async function otherKeys(terminal: Terminal): Promise<void> {
	const times = new Map<string, Time[]>();
	terminal.press('home');
	await terminal.waitFor(/ 1 of [\d,]+ /, patience);
	for (let round = 0; round < 20; round++) {
		for (const press of ['end', 'home', 'o', 'o', 's', 'esc', '?', 'esc', 'w', 'esc']) {
			const before = terminal.screen();
			times.set(press, [...(times.get(press) ?? []), await timeUntil(terminal, press, (screen) => screen !== before)]);
			// Until the list is worked out: its last frame has to be there, so that it is not taken for the next key's.
			await sleep(settling / 2);
		}
	}

	for (const [press, all] of times) {
		report(`at rest: ${press}`, all);
	}
}

/** Tab and shift+tab show the instances by image, by provider and so on, each worked out anew. */
async function groups(terminal: Terminal): Promise<void> {
	const times: Time[] = [];
	terminal.press('home');
	// To the last grouping and back: what launches, which follows, is looked up by calls.
	for (let round = 0; round < 4; round++) {
		for (const [press, last] of [
			['tab', 'By operator'],
			['shift+tab', 'Instances'],
		] as const) {
			while (headingOf(terminal.screen())?.includes(last) !== true) {
				const before = headingOf(terminal.screen());
				times.push(await timeUntil(terminal, press, (screen) => headingOf(screen) !== before));
				await terminal.waitFor('▸', patience);
				await sleep(anyTime());
			}
		}
	}

	report('at rest: tab, to the heading of the next grouping', times);
}

/** Letters typed one after the other; the last one has to be followed by the instances that match. */
async function filters(terminal: Terminal, less: Terminal): Promise<void> {
	const letters: Time[] = [];
	for (const text of ['i-0a', 'i-0abc', 'i-0abcde', 'debian-13']) {
		terminal.press('/');
		await terminal.waitFor('text, provider:', patience);
		for (let length = 1; length < text.length; length++) {
			letters.push(await timeOfLetter(terminal, text.slice(0, length)));
			await sleep(anyTime());
		}

		// The list of the letters before has to be there, so that it can be told from the next.
		await sleep(settling);
		const before = countOf(terminal.screen());
		const start = performance.now();
		letters.push(await timeOfLetter(terminal, text));
		await terminal.waitFor((screen) => countOf(screen) !== before, patience);
		const first = terminal.shownSince - start;
		console.log(
			`  ${first.toFixed(1).padStart(11)} ms  filter ${text}: first instances on the screen (wanted < ${filterLimit} ms)`,
		);
		terminal.press('esc');
		await terminal.waitFor((screen) => !screen.includes(`/ ${text}`), patience);
	}

	report('a letter of a filter, until it is in its field', letters);
	const start = performance.now();
	less.press('&');
	await less.waitFor('&/', patience);
	less.type('line 19999\r');
	await less.waitFor(() => less.line(0).includes('line 19999 '), patience);
	const first = performance.now() - start;
	console.log(`  ${first.toFixed(1).padStart(11)} ms  for comparison, the first lines of a filter in less (&)`);
}

async function timeOfLetter(terminal: Terminal, text: string): Promise<Time> {
	return timeUntil(terminal, text.at(-1) ?? '', (screen) => screen.includes(`/ ${text}`));
}

/** How many lines the list has. */
function countOf(screen: string): string | undefined {
	return / [\d,]{1,9} of ([\d,]{1,9}) /.exec(screen)?.[1];
}

async function timesOfEcho(): Promise<readonly Time[]> {
	await using cat = openTerminal({command: 'cat', ...size});
	const times: Time[] = [];
	for (let round = 1; round <= 60; round++) {
		const typed = 'x'.repeat(round);
		times.push(await timeUntil(cat, 'x', (screen) => screen.includes(typed)));
		await sleep(anyTime());
	}

	return times;
}

function headingOf(screen: string): string | undefined {
	return /^ (?:Instances|By \S+)/m.exec(screen)?.[0];
}

async function reportMemory(when: string, terminal: Terminal): Promise<void> {
	const memory = await memoryOf(terminal.pid);
	console.log(
		memory === undefined
			? `  memory ${when}: not told by this system`
			: `  memory ${when}: ${Math.round(memory.now)} MB, at most ${Math.round(memory.most)} MB`,
	);
}
