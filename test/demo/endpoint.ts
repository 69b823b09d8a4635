import {EC2Client} from '@aws-sdk/client-ec2';
import {STSClient} from '@aws-sdk/client-sts';
import {demoCredentials, startDemoServer, type DemoServer, type DemoServerOptions} from '../../source/demo/server.ts';

/** A server for one test, closed when the test ends. */
export async function serve(
	test: {after(done: () => Promise<void>): void},
	options: DemoServerOptions = {},
): Promise<DemoServer> {
	const server = await startDemoServer(options);
	test.after(async () => server.close());
	return server;
}

export function ec2(server: DemoServer, region = 'us-east-1', maxAttempts = 1): EC2Client {
	return new EC2Client({endpoint: server.url, region, credentials: demoCredentials, maxAttempts});
}

export function sts(server: DemoServer, region = 'us-east-1'): STSClient {
	return new STSClient({endpoint: server.url, region, credentials: demoCredentials, maxAttempts: 1});
}

/** A request of the query protocol without any SDK: what goes over the wire, to the letter. */
export async function post(
	server: DemoServer,
	parameters: Readonly<Record<string, string>>,
	{region = 'us-east-1', service = 'ec2', authorization = scope(region, service)} = {},
): Promise<{status: number; body: string}> {
	const response = await fetch(server.url, {
		method: 'POST',
		headers: {authorization, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8'},
		body: new URLSearchParams({Version: '2016-11-15', ...parameters}),
	});
	return {status: response.status, body: await response.text()};
}

function scope(region: string, service: string): string {
	return `AWS4-HMAC-SHA256 Credential=AKIADEMO/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

/** The code of an error answer of EC2 or STS. */
export function codeOf({body}: {body: string}): string | undefined {
	return /<Code>([^<]*)<\/Code>/.exec(body)?.[1];
}

/** The code of the error that a promise of the SDK rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<{name: string; message: string; status: number}> {
	try {
		await promise;
	} catch (error) {
		const {name, message, $metadata} = error as Error & {$metadata?: {httpStatusCode?: number}};
		return {name, message, status: $metadata?.httpStatusCode ?? 0};
	}

	throw new Error('It was not refused.');
}
