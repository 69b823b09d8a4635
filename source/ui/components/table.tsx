import {Box} from 'ink';
import {Fragment, useState, type ReactNode} from 'react';
import {useTheme} from '../hooks/use-theme.ts';
import type {Tone} from '../theme.ts';
import {columnGap, placeColumns, type Column, type PlacedColumn} from './columns.ts';
import {clip, fit, widthOf} from './fit.ts';
import {Paragraph} from './paragraph.tsx';
import {Toned} from './toned.tsx';
import {scrollBar, scrollTop} from './scrolling.ts';

export type {Column} from './columns.ts';

export type TableProps<Row> = {
	readonly columns: ReadonlyArray<Column<Row>>;
	/** How many rows there are; only those in sight are asked for. */
	readonly count: number;
	readonly rowAt: (index: number) => Row | undefined;
	readonly width: number;
	/** Rows of the screen, the header's included. */
	readonly height: number;
	/** The row under the cursor; undefined where the table is only looked at. */
	readonly selected?: number | undefined;
	/** False dims the cursor: keys go elsewhere. */
	readonly isFocused?: boolean;
	/** Absent: rows cannot be marked and no room is left for marks. */
	readonly isMarked?: ((row: Row, index: number) => boolean) | undefined;
	/** The look of a whole row. */
	readonly rowTone?: (row: Row, index: number) => Tone | undefined;
	readonly sort?: {readonly column: string; readonly direction: 'ascending' | 'descending'} | undefined;
	readonly hasHeader?: boolean;
	/** Said in place of rows where there are none. */
	readonly empty?: ReactNode;
};

/**
A list of any length: only the rows in sight are mounted, each as one line. The cursor is a symbol first and inverse video second; a bar on
the right shows where one is.
*/
export function Table<Row>(props: TableProps<Row>) {
	const {columns, count, width, height, selected, isMarked, hasHeader = true, empty} = props;
	const {symbols} = useTheme();
	const visible = Math.max(0, height - (hasHeader ? 1 : 0));
	const [top, setTop] = useState(0);
	const shownTop = scrollTop({count, visible, selected, top});
	if (shownTop !== top) {
		setTop(shownTop);
	}

	const bar = count > visible ? scrollBar({count, visible, top: shownTop}) : undefined;
	const rowWidth = width - (bar ? 2 : 0);
	const margin =
		(selected === undefined ? 0 : widthOf(symbols.selected) + 1) + (isMarked ? widthOf(symbols.marked) + 1 : 0);
	const placed = placeColumns(columns, rowWidth - margin);
	return (
		<Box flexDirection="column" flexShrink={0} width={width} height={height} overflow="hidden">
			{hasHeader && <TableHeader placed={placed} margin={margin} sort={props.sort} />}
			{count === 0 && (
				<Box paddingLeft={margin}>
					{typeof empty === 'string' ? <Paragraph text={empty} width={rowWidth - margin} tone="muted" /> : empty}
				</Box>
			)}
			{Array.from({length: Math.min(visible, count - shownTop)}, (_, line) => (
				// One text a line, whatever is in it: that is what Ink lays out.
				<Toned key={line}>
					<TableRow table={props} index={shownTop + line} placed={placed} width={rowWidth} />
					{bar !== undefined && (
						<Toned tone={bar[line] === true ? 'accent' : 'rule'}>
							{` ${bar[line] === true ? symbols.scrollThumb : symbols.scrollTrack}`}
						</Toned>
					)}
				</Toned>
			))}
		</Box>
	);
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

function TableRow<Row>({
	table: {rowAt, selected, isFocused = true, isMarked, rowTone},
	index,
	placed,
	width,
}: {
	readonly table: TableProps<Row>;
	readonly index: number;
	readonly placed: ReadonlyArray<PlacedColumn<Row>>;
	readonly width: number;
}) {
	const {symbols} = useTheme();
	const row = rowAt(index);
	if (row === undefined) {
		return <>{' '.repeat(width)}</>;
	}

	const isSelected = index === selected;
	const isRowMarked = isMarked?.(row, index) ?? false;
	const pointer =
		selected === undefined ? '' : `${isSelected ? symbols.selected : ' '.repeat(widthOf(symbols.selected))} `;
	const marker = isMarked ? `${isRowMarked ? symbols.marked : symbols.unmarked} ` : '';
	const cells = placed.map(({column, width: columns}) => ({
		id: column.id,
		tone: column.tone?.(row, index),
		text: fit(column.text(row, index), columns, {
			align: column.align ?? 'left',
			truncate: column.truncate ?? 'end',
			ellipsis: symbols.ellipsis,
		}),
	}));
	const plain = fit(pointer + marker + cells.map(({text}) => text).join(gap), width);
	if (isSelected && isFocused) {
		// Inverse over several colours is hard to read: the row under the cursor has one.
		return <Toned tone="selection">{plain}</Toned>;
	}

	const tone = rowTone?.(row, index);
	if (!isRowMarked && cells.every((cell) => cell.tone === undefined)) {
		return <Toned tone={tone}>{plain}</Toned>;
	}

	const used = cells.reduce((sum, {text}) => sum + widthOf(text) + columnGap, widthOf(pointer + marker) - columnGap);
	return (
		<Toned tone={tone}>
			{pointer}
			{isRowMarked ? <Toned tone="accent">{marker}</Toned> : marker}
			{cells.map((cell, position) => (
				<Fragment key={cell.id}>
					{position > 0 && gap}
					{cell.tone === undefined ? cell.text : <Toned tone={cell.tone}>{cell.text}</Toned>}
				</Fragment>
			))}
			{' '.repeat(Math.max(0, width - used))}
		</Toned>
	);
}
