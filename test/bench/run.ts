/**
All benches, or those named: `npm run bench`, `npm run bench -- keys what-if`. Each prints what it measured; absolute numbers are this
machine's, the ratios to other programs are taken in one run. `--json FILE` writes the figures with the machine and its load; `--accounts N` makes
the organizations smaller, for a try.
*/
import fs from 'node:fs/promises';
import os from 'node:os';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {recorded} from './report.ts';

const benches = {
	'what-if': async () => import('./what-if.ts'),
	inventory: async () => import('./inventory.ts'),
	scan: async () => import('./scan.ts'),
	startup: async () => import('./startup.ts'),
	keys: async () => import('./keys.ts'),
	'wizard-keys': async () => import('./wizard-keys.ts'),
	regions: async () => import('./regions.ts'),
	memory: async () => import('./memory.ts'),
	organization: async () => import('./organization.ts'),
	'organization-memory': async () => import('./organization-memory.ts'),
} as const;

const {
	positionals: wanted,
	values: {json, accounts},
} = parseArgs({allowPositionals: true, options: {json: {type: 'string'}, accounts: {type: 'string'}}});
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
	console.error(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
	process.exit(2);
}

const processor = os.cpus()[0]?.model.trim() ?? 'unknown processor';
const machine = `${os.type()} ${os.arch()}, ${os.availableParallelism()} × ${processor}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
const loadBefore = os.loadavg()[0] ?? 0;
const startedAt = new Date().toISOString();
console.log(`${machine}; load ${loadBefore.toFixed(1)} before the run`);
for (const [name, load] of Object.entries(benches)) {
	if (!(wanted.length === 0 || wanted.includes(name))) {
		continue;
	}

	console.log('');
	const {bench} = await load();
	await bench(accounts === undefined ? {} : {accounts: Number(accounts)});
}

if (json !== undefined) {
	const run = {machine, startedAt, loadBefore, loadAfter: os.loadavg()[0], figures: recorded()};
	await fs.writeFile(json, `${JSON.stringify(run, undefined, '\t')}\n`);
}
