import {Box, Text} from 'ink';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Theme, Tone} from '../../theme.ts';
import {clip, fit, widthOf} from '../text/fit.ts';
import {textOf, type Line} from '../text/lines.tsx';
import {painted} from '../text/painted.ts';
import {Paragraph} from '../text/paragraph.tsx';
import {Toned} from '../text/toned.tsx';
import {scrollBar, windowStart} from '../panels/scrolling.ts';
import {SpokenTable} from './spoken-table.tsx';
import type {TableProps} from './table-props.ts';
import {columnGap, placeColumns, type PlacedColumn} from './columns.ts';

export type {Column} from './columns.ts';

/**
A list of any length: only the rows in sight are mounted, each as one line. The cursor is a symbol first and inverse video second; a bar on
the right shows where one is.
*/
export function Table<Row>(props: TableProps<Row>) {
	const {columns, count, width, height, selected, isMarked, hasHeader = true, empty} = props;
	const theme = useTheme();
	const {symbols} = theme;
	if (theme.isSpoken) {
		return <SpokenTable {...props} />;
	}

	const visible = Math.max(0, height - (hasHeader ? 1 : 0));
	const first = props.first ?? windowStart({count, visible, selected});
	const bar = count > visible ? scrollBar({count, visible, top: first}) : undefined;
	const rowWidth = width - (bar ? 2 : 0);
	const margin =
		(selected === undefined ? 0 : widthOf(symbols.selected) + 1) + (isMarked ? widthOf(symbols.marked) + 1 : 0);
	const placed = placeColumns(withSortSign(columns, props.sort, theme), rowWidth - margin);
	const rows = Array.from(
		{length: Math.max(0, Math.min(visible, count - first))},
		(_, line) =>
			rowText(props, {index: first + line, placed, width: rowWidth, theme}) +
			(bar === undefined ? '' : ` ${barText(bar[line] === true, theme)}`),
	);
	return (
		<Box flexDirection="column" flexShrink={0} width={width} height={height} overflow="hidden">
			{hasHeader && <TableHeader placed={placed} margin={margin} sort={props.sort} />}
			{count === 0 && (
				<Box paddingLeft={margin}>
					{typeof empty === 'string' ? <Paragraph text={empty} width={rowWidth - margin} tone="muted" /> : empty}
				</Box>
			)}
			{/* One text for all rows: React, Yoga and Ink have one thing to look after, and what is drawn anew is told line by line. */}
			<Text wrap="truncate-end">{rows.join('\n')}</Text>
		</Box>
	);
}

/** The column that a list is sorted by has room for its title and the sign beside it. */
function withSortSign<Row>(
	columns: TableProps<Row>['columns'],
	sort: TableProps<Row>['sort'],
	{symbols}: Theme,
): TableProps<Row>['columns'] {
	return columns.map((column) => {
		if (column.id !== sort?.column) {
			return column;
		}

		const least = widthOf(`${column.title} ${symbols[sort.direction]}`);
		return {
			...column,
			min: Math.max(column.min ?? 0, least),
			...(column.max !== undefined && {max: Math.max(column.max, least)}),
		};
	});
}

function barText(isThumb: boolean, {symbols, styles}: Theme): string {
	return isThumb ? painted(symbols.scrollThumb, styles.accent) : painted(symbols.scrollTrack, styles.rule);
}

function TableHeader<Row>({
	placed,
	margin,
	sort,
}: {
	readonly placed: ReadonlyArray<PlacedColumn<Row>>;
	readonly margin: number;
	readonly sort: TableProps<Row>['sort'];
}) {
	const {symbols} = useTheme();
	const titles = placed.map(({column: {id, title, align = 'left'}, width}) => {
		const sign = id === sort?.column ? ` ${symbols[sort.direction]}` : '';
		const room = Math.max(0, width - widthOf(sign));
		return fit(clip(title, room, {ellipsis: symbols.ellipsis}) + sign, width, {align});
	});
	return <Toned tone="heading">{' '.repeat(margin) + titles.join(gap)}</Toned>;
}

const gap = ' '.repeat(columnGap);

/** A row in exactly so many columns, with its colours. */
function rowText<Row>(
	{rowAt, selected, isFocused = true, isMarked, rowTone}: TableProps<Row>,
	{
		index,
		placed,
		width,
		theme: {symbols, styles},
	}: {
		readonly index: number;
		readonly placed: ReadonlyArray<PlacedColumn<Row>>;
		readonly width: number;
		readonly theme: Theme;
	},
): string {
	const row = rowAt(index);
	if (row === undefined) {
		return ' '.repeat(width);
	}

	const isSelected = index === selected;
	const isRowMarked = isMarked?.(row, index) ?? false;
	const pointer =
		selected === undefined ? '' : `${isSelected ? symbols.selected : ' '.repeat(widthOf(symbols.selected))} `;
	const marker = isMarked ? `${isRowMarked ? symbols.marked : symbols.unmarked} ` : '';
	const cells = placed.map(({column, width: columns}) => ({
		tone: column.tone?.(row, index),
		spans: column.spans?.(row, index),
		text: fit(column.text(row, index), columns, {
			align: column.align ?? 'left',
			truncate: column.truncate ?? 'end',
			ellipsis: symbols.ellipsis,
		}),
	}));
	const plain = fit(pointer + marker + cells.map(({text}) => text).join(gap), width);
	const used = cells.reduce((sum, {text}) => sum + widthOf(text) + columnGap, widthOf(pointer + marker) - columnGap);
	if (isSelected && isFocused) {
		// Inverse over several colours is hard to read: the row under the cursor has one, from end to end. What is drawn there is ink on it as words are.
		return painted(plain, styles.selection);
	}

	const style = styles[rowTone?.(row, index) ?? 'plain'];
	if (!isRowMarked && cells.every(({tone, spans}) => tone === undefined && spans === undefined)) {
		return painted(plain, style);
	}

	const pieces = cells.map((cell) => paintedCell(cell, styles));
	const start = pointer + (isRowMarked ? painted(marker, styles.accent) : marker);
	return painted(start + pieces.join(gap) + ' '.repeat(Math.max(0, width - used)), style);
}

/** A cell in the tone of its column, or, where all of it fits, each piece in its own. */
function paintedCell(
	{text, tone, spans}: {readonly text: string; readonly tone: Tone | undefined; readonly spans: Line | undefined},
	styles: Theme['styles'],
): string {
	const whole = spans === undefined ? undefined : textOf(spans);
	return spans === undefined || whole === undefined || !text.startsWith(whole)
		? tone === undefined
			? text
			: painted(text, styles[tone])
		: spans.map((span) => painted(span.text, styles[span.tone ?? 'plain'])).join('') + text.slice(whole.length);
}
