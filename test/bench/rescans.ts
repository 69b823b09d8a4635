/** Scans one Region of an endpoint again and again into one inventory, and prints how much memory the process then holds, in MB, after each tenth. */
import process from 'node:process';
import {createCloud} from '../../source/aws/cloud.ts';
import {demoCredentials} from '../../source/demo/server.ts';
import {Inventory} from '../../source/inventory/store.ts';

const [url = '', scans = '0'] = process.argv.slice(2);
const cloud = createCloud({
	endpointUrl: url,
	credentials: demoCredentials,
	scan: {fanOutAfter: 1000, pace: {perSecond: 1e5, burst: 1e5}},
});
const inventory = new Inventory();
const resident: number[] = [];
for (let scan = 1; scan <= Number(scans); scan++) {
	for await (const event of cloud.scan('us-east-1', new AbortController().signal)) {
		inventory.apply(event);
	}

	if (scan % 10 !== 0) {
		continue;
	}

	globalThis.gc?.();
	resident.push(process.memoryUsage().rss / 2 ** 20);
}

cloud.close();
console.log(JSON.stringify(resident));
