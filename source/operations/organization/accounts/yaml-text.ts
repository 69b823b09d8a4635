/** YAML as a person wrote it: keys and values to the letter, and what is wrong with it in words. */
import {isScalar, type Pair, type YAMLMap} from 'yaml';
import {safeText} from '../../../safe-text.ts';

/** What a YAML reader says, for people who don't program with it. */
export function inWords(code: string, message: string): string {
	if (isTooDeep(message)) {
		return 'lists and mappings nest too deeply here; in no file of accounts they do';
	}

	return code === 'MULTIPLE_DOCS'
		? 'another document begins here; a file of accounts is one'
		: code === 'DUPLICATE_KEY'
			? 'a key stands here for the second time; only one can count'
			: safeText(message);
}

export function isTooDeep(message: string): boolean {
	return /call stack|stack overflow/i.test(message);
}

export function keysOf(map: YAMLMap): readonly string[] {
	return map.items.flatMap(({key}: Pair) => (isScalar(key) ? [String(key.value)] : []));
}

export function isNothing(node: unknown): boolean {
	return node === undefined || node === null || (isScalar(node) && node.value === null);
}

/** A scalar as it was written: a number keeps its leading zeros. */
export function textOf(node: unknown): string | undefined {
	if (!isScalar(node)) {
		return undefined;
	}

	const {value, source} = node;
	if (typeof value === 'string') {
		return value;
	}

	return typeof value === 'number' || typeof value === 'bigint' ? (source ?? String(value)) : undefined;
}
