import type {ImageCriteria, ImageCriterion} from '../../criteria/criterion.ts';
import type {ImageWatermarkFilter} from '../../criteria/parameters/image-watermarks.ts';
import type {ScanResultCondition} from '../../criteria/parameters/scan-result-condition.ts';
import {severities} from '../account/account.ts';
import {invalidValue, ServiceError} from './errors.ts';
import type {Query} from './query.ts';

const days = {min: 0, max: 2_147_483_647};

/**
The criteria of a `ReplaceImageCriteriaInAllowedImagesSettings` request, refused as EC2 refuses them where they break a limit.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImageCriterionRequest.html
*/
export function readCriteria(query: Query): ImageCriteria {
	const criteria = query.structures('ImageCriterion');
	limit('ImageCriteria', criteria, 10);
	return criteria.map((criterion) => readCriterion(criterion));
}

function readCriterion(query: Query): ImageCriterion {
	query.allowOnly([
		'ImageProvider',
		'MarketplaceProductCode',
		'ImageName',
		'CreationDateCondition',
		'DeprecationTimeCondition',
		'ImageWatermark',
		'ScanResultCondition',
	]);
	const providers = query.list('ImageProvider');
	const codes = query.list('MarketplaceProductCode');
	const names = query.list('ImageName');
	const created = query.structure('CreationDateCondition')?.integer('MaximumDaysSinceCreated', days);
	const deprecated = query.structure('DeprecationTimeCondition')?.integer('MaximumDaysSinceDeprecated', days);
	const watermarks = query.structures('ImageWatermark');
	const scan = query.structure('ScanResultCondition');

	checkProviders(providers);
	limit('MarketplaceProductCodes', codes, 50);
	refuse('MarketplaceProductCodes', codes, (code) => !/^[\da-z]{1,25}$/i.test(code));
	limit('ImageNames', names, 50);
	refuse(
		'ImageNames',
		names,
		(name) => !/^[\w '()*\-./?@[\]]{1,128}$/.test(name) || (name.includes('?') && name.length < 3),
	);
	limit('ImageWatermarks', watermarks, 50);

	const criterion: ImageCriterion = {
		...(providers.length > 0 && {ImageProviders: providers}),
		...(codes.length > 0 && {MarketplaceProductCodes: codes}),
		...(names.length > 0 && {ImageNames: names}),
		...(deprecated !== undefined && {DeprecationTimeCondition: {MaximumDaysSinceDeprecated: deprecated}}),
		...(created !== undefined && {CreationDateCondition: {MaximumDaysSinceCreated: created}}),
		...(watermarks.length > 0 && {ImageWatermarks: watermarks.map((watermark) => readWatermark(watermark))}),
		...(scan && {ScanResultCondition: readScanCondition(scan)}),
	};
	if (Object.keys(criterion).length === 0) {
		throw new ServiceError('InvalidParameterValue', 'An image criterion must specify at least one parameter.');
	}

	return criterion;
}

function checkProviders(providers: readonly string[]): void {
	limit('ImageProviders', providers, 200);
	refuse(
		'ImageProviders',
		providers,
		(provider) => !/^(?:amazon|aws-marketplace|aws-backup-vault|none|\d{12})$/.test(provider),
	);
	if (providers.includes('none') && providers.length > 1) {
		throw new ServiceError(
			'InvalidParameterCombination',
			"The image provider 'none' cannot be combined with other image providers.",
		);
	}
}

function readWatermark(query: Query): ImageWatermarkFilter {
	query.allowOnly([
		'WatermarkKey',
		'SourceImageRegion',
		'MaximumDaysSinceSourceImageCreated',
		'MaximumDaysSinceWatermarkCreated',
	]);
	const key = query.text('WatermarkKey');
	const region = query.text('SourceImageRegion');
	const source = query.integer('MaximumDaysSinceSourceImageCreated', days);
	const created = query.integer('MaximumDaysSinceWatermarkCreated', days);
	return {
		...(key !== undefined && {WatermarkKey: key}),
		...(region !== undefined && {SourceImageRegion: region}),
		...(source !== undefined && {MaximumDaysSinceSourceImageCreated: source}),
		...(created !== undefined && {MaximumDaysSinceWatermarkCreated: created}),
	};
}

const scanLimits = [
	'MaxDaysSinceLastFindingScan',
	'MaxDaysSinceInformationalFixAvailable',
	'MaxDaysSinceLowFixAvailable',
	'MaxDaysSinceMediumFixAvailable',
	'MaxDaysSinceHighFixAvailable',
	'MaxDaysSinceCriticalFixAvailable',
] as const;

function readScanCondition(query: Query): ScanResultCondition {
	query.allowOnly([...scanLimits, 'MaximumSeverityLabel']);
	const label = query.text('MaximumSeverityLabel');
	const severity = severities.find((known) => known === label);
	if (label !== undefined && severity === undefined) {
		throw invalidValue('MaximumSeverityLabel', label, `Valid values are ${severities.join(', ')}.`);
	}

	const limits = scanLimits.flatMap((name) => {
		const value = query.integer(name, days);
		return value === undefined ? [] : [[name, value] as const];
	});
	return {...Object.fromEntries(limits), ...(severity !== undefined && {MaximumSeverityLabel: severity})};
}

function limit(parameter: string, values: readonly unknown[], maximum: number): void {
	if (values.length > maximum) {
		throw new ServiceError(
			'InvalidParameterValue',
			`The number of values for ${parameter} (${values.length}) exceeds the maximum of ${maximum}.`,
		);
	}
}

function refuse(parameter: string, values: readonly string[], isWrong: (value: string) => boolean): void {
	const wrong = values.find((value) => isWrong(value));
	if (wrong !== undefined) {
		throw invalidValue(parameter, wrong);
	}
}
