import {once} from 'node:events';
import {demoCredentials, startDemoServer, type DemoServer} from '../demo/server.ts';

export type DemoServerFlags = {
	readonly port?: number;
	readonly instances?: number;
	/** Milliseconds. */
	readonly latency?: number;
};

/**
Serves the embedded demo account as an EC2 endpoint until the signal. The first line on stdout is the URL alone; then come the variables to
copy. Gives the exit code: 0 once stopped, 1 where the port cannot be had.
*/
export async function runDemoServer(
	options: DemoServerFlags,
	io: {readonly stdout: NodeJS.WritableStream; readonly stderr: NodeJS.WritableStream},
	signal: AbortSignal,
): Promise<number> {
	let server: DemoServer;
	try {
		server = await startDemoServer(options);
	} catch (error) {
		io.stderr.write(`${whyNot(error, options.port)}\n`);
		return 1;
	}

	io.stdout.write(
		[
			server.url,
			'',
			'An EC2 endpoint with a demo account, for this machine only. To use it from another shell:',
			'',
			`export AWS_ENDPOINT_URL=${server.url}`,
			`export AWS_ACCESS_KEY_ID=${demoCredentials.accessKeyId}`,
			`export AWS_SECRET_ACCESS_KEY=${demoCredentials.secretAccessKey}`,
			'export AWS_REGION=us-east-1',
			'',
			'Ctrl-C stops it.',
			'',
		].join('\n'),
	);

	if (!signal.aborted) {
		await once(signal, 'abort');
	}

	await server.close();
	return 0;
}

function whyNot(error: unknown, port = 0): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	switch (code) {
		case 'EADDRINUSE': {
			return `Port ${port} is in use by another program. Choose another with --port, or leave it out for any free one.`;
		}

		case 'EACCES': {
			return `Port ${port} needs more rights than you have. Choose one above 1023 with --port.`;
		}

		default: {
			return `The demo server could not start: ${error instanceof Error ? error.message : String(error)}`;
		}
	}
}
