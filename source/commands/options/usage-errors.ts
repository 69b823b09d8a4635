import type {CommanderError} from '@commander-js/extra-typings';
import {safeText} from '../../safe-text.ts';
import {UsageError} from '../program/exit-code.ts';

/** What commander has to say, in the voice of all other errors: what is wrong as a sentence, then what to do. */
export function usageErrorOf({message}: CommanderError): UsageError {
	const [said = '', ...rest] = message.replace(/^error: /, '').split('\n');
	// What a value has to be is what to do next.
	const [, first = said, rule] = /^(.* is invalid\.) (.+)$/.exec(said) ?? [];
	const hints = [...(rule === undefined ? [] : [rule]), ...rest]
		.map((line) => line.replace(/^\((.*)\)$/, '$1').trim())
		.filter((line) => line !== '');
	return new UsageError(sentence(first), hints.length > 0 ? hints.join(' ') : 'See --help.');
}

/** `option '--port <number>' argument 'many' is invalid. It has…` as `Option '--port <number>' argument 'many' is invalid. It has….` */
function sentence(text: string): string {
	const safe = safeText(text);
	const ended = /[!.?]$/.test(safe) ? safe : `${safe}.`;
	return ended.charAt(0).toUpperCase() + ended.slice(1);
}
