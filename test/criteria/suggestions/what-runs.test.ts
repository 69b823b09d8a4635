import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from '../../support/fast-check.ts';
import {checkCriteria} from '../../../source/criteria/validation/check.ts';
import {compileCriteria} from '../../../source/criteria/evaluation/evaluate.ts';
import {impactOf} from '../../../source/criteria/comparison/impact.ts';
import type {ImageEvidence} from '../../../source/criteria/evaluation/image.ts';
import {whatIf, type ImageInUse} from '../../../source/criteria/comparison/what-if.ts';
import {criteriaOfWhatRuns} from '../../../source/criteria/suggestions/what-runs.ts';
import {account, anyImage, criteria, now} from '../arbitraries.ts';

let count = 0;
function inUse(instances: number, evidence: Partial<ImageEvidence>): ImageInUse {
	return {evidence: {ImageId: `ami-${count++}`, ...evidence}, instances, region: 'us-east-1'};
}

const anyInUse = fc.array(
	fc.record({evidence: anyImage, instances: fc.integer({min: 1, max: 9}), region: fc.constant('us-east-1')}),
	{maxLength: 8},
);

describe('criteriaOfWhatRuns', () => {
	it('names providers by alias or account, with counts, risk and who they commonly are', () => {
		const unread = inUse(1, {});
		const {
			criteria: found,
			providers,
			own,
			left,
		} = criteriaOfWhatRuns(
			[
				inUse(3, {OwnerId: '137112412989', ImageOwnerAlias: 'amazon'}),
				inUse(2, {OwnerId: '801119661308', ImageOwnerAlias: 'amazon'}),
				inUse(9, {OwnerId: '136693071363', IsPublic: true}),
				inUse(4, {OwnerId: '444455556666', IsPublic: false}),
				inUse(1, {OwnerId: '679593333241', ImageOwnerAlias: 'aws-marketplace'}),
				inUse(7, {OwnerId: account}),
				unread,
			],
			account,
		);
		assert.deepEqual(found, [{ImageProviders: ['amazon', 'aws-marketplace', '136693071363', '444455556666']}]);
		assert.deepEqual(
			providers.map(({provider, name, instances, images, risk, publisher}) => [
				provider,
				name,
				instances,
				images,
				risk,
				publisher,
			]),
			[
				['136693071363', 'account 136693071363', 9, 1, 'high', 'Debian'],
				['amazon', 'Amazon or its verified providers', 5, 2, 'low', undefined],
				['444455556666', 'account 444455556666', 4, 1, 'medium', undefined],
				['aws-marketplace', 'verified Marketplace providers', 1, 1, 'low', undefined],
			],
		);
		assert.deepEqual(own, {instances: 7, images: 1});
		assert.deepEqual(left, [unread]);
	});

	it('is "none" where only own images run', () => {
		assert.deepEqual(criteriaOfWhatRuns([inUse(7, {OwnerId: account})], account).criteria, [
			{ImageProviders: ['none']},
		]);
		assert.deepEqual(criteriaOfWhatRuns([], account).criteria, [{ImageProviders: ['none']}]);
	});

	it('takes another criterion for each 200 providers, and says what found no room', () => {
		const images = Array.from({length: 2003}, (_, index) => inUse(1, {OwnerId: String(100_000_000_000 + index)}));
		const {criteria: found, left} = criteriaOfWhatRuns(images, account);
		assert.deepEqual(
			found.map(({ImageProviders: providers}) => providers?.length),
			Array.from({length: 10}, () => 200),
		);
		assert.equal(left.length, 3);
	});

	it('gives valid criteria that allow every image but those that are left', () => {
		fc.assert(
			fc.property(anyInUse, (images) => {
				const {criteria: found, providers, own, left} = criteriaOfWhatRuns(images, account);
				assert.deepEqual(checkCriteria(found).errors, []);
				const evaluator = compileCriteria(found, {account, now});
				for (const image of images) {
					if (!left.includes(image)) {
						assert.equal(evaluator.verdict(image.evidence), 'allowed');
					}
				}

				const counted = [...providers.map(({images: those}) => those), own.images, left.length];
				assert.equal(
					counted.reduce((sum, those) => sum + those, 0),
					images.length,
				);
			}),
			{seed: 20_261_125, numRuns: 500},
		);
	});
});

describe('impactOf', () => {
	it('names what breaks and what comes in, and how the counts change', () => {
		const images = [
			inUse(20, {OwnerId: '136693071363', Name: 'debian', ImageAllowed: false}),
			inUse(2, {OwnerId: '444455556666', Name: 'ubuntu-jammy', ImageAllowed: true}),
			inUse(5, {OwnerId: '444455556666', ImageAllowed: true}),
			inUse(1, {OwnerId: '222233334444', Name: 'bastion', ImageAllowed: false}),
			inUse(3, {Name: 'gone', ImageAllowed: true}),
			inUse(9, {OwnerId: account, ImageAllowed: true}),
		];
		const impact = impactOf(whatIf({images, after: [{ImageProviders: ['136693071363']}], account, now}));
		const short = (list: typeof impact.newlyBlocked) =>
			list.map(({name, instances, provider}) => `${name} ${instances} ${provider}`);
		assert.deepEqual(short(impact.newlyBlocked), [
			`${images[2]?.evidence.ImageId} 5 444455556666`,
			'ubuntu-jammy 2 444455556666',
		]);
		assert.deepEqual(short(impact.newlyAllowed), ['debian 20 136693071363']);
		assert.deepEqual(short(impact.stillBlocked), ['bastion 1 222233334444']);
		assert.deepEqual(short(impact.newlyUnknown), ['gone 3 not known']);
		assert.deepEqual(impact.allowed, {after: {instances: 29, images: 2}, change: {instances: 10, images: -2}});
		assert.deepEqual(impact.blocked, {after: {instances: 8, images: 3}, change: {instances: -13, images: 1}});
		assert.deepEqual(impact.unknown, {after: {instances: 3, images: 1}, change: {instances: 3, images: 1}});
	});

	it('counts as what-if does', () => {
		fc.assert(
			fc.property(anyInUse, criteria, (images, after) => {
				const result = whatIf({images, after, account, now});
				const {allowed, blocked, unknown, newlyBlocked, newlyAllowed} = impactOf(result);
				const sum = (list: typeof newlyBlocked) => list.reduce((all, {instances}) => all + instances, 0);
				const {Instances: _, ...totals} = result.instances;
				assert.deepEqual(totals, {
					Allowed: allowed.after.instances,
					NotAllowed: blocked.after.instances,
					Unknown: unknown.after.instances,
					NewlyAllowed: sum(newlyAllowed),
					NewlyNotAllowed: sum(newlyBlocked),
				});
			}),
			{seed: 20_261_125, numRuns: 500},
		);
	});
});
