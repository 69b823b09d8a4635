import {Box} from 'ink';
import {Paragraph} from '../text/paragraph.tsx';
import {Toned} from '../text/toned.tsx';
import type {Column} from './columns.ts';
import type {TableProps} from './table-props.ts';

/** At most so many rows are read of a table that is only looked at. */
const mostRows = 200;

/** A table that is read aloud: the current row, with what each cell is, or every row where there is no cursor. */
export function SpokenTable<Row>({columns, count, rowAt, selected, isMarked, empty}: TableProps<Row>) {
	if (count === 0) {
		return <>{typeof empty === 'string' ? <Paragraph text={empty} /> : empty}</>;
	}

	const wordsOf = (index: number): string => {
		const row = rowAt(index);
		return row === undefined
			? ''
			: [isMarked?.(row, index) === true ? 'marked' : '', ...columns.map((column) => cellOf(column, row, index))]
					.filter((words) => words !== '')
					.join(', ');
	};

	return (
		<Box flexDirection="column">
			{selected === undefined ? (
				Array.from({length: Math.min(count, mostRows)}, (_, index) => <Toned key={index}>{wordsOf(index)}</Toned>)
			) : (
				<Toned>{`${(selected + 1).toLocaleString('en-US')} of ${count.toLocaleString('en-US')}: ${wordsOf(selected)}`}</Toned>
			)}
			{selected === undefined && count > mostRows && <Toned>{`and ${count - mostRows} more rows`}</Toned>}
		</Box>
	);
}

function cellOf<Row>({title, text, spoken}: Column<Row>, row: Row, index: number): string {
	if (spoken !== undefined) {
		return spoken(row, index);
	}

	const words = text(row, index).trim();
	// A sign that more is to come says nothing.
	if (!/[\p{L}\p{N}]/u.test(words)) {
		return '';
	}

	return title === '' ? words : `${title} ${words}`;
}
