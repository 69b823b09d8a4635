import process from 'node:process';
import type {CellTone, TableOptions} from '../../inventory/writers/table.ts';
import {resolveTheme} from '../../ui/theme.ts';
import {paint} from './paint.ts';
import {say} from './terminal.ts';

/** How a table is laid out for whoever reads the standard output: in a terminal as wide as it is and in colours, else in full. */
export function tableLayout(): TableOptions {
	const {stdout} = process;
	return {
		paint,
		...(stdout.isTTY && {
			// A terminal that does not tell its width is taken for the narrowest usual one.
			width: stdout.columns > 0 ? stdout.columns : 80,
			ellipsis: resolveTheme(process.env).symbols.ellipsis,
			onLeftOut(heads) {
				say(`The window is too narrow for: ${heads.join(', ')}. Piped, or in a wider one, everything is there.`);
			},
		}),
	};
}

type ToneOf = (cell: string) => CellTone | undefined;

const byState: Readonly<Record<string, CellTone>> = {enabled: 'good', 'audit-mode': 'doubtful', disabled: 'muted'};
const byVerdict: Readonly<Record<string, CellTone>> = {allowed: 'good', 'not-allowed': 'bad', unknown: 'doubtful'};

/** What cells mean, by what they hold. */
export const tones = {
	state: (cell) => byState[cell],
	verdict: (cell) => byVerdict[cell],
	/** A number of offenders. */
	offenders: (cell) => (/^0$/.test(cell) ? 'good' : /^\d/.test(cell) ? 'bad' : undefined),
} as const satisfies Readonly<Record<string, ToneOf>>;
