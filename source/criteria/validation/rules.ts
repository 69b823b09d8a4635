/**
What the shape alone cannot say: values that must not stand together (errors), and criteria that are valid but probably not meant so (warnings).
Works on anything, well-formed or not, since all problems are reported at once.
*/
import {covers} from '../comparison/compare.ts';
import type {ImageCriteria} from '../criterion.ts';
import {allParameters} from '../parameters/registry.ts';
import {textsIn} from '../parameters/values.ts';
import {isEmptyCriterion, isNone} from '../parts.ts';
import type {PathSegment} from './issue.ts';
import {isStructure} from './structure.ts';

export type Report = (severity: 'error' | 'warning', segments: readonly PathSegment[], message: string) => void;

/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html#allowed-amis-criteria */
const guideOnNone =
	'AWS may refuse it: the EC2 User Guide says of none "When specified, no other criteria can be specified."';

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
	if (isEmptyCriterion(criterion)) {
		report('error', [index], 'is empty; AWS does not document whether that allows every image or none');
		return;
	}

	if (!isMisspelled) {
		warnOfTrust(criterion, index, report);
	}

	for (const [name, parameter] of allParameters) {
		parameter.applyRules?.(criterion[name], (severity, segments, message) => {
			report(severity, [index, name, ...segments], message);
		});
	}

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
	const isAnyones = allParameters.every(([name, {saysWho}]) => !saysWho || !hasValues(criterion[name]));
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
	return !hasValues(criterion.ImageProviders) || textsIn(criterion.ImageProviders).includes('amazon');
}

function hasValues(value: unknown): boolean {
	return Array.isArray(value) && value.length > 0;
}
