import assert from 'node:assert/strict';
import {test, type TestContext} from 'node:test';
import type {DemoServer} from '../../source/demo/server.ts';
import type {HistoryEntry} from '../../source/operations/ports.ts';
import type {LaunchCloud} from '../../source/operations/launches/ports.ts';
import {ToldLaunches, type FailedLaunch} from '../../source/operations/watch/refused.ts';
import {enforcedAt, watchRegion, type WatchEvent} from '../../source/operations/watch/watch.ts';
import {cloudFor, collect, noAbort} from '../aws/cloud-for.ts';

const region = 'us-east-1';
const begin = new Date('2026-06-01T12:00:00.000Z');
const criteria = [{ImageProviders: ['amazon', 'aws-marketplace']}];

/** Watches an enforced Region for so many seconds of a clock that only waiting moves; `between` happens before each wait. */
async function watch(
	t: TestContext,
	{seconds, between}: {readonly seconds: number; readonly between?: (server: DemoServer, round: number) => void},
): Promise<{readonly events: readonly WatchEvent[]; readonly server: DemoServer}> {
	let now = begin;
	const {server, cloud} = await cloudFor(t, {instances: 30, now: () => now}, {patience: {service: 1, throttled: 20}});
	server.setSettings(region, {State: 'enabled', ImageCriteria: criteria});
	const events: WatchEvent[] = [];
	let round = 0;
	const watching = watchRegion(region, {
		cloud: cloud.launches,
		since: begin,
		until: new Date(begin.getTime() + seconds * 1000),
		signal: noAbort,
		now: () => now,
		async wait(milliseconds) {
			now = new Date(now.getTime() + milliseconds);
			between?.(server, round++);
		},
	});
	for await (const event of watching) {
		events.push(event);
	}

	return {events, server};
}

const refused = (events: readonly WatchEvent[]) =>
	events.flatMap((event) => (event.type === 'refused' ? [event.launch] : []));

test('a group that fails again and again is told once for each launch, whoever tells it first', async (t) => {
	const {events} = await watch(t, {seconds: 600});
	const launches = refused(events);
	// The demo's group tries after 4 s, 12 s, 28 s, and so on: the gaps double.
	assert.equal(launches.length, 7);
	assert.deepEqual(
		launches.map(({time}) => (Date.parse(time) - begin.getTime()) / 1000),
		[4, 12, 28, 60, 124, 252, 508],
	);
	for (const {source, imageId, region: where, message} of launches) {
		assert.deepEqual(source, {type: 'auto-scaling-group', id: 'spark-workers'});
		assert.match(imageId, /^ami-/);
		assert.equal(where, region);
		assert.match(message, /does not exist/);
	}
});

test('rounds come less often while nothing happens', async (t) => {
	const {events} = await watch(t, {
		seconds: 900,
		between(server, round) {
			if (round === 0) {
				server.setSettings(region, {State: 'audit-mode'});
			}
		},
	});
	const pauses = events.flatMap((event) => (event.type === 'round' ? [event.nextIn] : []));
	assert.ok(pauses.length < 30, `${pauses.length} rounds in a quarter of an hour`);
	assert.equal(Math.max(...pauses), 60_000);
	assert.ok(refused(events).length <= 1);
});

test('a source that fails is named, and what happened meanwhile is told once it answers again', async (t) => {
	const {events} = await watch(t, {
		seconds: 300,
		between(server, round) {
			if (round === 0) {
				server.faults.push(
					{match: {action: 'DescribeScalingActivities'}, fault: {type: 'deny'}},
					{match: {action: 'LookupEvents'}, fault: {type: 'http', status: 500}},
				);
			} else if (round === 3) {
				server.faults.length = 0;
			}
		},
	});
	const unread = events.flatMap((event) => (event.type === 'unread' ? [event.source] : []));
	assert.deepEqual(new Set(unread), new Set(["CloudTrail's launches", 'Scaling activities']));
	assert.equal(refused(events).length, 6);
	const last = events.at(-1);
	assert.deepEqual(last?.type === 'round' && last.unread, []);
});

test('without scaling activities CloudTrail alone tells, with the code and who launched', async (t) => {
	const {events} = await watch(t, {
		seconds: 120,
		between(server, round) {
			if (round === 0) {
				server.faults.push({match: {action: 'DescribeScalingActivities'}, fault: {type: 'deny'}});
			}
		},
	});
	const launches = refused(events);
	assert.ok(launches.length > 0);
	const byCloudTrail = launches.filter(({error}) => error !== 'Failed');
	assert.deepEqual(
		new Set(byCloudTrail.map(({error, by}) => `${error} ${by}`)),
		new Set(['Client.InvalidAMIID.NotFound autoscaling.amazonaws.com']),
	);
});

test('records of CloudTrail that cannot be read are named as such to the end', async (t) => {
	let now = begin;
	const {cloud} = await cloudFor(t, {instances: 30, now: () => now});
	const launches: LaunchCloud = {
		...cloud.launches,
		async *launchEvents(_, {since}) {
			// They came in the first minute; looking back reaches them no more in the end.
			const isThere = since.getTime() < begin.getTime() + 60_000;
			yield {events: [], unreadable: isThere ? 7 : 0, reached: since.toISOString()};
		},
	};
	const events = await collect(
		watchRegion(region, {
			cloud: launches,
			since: begin,
			until: new Date(begin.getTime() + 3_600_000),
			signal: noAbort,
			now: () => now,
			async wait(milliseconds) {
				now = new Date(now.getTime() + milliseconds);
			},
		}),
	);

	const told = new Set(events.flatMap((event) => (event.type === 'unread' ? [event.problem.what] : [])));
	assert.deepEqual([...told], ["At least 7 of CloudTrail's records in us-east-1 can't be read."]);
	const last = events.at(-1);
	assert.deepEqual(last?.type === 'round' && last.unread, ["CloudTrail's launches"]);
});

test('hours of watching need no more memory than minutes', () => {
	const told = new ToldLaunches();
	const failure = (seconds: number, kind: FailedLaunch['kind']): FailedLaunch => ({
		key: `${kind} ${seconds}`,
		kind,
		time: new Date(seconds * 1000).toISOString(),
		region,
		source: {type: 'auto-scaling-group', id: `group-${seconds % 50}`},
		imageId: 'ami-00000000',
		error: '',
		message: '',
		isRefusal: true,
	});
	let largest = 0;
	for (let second = 0; second < 100_000; second++) {
		told.isNews(failure(second, 'activity'));
		if (second % 30 !== 0) {
			continue;
		}

		told.forgetBefore((second - 1200) * 1000);
		largest = Math.max(largest, told.size);
	}

	assert.ok(largest < 3000, `${largest} are remembered`);
	assert.equal(told.isNews(failure(99_999, 'event')), false, 'the same launch, told by CloudTrail');
	assert.equal(told.isNews(failure(99_999, 'event')), false, 'the same event again');
});

test('the history tells when this tool enforced a Region last', () => {
	const settings = {State: 'audit-mode', ImageCriteria: [], ManagedBy: 'account'} as const;
	const entry = (at: string, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
		id: at,
		at,
		account: '123456789012',
		arn: 'arn:aws:iam::123456789012:user/jane',
		region,
		kind: 'enabled',
		before: settings,
		after: {...settings, State: 'enabled'},
		outcome: {status: 'done', answer: '{}'},
		...more,
	});
	const entries = [
		entry('2026-01-01T00:00:00.000Z'),
		entry('2026-02-01T00:00:00.000Z'),
		entry('2026-03-01T00:00:00.000Z', {
			outcome: {status: 'failed', problem: {kind: 'denied', what: 'No.', next: 'Ask.'}},
		}),
		entry('2026-04-01T00:00:00.000Z', {account: '999999999999'}),
		entry('2026-05-01T00:00:00.000Z', {after: settings, kind: 'audit-mode'}),
	];
	const at = (where: string) => enforcedAt(entries, {account: '123456789012', region: where})?.toISOString();
	assert.equal(at(region), '2026-02-01T00:00:00.000Z');
	assert.equal(at('eu-west-1'), undefined);
});
