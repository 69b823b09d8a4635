import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import {startApp} from './app.ts';

const nobody = {AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: ''};

test('without credentials a person can choose a profile, which exist is said, and it is used', async () => {
	await using app = await startApp({env: nobody});
	const {terminal, folder} = app;
	await terminal.waitFor('p choose a profile');
	await fs.writeFile(
		path.join(folder, 'none'),
		'[profile prod]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\n',
	);
	terminal.press('p');
	await terminal.waitFor('There are: prod');
	terminal.type('prod');
	terminal.press('enter');
	await terminal.waitFor('permissions are there');
	await terminal.waitFor('123456789012 prod');
	terminal.press('q');
	assert.equal(await terminal.exitCode, 0);
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
