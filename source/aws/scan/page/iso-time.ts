import {throwUnexpected, type XmlCursor} from './xml-cursor.ts';

/**
Reads an instant as AWS writes it, `2024-03-02T10:20:30Z` or with milliseconds, straight to a number: milliseconds since 1970.
@throws {UnexpectedError} for any other notation, and for days that there are not.
*/
export function readTime(cursor: XmlCursor): number {
	const {bytes, at} = cursor;
	if (at + 24 > bytes.length) {
		return cursor.more();
	}

	if (
		bytes[at + 4] !== hyphen ||
		bytes[at + 7] !== hyphen ||
		bytes[at + 10] !== letterT ||
		bytes[at + 13] !== colon ||
		bytes[at + 16] !== colon
	) {
		throwUnexpected();
	}

	const hasMilliseconds = bytes[at + 19] === point;
	const end = hasMilliseconds ? 23 : 19;
	if (bytes[at + end] !== letterZ) {
		throwUnexpected();
	}

	const year = number(bytes, at, 4);
	const month = number(bytes, at + 5, 2);
	const day = number(bytes, at + 8, 2);
	const hour = number(bytes, at + 11, 2);
	const minute = number(bytes, at + 14, 2);
	const second = number(bytes, at + 17, 2);
	if (month < 1 || month > 12 || day < 1 || day > 28 || hour > 23 || minute > 59 || second > 59 || year < 1000) {
		// The last days of a month, leap seconds and the like: rare enough to let the language tell.
		const milliseconds = Date.parse(bytes.toString('latin1', at, at + end + 1));
		if (Number.isNaN(milliseconds) || new Date(milliseconds).getUTCDate() !== day) {
			throwUnexpected();
		}

		cursor.at = at + end + 1;
		return milliseconds;
	}

	cursor.at = at + end + 1;
	return (
		daysBefore(year, month, day) * 86_400_000 +
		hour * 3_600_000 +
		minute * 60_000 +
		second * 1000 +
		(hasMilliseconds ? number(bytes, at + 20, 3) : 0)
	);
}

function number(bytes: Uint8Array, start: number, length: number): number {
	let value = 0;
	for (let index = start; index < start + length; index++) {
		const digit = (bytes[index] ?? 0) - 0x30;
		if (digit < 0 || digit > 9) {
			throwUnexpected();
		}

		value = value * 10 + digit;
	}

	return value;
}

const hyphen = 0x2d;
const colon = 0x3a;
const point = 0x2e;
const letterT = 0x54;
const letterZ = 0x5a;

/** Days since 1970-01-01, with the year beginning in March, so that leap days come last. */
function daysBefore(year: number, month: number, day: number): number {
	const marchYear = month > 2 ? year : year - 1;
	const monthFromMarch = (month + 9) % 12;
	const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
	return 365 * marchYear + leapDays + Math.floor((153 * monthFromMarch + 2) / 5) + day - 1 - 719_468;
}
