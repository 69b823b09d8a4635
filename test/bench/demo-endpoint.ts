/**
The demo endpoint in a process of its own, behind a memory of its answers: asked the second time it only hands bytes out, so that whoever asks
is measured and not the endpoint. Where a size is given, us-east-1 has a fleet of it in place of the demo's. Tells its URL to its parent.
*/
import {Buffer} from 'node:buffer';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import process from 'node:process';
import {buffer} from 'node:stream/consumers';
import {startDemoServer} from '../../source/demo/server.ts';
import {fleetPage} from './fleet.ts';

const [instances, fleet] = process.argv.slice(2).map(Number);
const demo = await startDemoServer(instances === undefined ? {} : {instances});
type Answer = {readonly status: number; readonly type: string; readonly body: Uint8Array};
const answers = new Map<string, Answer>();
/** A megabyte each: a fleet of a million is made anew, page by page. */
const mostKept = 700;
const xml = 'text/xml;charset=UTF-8';

async function byDemo(headers: Readonly<Record<string, string>>, body: Uint8Array<ArrayBuffer>): Promise<Answer> {
	const fresh = await fetch(demo.url, {method: 'POST', headers, body});
	return {status: fresh.status, type: fresh.headers.get('content-type') ?? xml, body: await fresh.bytes()};
}

const server = createServer((request, response) => {
	void (async () => {
		const body = await buffer(request);
		const {authorization = '', 'content-type': type = '', 'x-amz-target': target} = request.headers;
		const asked = {authorization, 'content-type': type, ...(typeof target === 'string' && {'x-amz-target': target})};
		// The Region is in the scope of the signature, and nowhere else.
		const region = /Credential=[^/]+\/\d+\/([^/]+)/.exec(authorization)?.[1] ?? '';
		const key = `${region} ${body.toString()}`;
		let answer = answers.get(key);
		if (answer === undefined) {
			const page = fleet === undefined ? undefined : fleetPage(fleet, region, new URLSearchParams(body.toString()));
			answer = page === undefined ? await byDemo(asked, body) : {status: 200, type: xml, body: Buffer.from(page)};
			// What changes with settings is asked of the demo each time.
			if (body.includes('Action=DescribeInstanceImageMetadata&') && answers.size < mostKept) {
				answers.set(key, answer);
			}
		}

		response.writeHead(answer.status, {'content-type': answer.type}).end(answer.body);
	})();
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
	process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
