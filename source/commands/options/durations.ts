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
	const time = ago === undefined ? timeIn(value.trim().toUpperCase()) : Date.now() - ago;
	if (Number.isNaN(time)) {
		throw new InvalidArgumentError('It has to be a time (2026-11-25T14:00Z) or how long ago (90s, 15m, 2h, 3d).');
	}

	if (time > Date.now()) {
		throw new InvalidArgumentError('It lies in the future.');
	}

	return new Date(time);
}

/** A day, or a time of it, in milliseconds; `NaN` for anything else, of which the engine would make something of its own. */
function timeIn(text: string): number {
	const [whole, day = '', clock = '00:00', zone = 'Z'] =
		/^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/.exec(text) ?? [];
	const midnight = Date.parse(`${day}T00:00Z`);
	// A day that its month doesn't have becomes one of the next.
	if (whole === undefined || Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day)) {
		return NaN;
	}

	const [, hours = '', minutes = '00'] = /^([+-]\d\d):?(\d\d)?$/.exec(zone) ?? [];
	return Date.parse(`${day}T${clock}${hours === '' ? 'Z' : `${hours}:${minutes}`}`);
}

function durationIn(value: string): number | undefined {
	const text = value
		.trim()
		.toLowerCase()
		.replace(/^pt?/, '')
		.replace(/(?<=\dd)t/, '');
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
