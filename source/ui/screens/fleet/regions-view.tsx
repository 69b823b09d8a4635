import {Box} from 'ink';
import {counted} from '../../../counted.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {noWork, type RolloutState} from '../../../rollout/state.ts';
import {wholeList, type FleetColumn} from '../../../rollout/steps/fleet/columns.ts';
import {listedRows, type ListedRows} from '../../../rollout/steps/fleet/list.ts';
import type {FleetView} from '../../../rollout/steps/fleet/moves.ts';
import type {FleetRow} from '../../../rollout/steps/fleet/rows.ts';
import {cursorAt} from '../../../rollout/steps/fleet/table.ts';
import {cleanRegions} from '../../../rollout/guards.ts';
import {ListAndTexts, useIsWide} from '../../components/panels/panes.tsx';
import {wrap} from '../../components/text/fit.ts';
import {Paragraph} from '../../components/text/paragraph.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {errorLines, TextInput} from '../../components/input/text-input.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {useInventoryVersion} from '../../hooks/use-inventory-version.ts';
import {aboutRow, sourcesInShort} from './about-row.ts';
import {regionPanes} from './region-panes.ts';

type FleetTableColumn = Column<FleetRow> & {readonly id: FleetColumn};

/** Every Region of the run on its way: audit mode, criteria, scan; then what it found, and what was decided. */
export function RegionsView({
	state,
	view,
	session,
}: {
	readonly state: RolloutState;
	readonly view: Extract<FleetView, {type: 'regions'}>;
	readonly session: WizardSession;
}) {
	const {width, height} = useBodySize();
	const isWide = useIsWide();
	const {symbols} = useTheme();
	const {sort, filter} = state.fleet?.list ?? wholeList;
	const listed = listedRows(state);
	const {rows, error} = listed;
	const cursor = cursorAt(rows, view);
	const row = rows[cursor];
	useInventoryVersion(session.inventoryOf(row?.region ?? state.fleet?.regions[0] ?? ''));
	const hasFilter = view.isFiltering === true || filter.value !== '';
	const heading = wrap(headingOf(state, listed), width);
	const filterHeight = hasFilter ? 1 + (error === undefined ? 0 : errorLines(error, width - 2, symbols).length) : 0;
	const about = row === undefined ? '' : aboutRow(state, row);
	// The table comes first: what there is to say of a row has what is left.
	const room = Math.max(1, height - heading.length - filterHeight - Math.min(rows.length + 1, 4) - 1);
	const aboutHeight = Math.min(wrap(about, width).length, room);
	const table = (tableWidth: number, tableHeight: number) => (
		<Table
			columns={columnsOf(state, session)}
			count={rows.length}
			rowAt={(index) => rows[index]}
			width={tableWidth}
			height={tableHeight}
			selected={cursor}
			isFocused={view.isFiltering !== true}
			sort={sort}
			empty="No Region matches the filter. esc takes it away."
		/>
	);
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{heading.join('\n')}</Toned>
			{hasFilter && (
				<Box>
					<Toned tone="accent">/ </Toned>
					<TextInput
						field={filter}
						width={width - 2}
						isFocused={view.isFiltering === true}
						placeholder="text, state:enabled, decision:clean, problem:denied, !region:eu-*"
						error={error}
					/>
				</Box>
			)}
			{isWide ? (
				<ListAndTexts
					height={height - heading.length - filterHeight}
					weight={2}
					rows={rows.length + 1}
					list={table}
					panes={row === undefined ? [] : regionPanes(state, row, symbols)}
				/>
			) : (
				<>
					{table(width, height - heading.length - filterHeight - aboutHeight - 1)}
					<Box height={1} />
					<Paragraph tone={row?.problem === undefined ? 'muted' : 'warning'} height={aboutHeight} text={about} />
				</>
			)}
		</Box>
	);
}

function columnsOf(state: RolloutState, session: WizardSession): readonly FleetTableColumn[] {
	const number = (value: number | undefined): string => value?.toLocaleString('en-US') ?? '';
	return [
		{id: 'region', title: 'Region', text: ({region}) => region, min: 14, weight: 0},
		{id: 'state', title: 'State', text: (row) => row.state, min: 10, max: 12, drop: 3},
		{id: 'criteria', title: 'Criteria', text: ({criteria}) => criteria, min: 8, max: 10, drop: 4},
		{
			id: 'where',
			title: 'Where it is',
			text: ({where}) => where.words,
			tone: ({where}) => where.tone,
			// An alarm is never cut.
			min: 14,
			max: 36,
			weight: 6,
		},
		{
			id: 'decision',
			title: 'Decision',
			text: ({decision}) => decision.words,
			tone: ({decision}) => decision.tone,
			min: 20,
			weight: 0,
		},
		{
			id: 'instances',
			title: 'Instances',
			text: ({region, counts}) =>
				(state.work[region] ?? noWork).scan?.status === 'running'
					? `${number(session.inventoryOf(region)?.totals(region).instances ?? 0)}+`
					: number(counts?.instances),
			align: 'right',
			max: 9,
			drop: 1,
		},
		{
			id: 'hidden',
			title: 'Hidden',
			text: ({counts}) =>
				counts === undefined ? '' : counts.hidden === undefined ? 'not read' : number(counts.hidden),
			tone: ({counts}) => (counts !== undefined && counts.hidden === undefined ? 'unknown' : undefined),
			align: 'right',
			min: 8,
			max: 8,
			drop: 5,
		},
		{
			id: 'not-allowed',
			title: 'Not allowed',
			text: ({counts}) => number(counts?.notAllowed),
			tone: ({counts}) => ((counts?.notAllowed ?? 0) > 0 ? 'notAllowed' : undefined),
			align: 'right',
			max: 11,
		},
		{
			id: 'unknown',
			title: 'No verdict',
			text: ({counts}) => number(counts?.unknown),
			tone: ({counts}) => ((counts?.unknown ?? 0) > 0 ? 'unknown' : undefined),
			align: 'right',
			max: 10,
			drop: 2,
		},
		{id: 'images', title: 'Images', text: ({counts}) => number(counts?.images), align: 'right', max: 6, drop: 6},
		{
			id: 'sources',
			title: 'Sources',
			text: ({sources}) => sourcesInShort(sources),
			tone: ({sources}) =>
				typeof sources === 'object'
					? sources.failing.length > 0
						? 'notAllowed'
						: undefined
					: sources === 'failed'
						? 'unknown'
						: undefined,
			align: 'right',
			min: 9,
			max: 12,
			drop: 5,
		},
		{
			id: 'problem',
			title: 'Problem',
			text: ({problem}) => (problem === undefined ? '' : `${problem.kind}: ${problem.what}`),
			tone: () => 'danger',
			min: 12,
			weight: 3,
			drop: 7,
		},
	];
}

const titles: Readonly<Record<FleetColumn, string>> = {
	region: 'Region',
	state: 'state',
	criteria: 'criteria',
	where: 'where it is',
	decision: 'decision',
	instances: 'instances',
	hidden: 'hidden instances',
	'not-allowed': 'not allowed',
	unknown: 'no verdict',
	images: 'images not allowed',
	sources: 'launch sources not allowed',
	problem: 'problem',
};

/** What the run is over, how far it is, and how the table is filtered and sorted: also where the column itself is not in sight. */
function headingOf(state: RolloutState, {rows, count}: ListedRows): string {
	const {fleet} = state;
	const {sort, filter} = fleet?.list ?? wholeList;
	// A scan from before the run tells nothing of what it made.
	const done = (fleet?.regions ?? []).filter(
		(region) =>
			['applied', 'enforcing', 'enforced'].includes(fleet?.progress[region]?.status ?? '') &&
			(state.work[region] ?? noWork).scan?.status === 'done',
	).length;
	const isSorted = sort.column !== wholeList.sort.column || sort.direction !== wholeList.sort.direction;
	return [
		`${counted(count, 'Region')}, ${fleet?.chosen?.origin ?? ''}: ${done} scanned, ${cleanRegions(state).length} clean${fleet?.isStopped === true ? ', stopped' : ''}`,
		...(filter.value === '' ? [] : [`filtered: ${rows.length} of ${count} shown`]),
		...(isSorted ? [`by ${titles[sort.column]}, ${sort.direction}`] : []),
	].join(' · ');
}
