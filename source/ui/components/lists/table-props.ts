import type {ReactNode} from 'react';
import type {Tone} from '../../theme.ts';
import type {Column} from './columns.ts';

export type TableProps<Row> = {
	readonly columns: ReadonlyArray<Column<Row>>;
	/** How many rows there are; only those in sight are asked for. */
	readonly count: number;
	readonly rowAt: (index: number) => Row | undefined;
	readonly width: number;
	/** Rows of the screen, the header's included. */
	readonly height: number;
	/** The row that the window begins with, where the list's model keeps it; otherwise it follows from the cursor. */
	readonly first?: number;
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
