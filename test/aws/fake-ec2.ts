import {once} from 'node:events';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {text} from 'node:stream/consumers';
import type {AddressInfo} from 'node:net';
import {demoCredentials} from '../../source/demo/server.ts';
import {createCloud} from '../../source/aws/cloud.ts';
import type {CloudOptions} from '../../source/aws/cloud-options.ts';
import {impatient, type TestCloud} from './cloud-for.ts';

export type FakeRequest = {
	readonly action: string;
	readonly params: URLSearchParams;
	readonly headers: IncomingMessage['headers'];
};

/** What a fake endpoint answers: the content of the response element, or anything by hand. */
export type FakeAnswer =
	string | {readonly status: number; readonly body: string; readonly headers?: Record<string, string>};

/** An endpoint that answers just what a test says, for what the demo account never does. */
export async function fakeEc2(
	test: {after(done: () => Promise<void>): void},
	answer: (request: FakeRequest, response: ServerResponse) => FakeAnswer | undefined,
	options: CloudOptions = {},
): Promise<{cloud: TestCloud; url: string; requests: readonly FakeRequest[]}> {
	const requests: FakeRequest[] = [];
	const server = createServer((incoming, response) => {
		void (async () => {
			const parameters = new URLSearchParams(await text(incoming));
			const request = {action: parameters.get('Action') ?? '', params: parameters, headers: incoming.headers};
			requests.push(request);
			const answered = answer(request, response);
			if (answered === undefined) {
				return;
			}

			if (typeof answered !== 'string') {
				response.writeHead(answered.status, {'content-type': 'text/xml', ...answered.headers}).end(answered.body);
				return;
			}

			response
				.writeHead(200, {'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': 'fake-request'})
				.end(
					`<${request.action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${answered}</${request.action}Response>`,
				);
		})();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const cloud = createCloud({...impatient, endpointUrl: url, credentials: demoCredentials, ...options});
	test.after(async () => {
		cloud.close();
		server.closeAllConnections();
		server.close();
	});
	return {cloud, url, requests};
}

/** EC2's body of an error. */
export function errorAnswer(
	status: number,
	code: string,
	message: string,
	headers: Record<string, string> = {},
): FakeAnswer {
	const escaped = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	return {
		status,
		headers: {'x-amzn-requestid': 'fake-request', ...headers},
		body: `<?xml version="1.0" encoding="UTF-8"?><Response><Errors><Error><Code>${code}</Code><Message>${escaped}</Message></Error></Errors><RequestID>fake-request</RequestID></Response>`,
	};
}
