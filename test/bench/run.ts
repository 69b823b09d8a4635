/**
All benches, or those named: `npm run bench`, `npm run bench -- keys what-if`. Each prints what it measured; absolute numbers are this
machine's, the ratios to other programs are taken in one run.
*/
import os from 'node:os';
import process from 'node:process';

const benches = {
	'what-if': async () => import('./what-if.ts'),
	inventory: async () => import('./inventory.ts'),
	scan: async () => import('./scan.ts'),
	startup: async () => import('./startup.ts'),
	keys: async () => import('./keys.ts'),
} as const;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
	console.error(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
	process.exit(2);
}

const processor = os.cpus()[0]?.model.trim() ?? 'unknown processor';
const busy = os.loadavg()[0] ?? 0;
console.log(
	`${os.type()} ${os.arch()}, ${os.availableParallelism()} × ${processor}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}; load ${busy.toFixed(1)} before the run`,
);
for (const [name, load] of Object.entries(benches)) {
	if (!(wanted.length === 0 || wanted.includes(name))) {
		continue;
	}

	console.log('');
	const {bench} = await load();
	await bench();
}
