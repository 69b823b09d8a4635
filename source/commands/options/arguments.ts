/** What options and arguments may be; each says what is wrong in a sentence that commander puts after the option's name. */
import {InvalidArgumentError, Option} from '@commander-js/extra-typings';

/** `--format`; the first choice is the default. */
export function formatOption<const Format extends string>(choices: readonly [Format, ...Format[]]) {
	return new Option('-f, --format <format>', 'how to print it').choices(choices).default<Format>(choices[0]);
}

/** An HTTP URL. */
export function parseUrl(value: string): string {
	if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
		throw new InvalidArgumentError('It has to be a URL that begins with http:// or https://.');
	}

	return value;
}

/** The name of one Region, or `all`. */
export function parseRegion(value: string): string {
	if (value.trim() === '') {
		throw new InvalidArgumentError('It is empty.');
	}

	const names = value.split(/[\s,;]+/).filter((name) => name !== '');
	if (names.length > 1) {
		throw new InvalidArgumentError(
			`It names one Region; give it again for more: ${names.map((name) => `--region ${name}`).join(' ')}.`,
		);
	}

	if (/\s/.test(value)) {
		throw new InvalidArgumentError('There is a blank at its beginning or end.');
	}

	return value;
}

/** A whole number within limits, both included. */
export function numberBetween(least: number, most: number): (value: string) => number {
	return (value) => {
		const number = Number(value);
		if (!/^\d+$/.test(value) || number < least || number > most) {
			throw new InvalidArgumentError(
				`It has to be a whole number from ${least.toLocaleString('en')} to ${most.toLocaleString('en')}.`,
			);
		}

		return number;
	};
}
