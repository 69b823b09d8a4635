import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {ImageCriterionRequest, ImageWatermarkFilterRequest, ScanResultConditionRequest} from '@aws-sdk/client-ec2';
import {checkCriteria} from '../../source/criteria/validation/check.ts';
import type {ImageCriterion} from '../../source/criteria/criterion.ts';
import {editableParameters} from '../../source/criteria/edit.ts';
import type {ImageWatermarkFilter} from '../../source/criteria/parameters/image-watermarks.ts';
import {allParameters, parameterNames, type ParameterName} from '../../source/criteria/parameters/registry.ts';
import type {ScanResultCondition} from '../../source/criteria/parameters/scan-result-condition.ts';
import {criterionInWords} from '../../source/criteria/words.ts';

/** Whether two types have the same names: a member that the SDK has and we have not stops this file from compiling. */
type SameKeys<One, Other> = [keyof One, keyof Other] extends [keyof Other, keyof One] ? true : never;
const known: ReadonlyArray<true> = [
	true satisfies SameKeys<Record<ParameterName, unknown>, ImageCriterionRequest>,
	true satisfies SameKeys<ImageWatermarkFilter, ImageWatermarkFilterRequest>,
	true satisfies SameKeys<ScanResultCondition, ScanResultConditionRequest>,
];

describe('the registry of parameters', () => {
	it('knows what the SDK knows', () => {
		assert.equal(known.length, 3);
	});

	it('offers every parameter in the form, under its own name', () => {
		assert.deepEqual([...new Set(editableParameters.map(({path}) => path.split('.', 1)[0]))], parameterNames);
		for (const [name, {fields = [], edit}] of allParameters) {
			for (const {path} of edit) {
				const [parameter, field] = path.split('.', 2);
				assert.equal(parameter, name);
				assert.ok(field === undefined || fields.includes(field), path);
			}
		}
	});

	it('takes what the form reads, and says it in words', () => {
		const typed: Readonly<Record<string, string>> = {
			ImageProviders: 'amazon, 123456789012',
			ImageNames: 'golden-*',
			MarketplaceProductCodes: 'abc1',
			ImageWatermarks: 'key=123456789012:gold region=us-* watermark-days=30',
			'ScanResultCondition.MaximumSeverityLabel': 'low',
		};
		for (const {path, isList, read, show} of editableParameters) {
			const reading = read(typed[path] ?? '30');
			assert.ok('values' in reading, path);
			const [name = '', field] = path.split('.', 2);
			const value = isList ? reading.values : reading.values[0];
			const criterion: ImageCriterion = {[name]: field === undefined ? value : {[field]: value}};
			assert.deepEqual(checkCriteria([criterion]).errors, [], path);
			assert.doesNotMatch(criterionInWords(criterion), /nothing in particular|does not know/);
			assert.deepEqual(read(reading.values.map((one) => show(one)).join(',')), reading, path);
		}
	});
});
