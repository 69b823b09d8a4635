/** How long a key press takes until the output that shows what it did has arrived at the terminal. */
import fs from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {openTerminal, type Terminal} from '../support/terminal.ts';
import {median, quantile, spread} from './figures.ts';
import {keep} from './report.ts';

export const size = {columns: 120, rows: 40};
/** Milliseconds within which a key press has to be on the screen, 19 times in 20. */
export const keyLimit = 16;
export const patience = {timeout: 60_000};
/** Milliseconds in which any list of 200,000 instances has long been worked out. */
export const settling = 1000;

/** Milliseconds until the output that showed it had arrived, and until it was drawn. */
export type Time = {readonly arrived: number; readonly drawn: number};

export async function timeUntil(
	terminal: Terminal,
	press: string,
	isShown: (screen: string) => boolean,
): Promise<Time> {
	const start = performance.now();
	terminal.press(press);
	await terminal.waitFor(isShown, patience);
	return {arrived: terminal.shownSince - start, drawn: performance.now() - start};
}

/** Moves through a list of instances, as often as told, beside one line further in `less`. */
export async function timesOfMoves(
	terminal: Terminal,
	less: Terminal,
	rounds: number,
): Promise<{readonly times: ReadonlyMap<string, readonly Time[]>; readonly peer: readonly Time[]}> {
	const peer: Time[] = [];
	const times = new Map<string, Time[]>();
	for (let round = 0; round < rounds; round++) {
		for (const press of ['down', 'up', 'pagedown', 'space', 'pagedown']) {
			times.set(press, [...(times.get(press) ?? []), await timeOf(terminal, press)]);
			await sleep(anyTime());
		}

		peer.push(await timeOfLine(less, 'j'));
		await sleep(anyTime());
	}

	return {times, peer};
}

/** The current row is told in the title: `37 of 1,482`. */
export async function timeOf(terminal: Terminal, press: string): Promise<Time> {
	const before = positionOf(terminal.screen());
	return timeUntil(terminal, press, (screen) => positionOf(screen) !== before);
}

export async function timeOfLine(less: Terminal, press: string): Promise<Time> {
	const before = less.line(0);
	return timeUntil(less, press, () => less.line(0) !== before);
}

function positionOf(screen: string): string | undefined {
	return /^ (?:Instances|By .+?) {2}([\d,]+) of /m.exec(screen)?.[1];
}

/** Keys come when they come, not in step with frames or pages. */
export function anyTime(): number {
	return 15 + Math.random() * 30;
}

export function report(what: string, times: readonly Time[], peer: readonly Time[] = []): void {
	const arrived = times.map((time) => time.arrived);
	const drawn = times.map((time) => time.drawn);
	const ratio = median(arrived) / median(peer.map((time) => time.arrived));
	const comparison = peer.length === 0 ? '' : `, ${ratio.toFixed(1)} × less`;
	const sign = quantile(arrived, 0.95) < keyLimit ? ' ' : '!';
	const drawing = `drawn p50 ${median(drawn).toFixed(1)}, p95 ${quantile(drawn, 0.95).toFixed(1)} ms`;
	console.log(`${sign} ${spread(arrived)}  ${what} (${times.length}${comparison}; ${drawing})`);
	const against = keep(
		`key to frame, ${what}: less`,
		'ms',
		peer.map((time) => time.arrived),
	);
	keep(`key to frame, ${what}`, 'ms', arrived, {against, wanted: `p95 ≤ ${keyLimit} ms`});
}

/** A file with a line for each instance. */
export async function openLess(folder: string): Promise<Terminal> {
	const file = path.join(folder, 'lines');
	const line = (index: number): string =>
		`i-0${((index * 2_654_435_761) % 2 ** 32).toString(16).padStart(16, '0')} line ${index} of a fleet of workers`;
	await fs.writeFile(file, Array.from({length: 200_000}, (_, index) => `${line(index)}\n`).join(''));
	return openTerminal({command: 'less', args: [file], cwd: folder, ...size});
}
