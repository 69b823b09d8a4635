import assert from 'node:assert/strict';
import {once} from 'node:events';
import fs from 'node:fs/promises';
import http from 'node:http';
import type {AddressInfo} from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {text} from 'node:stream/consumers';
import test from 'node:test';
import {startApp} from './app.ts';

const nobody = {AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SHARED_CREDENTIALS_FILE: '/dev/null'};

test('without credentials a profile is picked from a list that says what each is, by typed letters, and it is used', async () => {
	await using app = await startApp({env: nobody});
	const {terminal, folder} = app;
	await terminal.waitFor('p choose a profile');
	await fs.writeFile(
		path.join(folder, 'none'),
		[
			'[profile prod]\nregion = us-east-1\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\n',
			'[profile admin]\nrole_arn = arn:aws:iam::444455556666:role/Admin\nsource_profile = prod\nmfa_serial = arn:aws:iam::123456789012:mfa/jane\n',
			'[profile own]\ncredential_process = /bin/false\n',
		].join(''),
	);
	terminal.press('p');
	await terminal.waitFor(/admin +role, with MFA +444455556666[\s\S]*own +a program of yours[\s\S]*prod +keys/);
	terminal.type('keys');
	await terminal.waitFor((screen) => screen.includes('▸ prod') && !screen.includes('Admin'));
	terminal.press('enter');
	await terminal.waitFor('permissions are there');
	await terminal.waitFor('123456789012 prod');

	// From the account's screen the same list is one key away, and esc leaves all as it was.
	terminal.press('p');
	await terminal.waitFor('Which profile?');
	terminal.press('esc');
	await terminal.waitFor('permissions are there');
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
});

test('a profile that cannot work comes last and says why; a sign-in that fails shows what was printed, and is one key away again', async () => {
	await using app = await startApp({args: ['--version']});
	const {folder} = app;
	assert.equal(await app.terminal.exitCode, 0);
	await fs.writeFile(
		path.join(folder, 'none'),
		[
			'[profile a-broken]\nsso_session = nowhere\nsso_account_id = 123456789012\nsso_role_name = Admin\n',
			'[profile b-ended]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Admin\n',
			'[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1\n',
		].join(''),
	);
	await fs.writeFile(
		path.join(folder, 'aws'),
		'#!/bin/sh\necho "Open this page: https://device.example"\necho "the portal said no to $*" >&2\nexit 255\n',
		{mode: 0o755},
	);
	const terminal = app.restartWith({
		env: {...nobody, HOME: folder, PATH: `${folder}${path.delimiter}${process.env.PATH ?? ''}`},
	});
	await terminal.waitFor('p choose a profile');
	terminal.press('p');
	await terminal.waitFor(/▸ b-ended +SSO +123456789012[\s\S]*a-broken +can't work[\s\S]*s then runs aws sso login/);
	terminal.press('down');
	await terminal.waitFor(/▸ a-broken[\s\S]*no section\s+\[sso-session nowhere\]/);
	terminal.press('up');
	await terminal.waitFor('▸ b-ended');
	terminal.press('enter');
	await terminal.waitFor(/Sign in again: aws sso login --profile b-ended[\s\S]*s sign in/);
	for (let attempt = 1; attempt <= 2; attempt++) {
		const before = terminal.output.split('Open this page').length;
		terminal.press('s');
		await terminal.waitFor(
			(screen) =>
				terminal.output.split('Open this page').length > before &&
				screen.replaceAll(/\s+/g, ' ').includes('device.example the portal said no to sso login --profile b-ended.') &&
				screen.includes('s sign in'),
		);
	}

	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
});

test('the code of an MFA device is typed unseen, asked for once, and once more where it was wrong', async () => {
	const asked: string[] = [];
	const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
		const parameters = new URLSearchParams(await text(request));
		const action = parameters.get('Action') ?? '';
		const code = parameters.get('TokenCode');
		if (code !== null) {
			asked.push(code);
		}

		const isRefused = action === 'AssumeRole' && code !== '123456';
		response.writeHead(isRefused ? 403 : 200, {'content-type': 'text/xml'});
		response.end(
			isRefused
				? '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>MultiFactorAuthentication failed with invalid MFA one time pass code. </Message></Error></ErrorResponse>'
				: action === 'AssumeRole'
					? `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`
					: '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:sts::123456789012:assumed-role/Admin/jane</Arn><UserId>A</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
		);
	};

	const sts = http.createServer((request, response) => {
		void answer(request, response);
	});
	sts.listen(0, '127.0.0.1');
	await once(sts, 'listening');
	const {port} = sts.address() as AddressInfo;
	try {
		await using app = await startApp({
			env: {...nobody, AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${port}`},
		});
		const {terminal, folder} = app;
		await terminal.waitFor('p choose a profile');
		await fs.writeFile(
			path.join(folder, 'none'),
			'[profile base]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\n[profile admin]\nregion = us-east-1\nrole_arn = arn:aws:iam::123456789012:role/Admin\nsource_profile = base\nmfa_serial = arn:aws:iam::123456789012:mfa/jane\n',
		);
		terminal.press('p');
		await terminal.waitFor('role, with MFA');
		terminal.press('enter');
		await terminal.waitFor('arn:aws:iam::123456789012:mfa/jane');
		await terminal.waitFor('Code: ');
		terminal.type('654321');
		await terminal.waitFor('Code: ••••••');
		terminal.press('enter');
		await terminal.waitFor('AWS did not accept that code');
		await terminal.waitFor('six digits; they are not shown');
		terminal.type('123456');
		await terminal.waitFor('Code: ••••••');
		terminal.press('enter');
		await terminal.waitFor('permissions are there');
		terminal.press('enter');
		await terminal.waitFor(/us-west-2 +audit-mode +\d+ /);
		assert.deepEqual(asked, ['654321', '123456']);
		assert.doesNotMatch(terminal.output, /123456(?!789012)|654321/);
		terminal.press('q');
		assert.equal(await terminal.exitCode, 0);
	} finally {
		sts.close();
		sts.closeAllConnections();
	}
});

test('without credentials the demo is one key away', async () => {
	await using app = await startApp({env: nobody});
	const {terminal, server} = app;
	await terminal.waitFor('o open the demo');
	terminal.press('o');
	await terminal.waitFor((screen) => screen.includes('DEMO') && screen.includes('permissions are there'));
	// The demo is an account of its own: the endpoint of the environment hears nothing of it.
	assert.deepEqual(server.requests, []);
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
});

test('a Region that does not exist is said, with the names that do', async () => {
	await using app = await startApp({args: ['--region', 'us-est-1']});
	const {terminal} = app;
	await terminal.waitFor('There is no Region us-est-1');
	terminal.press('ctrl+c', 'ctrl+c');
	assert.notEqual(await terminal.exitCode, 0);
});
