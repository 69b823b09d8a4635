import {Box} from 'ink';
import type {Preset} from '../../../operations/ports.ts';
import {
	cursorOf,
	jsonLines,
	currentPreset,
	sortedPresets,
	type PresetsState,
	type PresetsView,
} from '../../../presets/state.ts';
import {Lines, wrapped, type Line} from '../../components/text/lines.tsx';
import {ListAndTexts, Panes, Text, useIsWide} from '../../components/panels/panes.tsx';
import {blank} from '../../components/text/text-lines.ts';
import {readingOn} from '../../hooks/use-page.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {ProblemView} from '../../components/panels/problem-view.tsx';
import {Spinner} from '../../components/text/spinner.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {safeText} from '../../../safe-text.ts';
import {criteriaInShort} from '../criteria/criteria-in-short.ts';
import {day, narrowPanes, previewLines, widePanes} from './preset-panes.ts';
import {whereInShort, whereLines} from './where-lines.ts';
import {ImportProgress} from './presets-import-view.tsx';
import {CompareView, ExportNameView, FormatView, ReadView, RemoveView, RenameView, SaveView} from './presets-views.tsx';

/** The presets: the list, one in full, and what is done with them. */
export function PresetsScreen({state}: {readonly state: PresetsState}) {
	const {view} = state;
	switch (view.type) {
		case 'list': {
			return <PresetList state={state} />;
		}

		case 'detail': {
			return <Detail state={state} view={view} />;
		}

		case 'compare': {
			return <CompareView state={state} view={view} />;
		}

		case 'rename':
		case 'describe': {
			return <RenameView state={state} view={view} />;
		}

		case 'region':
		case 'file': {
			return <ReadView view={view} />;
		}

		case 'save': {
			return <SaveView state={state} view={view} />;
		}

		case 'remove': {
			return <RemoveView view={view} />;
		}

		case 'import': {
			return <ImportProgress state={state} view={view} />;
		}

		case 'format': {
			return <FormatView view={view} />;
		}

		case 'export': {
			return <ExportNameView view={view} />;
		}
	}
}

const columnsOf = (state: PresetsState): ReadonlyArray<Column<Preset>> => [
	{id: 'name', title: 'Preset', text: ({name}) => name, min: 12, max: 30},
	{id: 'description', title: 'Description', text: ({description = ''}) => description, min: 14, max: 50, drop: 4},
	{id: 'words', title: 'Allows', text: ({criteria}) => criteriaInShort(criteria), min: 20, weight: 2},
	{id: 'where', title: 'Regions', text: (preset) => whereInShort(state, preset), min: 9, max: 9, drop: 2},
	{
		id: 'created',
		title: 'Created',
		text: ({createdAt}) => day(createdAt),
		min: 10,
		max: 10,
		drop: 3,
	},
	{
		id: 'used',
		title: 'Last used',
		text: ({lastUsedAt}) => (lastUsedAt === undefined ? 'never' : day(lastUsedAt)),
		min: 11,
		max: 11,
		drop: 1,
	},
];

function PresetList({state}: {readonly state: PresetsState}) {
	const {height} = useBodySize();
	const {symbols} = useTheme();
	const isWide = useIsWide();
	const {presets} = state;
	if (presets.status === 'failed') {
		return (
			<Box flexDirection="column" gap={1}>
				<ProblemView problem={presets.problem} />
				<Toned>R reads the presets again.</Toned>
			</Box>
		);
	}

	if (presets.status === 'wanted') {
		return <Spinner label="Reading the presets" />;
	}

	const list = sortedPresets(state);
	const preset = currentPreset(state);
	return (
		<ListAndTexts
			height={height}
			rows={Math.max(3, list.length + 1)}
			list={(width, rows) => (
				<Table
					columns={columnsOf(state)}
					count={list.length}
					rowAt={(index) => list[index]}
					width={width}
					height={rows}
					selected={list.length === 0 ? undefined : cursorOf(state)}
					isMarked={({name}) => state.marked.includes(name)}
					sort={
						state.order === 'name'
							? {column: 'name', direction: 'ascending'}
							: {column: state.order, direction: 'descending'}
					}
					empty="No preset is saved yet. n saves the criteria of a Region, i imports a file; the wizard saves drafts with s."
				/>
			)}
			panes={
				preset === undefined ? [] : isWide ? widePanes(state, preset, symbols) : narrowPanes(state, preset, symbols)
			}
		/>
	);
}

function Detail({state, view}: {readonly state: PresetsState; readonly view: Extract<PresetsView, {type: 'detail'}>}) {
	const {height} = useBodySize();
	const {symbols} = useTheme();
	const isWide = useIsWide();
	const preset = currentPreset(state);
	if (preset === undefined) {
		return <Toned tone="muted">This preset is gone: somebody removed it.</Toned>;
	}

	const lines = jsonLines(preset.criteria);
	const json = lines.map((row) => safeText(row));
	if (isWide) {
		const about = (room: number): readonly Line[] => [
			...previewLines(preset, {width: room, symbols}),
			blank,
			...whereLines(state, preset, {width: room, symbols}),
		];
		return (
			<Panes
				height={height}
				panes={[
					{title: preset.name, lines: about},
					{
						title: `JSON, from line ${view.top + 1} of ${lines.length}; ${readingOn.arrows}`,
						lines: (room) =>
							json
								.slice(view.top)
								.flatMap((row) => wrapped(row, room))
								.slice(0, height - 1),
					},
				]}
			/>
		);
	}

	return <NarrowDetail preset={preset} state={state} json={json} top={view.top} />;
}

/** One preset in windows of one column: what it is, read on with J, and its JSON below. */
function NarrowDetail({
	preset,
	state,
	json,
	top,
}: {
	readonly preset: Preset;
	readonly state: PresetsState;
	readonly json: readonly string[];
	/** The first line of it that is shown. */
	readonly top: number;
}) {
	const {width, height} = useBodySize();
	const {symbols} = useTheme();
	const about = narrowPanes(state, preset, symbols).flatMap(({lines}, index) => [
		...(index === 0 ? [] : [blank]),
		...lines(width),
	]);
	const rows = json.flatMap((row) => wrapped(row, width));
	// Without the name, the gap and the title of the JSON.
	const room = height - 3;
	const aboutRoom = Math.min(about.length, Math.max(Math.ceil(room / 2), room - rows.length));
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{preset.name}</Toned>
			<Text panes={[{lines: () => about}]} width={width} height={aboutRoom} />
			<Box height={1} />
			<Toned tone="heading">JSON</Toned>
			<Lines lines={rows} width={width} height={room - aboutRoom} top={top} how={readingOn.arrows} />
		</Box>
	);
}
