/** The draft in `$EDITOR`: its line is split as the shell would, and whatever becomes of it, nothing is lost. */
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import {editInEditor} from '../../source/commands/program/desktop/editor.ts';
import {ProblemError} from '../../source/problem.ts';

/** A program whose path has a blank; it appends its first argument to the file that is its second. */
async function editorIn(t: TestContext): Promise<string> {
	const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'my editor '));
	t.after(async () => fs.rm(directory, {recursive: true, force: true}));
	const program = path.join(directory, 'ed');
	await fs.writeFile(program, '#!/bin/sh\nprintf %s "$1" >> "$2"\n', {mode: 0o700});
	return program;
}

test('an editor is found by a quoted path with blanks, and gets its own arguments before the file', async (t) => {
	const program = await editorIn(t);
	const lines = [`"${program}" -w`, `'${program}' "-w"`, `${program.replaceAll(' ', String.raw`\ `)} -w`];
	for (const EDITOR of lines) {
		assert.equal(await editInEditor('{}', {EDITOR}), '{}-w', EDITOR);
	}
});

test('VISUAL comes before EDITOR, and blanks are no editor', async (t) => {
	const program = await editorIn(t);
	assert.equal(await editInEditor('', {VISUAL: `"${program}" visual`, EDITOR: 'false'}), 'visual');
	assert.equal(await editInEditor('', {VISUAL: '  ', EDITOR: `"${program}" editor`}), 'editor');
});

test('an editor that is not there, and one that fails, are one sentence with the way on', async () => {
	const cases = [
		['"/opt/my editor/bin/ed" -w', /^The editor ""\/opt\/my editor\/bin\/ed" -w" can't be run\.$/],
		['false', /^The editor "false" ended with code 1\.$/],
	] as const;
	for (const [EDITOR, what] of cases) {
		await assert.rejects(editInEditor('{}', {EDITOR}), (error) => {
			assert.ok(error instanceof ProblemError);
			assert.match(error.problem.what, what);
			assert.match(error.problem.next, /EDITOR=nano; the draft is unchanged\./);
			return true;
		});
	}
});
