import {once} from 'node:events';
import {Option} from '@commander-js/extra-typings';
import {demoCredentials, startDemoServer, type DemoServer} from '../demo/server.ts';
import {numberBetween} from './options/arguments.ts';
import {defineCommand} from './options/definition.ts';
import {exitCodes} from './program/exit-code.ts';
import {print, say} from './program/terminal.ts';

/**
Serves the embedded demo account as an EC2 endpoint until a signal. The first line on stdout is the URL alone; then come the variables to copy.
Ends with 1 where the port cannot be had.
*/
export const command = defineCommand(
	{
		uses: [],
		examples: ['demo-server --port 8080 --instances 20000', 'demo-server --accounts 300 --latency 100'],
		declare: (command) =>
			command
				.addOption(
					new Option('--port <number>', 'the port on 127.0.0.1; any free one if left out').argParser(
						numberBetween(0, 65_535),
					),
				)
				.addOption(
					new Option('--instances <number>', 'how many instances the account has').argParser(
						numberBetween(0, 1_000_000),
					),
				)
				.addOption(
					new Option('--accounts <number>', 'how many accounts its organization has').argParser(
						numberBetween(2, 10_000),
					),
				)
				.addOption(new Option('--latency <ms>', 'how long each answer takes').argParser(numberBetween(0, 600_000))),
	},
	async ({signal}, options) => {
		let server: DemoServer;
		try {
			server = await startDemoServer(options);
		} catch (error) {
			say(whyNot(error, options.port));
			return exitCodes.failed;
		}

		await print(welcome(server));
		if (!signal.aborted) {
			await once(signal, 'abort');
		}

		await server.close();
		return exitCodes.done;
	},
);

function welcome({url}: DemoServer): string {
	return [
		url,
		'',
		'An EC2 endpoint with a demo account, for this machine only. To use it from another shell:',
		'',
		`export AWS_ENDPOINT_URL=${url}`,
		`export AWS_ACCESS_KEY_ID=${demoCredentials.accessKeyId}`,
		`export AWS_SECRET_ACCESS_KEY=${demoCredentials.secretAccessKey}`,
		'export AWS_REGION=us-east-1',
		'',
		'Ctrl-C stops it.',
		'',
	].join('\n');
}

function whyNot(error: unknown, port = 0): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	switch (code) {
		case 'EADDRINUSE': {
			return `Port ${port} is in use by another program.\n  Choose another with --port, or leave it out for any free one.`;
		}

		case 'EACCES': {
			return `Port ${port} needs more rights than you have.\n  Choose one above 1023 with --port.`;
		}

		default: {
			return `The demo server could not start: ${error instanceof Error ? error.message : String(error)}\n  Try again with another --port.`;
		}
	}
}
