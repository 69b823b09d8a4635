import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ImageCriteria} from '../../source/criteria/criterion.ts';
import {readAppliedCriteria, whereApplied} from '../../source/operations/applied-criteria.ts';
import type {Cloud} from '../../source/operations/ports.ts';
import {ProblemError} from '../../source/problem.ts';

const amazon: ImageCriteria = [{ImageProviders: ['amazon']}];
const other: ImageCriteria = [{ImageProviders: ['amazon', 'aws-marketplace']}];
const inAudit = (criteria: ImageCriteria) => ({State: 'audit-mode', ManagedBy: 'account', ImageCriteria: criteria});

/** Only what reads is there: anything else would throw a TypeError. */
const cloud: Pick<Cloud, 'identity' | 'regions' | 'settings'> = {
	identity: async () => ({account: '123456789012', arn: '', principal: 'jane', partition: 'aws'}),
	regions: async () => [
		{name: 'af-south-1', optInStatus: 'not-opted-in'},
		{name: 'eu-west-1', optInStatus: 'opt-in-not-required'},
		{name: 'us-east-1', optInStatus: 'opt-in-not-required'},
		{name: 'us-west-2', optInStatus: 'opted-in'},
	],
	async settings(region) {
		if (region === 'us-west-2') {
			throw new ProblemError({kind: 'denied', what: 'It may not be read.', next: 'Ask for it.'});
		}

		return inAudit(region === 'eu-west-1' ? amazon : other);
	},
};

test('every Region that answers is read, one that fails is named and hides no other, and progress is told', async () => {
	const heard: string[] = [];
	const applied = await readAppliedCriteria({
		cloud: cloud as Cloud,
		signal: new AbortController().signal,
		now: () => new Date('2026-06-01T12:00:00.000Z'),
		onProgress(done, count) {
			heard.push(`${done}/${count}`);
		},
	});
	assert.equal(applied.account, '123456789012');
	assert.equal(applied.at, '2026-06-01T12:00:00.000Z');
	assert.deepEqual(
		applied.regions.map(({region, settings, problem}) => [region, settings?.State, problem?.kind]),
		[
			['eu-west-1', 'audit-mode', undefined],
			['us-east-1', 'audit-mode', undefined],
			['us-west-2', undefined, 'denied'],
		],
	);
	assert.deepEqual(heard, ['0/3', '1/3', '2/3', '3/3']);
	const {held, unread, read} = whereApplied(amazon, applied);
	assert.deepEqual(
		held.map(({region}) => region),
		['eu-west-1'],
	);
	assert.deepEqual(
		unread.map(({region}) => region),
		['us-west-2'],
	);
	assert.equal(read, 2);
});

test('criteria that differ in anything are not these criteria', () => {
	const regions = [{region: 'eu-west-1', settings: inAudit([...amazon, {ImageNames: ['golden-*']}])}];
	assert.deepEqual(whereApplied(amazon, {regions}).held, []);
});
