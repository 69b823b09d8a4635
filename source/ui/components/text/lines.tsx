/** Text as lines that are wrapped already, so that what fits on the screen can be counted before it is drawn. */
import {Box} from 'ink';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Symbols, Tone} from '../../theme.ts';
import {clip, widthOf, wrap} from './fit.ts';
import {painted} from './painted.ts';
import {Toned} from './toned.tsx';

export type Span = {readonly text: string; readonly tone?: Tone | undefined};
export type Line = readonly Span[];

/** One line of one tone. */
export function line(text: string, tone?: Tone): Line {
	return [{text, tone}];
}

/** What a line says. */
export function textOf(spans: Line): string {
	return spans.map(({text}) => text).join('');
}

/** A text in lines at most `width` wide: the first after `first`, those that follow indented as far, or by `indent`. */
export function wrapped(
	text: string,
	width: number,
	{
		tone,
		first = [],
		indent = first.reduce((sum, span) => sum + widthOf(span.text), 0),
	}: {readonly tone?: Tone | undefined; readonly first?: Line; readonly indent?: number} = {},
): readonly Line[] {
	return wrap(text, Math.max(8, width - indent)).map((piece, index) =>
		index === 0 ? [...first, {text: piece, tone}] : [{text: ' '.repeat(indent)}, {text: piece, tone}],
	);
}

/** Whether a line goes on with what `wrapped` began on the one before. */
export function goesOn([first, ...others]: Line): boolean {
	return others.length > 0 && first?.text.trim() === '';
}

export type Extract = {
	/** The first line shown, and the one after the last. */
	readonly from: number;
	readonly to: number;
	/** Whether there is more: a row is kept for saying so. */
	readonly isCut: boolean;
};

/** What of `count` lines fits into `height` rows from `top` on; where it isn't all, the last row is for the sign. */
export function extractOf(count: number, height: number, top: number): Extract {
	if (count <= height) {
		return {from: 0, to: count, isCut: false};
	}

	const room = Math.max(1, height - 1);
	const from = Math.max(0, Math.min(top, count - room));
	return {from, to: Math.min(count, from + room), isCut: true};
}

/** Lines, as many as fit; where that isn't all, the last row says which ones, and how to read on. */
export function Lines({
	lines,
	width,
	height,
	top = 0,
	how,
}: {
	readonly lines: readonly Line[];
	readonly width: number;
	readonly height: number;
	readonly top?: number;
	/** Which keys scroll: `J K scroll`. */
	readonly how: string;
}) {
	const {styles, symbols, isSpoken} = useTheme();
	const {from, to, isCut} = extractOf(lines.length, isSpoken ? Infinity : height, top);
	const rows = lines
		.slice(from, to)
		.map((spans) => spans.map(({text, tone}) => (tone === undefined ? text : painted(text, styles[tone]))).join(''));
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			{rows.length > 0 && <Toned>{rows.map((row) => (row === '' ? ' ' : row)).join('\n')}</Toned>}
			{isCut && (
				<Toned tone="accent">
					{clip(positionOf({from, to}, lines.length, {how, width, symbols}), width, {ellipsis: symbols.ellipsis})}
				</Toned>
			)}
		</Box>
	);
}

/** Which lines are shown, and how to read on: in narrow columns, that goes before the word for what is counted does. */
export function positionOf(
	{from, to}: Pick<Extract, 'from' | 'to'>,
	count: number,
	{how, width, symbols}: {readonly how: string; readonly width: number; readonly symbols: Symbols},
): string {
	const sign = to < count ? symbols.down : symbols.up;
	const which = `${from + 1} to ${to} of ${count}`;
	const onward = how === '' ? '' : ` ${symbols.dot} ${how}`;
	const ways = [`${sign} lines ${which}${onward}`, `${sign} ${which}${onward}`];
	return ways.find((words) => widthOf(words) <= width) ?? `${sign} ${which}`;
}
