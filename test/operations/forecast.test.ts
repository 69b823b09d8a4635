import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {ImageEvidence} from '../../source/criteria/evaluation/image.ts';
import type {ImageInUse} from '../../source/criteria/comparison/what-if.ts';
import {endingUnder, forecast, forecastInWords, type ForecastInput} from '../../source/operations/forecast.ts';

const now = new Date('2026-11-25T12:00:00Z');
const account = '123456789012';
const ninetyDays = [{ImageProviders: ['444455556666'], CreationDateCondition: {MaximumDaysSinceCreated: 90}}];

function imageOf(created: string, more: Partial<ImageEvidence> = {}, instances = 1, region = 'us-east-1'): ImageInUse {
	const evidence = {
		ImageId: `ami-${created}`,
		OwnerId: '444455556666',
		CreationDate: `${created}T00:00:00.000Z`,
		...more,
	};
	return {evidence, instances, region};
}

function input(images: readonly ImageInUse[], more: Partial<ForecastInput> = {}): ForecastInput {
	return {images, criteriaOf: () => ninetyDays, isApplied: true, account, now, days: 30, ...more};
}

describe('forecast', () => {
	it('gives the images that end within the days, the soonest first, then those with most instances', () => {
		const {rows, notKnown} = forecast(
			input([
				imageOf('2026-09-20', {Name: 'later'}, 4),
				imageOf('2026-09-01', {ImageId: 'ami-b'}, 2),
				imageOf('2026-09-01', {ImageId: 'ami-a'}, 9, 'eu-west-1'),
				imageOf('2026-11-01'),
				imageOf('2026-01-01'),
				imageOf('2026-09-01', {OwnerId: account}),
			]),
		);
		assert.deepEqual(rows, [
			{
				Region: 'eu-west-1',
				ImageId: 'ami-a',
				OwnerId: '444455556666',
				Instances: 9,
				AllowedUntil: '2026-11-30',
				Because: 'criterion 1: older than 90 days (created 2026-09-01)',
			},
			{
				Region: 'us-east-1',
				ImageId: 'ami-b',
				OwnerId: '444455556666',
				Instances: 2,
				AllowedUntil: '2026-11-30',
				Because: 'criterion 1: older than 90 days (created 2026-09-01)',
			},
			{
				Region: 'us-east-1',
				ImageId: 'ami-2026-09-20',
				ImageName: 'later',
				OwnerId: '444455556666',
				Instances: 4,
				AllowedUntil: '2026-12-19',
				Because: 'criterion 1: older than 90 days (created 2026-09-20)',
			},
		]);
		assert.deepEqual(notKnown, []);
		assert.equal(
			forecastInWords(rows, 30),
			'3 images in use (15 instances) stop being allowed within 30 days, the first after 2026-11-30',
		);
		assert.equal(
			forecastInWords(rows.slice(2), 30),
			'1 image in use (4 instances) stops being allowed within 30 days, the first after 2026-12-19',
		);
		assert.equal(forecastInWords([], 1), 'No image in use stops being allowed within 1 day');
	});

	it("takes AWS's verdict under the applied criteria, and no word of AWS under others", () => {
		const refused = imageOf('2026-09-01', {ImageAllowed: false});
		assert.deepEqual(forecast(input([refused])), {rows: [], notKnown: []});
		assert.equal(forecast(input([refused], {isApplied: false})).rows.length, 1);
		// AWS allows what our reading does not: until when can't be told.
		const allowed = imageOf('2026-01-01', {ImageAllowed: true});
		assert.deepEqual(forecast(input([allowed])), {rows: [], notKnown: [allowed]});
		assert.deepEqual(forecast(input([allowed], {isApplied: false})), {rows: [], notKnown: []});
	});

	it('names what it can say nothing of, and says nothing where criteria are not known or off', () => {
		const unread: ImageInUse = {evidence: {ImageId: 'ami-1'}, instances: 1, region: 'us-east-1'};
		assert.deepEqual(forecast(input([unread])).notKnown, [unread]);
		assert.deepEqual(forecast(input([unread, imageOf('2026-09-01')], {criteriaOf: () => undefined})), {
			rows: [],
			notKnown: [],
		});
	});

	it('says where another criterion may still allow it', () => {
		const criteriaOf = () => [...ninetyDays, {SomethingNew: 1}];
		assert.equal(
			forecast(input([imageOf('2026-09-01')], {criteriaOf})).rows[0]?.Because,
			'criterion 1: older than 90 days (created 2026-09-01); whether another criterion allows it then is not known',
		);
	});
});

describe('what a report and the decision say of it', () => {
	it('counts images and instances within 90 days, and those of which it is not known', () => {
		const {words, rows} = endingUnder(() => ninetyDays, {account, now})([
			imageOf('2026-09-01', {}, 2),
			imageOf('2026-10-01', {}, 3),
			{...imageOf('2026-09-01', {ImageId: 'ami-x'}), evidence: {ImageId: 'ami-x'}},
		]);
		assert.equal(
			words,
			'2 images in use (5 instances) stop being allowed within 90 days, the first after 2026-11-30. Of 1 image that is not known.',
		);
		assert.equal(rows.length, 2);
	});

	it('ends nothing where nothing is restricted', () => {
		assert.deepEqual(endingUnder(() => undefined, {account, now})([imageOf('2026-09-01')]).rows, []);
	});
});
