import {Box} from 'ink';
import type {Choice, Picker} from '../../../rollout/steps/review/picker.ts';
import {Table, type Column} from '../../components/lists/table.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Symbols} from '../../theme.ts';

/** What there is to choose from, in the room of the details. */
export function ChoiceList({
	picker: {what, choices, cursor},
	width,
	height,
}: {
	readonly picker: Picker;
	readonly width: number;
	readonly height: number;
}) {
	const {symbols} = useTheme();
	return (
		<Box flexDirection="column" height={height} overflow="hidden">
			<Toned tone="heading">{titles[what]}</Toned>
			<Table
				columns={what === 'value' ? [wordsColumn] : [signColumn(what, symbols), wordsColumn]}
				count={choices.length}
				rowAt={(index) => choices[index]}
				width={width}
				height={height - 1}
				selected={cursor}
				hasHeader={false}
			/>
		</Box>
	);
}

const titles: Readonly<Record<Picker['what'], string>> = {
	sort: 'Sort by',
	columns: 'Columns, as far as there is room',
	value: 'Filter by a value of this line',
};

const wordsColumn: Column<Choice> = {id: 'words', title: '', text: ({words}) => words, min: 10};

/** A sign before what holds now, which is said aloud in words. */
function signColumn(what: Picker['what'], {allowed}: Symbols): Column<Choice> {
	const spoken = what === 'columns' ? {yes: 'shown', no: 'hidden'} : {yes: 'sorted by', no: ''};
	return {
		id: 'sign',
		title: '',
		text: ({isChosen}) => (isChosen ? allowed : ''),
		spoken: ({isChosen}) => (isChosen ? spoken.yes : spoken.no),
		min: 1,
		max: 1,
	};
}
