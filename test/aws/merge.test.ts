import assert from 'node:assert/strict';
import {setImmediate as turn} from 'node:timers/promises';
import test from 'node:test';
import {collectGarbage} from '../support/garbage.ts';
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

test('what was read is not kept for as long as another source waits', async () => {
	const pages: Array<WeakRef<object>> = [];
	async function* quick(): AsyncGenerator<object, void, void> {
		for (let page = 0; page < 100; page++) {
			yield {page};
		}
	}

	const {promise: end, resolve} = Promise.withResolvers<void>();
	async function* waiting(): AsyncGenerator<object, void, void> {
		await end;
		yield {page: 100};
	}

	let read = 0;
	let held = 0;
	for await (const page of merge([quick(), waiting()])) {
		pages.push(new WeakRef(page));
		read++;
		if (read !== 100) {
			continue;
		}

		// A page that a `WeakRef` was made of in this turn is kept until it ends.
		await turn();
		collectGarbage();
		held = pages.filter((reference) => reference.deref() !== undefined).length;
		resolve();
	}

	assert.equal(read, 101);
	assert.ok(held <= 3, `${held} of 100 pages are held`);
});
