import type {CommandUnknownOpts} from '@commander-js/extra-typings';
import {safeText} from '../../safe-text.ts';
import {UsageError} from '../program/exit-code.ts';

/** Has a command, or the program, refuse an option that takes one value and is given several: the last one would win in silence. */
export function refuseRepeated(command: CommandUnknownOpts): void {
	for (const option of command.options) {
		// Those that may be given again begin as an empty list.
		if (!(option.required || option.optional) || option.variadic || Array.isArray(option.defaultValue)) {
			continue;
		}

		const given: string[] = [];
		command.on(`option:${option.name()}`, (value: string | null) => {
			given.push(value ?? String(option.presetArg));
			if (new Set(given).size > 1) {
				throw new UsageError(
					`${option.long ?? option.flags} takes one value; ${given.length} are given: ${given.map((one) => safeText(one)).join(', ')}.`,
					'Give it once.',
				);
			}
		});
	}
}
