/** What the benches make of their measurements: numbers that a reader can compare. */
import {readFile} from 'node:fs/promises';

/** The share of sorted-or-not times that lies below: 0.5 is the median. NaN without any. */
export function quantile(times: readonly number[], share: number): number {
	const sorted = times.toSorted((left, right) => left - right);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function median(times: readonly number[]): number {
	return quantile(times, 0.5);
}

/** `p50 3.1 ms   p95 5.0 ms   most 9.3 ms`, in columns. */
export function spread(times: readonly number[]): string {
	const column = (value: number): string => `${value.toFixed(1).padStart(7)} ms`;
	return `p50 ${column(median(times))}   p95 ${column(quantile(times, 0.95))}   most ${column(quantile(times, 1))}`;
}

/** The memory a process holds now and held at most, in MB; absent where the system does not tell. */
export async function memoryOf(pid: number): Promise<{readonly now: number; readonly most: number} | undefined> {
	try {
		const status = await readFile(`/proc/${pid}/status`, 'utf8');
		const field = (name: string): number =>
			Number(new RegExp(String.raw`^${name}:\s*(\d+)`, 'm').exec(status)?.[1]) / 1024;
		return {now: field('VmRSS'), most: field('VmHWM')};
	} catch {
		return undefined;
	}
}

/** The processor time that a process has used so far, in milliseconds: what else the machine does hardly changes it. */
export async function processorTimeOf(pid: number): Promise<number | undefined> {
	try {
		const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
		// After the name in parentheses come the fields from the third on; the 14th and 15th count hundredths of a second.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return (Number(fields[11]) + Number(fields[12])) * 10;
	} catch {
		return undefined;
	}
}
