/** What is wrong with a single value, in a sentence that says how to right it; `undefined` if nothing is. The form asks while one types. */
import {nearest} from '../nearest.ts';
import {isAccountId, limits, providerAliases} from './limits.ts';
import {asJson} from './text.ts';

/**
An alias, `none`, or 12 digits.

@param value as it was typed.
@param words what may stand beside account IDs; declarative policies spell the aliases otherwise.
*/
export function providerProblem(
	value: string,
	words: readonly string[] = [...providerAliases, 'none'],
): string | undefined {
	if (words.includes(value) || isAccountId(value)) {
		return undefined;
	}

	const shown = asJson(value);
	if (/^\d+$/.test(value)) {
		const hint = value.length === 11 ? ' (lost a leading zero?)' : '';
		return `${shown} has ${value.length} ${value.length === 1 ? 'digit' : 'digits'}; an account ID has 12${hint}`;
	}

	if (isAccountId(value.replaceAll(/[\s-]/g, ''))) {
		return `${shown} is written with separators; an account ID is 12 digits and nothing else`;
	}

	if (/^\d[,.0-9]*e\+?\d+$/i.test(value)) {
		return `${shown} is an account ID that a spreadsheet rounded; copy it again as text`;
	}

	if (value === '') {
		return 'is empty; a provider is an alias or a 12-digit account ID';
	}

	const plain = (word: string) => word.toLowerCase().replaceAll('_', '-');
	const [nearPlain] = nearest(
		plain(value),
		words.map((word) => plain(word)),
		1,
	);
	const near = words.find((word) => plain(word) === nearPlain);
	const known = `${words.join(', ')} or a 12-digit account ID`;
	return `${shown} is not a provider; ${near === undefined ? `it is one of ${known}` : `did you mean ${asJson(near)}?`}`;
}

/** 1–25 letters and digits. */
export function productCodeProblem(value: string): string | undefined {
	if (value === '') {
		return 'is empty; a product code has 1 to 25 letters and digits';
	}

	const bad = /[^0-9A-Za-z]/u.exec(value)?.[0];
	if (bad !== undefined) {
		return `${asJson(value)} contains ${asJson(bad)}; a product code has letters and digits only`;
	}

	return value.length > limits.productCodeLength
		? `${asJson(value)} has ${value.length} characters; a product code has at most ${limits.productCodeLength}`
		: undefined;
}

/** 1–128 of the characters AWS allows; at least 3 where `?` is used. */
export function nameProblem(value: string): string | undefined {
	if (value === '') {
		return 'is empty; a name has 1 to 128 characters';
	}

	const bad = /[^\w '()*\-./?@[\]]/u.exec(value)?.[0];
	if (bad !== undefined) {
		return `${asJson(value)} contains ${asJson(bad)}; names have letters, digits, spaces and ( ) [ ] . / - ' @ _ * ? only`;
	}

	if (value.length > limits.nameLength) {
		return `${asJson(value)} has ${value.length} characters; a name has at most ${limits.nameLength}`;
	}

	return value.includes('?') && value.length < limits.nameLengthWithQuestionMark
		? `${asJson(value)} is too short; a name with ? has at least ${limits.nameLengthWithQuestionMark} characters`
		: undefined;
}

/** A whole number from 0 to 2147483647. */
export function daysProblem(value: number): string | undefined {
	if (!Number.isSafeInteger(value)) {
		return `${asJson(value)} is not a whole number of days`;
	}

	return value < 0 || value > limits.days ? `${value} is out of range; days go from 0 to ${limits.days}` : undefined;
}
