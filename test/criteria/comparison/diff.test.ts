import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {covers} from '../../../source/criteria/comparison/compare.ts';
import type {ImageCriteria} from '../../../source/criteria/criterion.ts';
import {diffCriteria, renderDiff} from '../../../source/criteria/comparison/diff.ts';
import {compileCriteria} from '../../../source/criteria/evaluation/evaluate.ts';
import fc from '../../support/fast-check.ts';
import {account, anyImage, criteria, criterion, looseAndTight, now} from '../arbitraries.ts';

const before: ImageCriteria = [
	{ImageProviders: ['amazon', 'aws-marketplace'], CreationDateCondition: {MaximumDaysSinceCreated: 300}},
	{ImageNames: ['x*'], ImageProviders: ['444455556666']},
];

describe('diffCriteria', () => {
	it('sees no change in another order', () => {
		fc.assert(
			fc.property(criteria, (given) => {
				const turned = given.toReversed().map((one) => ({
					...one,
					...(one.ImageProviders && {ImageProviders: one.ImageProviders.toReversed()}),
				}));
				const diff = diffCriteria(given, turned);
				assert.equal(diff.effect, 'none');
				assert.ok(diff.criteria.every(({type}) => type === 'same'));
			}),
		);
	});

	it('accounts for every criterion of both sides once', () => {
		fc.assert(
			fc.property(criteria, criteria, (left, right) => {
				const diff = diffCriteria(left, right);
				const olds = diff.criteria.flatMap((one) => (one.type === 'added' ? [] : [one.before]));
				const news = diff.criteria.flatMap((one) => (one.type === 'removed' ? [] : [one.after]));
				assert.deepEqual(new Set(olds), new Set(left.keys()));
				assert.equal(olds.length, left.length);
				assert.deepEqual(new Set(news), new Set(right.keys()));
				assert.equal(news.length, right.length);
			}),
		);
	});

	it('says which criterion changed, what came in and what went out', () => {
		const after: ImageCriteria = [
			{ImageProviders: ['123456789012']},
			{
				CreationDateCondition: {MaximumDaysSinceCreated: 365},
				ImageProviders: ['aws-marketplace', 'amazon', '136693071363'],
			},
		];
		const diff = diffCriteria(before, after);
		assert.equal(diff.effect, 'both');
		assert.deepEqual(renderDiff(diff), [
			{sign: '+', text: 'criterion 1: AMIs by account 123456789012'},
			{sign: '+', text: 'criterion 2 (was 1), provider: 136693071363'},
			{sign: '-', text: 'criterion 2 (was 1), most days since created: 300'},
			{sign: '+', text: 'criterion 2 (was 1), most days since created: 365'},
			{sign: '-', text: 'criterion 2: AMIs by account 444455556666, named x*'},
		]);
	});

	it('takes a criterion with another limit for the same one', () => {
		const aged = (days: number): ImageCriteria => [{CreationDateCondition: {MaximumDaysSinceCreated: days}}];
		const diff = diffCriteria(aged(30), aged(60));
		assert.deepEqual(renderDiff(diff), [
			{sign: '-', text: 'criterion 1, most days since created: 30'},
			{sign: '+', text: 'criterion 1, most days since created: 60'},
		]);
	});

	it('shows added, removed and unchanged criteria as sentences', () => {
		const watermarked: ImageCriteria = [{ImageWatermarks: [{WatermarkKey: '1:gold'}]}];
		const diff = diffCriteria(before, [...before.slice(1), ...watermarked]);
		assert.deepEqual(renderDiff(diff), [
			{sign: ' ', text: 'criterion 1: AMIs by account 444455556666, named x*'},
			{sign: '+', text: 'criterion 2: AMIs by anyone, carrying a watermark that is 1:gold'},
			{
				sign: '-',
				text: 'criterion 1: AMIs by Amazon or its verified providers or verified Marketplace providers, not older than 300 days',
			},
		]);
	});

	it('tells loosening from tightening', () => {
		const [first = {}] = before;
		assert.equal(diffCriteria(before, before.slice(1)).effect, 'tightens');
		assert.equal(diffCriteria(before.slice(1), before).effect, 'loosens');
		const older = {...first, CreationDateCondition: {MaximumDaysSinceCreated: 301}};
		assert.equal(diffCriteria([first], [older]).effect, 'loosens');
		assert.equal(diffCriteria([first], [{...first, ImageNames: ['a*']}]).effect, 'tightens');
		assert.equal(diffCriteria([], [{ImageProviders: ['none']}]).effect, 'none');
	});

	it('is right about the effect: what loosens takes nothing away, what tightens lets nothing in', () => {
		fc.assert(
			fc.property(criteria, criteria, anyImage, (left, right, image) => {
				const {effect} = diffCriteria(left, right);
				const was = compileCriteria(left, {account, now}).verdict(image);
				const is = compileCriteria(right, {account, now}).verdict(image);
				if (effect === 'loosens' || effect === 'none') {
					assert.ok(was !== 'allowed' || is === 'allowed');
				}

				if (effect === 'tightens' || effect === 'none') {
					assert.ok(is !== 'allowed' || was === 'allowed');
				}
			}),
			{numRuns: 2000},
		);
	});
});

describe('covers', () => {
	it('sees that a criterion covers a tighter one', () => {
		fc.assert(
			fc.property(looseAndTight, ([loose, tight]) => {
				assert.ok(covers(loose, tight));
			}),
			{numRuns: 1000},
		);
	});

	it('claims only what holds for every image', () => {
		const pairs = fc.oneof(fc.tuple(criterion, criterion), looseAndTight);
		fc.assert(
			fc.property(pairs, anyImage, ([one, other], image) => {
				const [first, second] = [one, other].map((applied) =>
					compileCriteria([applied], {account, now}).verdict(image),
				);
				assert.ok(!covers(one, other) || second !== 'allowed' || first === 'allowed');
				assert.ok(!covers(other, one) || first !== 'allowed' || second === 'allowed');
			}),
			{numRuns: 3000},
		);
	});
});
