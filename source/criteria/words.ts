/** Criteria as plain English sentences. All text is safe to print. */
import type {ImageCriteria, ImageCriterion, ImageWatermarkFilter, ScanResultCondition} from './criterion.ts';
import {inDays} from './days.ts';
import {fieldsOf, isParameter, watermarkFields} from './limits.ts';
import {quoted} from './text.ts';

const providerNames: Readonly<Record<string, string>> = {
	amazon: 'Amazon or its verified providers',
	'aws-marketplace': 'verified Marketplace providers',
	'aws-backup-vault': 'AWS Backup',
};

const severities = ['Informational', 'Low', 'Medium', 'High', 'Critical'] as const;

/** "AMIs by Amazon or its verified providers, not older than 300 days". No full stop: it may stand in a list. */
export function criterionInWords(criterion: ImageCriterion): string {
	const providers = criterion.ImageProviders ?? [];
	if (providers.length === 1 && providers[0] === 'none') {
		return "only your own account's AMIs";
	}

	const subject =
		providers.length === 0 ? 'AMIs by anyone' : `AMIs by ${anyOf(providers.map((name) => providerInWords(name)))}`;
	const limits = limitsInWords(criterion);
	return providers.length === 0 && limits.length === 0
		? 'nothing in particular: the criterion is empty, and AWS does not say what it allows'
		: [subject, ...limits].join(', ');
}

/** All criteria as a paragraph of whole sentences. */
export function criteriaInWords(criteria: ImageCriteria): string {
	if (criteria.length === 0) {
		return "Allowed are only your own account's AMIs: the list of criteria is empty, and AWS does not document what that does.";
	}

	if (criteria.length === 1 && isNone(criteria[0])) {
		return "Allowed are only your own account's AMIs.";
	}

	const sentences = criteria.map((criterion) => criterionInWords(criterion));
	const body =
		sentences.length === 1
			? `Allowed are ${sentences[0] ?? ''}.`
			: `An AMI is allowed if it is one of these: ${sentences.map((words, index) => `(${index + 1}) ${words}`).join('; ')}.`;
	return `${body} Your own account's AMIs are always allowed.`;
}

function isNone(criterion: ImageCriterion | undefined): boolean {
	return criterion?.ImageProviders?.length === 1 && criterion.ImageProviders[0] === 'none';
}

/** A provider as a person would call it. */
export function providerInWords(provider: string): string {
	return providerNames[provider] ?? (/^\d{12}$/.test(provider) ? `account ${provider}` : quoted(provider));
}

function limitsInWords(criterion: ImageCriterion): readonly string[] {
	const {ImageNames: names = [], MarketplaceProductCodes: codes = [], ImageWatermarks: filters = []} = criterion;
	const age = criterion.CreationDateCondition?.MaximumDaysSinceCreated;
	const deprecated = criterion.DeprecationTimeCondition?.MaximumDaysSinceDeprecated;
	return [
		names.length > 0 && `named ${anyOf(names.map((name) => quoted(name)))}`,
		codes.length > 0 && `with Marketplace product code ${anyOf(codes.map((code) => quoted(code)))}`,
		age !== undefined && `not older than ${inDays(age)}`,
		deprecated !== undefined &&
			(deprecated === 0 ? 'not deprecated' : `deprecated for at most ${inDays(deprecated)}, if at all`),
		filters.length > 0 && `carrying a watermark that is ${anyOf(filters.map((filter) => filterInWords(filter)))}`,
		...scanLimitsInWords(criterion.ScanResultCondition ?? {}),
		...unknownParameters(criterion).map((name) => `and meeting ${quoted(name)}, which this tool does not know`),
	].filter((limit) => limit !== false);
}

/** One watermark filter: "123456789012:golden-* from eu-*, made at most 30 days ago". */
export function filterInWords(filter: ImageWatermarkFilter): string {
	const parts = [
		filter.WatermarkKey === undefined ? 'any' : quoted(filter.WatermarkKey),
		...(filter.SourceImageRegion === undefined ? [] : [`from ${quoted(filter.SourceImageRegion)}`]),
		...(filter.MaximumDaysSinceWatermarkCreated === undefined
			? []
			: [`attached at most ${inDays(filter.MaximumDaysSinceWatermarkCreated)} ago`]),
		...(filter.MaximumDaysSinceSourceImageCreated === undefined
			? []
			: [`with a source image not older than ${inDays(filter.MaximumDaysSinceSourceImageCreated)}`]),
		...keysBeyond(filter, watermarkFields).map((key) => `meeting ${quoted(key)}, which this tool does not know`),
	];
	return parts.join(' ');
}

function scanLimitsInWords(condition: ScanResultCondition): readonly string[] {
	const {MaxDaysSinceLastFindingScan: scan, MaximumSeverityLabel: maximum} = condition;
	return [
		scan !== undefined && `scanned by Amazon Inspector in the last ${inDays(scan)}`,
		maximum !== undefined && `scanned with no finding above ${quoted(maximum)}`,
		...severities.map((severity) => {
			const limit = condition[`MaxDaysSince${severity}FixAvailable`];
			return (
				limit !== undefined &&
				`scanned with no fix of a ${severity.toLowerCase()} finding waiting longer than ${inDays(limit)}`
			);
		}),
	].filter((limit) => limit !== false);
}

/** Parameters and fields that this tool does not know, as paths: a criterion with one of them is never known to be met. */
export function unknownParameters(criterion: ImageCriterion): readonly string[] {
	const keys = Object.keys(criterion).filter((key) => !isParameter(key) && criterion[key] !== undefined);
	const fields = Object.entries(fieldsOf).flatMap(([parameter, known]) => {
		const structure = criterion[parameter];
		return isStructure(structure) ? keysBeyond(structure, known).map((key) => `${parameter}.${key}`) : [];
	});
	return [...keys, ...fields];
}

function isStructure(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

function keysBeyond(structure: object, known: readonly string[]): readonly string[] {
	return Object.keys(structure).filter((key) => !known.includes(key));
}

function anyOf(values: readonly string[]): string {
	const shown = values.length > 6 ? [...values.slice(0, 5), `${values.length - 5} more`] : values;
	return new Intl.ListFormat('en', {type: 'disjunction'}).format(shown);
}
