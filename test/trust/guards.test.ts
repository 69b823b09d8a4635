import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {removals, withoutGuard} from './guards.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('every guard that `test:guards` takes out stands where it says, once', async () => {
	for (const removal of removals) {
		assert.notEqual(await withoutGuard(root, removal), '');
	}
});
