/**
The demo endpoint in a process of its own, behind a memory of its answers: asked the second time it only hands bytes out, so that whoever asks
is measured and not the endpoint. Tells its URL to its parent.
*/
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import process from 'node:process';
import {buffer} from 'node:stream/consumers';
import {startDemoServer} from '../../source/demo/server.ts';

const demo = await startDemoServer({instances: Number(process.argv[2])});
const answers = new Map<string, Uint8Array>();

const server = createServer((request, response) => {
	void (async () => {
		const body = await buffer(request);
		const {authorization = '', 'content-type': type = ''} = request.headers;
		// The Region is in the scope of the signature, and nowhere else.
		const region = /Credential=[^/]+\/\d+\/([^/]+)/.exec(authorization)?.[1] ?? '';
		const key = `${region} ${body.toString()}`;
		let answer = answers.get(key);
		if (answer === undefined) {
			const fresh = await fetch(demo.url, {method: 'POST', headers: {authorization, 'content-type': type}, body});
			answer = await fresh.bytes();
			answers.set(key, answer);
		}

		response.writeHead(200, {'content-type': 'text/xml;charset=UTF-8'}).end(answer);
	})();
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
	process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
