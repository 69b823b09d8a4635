import assert from 'node:assert/strict';
import {setImmediate as turn} from 'node:timers/promises';
import test from 'node:test';
import {merge} from '../../source/aws/scan/merge.ts';

async function* failing(): AsyncGenerator<number, void, void> {
	yield 1;
	throw new Error('cut');
}

test('a source that fails while the reader is busy rejects the next read, and is no stray rejection meanwhile', async () => {
	const merged = merge([failing()]);
	assert.deepEqual(await merged.next(), {done: false, value: 1});
	// The reader takes its time: a rejection that nobody listens to would end the process here.
	await turn();
	await turn();
	await assert.rejects(merged.next(), /cut/);
});

test('sources are closed when the reader leaves', async () => {
	let isClosed = false;
	async function* endless(): AsyncGenerator<number, void, void> {
		try {
			for (let item = 0; ; item++) {
				yield item;
			}
		} finally {
			isClosed = true;
		}
	}

	for await (const item of merge([endless()])) {
		if (item === 3) {
			break;
		}
	}

	await turn();
	assert.equal(isClosed, true);
});
