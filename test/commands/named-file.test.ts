import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readNamedFile} from '../../source/commands/screens/named-file.ts';
import {ProblemError} from '../../source/problem.ts';

test('on a screen "-" is refused: it would read, and then close, the keyboard', async () => {
	await assert.rejects(readNamedFile('-', AbortSignal.abort()), (error) => {
		assert.ok(error instanceof ProblemError);
		assert.match(error.problem.what, /the standard input is your keyboard/);
		return true;
	});
});
