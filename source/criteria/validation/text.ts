import {safeText} from '../../safe-text.ts';

/** Foreign text inside a sentence: safe to print, and cut where it is long. */
export function quoted(text: string, limit = 140): string {
	const safe = safeText(text);
	return safe.length > limit ? `${safe.slice(0, limit)}…` : safe;
}

/** "a, b, c and 7 more". */
export function listed(values: readonly string[], limit = 4): string {
	const shown = values.length > limit + 1 ? values.slice(0, limit) : values;
	const rest = values.length - shown.length;
	const list = shown.map((value) => quoted(value)).join(', ');
	return rest === 0 ? list : `${list} and ${rest} more`;
}

/** Any value as it would stand in JSON, safe to print and cut where it is long. */
export function asJson(value: unknown, limit = 60): string {
	return quoted(JSON.stringify(value) ?? 'nothing', limit);
}
