import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {execa} from 'execa';
import {environmentFor, program, startApp} from './app.ts';

test('a review of several profiles is one list with an account column; one that cannot be reached is named and hides no other', async () => {
	await using app = await startApp({args: ['--version'], columns: 120, rows: 40, demo: {instances: 120}});
	await app.terminal.exitCode;
	const {server, folder} = app;
	const idOf = (name: string): string =>
		server.organization.data.members.find((member) => member.name === name)?.id ?? assert.fail();
	const other = idOf('orders-prod');
	const role = (account: string) => `role_arn = arn:aws:iam::${account}:role/reader\nsource_profile = prod\n`;
	const sections = {
		prod: 'aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\n',
		orders: role(other),
		startup: role(idOf('acquired-startup')),
	};
	await fs.writeFile(
		path.join(folder, 'none'),
		Object.entries(sections)
			.map(([name, text]) => `[profile ${name}]\n${text}`)
			.join('\n'),
	);
	const env = {...environmentFor(server, folder), AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: ''};
	const profiles = ['--profile', 'prod', '--profile', 'orders', '--profile', 'startup'];
	const scan = await execa(process.execPath, [program, 'scan', '-r', 'eu-west-1', '-f', 'json', ...profiles], {
		env,
		reject: false,
	});
	type Row = {InstanceId: string; Account: string; ImageMetadata?: {ImageAllowed?: boolean}};
	const offenders = (JSON.parse(scan.stdout) as readonly Row[]).filter(
		({ImageMetadata: image}) => image?.ImageAllowed === false,
	);
	const terminal = app.restartWith({env}, 'review', '-r', 'eu-west-1', ...profiles);
	await terminal.waitFor(/Not in this list: profile startup \(denied\)/);
	await terminal.waitFor('By image');
	terminal.press('shift+tab');
	await terminal.waitFor(new RegExp(`1 of ${offenders.length} `));
	await terminal.waitFor('READ-ONLY');
	for (const {InstanceId: id, Account: account} of offenders.slice(0, 20)) {
		await terminal.waitFor(new RegExp(`${id} +${account} +eu-west-1`));
	}

	// The command is that of the current account.
	await terminal.waitFor(/--region eu-west-1 .* --profile (?:prod|orders)/);
	const asked = server.requests.length;
	for (const name of ['image', 'provider', 'reason', 'account']) {
		terminal.press('tab');
		await terminal.waitFor(`By ${name}`);
	}

	await terminal.waitFor((screen) => screen.includes('123456789012') && screen.includes(other));
	terminal.press('shift+tab');
	await terminal.waitFor('By reason');
	for (const name of ['provider', 'image']) {
		terminal.press('shift+tab');
		await terminal.waitFor(`By ${name}`);
	}

	terminal.press('shift+tab');
	await terminal.waitFor('Instances not allowed');
	terminal.press('/');
	await terminal.waitFor('clear the filter');
	terminal.type(`account:${other}`);
	const own = offenders.filter(({Account: account}) => account === other);
	await terminal.waitFor(new RegExp(`1 of ${own.length} `));
	terminal.press('enter');
	await terminal.waitFor('tab group');
	// What would ask AWS, or change something, is there for nobody.
	for (const key of ['r', 'R', 'e', 'a', 'd', 'L']) {
		terminal.press(key);
	}

	terminal.press('w');
	await terminal.waitFor('Write what is listed to');
	terminal.type('offenders.csv');
	terminal.press('enter');
	await terminal.waitFor(`Wrote ${own.length} rows to offenders.csv`);
	const csv = await fs.readFile(path.join(folder, 'offenders.csv'), 'utf8');
	assert.match(csv, /^Account,Region,InstanceId,/);
	const rows = csv.trim().split('\r\n').slice(1);
	assert.deepEqual(
		rows.map((row) => row.split(',').slice(0, 3).join(' ')).toSorted(),
		own.map(({InstanceId: id}) => `${other} eu-west-1 ${id}`).toSorted(),
	);
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
	assert.equal(server.requests.length, asked, 'nothing more is asked of AWS');
	assert.deepEqual(app.changes(), []);
});
