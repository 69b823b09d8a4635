import {InvalidArgumentError, Option} from 'commander';
import type {Context} from './context.ts';

/** What a command does; gives the exit code. */
export type Work = (context: Context) => Promise<number>;
export type Run = (work: Work) => Promise<void>;

/** `--format`; the first choice is the default. */
export function formatOption(choices: readonly string[]): Option {
	return new Option('--format <format>', 'how to print it').choices(choices).default(choices[0]);
}

/** Command lines to show under a command's help. */
export function examples(...lines: readonly string[]): string {
	return `\nExamples:\n${lines.map((line) => `  $ ${`allowed-amis ${line}`.trimEnd()}`).join('\n')}`;
}

/** An option's value that has to be an HTTP URL. */
export function parseUrl(value: string): string {
	if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
		throw new InvalidArgumentError('It has to be a URL that begins with http:// or https://.');
	}

	return value;
}

/** An option's value that has to be a whole number. */
export function parseCount(value: string): number {
	if (!/^\d{1,7}$/.test(value)) {
		throw new InvalidArgumentError('It has to be a whole number.');
	}

	return Number(value);
}
