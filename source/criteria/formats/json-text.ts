/** JSON as people write it: every syntax error with its place, keys that stand twice, and where a value is. */
import {findNodeAtLocation, parseTree, type Node, type ParseError} from 'jsonc-parser';
import type {CriteriaIssue, PathSegment} from '../validation/issue.ts';
import {mostNesting, tooDeepAt} from '../../nesting.ts';
import {asJson} from '../validation/text.ts';

type Place = {
	/** From 1. */
	readonly line: number;
	/** From 1. */
	readonly column: number;
};

export type JsonText = {
	/** The value as plain objects and arrays; absent if there are syntax errors. */
	readonly value?: unknown;
	readonly issues: readonly CriteriaIssue[];
	/** Where the value at a path starts, or its nearest parent that exists; a key that is not known is pointed at itself. */
	place(segments: readonly PathSegment[]): Place;
};

// By jsonc-parser's own numbers, in what is missing or wrong from the reader's side.
const messages: Readonly<Record<number, string>> = {
	1: 'something here is not JSON',
	2: 'a number is written wrongly (no leading zeros, no plus sign)',
	3: 'a key in double quotes should stand here',
	4: 'a value should stand here',
	5: 'a colon should stand here',
	6: 'a comma should stand here',
	7: 'a closing } is missing',
	8: 'a closing ] is missing',
	9: 'the text goes on after the end of the JSON',
	10: 'JSON has no comments',
	11: 'a comment is not closed',
	12: 'a closing double quote is missing',
	13: 'a number is not finished',
	14: String.raw`a \u escape needs four hexadecimal digits`,
	15: String.raw`this escape is not one of JSON (a backslash is written \\)`,
	16: 'a control character stands in a text; write it as an escape',
};

/**
Reads strict JSON, as the AWS CLI does.

@param text with or without a byte order mark.
*/
export function readJson(text: string): JsonText {
	const content = text.startsWith('\u{FEFF}') ? text.slice(1) : text;
	const placeAt = lineFinder(content);
	if (content.trim() === '') {
		return unread('the text is empty', placeAt(0));
	}

	const tooDeep = tooDeepAt(content);
	if (tooDeep !== undefined) {
		return unread(`objects and arrays nest more than ${mostNesting} levels here; no criteria do`, placeAt(tooDeep));
	}

	const parseErrors: ParseError[] = [];
	const root = parseTree(content, parseErrors, {disallowComments: true, allowTrailingComma: false});
	const place = (segments: readonly PathSegment[]) => placeAt(offsetOf(root, segments));
	if (parseErrors.length > 0) {
		return {issues: syntaxIssues(parseErrors, placeAt), place};
	}

	try {
		// Not the tree's own value: its objects have no prototype, and would differ from what AWS answers.
		return {value: JSON.parse(content) as unknown, issues: duplicateKeys(root, placeAt), place};
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return {issues: [{severity: 'error', path: '', segments: [], message: asJson(message)}], place};
	}
}

/** A text that there is no use in parsing. */
function unread(message: string, place: Place): JsonText {
	return {issues: [{severity: 'error', path: '', segments: [], message, ...place}], place: () => place};
}

/** One error a line: what follows a first slip on a line is mostly its echo. */
function syntaxIssues(errors: readonly ParseError[], placeAt: (offset: number) => Place): readonly CriteriaIssue[] {
	const byLine = new Map<number, CriteriaIssue>();
	for (const {error, offset} of errors) {
		const {line, column} = placeAt(offset);
		if (!byLine.has(line)) {
			byLine.set(line, {
				severity: 'error',
				path: '',
				segments: [],
				message: messages[error] ?? 'something here is not JSON',
				line,
				column,
			});
		}
	}

	return byLine.values().toArray();
}

function duplicateKeys(node: Node | undefined, placeAt: (offset: number) => Place): readonly CriteriaIssue[] {
	if (node?.children === undefined) {
		return [];
	}

	const seen = new Set<unknown>();
	return node.children.flatMap((child) => {
		const key = child.type === 'property' ? child.children?.[0] : undefined;
		const isRepeated = key !== undefined && seen.has(key.value);
		seen.add(key?.value);
		const own: readonly CriteriaIssue[] =
			key !== undefined && isRepeated
				? [
						{
							severity: 'error',
							path: '',
							segments: [],
							message: `the key ${asJson(key.value)} stands here for the second time; only one can count`,
							...placeAt(key.offset),
						},
					]
				: [];
		return [...own, ...duplicateKeys(child, placeAt)];
	});
}

function offsetOf(root: Node | undefined, segments: readonly PathSegment[]): number {
	if (root === undefined) {
		return 0;
	}

	const node = findNodeAtLocation(root, [...segments]);
	return node?.offset ?? (segments.length === 0 ? root.offset : offsetOf(root, segments.slice(0, -1)));
}

function lineFinder(text: string): (offset: number) => Place {
	const starts = [0];
	for (const {index, 0: lineBreak} of text.matchAll(/\r\n|\n|\r/g)) {
		starts.push(index + lineBreak.length);
	}

	return (offset) => {
		const after = starts.findIndex((start) => start > offset);
		const line = after === -1 ? starts.length : after;
		return {line, column: offset - (starts[line - 1] ?? 0) + 1};
	};
}
