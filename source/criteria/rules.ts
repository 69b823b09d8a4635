/**
What the shape alone cannot say: values that must not stand together (errors), and criteria that are valid but probably not meant so (warnings).
Works on anything, well-formed or not, since all problems are reported at once.
*/
import {covers, coversPattern, isEmptyCriterion} from './compare.ts';
import type {ImageCriteria, ImageCriterion} from './criterion.ts';
import type {PathSegment} from './issue.ts';
import {isStructure} from './structure.ts';
import {counted, asJson} from './text.ts';

export type Report = (severity: 'error' | 'warning', segments: readonly PathSegment[], message: string) => void;

const youngAge = 30;
/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html#allowed-amis-criteria */
const guideOnNone =
	'AWS may refuse it: the EC2 User Guide says of none "When specified, no other criteria can be specified."';
const watermarkAccount = /^\d{12}:/;

/**
Reports every rule that is broken.

@param criteria anything; pieces of the wrong type are the schema's to report.
@param report is called for each finding; paths start at the list.
@param misspelled the criteria (by index) in which a parameter is misspelled: what they lack is not told.
*/
export function applyRules(
	criteria: readonly unknown[],
	report: Report,
	misspelled: ReadonlySet<PathSegment | undefined> = new Set(),
): void {
	for (const [index, criterion] of criteria.entries()) {
		if (isStructure(criterion)) {
			applyToCriterion(criterion, index, report, misspelled.has(index));
		}
	}

	if (criteria.length === 0) {
		report(
			'warning',
			[],
			'the list is empty; AWS does not document what that allows, expect your own images only (say so with "none")',
		);
	} else if (
		misspelled.size === 0 &&
		criteria.every((criterion) => isStructure(criterion) && !canAllowAmazon(criterion))
	) {
		report(
			'warning',
			[],
			'no criterion allows the provider "amazon"; launches of ECS, EKS, EMR, Elastic Beanstalk and Lambda Managed Instances can fail',
		);
	}
}

function applyToCriterion(
	criterion: Record<string, unknown>,
	index: number,
	report: Report,
	isMisspelled: boolean,
): void {
	const providers = texts(criterion.ImageProviders);
	if (isEmptyCriterion(criterion)) {
		report('error', [index], 'is empty; AWS does not document whether that allows every image or none');
		return;
	}

	if (providers.includes('none') && providers.length > 1) {
		const others = counted(providers.length - 1, 'other value');
		report('error', [index, 'ImageProviders'], `has "none" and ${others}; "none" must stand alone`);
	}

	if (!isMisspelled) {
		warnOfTrust(criterion, index, report);
	}

	warnOfAge(criterion, index, report);
	warnOfRepeats(criterion, index, report);
	warnOfWatermarks(criterion.ImageWatermarks, index, report);
	for (const [parameter, value] of Object.entries(criterion)) {
		if (Array.isArray(value) && value.length === 0) {
			report('warning', [index, parameter], 'is an empty list; that is the same as leaving it out');
		} else if (isStructure(value) && Object.keys(value).length === 0) {
			report('warning', [index, parameter], 'is an empty structure; that is the same as leaving it out');
		}
	}
}

/** A criterion that says nothing of who made the image trusts everyone. */
function warnOfTrust(criterion: Record<string, unknown>, index: number, report: Report): void {
	const isAnyones = ['ImageProviders', 'MarketplaceProductCodes', 'ImageWatermarks'].every(
		(parameter) => !hasValues(criterion[parameter]),
	);
	if (!isAnyones) {
		return;
	}

	if (hasValues(criterion.ImageNames)) {
		report(
			'warning',
			[index, 'ImageNames'],
			'stands without ImageProviders; anyone can publish an image of a matching name',
		);
	} else {
		report('warning', [index], 'does not limit the provider; it allows images of anyone');
	}
}

function warnOfAge(criterion: Record<string, unknown>, index: number, report: Report): void {
	const condition = criterion.CreationDateCondition;
	const days = isStructure(condition) ? condition.MaximumDaysSinceCreated : undefined;
	if (typeof days === 'number' && days >= 0 && days < youngAge) {
		report(
			'warning',
			[index, 'CreationDateCondition', 'MaximumDaysSinceCreated'],
			`${days} is under ${youngAge} days; launches fail as soon as the newest image is older`,
		);
	}
}

function warnOfRepeats(criterion: Record<string, unknown>, index: number, report: Report): void {
	for (const parameter of ['ImageProviders', 'MarketplaceProductCodes', 'ImageNames']) {
		const values: readonly unknown[] = Array.isArray(criterion[parameter]) ? criterion[parameter] : [];
		const firstAt = new Map<unknown, number>();
		for (const [position, value] of values.entries()) {
			const first = firstAt.get(value);
			if (first === undefined) {
				firstAt.set(value, position);
			} else {
				report('warning', [index, parameter, position], `${asJson(value)} repeats value ${first + 1}`);
			}
		}
	}

	const names = [...new Set(texts(criterion.ImageNames))];
	for (const name of names) {
		const broad = names.find((other) => other !== name && coversPattern(other, name));
		if (broad === undefined) {
			continue;
		}

		const position = texts(criterion.ImageNames).indexOf(name);
		report(
			'warning',
			[index, 'ImageNames', position],
			`${asJson(name)} adds nothing; ${asJson(broad)} matches all it does`,
		);
	}
}

function warnOfWatermarks(filters: unknown, index: number, report: Report): void {
	for (const [position, filter] of (Array.isArray(filters) ? filters : []).entries()) {
		if (!isStructure(filter)) {
			continue;
		}

		const {WatermarkKey: key} = filter;
		const path = [index, 'ImageWatermarks', position];
		if (Object.keys(filter).length === 0) {
			report('warning', path, 'is empty; any watermark meets it');
		} else if (key === undefined) {
			report('warning', path, 'has no WatermarkKey; a watermark of any account meets it');
		} else if (typeof key === 'string' && key !== '' && !watermarkAccount.test(key)) {
			const message = key.includes(':') ? 'does not begin with a 12-digit account ID' : 'has no account ID';
			report(
				'warning',
				[...path, 'WatermarkKey'],
				`${asJson(key)} ${message}; a key is accountId:name, and anyone can attach a watermark of their own account`,
			);
		}
	}
}

/** Criteria that add nothing to the others. Only for valid criteria. */
export function warnOfRedundancy(criteria: ImageCriteria, report: Report): void {
	for (const [index, criterion] of criteria.entries()) {
		if (isNone(criterion)) {
			if (criteria.length > 1) {
				report(
					'warning',
					[index],
					`adds nothing; own images are always allowed, "none" only matters where it is all there is. ${guideOnNone}`,
				);
			}

			if (Object.keys(criterion).length > 1) {
				report(
					'warning',
					[index],
					`has "none" beside other parameters; they have no effect on own images. ${guideOnNone}`,
				);
			}

			continue;
		}

		const broad = criteria.findIndex(
			(other, position) =>
				position !== index &&
				!isNone(other) &&
				covers(other, criterion) &&
				// Of two that say the same, the second one is too many.
				(position < index || !covers(criterion, other)),
		);
		if (broad !== -1) {
			report('warning', [index], `adds nothing; ImageCriteria[${broad}] allows all it does`);
		}
	}
}

function canAllowAmazon(criterion: Record<string, unknown>): boolean {
	return !hasValues(criterion.ImageProviders) || texts(criterion.ImageProviders).includes('amazon');
}

function isNone({ImageProviders}: ImageCriterion): boolean {
	return ImageProviders?.length === 1 && ImageProviders[0] === 'none';
}

function hasValues(value: unknown): boolean {
	return Array.isArray(value) && value.length > 0;
}

function texts(value: unknown): readonly string[] {
	return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
