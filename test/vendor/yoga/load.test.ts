import assert from 'node:assert/strict';
import {test} from 'node:test';
import loadWithoutFetch from '../../../source/vendor/yoga/load.ts';

type Yoga = {readonly Config: {create(): {delete(): void}}};
type Load = (options?: Record<string, unknown>) => Promise<Yoga>;

/** Beside Ink, which brings it. */
const loader = new URL('../../yoga-layout/dist/binaries/yoga-wasm-base64-esm.js', import.meta.resolve('ink')).href;

test("the layout engine's loader reads what it has within it, gives the same, and leaves fetch where it was", async (t) => {
	const {default: original} = (await import(loader)) as {default: Load};
	const {mock} = t.mock.method(globalThis, 'fetch');
	const watched = fetch;
	await original();
	assert.equal(mock.callCount(), 1, 'by itself it fetches');
	const loading = loadWithoutFetch(original)();
	assert.equal(fetch, watched, 'nobody else misses it');
	const yoga = (await loading) as Yoga;
	yoga.Config.create().delete();
	assert.equal(mock.callCount(), 1);
});
