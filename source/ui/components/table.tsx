import {Box} from 'ink';
import {useState, type ReactNode} from 'react';
import {useTheme} from '../hooks/use-theme.ts';
import type {Tone} from '../theme.ts';
import {columnGap, placeColumns, type Column, type PlacedColumn} from './columns.ts';
import {fit, widthOf} from './fit.ts';
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
	const {
		columns,
		count,
		rowAt,
		width,
		height,
		selected,
		isFocused = true,
		isMarked,
		rowTone,
		hasHeader = true,
		empty,
	} = props;
	const {symbols} = useTheme();
	const visible = Math.max(0, height - (hasHeader ? 1 : 0));
	const [top, setTop] = useState(0);
	const shownTop = scrollTop({count, visible, selected, top});
	if (shownTop !== top) {
		setTop(shownTop);
	}

	const hasCursor = selected !== undefined;
	const margin = (hasCursor ? widthOf(symbols.selected) + 1 : 0) + (isMarked ? widthOf(symbols.marked) + 1 : 0);
	const hasBar = count > visible;
	const placed = placeColumns(columns, width - margin - (hasBar ? 2 : 0));
	const bar = hasBar ? scrollBar({count, visible, top: shownTop}) : [];
	const rowWidth = width - (hasBar ? 2 : 0);

	const rows = [];
	for (let index = shownTop; index < Math.min(count, shownTop + visible); index++) {
		const row = rowAt(index);
		const isThumb = bar[index - shownTop];
		rows.push(
			<Toned key={index - shownTop}>
				{row === undefined ? (
					' '.repeat(rowWidth)
				) : (
					<TableRow
						row={row}
						index={index}
						placed={placed}
						width={rowWidth}
						cursor={hasCursor ? (index === selected ? 'here' : 'elsewhere') : 'none'}
						isFocused={isFocused}
						mark={isMarked ? (isMarked(row, index) ? 'marked' : 'unmarked') : 'none'}
						tone={rowTone?.(row, index)}
					/>
				)}
				{hasBar && (
					<Toned tone={isThumb ? 'accent' : 'rule'}> {isThumb ? symbols.scrollThumb : symbols.scrollTrack}</Toned>
				)}
			</Toned>,
		);
	}

	return (
		<Box flexDirection="column" width={width} height={height} overflow="hidden">
			{hasHeader && <TableHeader placed={placed} margin={margin} sort={props.sort} />}
			{count === 0 ? (
				<Box paddingLeft={margin}>
					{typeof empty === 'string' ? (
						<Toned tone="muted" wrap="wrap">
							{empty}
						</Toned>
					) : (
						empty
					)}
				</Box>
			) : (
				rows
			)}
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
	const titles = placed.map(({column, width}) => {
		const title = column.id === sort?.column ? `${column.title} ${symbols[sort.direction]}` : column.title;
		return fit(title, width, {align: column.align ?? 'left', ellipsis: symbols.ellipsis});
	});
	return <Toned tone="heading">{' '.repeat(margin) + titles.join(' '.repeat(columnGap))}</Toned>;
}

function TableRow<Row>({
	row,
	index,
	placed,
	width,
	cursor,
	isFocused,
	mark,
	tone,
}: {
	readonly row: Row;
	readonly index: number;
	readonly placed: ReadonlyArray<PlacedColumn<Row>>;
	readonly width: number;
	readonly cursor: 'here' | 'elsewhere' | 'none';
	readonly isFocused: boolean;
	readonly mark: 'marked' | 'unmarked' | 'none';
	readonly tone: Tone | undefined;
}) {
	const {symbols} = useTheme();
	const pointer =
		cursor === 'none' ? '' : `${cursor === 'here' ? symbols.selected : ' '.repeat(widthOf(symbols.selected))} `;
	const marker = mark === 'none' ? '' : `${mark === 'marked' ? symbols.marked : symbols.unmarked} `;
	const cells = placed.map(({column, width: columnWidth}) => ({
		id: column.id,
		tone: column.tone?.(row, index),
		text: fit(column.text(row, index), columnWidth, {
			align: column.align ?? 'left',
			truncate: column.truncate ?? 'end',
			ellipsis: symbols.ellipsis,
		}),
	}));
	const gap = ' '.repeat(columnGap);
	if (cursor === 'here' && isFocused) {
		// Inverse over several colours is hard to read: the row under the cursor is one colour.
		return <Toned tone="selection">{fit(pointer + marker + cells.map((cell) => cell.text).join(gap), width)}</Toned>;
	}

	const used = placed.reduce((sum, column) => sum + column.width + columnGap, widthOf(pointer + marker) - columnGap);
	return (
		<Toned tone={tone}>
			{pointer}
			{mark === 'marked' ? <Toned tone="accent">{marker}</Toned> : marker}
			{cells.map((cell, position) => [
				position > 0 && gap,
				cell.tone === undefined ? (
					cell.text
				) : (
					<Toned key={cell.id} tone={cell.tone}>
						{cell.text}
					</Toned>
				),
			])}
			{' '.repeat(Math.max(0, width - used))}
		</Toned>
	);
}
