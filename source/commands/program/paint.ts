import process from 'node:process';
import {styleText} from 'node:util';
import type {CellTone} from '../../inventory/writers/table.ts';
import {resolveTheme} from '../../ui/theme.ts';

const styles = {
	head: 'bold',
	good: 'green',
	bad: 'red',
	doubtful: 'yellow',
	muted: 'dim',
} as const satisfies Readonly<Record<CellTone, Parameters<typeof styleText>[0]>>;

/** Text in the colour of what it means, where the standard output shows colours; as it is where not. */
export function paint(text: string, tone: CellTone): string {
	return hasColours(process.env, process.stdout.isTTY) ? styleText(styles[tone], text, {validateStream: false}) : text;
}

/** Whether plain output is coloured: on a terminal, as the screens are; elsewhere only where FORCE_COLOR asks for it. */
function hasColours(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
	return resolveTheme(env).isColoured && (isTerminal || (env.FORCE_COLOR ?? '') !== '');
}
