import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import type {Terminal} from '../support/terminal.ts';
import {enterRegions, startApp} from './app.ts';

/** Into the form of a Region in audit mode, on its own criteria. */
async function openDraft(terminal: Terminal): Promise<void> {
	await enterRegions(terminal, ['us-west-2']);
	await terminal.waitFor('Scanned all of us-west-2');
	terminal.press('esc');
	await terminal.waitFor('Start from');
	terminal.press('1');
	await terminal.waitFor("from the Region's own, applied already");
}

test('the form adds values, says what is wrong while typing, takes a pasted list, and undoes', async () => {
	await using app = await startApp({columns: 100, rows: 36});
	const {terminal} = app;
	await openDraft(terminal);
	await terminal.waitFor(/allowed +\d/);

	// An account ID that lost its leading zero is told before it is taken.
	terminal.press('a');
	await terminal.waitFor('Add to the criterion');
	terminal.press('enter');
	await terminal.waitFor('provider:');
	terminal.type('44445555666');
	await terminal.waitFor('an account ID has 12');
	terminal.type('6');
	await terminal.waitFor((screen) => !screen.includes('an account ID has 12'));
	terminal.press('enter');
	await terminal.waitFor('provider: 444455556666');
	await terminal.waitFor(/allowed +[\d,]+ \(\+\d/);

	// The difference to what is applied, and the JSON, are a key away.
	terminal.press('tab');
	await terminal.waitFor(/\+ .*444455556666/);
	terminal.press('tab');
	await terminal.waitFor('"ImageCriteria"');
	terminal.press('tab');

	terminal.paste('111111111111, 222222222222\n333333333333');
	await terminal.waitFor('provider: 333333333333');
	await terminal.waitFor('provider: 111111111111');
	terminal.press('u');
	await terminal.waitFor((screen) => !screen.includes('333333333333') && screen.includes('provider: 444455556666'));
	terminal.press('u');
	await terminal.waitFor('applied already');
	assert.deepEqual(app.changes(), []);
});

test('a draft goes through $EDITOR and back; a broken file comes back with its errors and nothing lost', async () => {
	await using app = await startApp({columns: 100, rows: 30, env: {EDITOR: './editor.sh'}});
	const {terminal, folder} = app;
	const editor = path.join(folder, 'editor.sh');
	// The first time it breaks the file, the second time it mends what it finds.
	await fs.writeFile(
		editor,
		'#!/bin/sh\nif grep -q BROKEN "$1"; then sed -i s/BROKEN/555555555555/ "$1"; else sed -i \'0,/"amazon"/s//"BROKEN"/\' "$1"; fi\n',
		{mode: 0o755},
	);
	await openDraft(terminal);
	terminal.press('v');
	await terminal.waitFor("can't be used yet");
	await terminal.waitFor('BROKEN');
	terminal.press('enter');
	await terminal.waitFor('provider: 555555555555');
	assert.deepEqual(app.changes(), []);
});

test("Ctrl-C in the editor is the editor's: neither the program nor the draft goes with it", async () => {
	await using app = await startApp({columns: 100, rows: 30, env: {EDITOR: './editor.sh'}});
	const {terminal, folder} = app;
	await fs.writeFile(
		path.join(folder, 'editor.sh'),
		'#!/bin/sh\ntrap \'touch heard\' INT\necho the editor runs\nwhile [ ! -e heard ]; do sleep 0.1; done\nsed -i \'0,/"amazon"/s//"555555555555"/\' "$1"\n',
		{mode: 0o755},
	);
	await openDraft(terminal);
	terminal.press('v');
	// What an editor prints is on the terminal that it was given.
	await terminal.waitFor('the editor runs');
	terminal.press('ctrl+c');
	// The shell that starts the editor may end by the signal although the editor does not.
	await terminal.waitFor(/provider: 555555555555|the draft is unchanged/);
	assert.deepEqual(app.changes(), []);
});

test('a draft is saved as a preset, and overwriting one asks', async () => {
	await using app = await startApp({columns: 100, rows: 30});
	const {terminal} = app;
	await openDraft(terminal);
	terminal.press('s');
	await terminal.waitFor('Name:');
	terminal.type('base');
	terminal.press('enter');
	await terminal.waitFor('Saved as preset "base"');
	terminal.press('s');
	await terminal.waitFor('Name:');
	terminal.type('base');
	terminal.press('enter');
	await terminal.waitFor('Overwrite it?');
	terminal.press('y');
	await terminal.waitFor('Saved as preset "base"');
	terminal.press('o');
	await terminal.waitFor('Start from');
	terminal.press('2');
	await terminal.waitFor(/▸ base /);
	terminal.press('enter');
	await terminal.waitFor('from preset "base"');
	terminal.press('ctrl+c', 'ctrl+c');
	assert.equal(await terminal.exitCode, 130);
});

test('enter on a row that adds adds, and the form is on the same row again after a look at applying', async () => {
	await using app = await startApp({columns: 100, rows: 36});
	const {terminal} = app;
	await openDraft(terminal);
	terminal.press('j', 'j');
	await terminal.waitFor(/▸ {5}provider: aws-marketplace/);
	terminal.press('d');
	await terminal.waitFor((screen) => !screen.includes('provider: aws-marketplace') && screen.includes('enter apply'));
	const draft = await terminal.waitFor(/▸/);
	const row = draft.split('\n').find((line) => line.includes('▸'));
	terminal.press('enter');
	await terminal.waitFor('Replace the criteria of us-west-2');
	terminal.press('esc');
	assert.notEqual(row, undefined);
	await terminal.waitFor((screen) => screen.includes('Draft for us-west-2') && screen.split('\n').includes(row ?? ''));
	terminal.press('j');
	await terminal.waitFor(/▸ +\+ add to this criterion/);
	await terminal.waitFor('enter add');
	terminal.press('enter');
	await terminal.waitFor('Add to the criterion');
	assert.deepEqual(app.changes(), []);
});

test('a draft starts from what runs here now: it allows all of it, and names what to look at', async () => {
	await using app = await startApp({columns: 100, rows: 36, demo: {instances: 1500}});
	const {terminal} = app;
	await openDraft(terminal);
	terminal.press('o');
	await terminal.waitFor('Start from');
	terminal.press('6');
	await terminal.waitFor('from what runs here now');
	await terminal.waitFor('providers of what runs here now. Nobody has verified');
	await terminal.waitFor(/allowed +[1-9]\d* \(\+\d+\) [\s\S]*blocked +0\b/);
	assert.deepEqual(app.changes(), []);
});
