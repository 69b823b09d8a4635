/** How long many Regions take where each answer does: three zones of two pages each in every Region, against the longest chain of calls. */
import {fork} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {createCloud} from '../../source/aws/cloud.ts';
import {demoCredentials} from '../../source/demo/server.ts';
import {record} from './report.ts';

const regionCount = 17;
const latency = 200;
const rounds = 3;
/** Of a Region. */
const instances = 12;
/** Of one Region: its first page beside its zones, then of each zone its offenders and two pages, one after the other. */
const chain = 4 * latency;

export async function bench(): Promise<void> {
	const server = fork(new URL('regions-endpoint.ts', import.meta.url), [String(latency)], {execArgv: process.execArgv});
	const [{url}] = (await once(server, 'message')) as [{readonly url: string}];
	let connections = 0;
	server.on('message', (told: {readonly connections: number}) => {
		({connections} = told);
	});
	const cloud = createCloud({
		endpointUrl: url,
		credentials: demoCredentials,
		scan: {pageSize: 2, fanOutAfter: 2},
	});
	const times: number[] = [];
	for (let round = 0; round <= rounds; round++) {
		const started = performance.now();
		const counts = await Promise.all(
			Array.from({length: regionCount}, async (_, index) => countOf(cloud, `us-test-${index + 1}`)),
		);
		if (round > 0) {
			times.push(performance.now() - started);
		}

		if (counts.some((count) => count !== instances)) {
			throw new Error(`Instances are missing: ${counts.join(', ')}`);
		}
	}

	cloud.close();
	server.kill();
	const longest = record('the longest chain of calls', 'ms', [chain]);
	record(`${regionCount} Regions × 3 zones × 2 pages at ${latency} ms a call`, 'ms', times, {
		against: longest,
		wanted: '≤ 1.3 ×',
	});
	record('connections that were opened for it', 'connections', [connections]);
}

async function countOf(cloud: ReturnType<typeof createCloud>, region: string): Promise<number> {
	const ids = new Set<string>();
	for await (const event of cloud.scan(region, new AbortController().signal)) {
		for (const {InstanceId: id} of event.type === 'page' ? event.instances : []) {
			ids.add(id);
		}
	}

	return ids.size;
}
