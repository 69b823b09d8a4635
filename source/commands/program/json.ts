import {printable} from '../../inventory/writers/printable.ts';

/** Data as JSON for stdout, with a line break at its end. What could harm a terminal is escaped, which leaves the data as they are. */
export function jsonText(data: unknown): string {
	return `${printable(JSON.stringify(data, undefined, 4))}\n`;
}
