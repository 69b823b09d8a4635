import {safeText} from '../../safe-text.ts';

/** A type of the SDK with its times as ISO 8601 strings. */
export type WithIsoTimes<Data> = Data extends Date
	? string
	: Data extends ReadonlyArray<infer Item>
		? ReadonlyArray<WithIsoTimes<Item>>
		: Data extends object
			? {[Name in keyof Data]: WithIsoTimes<Data[Name]>}
			: Data;

/**
Data from AWS with every text in it, names of members included, safe to print. Gives the very same object back where nothing had to change.
*/
export function safe<Data>(data: Data): Data {
	return mapped(data, (value) => (typeof value === 'string' ? safeText(value) : value)) as Data;
}

/** Whether `safe` would leave data that the SDK's reader made as it is; its members' names are the model's own. */
export function isSafe(data: unknown): boolean {
	if (typeof data === 'string') {
		return safeText(data) === data;
	}

	if (typeof data !== 'object' || data === null) {
		return true;
	}

	for (const member of Object.values(data)) {
		if (!isSafe(member)) {
			return false;
		}
	}

	return true;
}

/** Data from the SDK with its dates as ISO 8601 strings; the very same object where there are none. */
export function withIsoTimes<Data>(data: Data): WithIsoTimes<Data> {
	return mapped(data, (value) => (value instanceof Date ? value.toISOString() : value)) as WithIsoTimes<Data>;
}

/** Maps every text (also as a member's name), number and date of plain data; what stays the same is not copied. */
function mapped(data: unknown, map: (value: unknown) => unknown): unknown {
	if (typeof data !== 'object' || data === null || data instanceof Date) {
		return map(data);
	}

	if (Array.isArray(data)) {
		const items = data as readonly unknown[];
		const changed = items.map((item) => mapped(item, map));
		return changed.some((item, index) => item !== items[index]) ? changed : data;
	}

	let isChanged = false;
	const entries = Object.entries(data).map(([name, value]) => {
		const entry = [map(name), mapped(value, map)] as const;
		isChanged ||= entry[0] !== name || entry[1] !== value;
		return entry;
	});
	return isChanged ? Object.fromEntries(entries) : data;
}
