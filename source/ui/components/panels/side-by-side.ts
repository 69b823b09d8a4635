/** Lines of several columns put together to lines of one: what scrolls as one, and is seen as one. */
import type {Symbols} from '../../theme.ts';
import {widthOf} from '../text/fit.ts';
import {line, type Line} from '../text/lines.tsx';

/** The columns beside each other with a rule between them, as many lines as the longest has. No line may be wider than its column. */
export function sideBySide(
	columns: ReadonlyArray<{readonly width: number; readonly lines: readonly Line[]}>,
	{scrollTrack}: Symbols,
): readonly Line[] {
	const height = Math.max(0, ...columns.map(({lines}) => lines.length));
	return Array.from({length: height}, (_, row) =>
		columns.flatMap(({width, lines}, index) => {
			const spans = lines[row] ?? line('');
			const taken = spans.reduce((sum, {text}) => sum + widthOf(text), 0);
			return [
				...(index === 0 ? [] : [{text: ` ${scrollTrack} `, tone: 'rule' as const}]),
				...spans,
				...(index === columns.length - 1 ? [] : [{text: ' '.repeat(Math.max(0, width - taken))}]),
			];
		}),
	);
}
