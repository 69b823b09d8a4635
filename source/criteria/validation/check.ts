/** The one door for criteria from outside: everything that is wrong with them at once, each thing with its place. */
import type {ImageCriteria} from '../criterion.ts';
import {readDocument} from '../formats/document.ts';
import type {CriteriaSource} from '../formats/shape.ts';
import type {AllowedImagesSettings} from '../settings.ts';
import type {CriteriaIssue, PathSegment} from './issue.ts';
import {applyRules, warnOfRedundancy} from './rules.ts';
import {criteriaSchema} from './schema.ts';
import {quoted} from './text.ts';
import {findUnknownKeys} from './unknown-keys.ts';

export {formatIssue, type CriteriaIssue} from './issue.ts';

/** What a check found. `criteria` is there exactly if there are no errors. */
export type CriteriaCheck = {
	readonly criteria?: ImageCriteria;
	/** All of them, in the order of the text. */
	readonly errors: readonly CriteriaIssue[];
	readonly warnings: readonly CriteriaIssue[];
};

export type CheckOptions = {
	/**
	What to make of keys that this tool does not know. `refuse` (the default for a text) takes those that can hardly be meant as they stand for
	errors, as the AWS CLI does, and warns of the others; `warn` (the default for criteria) warns of all, `keep` is silent, for what AWS answered.
	All that are not errors are kept.
	*/
	readonly unknownKeys?: 'refuse' | 'warn' | 'keep';
};

/**
Checks a list of criteria against every limit of the API.

@param value the list itself, as `ImageCriteria` holds it.
@param options what to make of unknown keys.
@returns plain criteria of their own if there are no errors; warnings don't stand in the way.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImageCriterionRequest.html
*/
export function checkCriteria(value: unknown, options: CheckOptions = {}): CriteriaCheck {
	const issues: CriteriaIssue[] = [];
	const report = (severity: CriteriaIssue['severity'], segments: readonly PathSegment[], message: string) => {
		issues.push({severity, path: pathOf(segments), segments, message});
	};

	const parsed = criteriaSchema.safeParse(value);
	for (const {path, message} of parsed.error?.issues ?? []) {
		report(
			'error',
			path.filter((segment) => typeof segment !== 'symbol'),
			message,
		);
	}

	if (Array.isArray(value)) {
		const {unknownKeys = 'warn'} = options;
		const unknown = unknownKeys === 'keep' ? [] : findUnknownKeys(value);
		const slips = unknownKeys === 'refuse' ? unknown.filter(({isSlip}) => isSlip) : [];
		for (const {segments, message, isSlip} of unknown) {
			report(isSlip && unknownKeys === 'refuse' ? 'error' : 'warning', segments, message);
		}

		// What a misspelled parameter seems to be missing is there: to say so would mislead.
		applyRules(value, report, new Set(slips.map(({segments}) => segments[0])));
	}

	const errors = issues.filter(({severity}) => severity === 'error');
	if (parsed.data === undefined || errors.length > 0) {
		return {errors, warnings: issues.filter(({severity}) => severity === 'warning')};
	}

	warnOfRedundancy(parsed.data, report);
	return {criteria: parsed.data, errors, warnings: issues.filter(({severity}) => severity === 'warning')};
}

export type CriteriaReading = CriteriaCheck & {
	/** Which of the four shapes the text has; absent if it has none of them. */
	readonly source?: CriteriaSource;
	/** The state that settings and declarative policies carry beside their criteria. */
	readonly state?: AllowedImagesSettings['State'];
};

/**
Reads criteria from a text in any of four shapes: `{"ImageCriteria":[…]}` as `--cli-input-json` takes it, what `get-allowed-images-settings`
prints, a bare list, or an Organizations declarative policy, also as `describe-policy` and `describe-effective-policy` print it. Issues carry line
and column; in a policy their paths are the policy's own.
*/
export function readCriteria(text: string, options?: CheckOptions): CriteriaReading {
	const document = readDocument(text);
	if (document.content === undefined) {
		return {errors: document.issues, warnings: []};
	}

	const {source, criteria, state, place} = document.content;
	const check = checkCriteria(criteria, {unknownKeys: 'refuse', ...options});
	const found = [...check.errors, ...check.warnings].map((issue) => place(issue));
	const issues = [...document.issues, ...withoutEcho(found, document.issues)].toSorted(inTextOrder);
	const errors = issues.filter(({severity}) => severity === 'error');
	return {
		source,
		...(state !== undefined && {state}),
		...(check.criteria !== undefined && errors.length === 0 && {criteria: check.criteria}),
		errors,
		warnings: issues.filter(({severity}) => severity === 'warning'),
	};
}

/**
Where a document was misread, what is made of the rest is only its echo: warnings, and errors at the same place or around it. (A syntax error
leaves nothing to check, and a key that stands twice is no misreading.)
*/
function withoutEcho(found: readonly CriteriaIssue[], inDocument: readonly CriteriaIssue[]): readonly CriteriaIssue[] {
	const misread = inDocument.filter(({severity, path}) => severity === 'error' && path !== '').map(({path}) => path);
	return misread.length === 0
		? found
		: found.filter(
				({severity, path}) =>
					severity === 'error' &&
					misread.every(
						(other) => !(other === path || (/^[.[]/.test(other.slice(path.length)) && other.startsWith(path))),
					),
			);
}

function inTextOrder(left: CriteriaIssue, right: CriteriaIssue): number {
	const byLine = (left.line ?? 0) - (right.line ?? 0);
	return byLine === 0 ? (left.column ?? 0) - (right.column ?? 0) : byLine;
}

/** Whether criteria break no rule. */
export function isValid(criteria: ImageCriteria): boolean {
	return checkCriteria(criteria).errors.length === 0;
}

function pathOf(segments: readonly PathSegment[]): string {
	return `ImageCriteria${segments.map((segment) => (typeof segment === 'number' ? `[${segment}]` : `.${quoted(segment, 80)}`)).join('')}`;
}
