import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Job, Running} from '../../source/machine/effect.ts';
import {EffectHost} from '../../source/machine/effect-host.ts';
import {settle} from '../rollout/world.ts';

/** What was heard, in order: the state is a text that grows. */
type Heard = string;
type Work = PromiseWithResolvers<string> & Running<Heard>;

/** A host whose work ends when the test says so. */
function hostOfJobs() {
	let heard: Heard = '';
	const works = new Map<string, Work>();
	const host = new EffectHost<Heard, object>({
		contextFor: (running) => running,
		heard(update) {
			heard = update(heard);
		},
		stopped() {
			heard += 'stopped. ';
		},
	});
	const job = (id: string, lane?: Job<Heard, object>['lane']): Job<Heard, object> => ({
		id,
		async run(running) {
			const work = {...Promise.withResolvers<string>(), ...running};
			works.set(id, work);
			const result = await work.promise;
			return (before) => `${before}${result}. `;
		},
		failed: (problem) => (before) => `${before}failed: ${problem.what} `,
		...(lane !== undefined && {lane}),
	});
	const work = (id: string) => works.get(id) ?? assert.fail(`${id} was not started`);
	return {host, job, work, heard: () => heard, started: () => works.keys().toArray()};
}

test('work that is asked for is heard of, on the way and at its end', async () => {
	const {host, heard, job, work} = hostOfJobs();
	host.sync([job('a')]);
	work('a').update((before) => `${before}half. `);
	work('a').resolve('whole');
	await settle();
	assert.equal(heard(), 'half. whole. stopped. ');
});

for (const ending of ['result', 'failure', 'news'] as const) {
	test(`work that nobody asks for any more is stopped, and its ${ending} is no longer heard`, async () => {
		const {host, heard, job, work} = hostOfJobs();
		host.sync([job('a')]);
		const {signal, update, reject, resolve} = work('a');
		host.sync([]);
		assert.equal(signal.aborted, true);
		if (ending === 'news') {
			update((before) => `${before}late. `);
		}

		if (ending === 'failure') {
			reject(new Error('late'));
		} else {
			resolve('late');
		}

		await settle();
		assert.equal(heard(), 'stopped. ');
		assert.equal(host.isIdle, true);
	});
}

test('work that is asked for again is new work: the old one is not taken for it', async () => {
	const {host, heard, job, work} = hostOfJobs();
	host.sync([job('a')]);
	const first = work('a');
	host.sync([]);
	host.sync([job('a')]);
	const second = work('a');
	assert.notEqual(first, second);
	first.resolve('old');
	await settle();
	assert.equal(heard(), 'stopped. ');
	second.resolve('new');
	await settle();
	assert.equal(heard(), 'stopped. new. stopped. ');
});

test('of the jobs in one lane, no more run at once than it is wide', async () => {
	const {host, job, work, started} = hostOfJobs();
	const lane = {name: 'narrow', width: 2};
	const all = ['a', 'b', 'c'].map((id) => job(id, lane));
	host.sync([...all, job('beside')]);
	assert.deepEqual(started(), ['a', 'b', 'beside']);
	work('a').resolve('done');
	await settle();
	host.sync(all.slice(1));
	assert.deepEqual(started(), ['a', 'b', 'beside', 'c']);
});
