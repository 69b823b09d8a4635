import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {ImageCriterion} from '../../source/criteria/criterion.ts';
import {criteriaInWords, criterionInWords, stateInWords} from '../../source/criteria/words.ts';

describe('criterionInWords', () => {
	const sentences: ReadonlyArray<readonly [ImageCriterion, string]> = [
		[
			{ImageProviders: ['amazon'], CreationDateCondition: {MaximumDaysSinceCreated: 300}},
			'AMIs by Amazon or its verified providers, not older than 300 days',
		],
		[{ImageProviders: ['none']}, "only your own account's AMIs"],
		[
			{ImageProviders: ['aws-backup-vault', '123456789012'], ImageNames: ['a*', 'b?c']},
			'AMIs by AWS Backup or account 123456789012, named a* or b?c',
		],
		[{MarketplaceProductCodes: ['abc']}, 'AMIs by anyone, with Marketplace product code abc'],
		[{DeprecationTimeCondition: {MaximumDaysSinceDeprecated: 0}}, 'AMIs by anyone, not deprecated'],
		[
			{DeprecationTimeCondition: {MaximumDaysSinceDeprecated: 1}},
			'AMIs by anyone, deprecated for at most 1 day, if at all',
		],
		[
			{
				ImageWatermarks: [
					{
						WatermarkKey: '123456789012:gold-*',
						SourceImageRegion: 'eu-*',
						MaximumDaysSinceWatermarkCreated: 30,
						MaximumDaysSinceSourceImageCreated: 90,
					},
				],
			},
			'AMIs by anyone, carrying a watermark that is 123456789012:gold-* from eu-* attached at most 30 days ago with a source image not older than 90 days',
		],
		[
			{
				ScanResultCondition: {
					MaxDaysSinceLastFindingScan: 7,
					MaximumSeverityLabel: 'medium',
					MaxDaysSinceCriticalFixAvailable: 3,
				},
			},
			'AMIs by anyone, scanned by Amazon Inspector in the last 7 days, scanned with no finding above medium, scanned with no fix of a critical finding waiting longer than 3 days',
		],
		[
			{ImageProviders: ['amazon'], NewThing: 1},
			'AMIs by Amazon or its verified providers, and meeting NewThing, which this tool does not know',
		],
		[{}, 'nothing in particular: the criterion is empty, and AWS does not say what it allows'],
	];
	for (const [criterion, words] of sentences) {
		it(words, () => {
			assert.equal(criterionInWords(criterion), words);
		});
	}

	it('keeps 200 providers readable', () => {
		const ImageProviders = Array.from({length: 200}, (_, index) => String(200_000_000_000 + index));
		assert.match(criterionInWords({ImageProviders}), /account 200000000004, or 195 more$/);
	});
});

describe('criteriaInWords', () => {
	it('says one criterion, several, none and own images only', () => {
		assert.equal(
			criteriaInWords([{ImageProviders: ['amazon']}]),
			"Allowed are AMIs by Amazon or its verified providers. Your own account's AMIs are always allowed.",
		);
		assert.equal(
			criteriaInWords([{ImageProviders: ['amazon']}, {ImageProviders: ['123456789012']}]),
			"An AMI is allowed if it is one of these: (1) AMIs by Amazon or its verified providers; (2) AMIs by account 123456789012. Your own account's AMIs are always allowed.",
		);
		assert.equal(criteriaInWords([{ImageProviders: ['none']}]), "Allowed are only your own account's AMIs.");
		assert.match(criteriaInWords([]), /AWS does not document/);
	});
});

describe('stateInWords', () => {
	it('says of a Region that is off that nothing is restricted', () => {
		assert.equal(stateInWords('disabled'), 'disabled: nothing is restricted');
		assert.equal(stateInWords('audit-mode'), 'audit-mode');
	});
});
