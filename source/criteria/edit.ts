/**
Edits on a draft, as the form makes them: pure, each gives new criteria. A parameter's values are texts here, as a person reads and types
them; a value that can't be one at all is refused here, all other rules are the checks'.
*/
import type {ImageCriteria, ImageCriterion} from './criterion.ts';

/** A parameter as the form offers it. Conditions are offered by their fields, as each of those is a limit of its own. */
export type EditableParameter = {
	/** `ImageProviders`, `CreationDateCondition.MaximumDaysSinceCreated`: where it is in a criterion. */
	readonly path: string;
	/** What it is called in the form. */
	readonly label: string;
	/** What can be typed. */
	readonly hint: string;
	/** Whether it holds several values. */
	readonly isList: boolean;
	readonly type: 'text' | 'days' | 'watermark' | 'providers';
};

const days = 'a number of days';

export const editableParameters: readonly EditableParameter[] = [
	{
		path: 'ImageProviders',
		label: 'provider',
		hint: 'amazon, aws-marketplace, aws-backup-vault, none, or account IDs (a pasted list, too)',
		isList: true,
		type: 'providers',
	},
	{path: 'ImageNames', label: 'image name', hint: 'a name; * and ? are wildcards', isList: true, type: 'text'},
	{
		path: 'MarketplaceProductCodes',
		label: 'Marketplace product code',
		hint: 'letters and digits',
		isList: true,
		type: 'text',
	},
	{
		path: 'CreationDateCondition.MaximumDaysSinceCreated',
		label: 'most days since created',
		hint: days,
		isList: false,
		type: 'days',
	},
	{
		path: 'DeprecationTimeCondition.MaximumDaysSinceDeprecated',
		label: 'most days since deprecated',
		hint: `${days}; 0 excludes every deprecated image`,
		isList: false,
		type: 'days',
	},
	{
		path: 'ImageWatermarks',
		label: 'watermark',
		hint: 'key=123456789012:name* region=us-* source-days=90 watermark-days=30',
		isList: true,
		type: 'watermark',
	},
	{
		path: 'ScanResultCondition.MaximumSeverityLabel',
		label: 'highest finding',
		hint: 'informational, low, medium, high, critical',
		isList: false,
		type: 'text',
	},
	{
		path: 'ScanResultCondition.MaxDaysSinceLastFindingScan',
		label: 'most days since scanned',
		hint: days,
		isList: false,
		type: 'days',
	},
	...['Informational', 'Low', 'Medium', 'High', 'Critical'].map((severity): EditableParameter => ({
		path: `ScanResultCondition.MaxDaysSince${severity}FixAvailable`,
		label: `most days a fix for a ${severity.toLowerCase()} finding is out`,
		hint: days,
		isList: false,
		type: 'days',
	})),
];

const watermarkFields = {
	key: 'WatermarkKey',
	region: 'SourceImageRegion',
	'source-days': 'MaximumDaysSinceSourceImageCreated',
	'watermark-days': 'MaximumDaysSinceWatermarkCreated',
} as const;

/** A parameter's values in a criterion, as texts; none where it is not given. */
export function valuesIn(criterion: ImageCriterion, parameter: EditableParameter): readonly string[] {
	const value = at(criterion, parameter);
	return value === undefined
		? []
		: (Array.isArray(value) ? value : [value]).map((one: unknown) =>
				parameter.type === 'watermark' ? watermarkText(one) : String(one),
			);
}

/** What was typed, as values of a parameter: several for a list of providers, else one. */
export function readValue(
	parameter: EditableParameter,
	text: string,
): {readonly values: readonly unknown[]} | {readonly error: string} {
	const typed = text.trim();
	if (typed === '') {
		return {error: `type ${parameter.hint}`};
	}

	switch (parameter.type) {
		case 'providers': {
			return {values: splitList(typed)};
		}

		case 'text': {
			return {values: [typed]};
		}

		case 'days': {
			return /^\d+$/.test(typed) ? {values: [Number(typed)]} : {error: 'a whole number of days, please'};
		}

		case 'watermark': {
			return readWatermark(typed);
		}
	}
}

/** The parts of a pasted list: separated by commas, semicolons, quotes or white space, each once. */
export function splitList(text: string): readonly string[] {
	return [...new Set(text.split(/[\s"',;]+/).filter((part) => part !== ''))];
}

/** Adds values to a list that does not have them yet; a limit is set. */
export function addValues(
	criteria: ImageCriteria,
	criterion: number,
	parameter: EditableParameter,
	values: readonly unknown[],
): ImageCriteria {
	return change(criteria, criterion, parameter, (now) => {
		if (!parameter.isList) {
			return values[0];
		}

		const known = listOf(now);
		const texts = new Set(known.map((value) => JSON.stringify(value)));
		return [...known, ...values.filter((value) => !texts.has(JSON.stringify(value)))];
	});
}

/** Puts values in the place of one. */
export function replaceValue(
	criteria: ImageCriteria,
	criterion: number,
	parameter: EditableParameter,
	position: number,
	values: readonly unknown[],
): ImageCriteria {
	return change(criteria, criterion, parameter, (now) =>
		parameter.isList ? listOf(now).toSpliced(position, 1, ...values) : values[0],
	);
}

/** Takes one value out; a list's last one takes the parameter with it. */
export function removeValue(
	criteria: ImageCriteria,
	criterion: number,
	parameter: EditableParameter,
	position: number,
): ImageCriteria {
	return change(criteria, criterion, parameter, (now) => {
		const left = parameter.isList ? listOf(now).toSpliced(position, 1) : [];
		return left.length === 0 ? undefined : left;
	});
}

export function addCriterion(criteria: ImageCriteria): ImageCriteria {
	return [...criteria, {}];
}

export function removeCriterion(criteria: ImageCriteria, criterion: number): ImageCriteria {
	return criteria.toSpliced(criterion, 1);
}

function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

function at(criterion: ImageCriterion, {path}: EditableParameter): unknown {
	const [parameter = '', field] = path.split('.', 2);
	const value = criterion[parameter];
	return field === undefined ? value : (value as Readonly<Record<string, unknown>> | undefined)?.[field];
}

/** Changes one parameter; `undefined` takes it out, and a condition without fields with it. */
function change(
	criteria: ImageCriteria,
	index: number,
	parameter: EditableParameter,
	edit: (now: unknown) => unknown,
): ImageCriteria {
	const criterion = criteria[index];
	if (criterion === undefined) {
		return criteria;
	}

	const value = edit(at(criterion, parameter));
	const [name = '', field] = parameter.path.split('.', 2);
	if (field === undefined) {
		return criteria.with(index, set(criterion, name, value));
	}

	const condition = set((criterion[name] ?? {}) as Readonly<Record<string, unknown>>, field, value);
	return criteria.with(index, set(criterion, name, Object.keys(condition).length === 0 ? undefined : condition));
}

function set<Target extends Readonly<Record<string, unknown>>>(target: Target, key: string, value: unknown): Target {
	if (value !== undefined) {
		return {...target, [key]: value};
	}

	const {[key]: _, ...rest} = target;
	return rest as Target;
}

function watermarkText(filter: unknown): string {
	const fields = filter as Readonly<Record<string, unknown>>;
	return Object.entries(watermarkFields)
		.filter(([, field]) => fields[field] !== undefined)
		.map(([word, field]) => `${word}=${String(fields[field])}`)
		.join(' ');
}

function readWatermark(text: string): {readonly values: readonly unknown[]} | {readonly error: string} {
	const filter: Record<string, string | number> = {};
	for (const part of text.split(/\s(?=[-a-z]+=)/)) {
		const [word = '', value = ''] = part.trim().split(/=(.*)/s, 2);
		const field = Object.entries(watermarkFields).find(([name]) => name === word)?.[1];
		if (field === undefined) {
			return {error: `"${word}" is none of ${Object.keys(watermarkFields).join(', ')}`};
		}

		const isDays = word.endsWith('-days');
		if (value === '' || (isDays && !/^\d+$/.test(value))) {
			return {error: `${word}= takes ${isDays ? 'a number of days' : 'a text'}`};
		}

		filter[field] = isDays ? Number(value) : value;
	}

	return {values: [filter]};
}
