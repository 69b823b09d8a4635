import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {allowedUntil} from '../../../source/criteria/evaluation/allowed-until.ts';
import type {ImageCriteria, ImageCriterion} from '../../../source/criteria/criterion.ts';
import {compileCriteria} from '../../../source/criteria/evaluation/evaluate.ts';
import type {ImageEvidence} from '../../../source/criteria/evaluation/image.ts';
import fc from '../../support/fast-check.ts';
import {account, anyImage, criterion, fullImage, now} from '../arbitraries.ts';
import {referenceVerdict} from '../reference.ts';

const context = {account, now};
const day = 86_400_000;
const foreign: ImageEvidence = {
	ImageId: 'ami-1',
	OwnerId: '444455556666',
	Name: 'spark-1',
	CreationDate: '2026-10-01T10:00:00.000Z',
	DeprecationTime: null,
	ProductCodes: [],
	ImageWatermarks: [
		{
			WatermarkKey: '111122223333:gold',
			WatermarkCreationTime: '2026-11-20T00:00:00.000Z',
			SourceImageCreationTime: '2026-11-01T00:00:00.000Z',
		},
	],
	ScanResults: {FindingScanDate: '2026-11-22T08:00:00.000Z', CriticalFixAvailableSince: '2026-11-21T08:00:00.000Z'},
};

/** Criteria of one or two parameters each, so that many images meet them. */
const leanCriteria = fc.array(
	criterion.chain((whole) =>
		fc
			.subarray(Object.entries(whole), {minLength: 1, maxLength: 2})
			.map((some): ImageCriterion => Object.fromEntries<unknown>(some)),
	),
	{maxLength: 4},
);

function until(given: ImageCriteria, evidence: Partial<ImageEvidence> = {}): string {
	const forecast = allowedUntil(given, {...foreign, ...evidence}, context);
	return forecast.type === 'until'
		? `${forecast.day} ${forecast.because}${forecast.isSure ? '' : ' (perhaps)'}`
		: forecast.type;
}

describe('allowedUntil', () => {
	const aged = {ImageProviders: ['444455556666'], CreationDateCondition: {MaximumDaysSinceCreated: 90}};

	it('tells the day and what ends it, for each kind of limit', () => {
		const by = {ImageProviders: ['444455556666']};
		assert.equal(until([by]), 'for ever');
		assert.equal(until([aged]), '2026-12-30 criterion 1: older than 90 days (created 2026-10-01)');
		const fresh = (days: number) => [{...by, DeprecationTimeCondition: {MaximumDaysSinceDeprecated: days}}];
		assert.equal(until(fresh(0)), 'for ever');
		const deprecated = {DeprecationTime: '2026-12-01T00:00:00.000Z'};
		assert.equal(
			until(fresh(0), deprecated),
			'2026-11-30 criterion 1: deprecated (on 2026-12-01); none that is deprecated is allowed',
		);
		assert.equal(
			until(fresh(30), deprecated),
			'2026-12-31 criterion 1: deprecated for more than 30 days (since 2026-12-01)',
		);
		assert.equal(
			until([{ImageWatermarks: [{WatermarkKey: '111122223333:*', MaximumDaysSinceWatermarkCreated: 7}]}]),
			'2026-11-27 criterion 1: watermark 111122223333:gold older than 7 days (attached 2026-11-20)',
		);
		assert.equal(
			until([{ImageWatermarks: [{MaximumDaysSinceSourceImageCreated: 30, MaximumDaysSinceWatermarkCreated: 30}]}]),
			'2026-12-01 criterion 1: the source image of watermark 111122223333:gold older than 30 days (created 2026-11-01)',
		);
		assert.equal(
			until([{...by, ScanResultCondition: {MaxDaysSinceLastFindingScan: 7, MaximumSeverityLabel: 'low'}}]),
			'2026-11-29 criterion 1: last scanned more than 7 days ago (on 2026-11-22), unless it is scanned again',
		);
		assert.equal(
			until([{...by, ScanResultCondition: {MaxDaysSinceCriticalFixAvailable: 3, MaxDaysSinceLowFixAvailable: 0}}]),
			'2026-11-24 criterion 1: a fix of a critical finding out for more than 3 days (since 2026-11-21)',
		);
	});

	it('takes the condition that ends first, and the criterion that lasts longest', () => {
		const both = {...aged, DeprecationTimeCondition: {MaximumDaysSinceDeprecated: 0}};
		assert.match(until([both], {DeprecationTime: '2026-12-05T00:00:00.000Z'}), /^2026-12-04 criterion 1: deprecated/);
		assert.match(until([both], {DeprecationTime: '2027-12-05T00:00:00.000Z'}), /^2026-12-30 criterion 1: older/);
		const longer = {...aged, CreationDateCondition: {MaximumDaysSinceCreated: 365}};
		assert.match(until([aged, longer]), /^2027-10-01 criterion 2: older/);
		assert.equal(until([aged, {ImageNames: ['spark-*']}]), 'for ever');
	});

	it('knows own images, refused ones and those it can say nothing of', () => {
		assert.equal(until([aged], {OwnerId: account}), 'for ever');
		assert.equal(until([], {OwnerId: account}), 'for ever');
		assert.equal(until([{ImageProviders: ['amazon']}]), 'not allowed');
		assert.equal(until([]), 'not allowed');
		assert.equal(allowedUntil([aged], {ImageId: 'ami-1', OwnerId: '444455556666'}, context).type, 'unknown');
		assert.equal(until([{...aged, Newer: 1}]), 'unknown');
		// Between 90 and 91 days: AWS does not say how it rounds.
		assert.equal(until([aged], {CreationDate: '2026-08-25T00:00:00.000Z'}), 'unknown');
	});

	it('says where another criterion may allow it all the same', () => {
		assert.equal(
			until([aged, {Newer: 1}]),
			'2026-12-30 criterion 1: older than 90 days (created 2026-10-01) (perhaps)',
		);
		assert.match(until([aged, {...aged, ImageNames: ['SPARK-*']}]), /\(created 2026-10-01\)$/);
	});

	it('agrees with the verdict now, through that moment, and one day later', () => {
		const reached = {'for ever': 0, until: 0, 'not allowed': 0, unknown: 0, perhaps: 0};
		fc.assert(
			fc.property(leanCriteria, fc.oneof(fullImage, anyImage), (given, evidence) => {
				const forecast = allowedUntil(given, evidence, context);
				const at = (moment: number) => {
					const later = new Date(moment);
					const verdict = compileCriteria(given, {account, now: later}).verdict(evidence);
					assert.equal(verdict, referenceVerdict(given, evidence, account, later));
					return verdict;
				};

				reached[forecast.type]++;
				const verdictNow = at(now.getTime());
				switch (forecast.type) {
					case 'for ever': {
						assert.equal(verdictNow, 'allowed');
						assert.equal(at(now.getTime() + 20_000 * day), 'allowed');
						break;
					}

					case 'until': {
						assert.equal(verdictNow, 'allowed');
						assert.equal(at(forecast.at), 'allowed');
						assert.equal(at(Date.parse(forecast.day)), 'allowed');
						assert.notEqual(at(forecast.at + 1), 'allowed');
						assert.equal(at(forecast.at + day), forecast.isSure ? 'not-allowed' : 'unknown');
						reached.perhaps += forecast.isSure ? 0 : 1;
						break;
					}

					case 'not allowed': {
						assert.equal(verdictNow, 'not-allowed');
						break;
					}

					case 'unknown': {
						assert.equal(verdictNow, 'unknown');
						break;
					}
				}
			}),
			{seed: 20_261_125, numRuns: 5000},
		);
		assert.ok(
			Object.values(reached).every((times) => times >= 20),
			JSON.stringify(reached),
		);
	});
});
