import {Box} from 'ink';
import {safeText} from '../../../safe-text.ts';
import {presetNamed, type PresetsState, type ImportItem, type ImportView} from '../../../presets/state.ts';
import {importInWords, isImported} from '../../../presets/import.ts';
import {Text} from '../../components/panels/panes.tsx';
import {wrap} from '../../components/text/fit.ts';
import type {Line} from '../../components/text/lines.tsx';
import {Paragraph} from '../../components/text/paragraph.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import type {Tone} from '../../theme.ts';
import {criteriaInShort} from '../criteria/criteria-in-short.ts';
import {overwriteLines} from '../overwrite-change.ts';

const outcomeTones: Readonly<Record<ImportItem['outcome'], Tone | undefined>> = {
	waiting: 'muted',
	saved: 'good',
	overwritten: 'warning',
	'left as it was': 'muted',
	refused: 'danger',
};

const columns: ReadonlyArray<Column<ImportItem>> = [
	{id: 'name', title: 'Preset', text: ({preset}) => safeText(preset.name), min: 12, max: 40},
	{
		id: 'outcome',
		title: 'Became',
		text: ({outcome}) => outcome,
		tone: ({outcome}) => outcomeTones[outcome],
		min: 14,
		max: 14,
	},
	{
		id: 'words',
		title: 'Allows',
		text: ({preset}) => criteriaInShort(preset.criteria),
		min: 10,
		weight: 3,
		drop: 1,
	},
];

/** A file of many presets: what became of each so far, and the current question. */
export function ImportProgress({state, view}: {readonly state: PresetsState; readonly view: ImportView}) {
	const {width, height} = useBodySize();
	const item = view.items[view.position];
	const isAsking = view.phase === 'overwrite?' && item !== undefined;
	const existing = isAsking ? presetNamed(state, item.preset.name.normalize('NFC')) : undefined;
	const refused = isImported(view) ? view.items.filter(({why}) => why !== undefined) : [];
	const question = isAsking
		? wrap(
				`There is a preset "${safeText(item.preset.name)}" already. y overwrites it, n leaves it as it is; a and l say so for all that are still to come.`,
				width,
			)
		: [];
	const change = (columnCount: number): readonly Line[] =>
		existing === undefined ? [] : overwriteLines(existing.criteria, item?.preset.criteria ?? [], {width: columnCount});
	// The heading, a gap, and of the table its header and two rows.
	const most = height - 2 - 3 - question.length;
	const changeRows = Math.min(change(width).length, Math.max(2, most));
	const room = isAsking ? question.length + changeRows : Math.min(refused.length * 2, Math.floor(height / 2));
	return (
		<Box flexDirection="column">
			<Toned tone="heading">
				{isImported(view)
					? importInWords(view)
					: `Importing ${safeText(view.file)}: ${view.position + 1} of ${view.items.length}`}
			</Toned>
			<Table
				columns={columns}
				count={view.items.length}
				rowAt={(index) => view.items[index]}
				width={width}
				height={Math.max(3, height - room - 2)}
				selected={Math.min(view.position, view.items.length - 1)}
				isFocused={false}
			/>
			<Box height={1} />
			{isAsking && (
				<>
					<Toned tone="warning">{question.join('\n')}</Toned>
					<Text panes={[{lines: change}]} width={width} height={changeRows} />
				</>
			)}
			{refused.map(({preset, why = ''}) => (
				<Paragraph key={preset.name} tone="danger" text={`${safeText(preset.name)}: ${why}`} height={2} />
			))}
		</Box>
	);
}
