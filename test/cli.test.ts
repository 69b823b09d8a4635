import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {startDemoServer} from '../source/demo/server.ts';
import {sideBySide} from '../source/operations/side-by-side.ts';
import {cli, makePlace} from './commands/run.ts';

test('--version and --help answer on stdout, for every command, without loading anything heavy', async (t) => {
	const {run} = await makePlace(t);
	const packageJson = JSON.parse(await fs.readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
		version: string;
	};
	const version = await run(['--version']);
	assert.deepEqual([version.exitCode, version.stderr], [0, '']);
	assert.match(version.stdout, /^(\S+) \((?:build [\da-f]+(?:-changed)?, )?Node \d+\.\d+\.\d+\)\n$/);
	assert.equal(version.stdout.split(' ', 1)[0], packageJson.version);

	const help = await run(['--help']);
	assert.equal(help.exitCode, 0);
	for (const command of [
		'wizard',
		'review',
		'status',
		'scan',
		'what-if',
		'forecast',
		'validate',
		'presets',
		'history',
		'undo',
		'iam-policy',
		'completion',
		'demo-server',
	]) {
		assert.match(help.stdout, new RegExp(String.raw`^  ${command}\b`, 'm'), command);
	}

	const outcomes = await Promise.all(['scan', 'what-if', 'undo'].map(async (command) => run([command, '--help'])));
	for (const {exitCode, stdout, stderr} of outcomes) {
		assert.deepEqual([exitCode, stderr], [0, '']);
		assert.match(stdout, /Examples:\n {2}\$ allowed-amis/);
		// Its own options come first, those that many commands take in a line.
		assert.match(stdout, /^Shared options: .*--profile.*--endpoint-url.*--read-only.*--demo.*--no-color$/m);
	}
});

test('help on a command below another is what --help says there, in every order of the words', async (t) => {
	const {run} = await makePlace(t);
	const usageOf = async (...args: readonly string[]) => {
		const {exitCode, stdout, stderr} = await run(args);
		assert.deepEqual([exitCode, stderr], [0, ''], args.join(' '));
		return stdout;
	};

	const [help, below, late, asked, parent, itself, ofAll] = await sideBySide(
		[
			['help', 'presets', 'save'],
			['presets', 'help', 'save'],
			['--demo', 'help', 'presets', 'save', '--help'],
			['presets', 'save', '--help'],
			['presets', 'help'],
			['help', 'presets'],
			['help', 'help'],
		],
		4,
		async (args) => usageOf(...args),
	);
	assert.match(asked ?? '', /^Usage: allowed-amis presets save /);
	assert.deepEqual([help, below, late], [asked, asked, asked]);
	assert.match(parent ?? '', /^Usage: allowed-amis presets \[options\] \[command\]/);
	assert.equal(itself, parent);
	assert.match(ofAll ?? '', /^Usage: allowed-amis \[command\] \[options\]/);
	assert.match(await usageOf('help', 'org', 'scan'), /^Usage: allowed-amis org scan /);
});

test('what makes no sense ends with 2, says so on stderr and names what was meant', async (t) => {
	const {run} = await makePlace(t);
	const cases: ReadonlyArray<readonly [args: readonly string[], message: RegExp]> = [
		[['stauts'], /There is no command "stauts"\.\n {2}Did you mean status\?/],
		[['presets', 'nope'], /presets has no subcommand "nope"\.\n {2}There are list, show, save/],
		[['help', 'prestes'], /There is no command "prestes"\.\n {2}Did you mean presets\?/],
		[['help', 'presets', 'sav'], /presets has no subcommand "sav"\.\n {2}Did you mean save\?/],
		[['help', 'org', 'scan', 'now'], /org scan has no subcommand "now"\.\n {2}It has none at all\./],
		[['help', 'scan', 'now'], /scan has no subcommand "now"\.\n {2}It has none at all\./],
		[['org', 'stauts', 'organization'], /org has no subcommand "stauts"\.\n {2}Did you mean status\?/],
		[['org', 'scna', '--role', 'r', '--out', 'o'], /org has no subcommand "scna"\.\n {2}Did you mean scan\?/],
		[['org', 'one', 'two'], /org has no subcommand "one"\.\n {2}There are accounts, /],
		[['presets', 'shwo'], /presets has no subcommand "shwo"\.\n {2}Did you mean show\?/],
		[['--regoin', 'us-east-1'], /Unknown option '--regoin'\.\n {2}Did you mean --region\?/],
		[['--format', 'json', 'scan'], /--format stands before the command.*\n {2}.*allowed-amis scan --format/],
		[['scan', '--format', 'xml'], /Allowed choices are table, json, ndjson, csv, markdown, html/],
		[['scan', '--format', 'json', '-f', 'csv'], /--format takes one value; 2 are given: json, csv\./],
		[
			['--endpoint-url', 'http://127.0.0.1:1', 'status', '--endpoint-url', 'http://127.0.0.1:2'],
			/--endpoint-url takes one value; 2/,
		],
		[['status', '--debug=a.log', '--debug'], /--debug takes one value; 2 are given: a\.log, -\./],
		[['status', '--demo', '--endpoint-url', 'http://127.0.0.1:1'], /no use for --endpoint-url/],
		[
			['status', '-p', 'prod', '--demo'],
			/--demo is an account and an endpoint of its own, so there is no use for --profile/,
		],
		[['status', 'extra'], /Too many arguments/],
		[['what-if'], /--preset NAME or --criteria FILE/],
		[['what-if', '--preset', 'a', '--criteria', 'b'], /cannot be used with/],
		[['scan', '--endpoint-url', 'localhost:1'], /has to be a URL/],
		[['demo-server', '--port', 'many'], /whole number from 0 to 65,535/],
		[['demo-server', '--port', '65536'], /whole number from 0 to 65,535/],
		[['demo-server', '--port', '-1'], /whole number from 0 to 65,535/],
		[['demo-server', '--instances', '1e3'], /whole number from 0 to 1,000,000/],
		[['demo-server', '--latency', '0x10'], /whole number/],
		[['scan', '--region', 'us-east-1,eu-west-1'], /give it again for more: --region us-east-1 --region eu-west-1\./],
		[['scan', '--region', 'us-east-1 eu-west-1'], /give it again for more/],
		[['scan', '--region', ''], /It is empty/],
		[['scan', '--region', 'us-east-1 '], /blank at its beginning or end/],
		[['scan', '--output', 'json'], /looks like a format\.\n {2}Did you mean --format json\?/],
		[['scan', '-o', 'yaml'], /looks like a format\.\n {2}--format takes table, json/],
		[['scan', '--output', ''], /name of the file to write is empty/],
		[['scan', '--output', '/dev/stdout'], /\/dev\/stdout is a stream of this process/],
		[['scan', '--output', 'no/such/scan.json'], /There is no folder .*no\/such/],
		[['scan', '--overwrite'], /--overwrite says what to do with the file of --output; there is none/],
		[['validate', '--region', 'us-east-1', 'x'], /validate makes no use of --region/],
		[['iam-policy', '--profile', 'prod'], /iam-policy makes no use of --profile/],
		[['presets', 'list', '--debug'], /presets list makes no use of --debug/],
		[['demo-server', '--endpoint-url', 'http://127.0.0.1:1'], /demo-server makes no use of --endpoint-url/],
		[['review', '--from', 'x', '--profile', 'a'], /With --from nothing is asked of AWS/],
		[['undo', '-p', 'one', '--profile', 'two'], /undo works with one profile at a time; 2 are given: one, two/],
		[['stauts\u{1B}]0;x\u{7}'], /"stauts\\u\{1b\}\]0;x\\u\{7\}"/],
		[['status', '--\u{9B}2J'], /Unknown option '--\\u\{9b\}2J'/],
		[['undo'], /no terminal to ask in/],
		[['presets', 'save', 'a'], /--criteria FILE or --from-region NAME/],
	];
	await sideBySide(cases, 4, async ([args, message]) => {
		const {exitCode, stdout, stderr} = await run(args);
		assert.deepEqual([exitCode, stdout], [2, ''], args.join(' '));
		assert.match(stderr, message);
		// One voice: what is wrong, then what to do.
		assert.match(stderr, /^allowed-amis: .*\n {2}.*\n$/, args.join(' '));
		assert.doesNotMatch(stderr, /\n {4}at /);
		assert.doesNotMatch(stderr.replaceAll('\n', ''), /\p{Cc}/u);
	});
});

test('without a terminal the wizard is a plain report that ends with 0 and changes nothing, and names a Region that could not be read', async (t) => {
	const server = await startDemoServer({instances: 200});
	t.after(async () => server.close());
	const {run} = await makePlace(t, server.url);
	for (const [args, env, isDenied] of [
		// One of the demo's Regions is denied.
		[[], {CI: '1'}, true],
		[['wizard', '--region', 'us-west-2'], {TERM: 'dumb'}, false],
		[['review'], {}, true],
	] as const) {
		const {exitCode, stdout, stderr} = await run(args, {env});
		assert.equal(exitCode, 0);
		assert.equal(/^allowed-amis: ap-southeast-2: .*denied/m.test(stderr), isDenied, stderr);
		assert.match(stdout, /^Region +State +Managed by/);
		assert.match(stdout, /us-west-2 +audit-mode +account/);
		assert.match(stdout, /us-west-2 +i-\w+ .*not allowed\n/);
	}

	assert.deepEqual(
		server.requests.filter(({action}) => !/^(?:Describe|Get)/.test(action)),
		[],
	);
});

test('--demo needs no account, and keeps its files apart', async (t) => {
	const {run, directory} = await makePlace(t);
	const criteria = path.join(directory, 'criteria.json');
	await fs.writeFile(criteria, '[{"ImageProviders":["amazon"]}]');
	const env = {AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_REGION: 'us-east-1'};
	const {exitCode, stdout} = await run(['status', '--demo', '--region', 'us-west-2', '--format', 'json'], {env});
	assert.equal(exitCode, 0);
	assert.match(stdout, /"State": "audit-mode"/);
	const saved = await run(['--demo', 'presets', 'save', 'a', '--criteria', criteria]);
	assert.equal(saved.exitCode, 0, saved.stderr);
	const [own, demo] = await Promise.all([run(['presets', 'list']), run(['presets', 'list', '--demo'])]);
	assert.equal(own.stdout, '');
	assert.match(demo.stdout, /^a /m);
	await fs.access(path.join(directory, 'config', 'allowed-amis', 'demo', 'presets.json'));
});

test('a reader that has seen enough ends it quietly', async (t) => {
	const server = await startDemoServer({instances: 3000});
	t.after(async () => server.close());
	const {start} = await makePlace(t, server.url);
	const {child} = start(['scan', '--region', 'us-east-1', '--format', 'ndjson']);
	let stderr = '';
	child.stderr.on('data', (data) => {
		stderr += String(data);
	});
	child.stdout.once('data', () => {
		child.stdout.destroy();
	});
	const {exitCode} = await child;
	assert.equal(exitCode, 0);
	assert.doesNotMatch(stderr, /EPIPE|\n {4}at /);
});

test('a full disk behind standard output is said, and ends with 1', async (t) => {
	if (!existsSync('/dev/full')) {
		t.skip('this system has no /dev/full, which stands for a full disk');
		return;
	}

	const {directory} = await makePlace(t);
	await using full = await fs.open('/dev/full', 'w');
	for (const args of [['iam-policy'], ['--help'], ['status', '--demo', '--region', 'us-west-2']]) {
		const child = spawn(process.execPath, [cli, ...args], {
			env: {PATH: process.env.PATH ?? '', HOME: directory},
			stdio: ['ignore', full.fd, 'pipe'],
		});
		let stderr = '';
		child.stderr?.on('data', (data) => {
			stderr += String(data);
		});

		const [exitCode] = (await once(child, 'close')) as [number];
		assert.equal(exitCode, 1, args.join(' '));
		assert.match(stderr, /Cannot write to the standard output: the disk is full\.\n {2}Free some space/);
		assert.doesNotMatch(stderr, /\n {4}at /);
	}
});

for (const [signal, code] of [
	['SIGINT', 130],
	['SIGTERM', 143],
] as const) {
	test(`${signal} ends a scan with ${code}, half a file is not left behind`, async (t) => {
		// An answer that never comes in time.
		const server = await startDemoServer({instances: 200, latency: 120_000});
		t.after(async () => server.close());
		const {start, directory} = await makePlace(t, server.url);
		const {child} = start([
			'scan',
			'--region',
			'us-east-1',
			'--format',
			'json',
			'--output',
			path.join(directory, 'scan.json'),
		]);
		while (server.requests.length === 0) {
			await new Promise((resolve) => {
				setImmediate(resolve);
			});
		}

		child.kill(signal);
		const {exitCode} = await child;
		assert.equal(exitCode, code);
		const left = await fs.readdir(directory);
		assert.deepEqual(
			left.filter((name) => name.includes('scan')),
			[],
		);
	});
}

test('an endpoint that is not there fails in seconds, with a sentence', async (t) => {
	const {run} = await makePlace(t, 'http://127.0.0.1:1');
	const outcomes = await Promise.all([run(['status']), run(['scan', '--region', 'us-east-1']), run([])]);
	for (const {exitCode, stdout, stderr} of outcomes) {
		assert.deepEqual([exitCode, stdout], [1, '']);
		assert.match(stderr, /nothing answers at 127\.0\.0\.1:1/);
		assert.doesNotMatch(stderr, /\n {4}at /);
	}
});
