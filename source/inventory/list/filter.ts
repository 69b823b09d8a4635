/**
The filter language of the review screen: `web provider:444455556666 !state:stopped tag:Team="data platform"`.

Words are AND; plain text looks at an instance's ID, name and tags and at its image's name, ID and provider; a value matches anywhere in the
text, or, with `*` or `?`, the whole of it. Case never counts.
*/
import {compilePattern} from '../../criteria/evaluation/wildcard.ts';
import {didYouMean} from '../../nearest.ts';
import type {Field, Fields} from './fields.ts';
import {parseFilter, type FilterWord} from './filter-syntax.ts';

/** Keys that people can type, without `tag:KEY=VALUE`. */
export const filterKeys = [
	'id',
	'name',
	'image',
	'image-name',
	'provider',
	'owner',
	'account',
	'region',
	'zone',
	'type',
	'state',
	'verdict',
	'allowed',
	'reason',
	'operator',
	'managed',
	'tag',
] as const;
type FilterKey = (typeof filterKeys)[number];

export type RowTest = (row: number) => boolean;

export type Filter =
	| {
			readonly status: 'ok';
			readonly test: RowTest;
			/** No word in it: everything passes. */
			readonly isEmpty: boolean;
			/** Whether it asks for a state, and so says itself what is to be done with terminated instances. */
			readonly asksForState: boolean;
	  }
	| {
			readonly status: 'wrong';
			/** One or two sentences: what is wrong, and what there is instead. */
			readonly message: string;
	  };

type Compiled = {readonly test: RowTest} | {readonly error: string};

/**
Compiles a filter. Every distinct string is tested once, when it is first met, however many instances have it.
The test stays good while rows are added to the inventory.
*/
export function compileFilter(text: string, fields: Fields): Filter {
	const words = parseFilter(text);
	const tests: RowTest[] = [];
	for (const word of words) {
		const compiled = compileWord(word, fields);
		if ('error' in compiled) {
			return {status: 'wrong', message: compiled.error};
		}

		const {test} = compiled;
		tests.push(word.isNegated ? (row) => !test(row) : test);
	}

	return {
		status: 'ok',
		test: allOf(tests),
		isEmpty: tests.length === 0,
		asksForState: words.some(({key}) => key === 'state'),
	};
}

function allOf(tests: readonly RowTest[]): RowTest {
	const [only] = tests;
	if (only === undefined) {
		return () => true;
	}

	return tests.length === 1 ? only : (row) => tests.every((test) => test(row));
}

function compileWord(word: FilterWord, fields: Fields): Compiled {
	const {key} = word;
	if (key === undefined) {
		return {test: isDottedTag(word) ? hasTag(...dottedTag('', word), fields) : anywhere(matcherOf(word), fields)};
	}

	if (key.startsWith('tag.')) {
		return {test: hasTag(...dottedTag(key.slice('tag.'.length), word), fields)};
	}

	if (!isFilterKey(key)) {
		const hint = didYouMean(key, filterKeys, 'Put it in quotes to look for it as text.');
		return {error: `There is no key “${key}”. ${hint} Keys: ${filterKeys.join(', ')}.`};
	}

	// Still being typed.
	if (word.value === '' && !word.isQuoted) {
		return {test: () => true};
	}

	const matches = matcherOf(word);
	switch (key) {
		case 'id': {
			return {test: (row) => matches(fields.columns.idOf(row))};
		}

		case 'provider':
		case 'owner': {
			const owner = testOf(fields.get('provider'), matches);
			const alias = testOf(fields.get('alias'), matches);
			return {test: (row) => owner(row) || alias(row)};
		}

		case 'verdict':
		case 'allowed': {
			return compileVerdict(key, word.value.toLowerCase(), fields);
		}

		case 'account': {
			return fields.inventory.accounts.size === 0
				? {error: 'There is one account here: account: tells several apart.'}
				: {test: testOf(fields.get('account'), matches)};
		}

		case 'managed': {
			return compileManaged(word.value.toLowerCase(), fields);
		}

		case 'tag': {
			return {test: hasTag(...plainTag(word), fields)};
		}

		case 'name':
		case 'image':
		case 'image-name':
		case 'region':
		case 'zone':
		case 'type':
		case 'state':
		case 'operator':
		case 'reason': {
			return {test: testOf(fields.get(key), matches)};
		}
	}
}

function isFilterKey(key: string): key is FilterKey {
	return (filterKeys as readonly string[]).includes(key);
}

export const verdictValues: Readonly<Record<'verdict' | 'allowed', Readonly<Record<string, string>>>> = {
	verdict: {allowed: 'allowed', 'not-allowed': 'not-allowed', unknown: 'unknown'},
	allowed: {yes: 'allowed', true: 'allowed', no: 'not-allowed', false: 'not-allowed', unknown: 'unknown'},
};

/** Verdicts are taken whole, or `allowed` would be found in `not-allowed`; the beginning of one will do while it is typed. */
function compileVerdict(key: 'verdict' | 'allowed', value: string, fields: Fields): Compiled {
	const values = verdictValues[key];
	const wanted = Object.keys(values).filter((name) => name.startsWith(value));
	if (wanted.length === 0) {
		return {error: `${key}:${value} is none of ${Object.keys(values).join(', ')}.`};
	}

	const verdicts = new Set(wanted.map((name) => values[name]));
	return {test: testOf(fields.get('verdict'), (text) => verdicts.has(text))};
}

const managedValues: Readonly<Record<string, boolean>> = {yes: true, true: true, no: false, false: false};

/** Whether an AWS service manages the instance. */
function compileManaged(value: string, fields: Fields): Compiled {
	const wanted = Object.keys(managedValues).filter((name) => name.startsWith(value));
	if (wanted.length === 0) {
		return {error: `managed:${value} is none of ${Object.keys(managedValues).join(', ')}.`};
	}

	const values = new Set(wanted.map((name) => managedValues[name]));
	return {test: testOf(fields.get('operator'), (text) => values.has(text !== ''))};
}

export type Matcher = (text: string) => boolean;

/** The test of a text that a word of a filter stands for: it occurs anywhere, or with wildcards matches as a whole. */
export function matcherOf({
	value,
	isQuoted,
	hasWildcards,
}: {
	value: string;
	isQuoted: boolean;
	hasWildcards: boolean;
}): Matcher {
	const wanted = value.toLowerCase();
	if (wanted === '' && isQuoted) {
		return (text) => text === '';
	}

	if (hasWildcards) {
		const matches = compilePattern(wanted);
		return (text) => matches(text.toLowerCase());
	}

	return (text) => text.toLowerCase().includes(wanted);
}

/** The test of a row by a test of texts, which is made once per distinct text. */
function testOf(field: Pick<Field, 'codeOf' | 'text'>, matches: Matcher): RowTest {
	const test = onceEach((code) => matches(field.text(code)));
	return (row) => test(field.codeOf(row));
}

/** A test by code that asks about each code only once. */
export function onceEach(test: (code: number) => boolean): (code: number) => boolean {
	const known: Array<boolean | undefined> = [];
	return (code) => {
		known[code] ??= test(code);
		return known[code];
	};
}

function anywhere(matches: Matcher, fields: Fields): RowTest {
	const {columns} = fields;
	const inImage = onceEach((index) => {
		const {evidence} = columns.images.at(index);
		return [evidence?.ImageId, evidence?.Name, evidence?.OwnerId, evidence?.ImageOwnerAlias].some(
			(text) => text !== undefined && matches(text),
		);
	});
	const inKey = onceEach((code) => matches(columns.tagKeys.text(code)));
	const inValue = onceEach((code) => matches(columns.tagValues.text(code)));
	const inTag = (key: number, value: number): boolean => inValue(value) || inKey(key);
	return (row) => inImage(columns.imageOf(row)) || matches(columns.idOf(row)) || columns.someTag(row, inTag);
}

/** Rows with a tag of this key (to the letter, but for case) and, where a matcher is given, such a value. */
function hasTag(key: string, matches: Matcher | undefined, {columns}: Fields): RowTest {
	const wanted = key.toLowerCase();
	const isKey = onceEach((code) => columns.tagKeys.text(code).toLowerCase() === wanted);
	const isValue = matches && onceEach((code) => matches(columns.tagValues.text(code)));
	const isWanted = (tagKey: number, value: number): boolean =>
		isKey(tagKey) && (isValue === undefined || isValue(value));
	return (row) => columns.someTag(row, isWanted);
}

/** `tag:KEY` or `tag:KEY=VALUE`. */
function plainTag(word: FilterWord): [key: string, matches: Matcher | undefined] {
	const {value, equalsAt} = word;
	return equalsAt === -1 ? [value, undefined] : [value.slice(0, equalsAt), valueMatcher(word, equalsAt + 1)];
}

/** `tag.KEY=VALUE`, where no colon told it from plain text. */
function isDottedTag({value, equalsAt}: FilterWord): boolean {
	return value.toLowerCase().startsWith('tag.') && equalsAt > 'tag.'.length;
}

/** `tag.KEY:VALUE`, or `tag.KEY=VALUE` where the key may hold colons itself; `key` is what stands before the colon. */
function dottedTag(key: string, word: FilterWord): [key: string, matches: Matcher | undefined] {
	const {value, equalsAt} = word;
	if (equalsAt === -1) {
		return [key, valueMatcher(word, 0)];
	}

	const whole = key === '' ? value.slice('tag.'.length, equalsAt) : `${key}:${value.slice(0, equalsAt)}`;
	return [whole, valueMatcher(word, equalsAt + 1)];
}

/** An empty value that isn't quoted is still being typed: any will do. */
function valueMatcher(word: FilterWord, from: number): Matcher | undefined {
	const value = word.value.slice(from);
	return value === '' && !word.isQuoted ? undefined : matcherOf({...word, value});
}
