import {InvalidArgumentError} from '@commander-js/extra-typings';

const units = {s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000} as const;

/** A duration in milliseconds: `90s`, `15m`, `1h30m`, `2d`, ISO 8601's `PT15M`; a bare number is seconds. */
export function parseDuration(value: string): number {
	const milliseconds = durationIn(value);
	if (milliseconds === undefined) {
		throw new InvalidArgumentError('It has to be a duration: 90s, 15m, 2h, 1h30m.');
	}

	return milliseconds;
}

/** A time: ISO 8601, in UTC where it says no other zone, or how long ago (`2h`). */
export function parseTime(value: string): Date {
	const ago = durationIn(value);
	const text = value.trim();
	const isBare = /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?$/.test(text);
	const hasTime = /[ T]\d\d:/.test(text);
	const time =
		ago === undefined ? Date.parse(isBare && hasTime ? `${text.replace(' ', 'T')}Z` : text) : Date.now() - ago;
	if (Number.isNaN(time) || !/\d/.test(text)) {
		throw new InvalidArgumentError('It has to be a time (2026-11-25T14:00Z) or how long ago (90s, 15m, 2h, 3d).');
	}

	if (time > Date.now()) {
		throw new InvalidArgumentError('It lies in the future.');
	}

	return new Date(time);
}

function durationIn(value: string): number | undefined {
	const text = value.trim().toLowerCase().replace(/^pt?/, '').replaceAll('t', '');
	if (/^\d+(?:\.\d+)?$/.test(text)) {
		return Number(text) * units.s;
	}

	if (!/^(?:\d+(?:\.\d+)?[dhms])+$/.test(text)) {
		return undefined;
	}

	let milliseconds = 0;
	for (const part of text.split(/(?<=[dhms])/)) {
		milliseconds += Number(part.slice(0, -1)) * units[part.slice(-1) as keyof typeof units];
	}

	return milliseconds;
}
