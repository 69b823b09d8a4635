import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {ImageCriteria, ImageCriterion} from '../../../source/criteria/criterion.ts';
import {compileCriteria, reasonsOf} from '../../../source/criteria/evaluation/evaluate.ts';
import type {ImageEvidence, Verdict} from '../../../source/criteria/evaluation/image.ts';
import fc from '../../support/fast-check.ts';
import {account, anyImage, criteria, criterion, fullImage, lessAndMore, looseAndTight, now} from '../arbitraries.ts';
import {referenceVerdict} from '../reference.ts';

const context = {account, now};

function verdict(applied: ImageCriteria, image: ImageEvidence): Verdict {
	return compileCriteria(applied, context).verdict(image);
}

/** The same criterion with its parameters and their values in reverse. */
function turnedAround(one: ImageCriterion): ImageCriterion {
	const entries = Object.entries(one).toReversed();
	return Object.fromEntries(
		entries.map(([key, value]) => [key, Array.isArray(value) ? (value as unknown[]).toReversed() : value]),
	);
}

describe('verdict', () => {
	it('is that of an evaluator written independently', () => {
		const seen = new Set<Verdict>();
		fc.assert(
			fc.property(criteria, anyImage, (applied, image) => {
				const ours = verdict(applied, image);
				seen.add(ours);
				assert.equal(ours, referenceVerdict(applied, image, account, now));
			}),
			{numRuns: 5000},
		);
		assert.equal(seen.size, 3, 'the generated cases reach every verdict');
	});

	it('is that of its explanation', () => {
		fc.assert(
			fc.property(criteria, anyImage, (applied, image) => {
				const evaluator = compileCriteria(applied, context);
				const explanation = evaluator.explain(image);
				assert.equal(explanation.verdict, evaluator.verdict(image));
				assert.equal(explanation.criteria.length, applied.length);
				assert.ok(reasonsOf(explanation).length > 0);
				for (const {outcome, conditions} of explanation.criteria) {
					assert.ok(
						outcome === 'met'
							? conditions.every((condition) => condition.outcome === 'met')
							: conditions.some((condition) => condition.outcome === outcome),
					);
				}
			}),
			{numRuns: 1000},
		);
	});

	it('once decided, stays as it is when more becomes known', () => {
		fc.assert(
			fc.property(criteria, lessAndMore, (applied, {less, more}) => {
				const early = verdict(applied, less);
				assert.ok(early === 'unknown' || verdict(applied, more) === early);
			}),
			{numRuns: 3000},
		);
	});

	it('stays allowed when a criterion is added', () => {
		fc.assert(
			fc.property(criteria, criterion, fc.nat(4), anyImage, (applied, added, position, image) => {
				const isAllowed = verdict(applied, image) === 'allowed';
				assert.ok(!isAllowed || verdict(applied.toSpliced(position, 0, added), image) === 'allowed');
			}),
			{numRuns: 2000},
		);
	});

	it('never becomes allowed by tightening', () => {
		fc.assert(
			fc.property(looseAndTight, anyImage, ([loose, tight], image) => {
				const isRefused = verdict([loose], image) === 'not-allowed';
				assert.ok(!isRefused || verdict([tight], image) === 'not-allowed');
			}),
			{numRuns: 3000},
		);
	});

	it('does not depend on the order of criteria or values', () => {
		fc.assert(
			fc.property(criteria, anyImage, (applied, image) => {
				const turned = applied.toReversed().map((one) => turnedAround(one));
				assert.equal(verdict(turned, image), verdict(applied, image));
			}),
		);
	});

	it('is allowed for every own image, whatever the criteria', () => {
		fc.assert(
			fc.property(criteria, fullImage, (applied, image) => {
				const own = {...image, OwnerId: account};
				assert.equal(verdict(applied, own), 'allowed');
				assert.equal(compileCriteria(applied, context).explain(own).exempt, 'own image');
			}),
		);
	});
});

describe('what is not documented or not known', () => {
	const image: ImageEvidence = {ImageId: 'ami-1', OwnerId: '444455556666'};

	it('leaves an image of unknown owner open, since it may be an own one', () => {
		assert.equal(verdict([{ImageNames: ['a*']}], {ImageId: 'ami-1', Name: 'b'}), 'unknown');
		assert.equal(verdict([{ImageNames: ['a*']}], {ImageId: 'ami-1', Name: 'a'}), 'allowed');
	});

	it('allows own images only where there are no criteria, or only "none"', () => {
		for (const applied of [[], [{ImageProviders: ['none']}]]) {
			assert.equal(verdict(applied, image), 'not-allowed');
			assert.equal(verdict(applied, {...image, OwnerId: account}), 'allowed');
		}
	});

	it('says nothing of an empty criterion', () => {
		assert.equal(verdict([{}], image), 'unknown');
		assert.equal(verdict([{ImageProviders: []}], image), 'unknown');
	});

	it('reads aliases from ImageOwnerAlias alone, never from the account ID', () => {
		const canonical = {ImageId: 'ami-1', OwnerId: '099720109477'};
		const applied = [{ImageProviders: ['amazon']}];
		assert.equal(verdict(applied, canonical), 'not-allowed');
		assert.equal(verdict(applied, {...canonical, ImageOwnerAlias: 'amazon'}), 'allowed');
		assert.equal(verdict(applied, {...canonical, ImageOwnerAlias: '099720109477'}), 'unknown');
	});

	it('is unknown in the day where ways of rounding differ, decided around it', () => {
		const applied = [{CreationDateCondition: {MaximumDaysSinceCreated: 300}}];
		const created = (hours: number) => ({
			...image,
			CreationDate: new Date(now.getTime() - hours * 3_600_000).toISOString(),
		});
		assert.equal(verdict(applied, created(300 * 24)), 'allowed');
		assert.equal(verdict(applied, created(300 * 24 + 1)), 'unknown');
		assert.equal(verdict(applied, created(301 * 24)), 'not-allowed');
	});

	it('excludes every deprecated image at 0 days, also one that was deprecated a moment ago', () => {
		const applied = [{DeprecationTimeCondition: {MaximumDaysSinceDeprecated: 0}}];
		const deprecated = (time: string | null) => verdict(applied, {...image, DeprecationTime: time});
		assert.equal(deprecated(now.toISOString()), 'not-allowed');
		assert.equal(deprecated('2026-11-23T12:00:01Z'), 'allowed');
		assert.equal(deprecated(null), 'allowed');
		assert.equal(verdict(applied, image), 'unknown');
	});

	it('is unknown where a name matches only if case is ignored', () => {
		const named = (Name: string) => verdict([{ImageNames: ['Team-*']}], {...image, Name});
		assert.equal(named('Team-1'), 'allowed');
		assert.equal(named('team-1'), 'unknown');
		assert.equal(named('other'), 'not-allowed');
	});

	it('never says that a criterion with a parameter newer than this tool is met', () => {
		const applied = [{ImageProviders: ['444455556666'], SomethingNew: {Limit: 1}}];
		assert.equal(verdict(applied, image), 'unknown');
		assert.equal(verdict(applied, {...image, OwnerId: '136693071363'}), 'not-allowed');
		const newField: ImageCriterion = JSON.parse('{"CreationDateCondition": {"Since": "x"}}') as ImageCriterion;
		assert.equal(verdict([newField], image), 'unknown');
	});

	it('wants all fields of a filter on the same watermark', () => {
		const applied = [{ImageWatermarks: [{WatermarkKey: '1:a', SourceImageRegion: 'us-*'}]}];
		const one = {WatermarkKey: '1:a', SourceImageRegion: 'eu-1'};
		const other = {WatermarkKey: '1:b', SourceImageRegion: 'us-1'};
		assert.equal(verdict(applied, {...image, ImageWatermarks: [one, other]}), 'not-allowed');
		assert.equal(
			verdict(applied, {...image, ImageWatermarks: [one, other, {...other, ...one, SourceImageRegion: 'us-1'}]}),
			'allowed',
		);
	});

	it('takes results without a scan date as incomplete, with one as all there is', () => {
		const applied: ImageCriteria = [
			{ScanResultCondition: {MaximumSeverityLabel: 'low', MaxDaysSinceHighFixAvailable: 3}},
		];
		assert.equal(verdict(applied, {...image, ScanResults: {}}), 'unknown');
		assert.equal(verdict(applied, {...image, ScanResults: {FindingScanDate: now.toISOString()}}), 'allowed');
		assert.equal(verdict(applied, {...image, ScanResults: {HighestFindingSeverityLabel: 'high'}}), 'not-allowed');
		assert.equal(
			verdict(applied, {
				...image,
				ScanResults: {FindingScanDate: now.toISOString(), HighestFindingSeverityLabel: 'untriaged'},
			}),
			'unknown',
		);
	});
});

describe('explain', () => {
	const applied = [
		{ImageProviders: ['amazon', 'aws-marketplace']},
		{
			ImageProviders: ['444455556666'],
			ImageNames: ['team-*'],
			CreationDateCondition: {MaximumDaysSinceCreated: 300},
		},
		{ImageProviders: ['444455556666'], MarketplaceProductCodes: ['abc']},
	];

	it('gives the evidence of every condition in words', () => {
		const explanation = compileCriteria(applied, context).explain({
			ImageId: 'ami-1',
			OwnerId: '444455556666',
			Name: 'team-data/spark-worker-4',
			CreationDate: '2024-03-02T12:00:00Z',
			deregistered: true,
		});
		assert.equal(explanation.verdict, 'unknown');
		assert.equal(explanation.summary, 'evidence is missing for criterion 3');
		assert.deepEqual(
			explanation.criteria.map(({outcome, conditions}) => [outcome, ...conditions.map(({words}) => words)]),
			[
				['not met', 'provider 444455556666 is none of amazon, aws-marketplace'],
				['not met', 'provider is 444455556666', 'name matches team-*', 'older than 300 days (996)'],
				['unknown', 'provider is 444455556666', 'product codes not known: the image is deregistered'],
			],
		);
		assert.deepEqual(reasonsOf(explanation), [
			'criterion 1: provider 444455556666 is none of amazon, aws-marketplace',
			'criterion 2: older than 300 days (996)',
			'criterion 3: product codes not known: the image is deregistered',
		]);
	});

	it('says once what fails several limits', () => {
		const limits = [{ScanResultCondition: {MaximumSeverityLabel: 'low', MaxDaysSinceLastFindingScan: 14}}] as const;
		const explanation = compileCriteria(limits, context).explain({
			ImageId: 'ami-1',
			OwnerId: '444455556666',
			ScanResults: null,
		});
		assert.deepEqual(reasonsOf(explanation), ['criterion 1: never scanned by Amazon Inspector']);
	});

	it('says in a line what decided', () => {
		const summary = (evidence: ImageEvidence, list: ImageCriteria = applied) =>
			compileCriteria(list, context).explain(evidence).summary;
		assert.equal(summary({ImageId: 'a', OwnerId: '1', ImageOwnerAlias: 'amazon'}), 'it meets criterion 1');
		assert.equal(summary({ImageId: 'a', OwnerId: '136693071363'}, applied.slice(0, 2)), 'it meets none of 2 criteria');
		assert.equal(
			summary({ImageId: 'a', OwnerId: '136693071363'}, applied.slice(0, 1)),
			'it does not meet the only criterion',
		);
		assert.equal(summary({ImageId: 'a', OwnerId: '136693071363'}, []), 'there are no criteria to meet');
		assert.equal(summary({ImageId: 'a', OwnerId: account}), "own account's image: criteria never restrict it");
		assert.equal(
			summary({ImageId: 'a', Name: 'x', deregistered: true}, [{ImageNames: ['y']}]),
			'its owner is not known and it is deregistered, so it may be an own image',
		);
	});

	it('keeps long lists short and hostile values harmless', () => {
		const providers = Array.from({length: 200}, (_, index) => String(200_000_000_000 + index));
		const [first] = compileCriteria([{ImageProviders: providers}], context).explain({
			ImageId: 'a',
			OwnerId: '1',
		}).criteria;
		assert.match(first?.conditions[0]?.words ?? '', /200000000003 and 196 more$/);
		const [hostile] = compileCriteria([{ImageNames: ['\u{1B}[2J*']}], context).explain({
			ImageId: 'a',
			Name: 'x',
		}).criteria;
		assert.equal(hostile?.conditions[0]?.words, String.raw`name matches none of \u{1b}[2J*`);
	});
});
