import assert from 'node:assert/strict';
import {test} from 'node:test';
import {EffectHost} from '../../source/machine/effect-host.ts';
import {settle} from '../rollout/world.ts';

type Job = {readonly id: string};

/** A host whose work ends when the test says so. */
function hostOfJobs() {
	const heard: string[] = [];
	const jobs = new Map<string, PromiseWithResolvers<string> & {signal: AbortSignal; emit(result: string): void}>();
	const host = new EffectHost<Job, string>({
		async run({id}, signal, emit) {
			const work = {...Promise.withResolvers<string>(), signal, emit};
			jobs.set(id, work);
			return work.promise;
		},
		onResult(result) {
			heard.push(result);
		},
		onFailure({id}, error) {
			heard.push(`${id} failed: ${String(error)}`);
		},
		onStopped() {
			heard.push('stopped');
		},
	});
	const job = (id: string) => jobs.get(id) ?? assert.fail(`${id} was not started`);
	return {host, heard, job};
}

test('work that is asked for is heard of, on the way and at its end', async () => {
	const {host, heard, job} = hostOfJobs();
	host.sync([{id: 'a'}]);
	job('a').emit('half');
	job('a').resolve('whole');
	await settle();
	assert.deepEqual(heard, ['half', 'whole', 'stopped']);
});

for (const ending of ['result', 'failure', 'news'] as const) {
	test(`work that nobody asks for any more is stopped, and its ${ending} is no longer heard`, async () => {
		const {host, heard, job} = hostOfJobs();
		host.sync([{id: 'a'}]);
		const work = job('a');
		host.sync([]);
		assert.equal(work.signal.aborted, true);
		if (ending === 'news') {
			work.emit('late');
		}

		if (ending === 'failure') {
			work.reject(new Error('late'));
		} else {
			work.resolve('late');
		}

		await settle();
		assert.deepEqual(heard, ['stopped']);
		assert.equal(host.isIdle, true);
	});
}

test('work that is asked for again is new work: the old one is not taken for it', async () => {
	const {host, heard, job} = hostOfJobs();
	host.sync([{id: 'a'}]);
	const first = job('a');
	host.sync([]);
	host.sync([{id: 'a'}]);
	const second = job('a');
	assert.notEqual(first, second);
	first.resolve('old');
	await settle();
	assert.deepEqual(heard, ['stopped']);
	second.resolve('new');
	await settle();
	assert.deepEqual(heard, ['stopped', 'new', 'stopped']);
});
