/** What memory a long session takes: a million instances scanned and browsed in the program that ships, and 200 scans of the same Region. */
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {execa} from 'execa';
import {environmentFor, program} from '../end-to-end/app.ts';
import {openTerminal} from '../support/terminal.ts';
import {startEndpoint} from './endpoint.ts';
import {memoryOf} from './figures.ts';
import {record} from './report.ts';

const million = 1_000_000;
/** A minute is what AWS's own limit of 20 pages a second takes. */
const patience = {timeout: 300_000};

export async function bench({
	instances = million,
	rescans = 200,
}: {readonly instances?: number; readonly rescans?: number} = {}): Promise<void> {
	await browse(instances);
	await rescan(rescans);
}

async function browse(instances: number): Promise<void> {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-bench-'));
	try {
		using endpoint = await startEndpoint(300, instances);
		await using terminal = openTerminal({
			command: process.execPath,
			args: [program, 'review', '--region', 'us-east-1'],
			cwd: folder,
			env: environmentFor(endpoint, folder),
			columns: 120,
			rows: 40,
		});
		await terminal.waitFor(/1 of [\d,]+ .* still scanning/, patience);
		await terminal.waitFor((screen) => / of [\d,]+ /.test(screen) && !screen.includes('still scanning'), patience);
		// All of them, sorted, filtered and grouped.
		for (const press of ['o', 'end', 's', 'down', 'enter', 'home', 'tab', 'tab']) {
			terminal.press(press);
		}

		await terminal.waitFor('▸', patience);
		const memory = await memoryOf(terminal.pid);
		const name = `${instances.toLocaleString('en')} instances scanned and browsed`;
		record(`resident, ${name}`, 'MB', memory === undefined ? [] : [memory.now], {wanted: '< 600 MB'});
		record(`resident at most, ${name}`, 'MB', memory === undefined ? [] : [memory.most], {wanted: '< 600 MB'});
	} finally {
		await fs.rm(folder, {recursive: true, force: true});
	}
}

/** In a process of its own, so that nothing of the bench is counted. */
async function rescan(rescans: number): Promise<void> {
	using endpoint = await startEndpoint(300, 3000);
	const {stdout} = await execa(process.execPath, [
		'--import',
		'tsx',
		'--expose-gc',
		path.join(import.meta.dirname, 'rescans.ts'),
		endpoint.url,
		String(rescans),
	]);
	const resident = JSON.parse(stdout) as number[];
	const [early, late] = [resident.slice(0, resident.length / 2), resident.slice(resident.length / 2)];
	const first = record(`resident in the first half of ${rescans} scans of 3,000 instances`, 'MB', early);
	record('resident in the second half', 'MB', late, {against: first, wanted: '≤ 1.05 ×: a plateau'});
}
