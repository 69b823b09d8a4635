import {Box} from 'ink';
import {onList} from '../../../machine/list.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import type {RolloutState, StepOf} from '../../../rollout/state.ts';
import {rowsIn, sinceIn, type RegionSince, type Since, type SinceRow} from '../../../rollout/steps/since/rows.ts';
import {Table, type Column} from '../../components/lists/table.tsx';
import {ListAndTexts, type Pane} from '../../components/panels/panes.tsx';
import {positionText} from '../../components/panels/scrolling.ts';
import {clip, wrap} from '../../components/text/fit.ts';
import {wrapped} from '../../components/text/lines.tsx';
import {Spinner} from '../../components/text/spinner.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Symbols, Tone} from '../../theme.ts';
import {
	countsInWords,
	differenceWords,
	passedOverInWords,
	rowLines,
	scansInWords,
	settingsLines,
	signOf,
	stillThereInWords,
	whyNotCompared,
} from './since-lines.ts';

/** Which offenders are new since the complete scan before, which are gone, and which images are judged otherwise: by image, and one by one. */
export function SinceScreen({
	state,
	step,
	session,
}: {
	readonly state: RolloutState;
	readonly step: StepOf<'since'>;
	readonly session: WizardSession;
}) {
	const {width, height} = useBodySize();
	const {symbols} = useTheme();
	const since = sinceIn(state, step.regions);
	const rows = rowsIn(state, step);
	const cursor = onList(step.cursor, rows.count);
	const row = rows.rowAt(cursor);
	const isOpened = step.opened !== undefined;
	const underWay = underWayInWords(since);
	const told = toldOf(since, {width, symbols, isOpened}).flatMap(({text, tone}) =>
		wrap(text, width).map((line) => ({line, tone})),
	);
	const isEmpty = rows.count === 0;
	// Where nothing is listed, all the room is for saying why.
	const most = isEmpty ? height - 2 : Math.max(3, Math.floor(height / 6));
	const shown = told.slice(0, told.length > most ? most - 1 : most);
	const more = told.length - shown.length;
	const listHeight = Math.max(2, height - 1 - shown.length - (more > 0 ? 1 : 0) - (underWay === undefined ? 0 : 1));
	return (
		<Box flexDirection="column">
			<Toned>
				<Toned tone="heading">{clip(titleOf(row, step), width - 20, {ellipsis: symbols.ellipsis})}</Toned>
				{!isEmpty && <Toned tone="muted">{`  ${positionText(cursor, rows.count)}`}</Toned>}
			</Toned>
			{shown.map(({line, tone}, index) => (
				<Toned key={index} tone={tone}>
					{line}
				</Toned>
			))}
			{more > 0 && (
				<Toned tone="warning">{`and ${more} more ${more === 1 ? 'line' : 'lines'} of what was compared`}</Toned>
			)}
			{underWay !== undefined && <Spinner label={clip(underWay, width - 2, {ellipsis: symbols.ellipsis})} />}
			{!isEmpty && (
				<ListAndTexts
					height={listHeight}
					rows={rows.count + 1}
					list={(listWidth, tableHeight) => (
						<Table
							columns={isOpened ? instanceColumns : imageColumns(step.regions, symbols)}
							count={rows.count}
							rowAt={rows.rowAt}
							width={listWidth}
							height={tableHeight}
							selected={cursor}
						/>
					)}
					panes={row === undefined ? [] : panesOf(row, since, {state, session, symbols})}
				/>
			)}
		</Box>
	);
}

function titleOf(row: SinceRow | undefined, {opened}: StepOf<'since'>): string {
	return opened === undefined || row === undefined
		? 'Since the last scan'
		: `${row.image.evidence?.Name ?? row.image.imageId}: ${differenceWords[row.image.difference].words}`;
}

/** What is on its way. */
function underWayInWords({regions}: Since): string | undefined {
	const [first, ...others] = regions.filter(({since}) => isUnderWay(since));
	return first === undefined || others.length === 0
		? first && whyNotCompared(first.region, first.since)
		: `${others.length + 1} Regions are being scanned or compared`;
}

function isUnderWay({type}: RegionSince): boolean {
	return type === 'comparing' || type === 'scanning';
}

/** What is different, what was not compared and why, and what was. */
function toldOf(
	since: Since,
	{width, symbols, isOpened}: {readonly width: number; readonly symbols: Symbols; readonly isOpened: boolean},
): ReadonlyArray<{readonly text: string; readonly tone: Tone}> {
	const counts = isOpened ? [] : countsInWords(since);
	return [
		...(counts.length === 0 ? [] : [{text: counts.join(` ${symbols.dot} `), tone: 'plain' as const}]),
		...since.regions.flatMap(({region, since: own}) => {
			const why = isUnderWay(own) ? undefined : whyNotCompared(region, own);
			return why === undefined ? [] : [{text: why, tone: 'warning' as const}];
		}),
		...since.regions.flatMap((entry) => {
			// Beside a list, that is told with the scans.
			const text = since.images.length === 0 ? passedOverInWords(entry) : undefined;
			return text === undefined ? [] : [{text, tone: 'warning' as const}];
		}),
		// Where something is listed, the scans of its Region are told of beside it.
		...since.regions.flatMap(({region, since: own}) =>
			own.type === 'compared' && since.images.length === 0
				? [
						{text: stillThereInWords(region, own), tone: 'plain' as const},
						...scansInWords(region, own, {width, symbols}).map((text) => ({text, tone: 'muted' as const})),
					]
				: [],
		),
	];
}

function panesOf(
	row: SinceRow,
	{regions}: Since,
	{state, session, symbols}: {readonly state: RolloutState; readonly session: WizardSession; readonly symbols: Symbols},
): readonly Pane[] {
	const entry = regions.find(({region}) => region === row.image.region);
	const own = entry?.since;
	const passedOver = entry && passedOverInWords(entry);
	return own?.type === 'compared'
		? [
				{
					weight: 1.2,
					lines: (width) =>
						rowLines(row, own, {
							account: state.identity.account,
							now: session.now(),
							look: {width, symbols},
						}),
				},
				{
					title: 'The two scans',
					lines: (width) => [
						...scansInWords(row.image.region, own, {width, symbols}).map((text) => [{text}]),
						...(passedOver === undefined ? [] : wrapped(passedOver, width, {tone: 'warning'})),
						...settingsLines(own, {width, symbols}),
					],
				},
			]
		: [];
}

function imageColumns(regions: readonly string[], symbols: Symbols): ReadonlyArray<Column<SinceRow>> {
	const toneOf = ({image}: SinceRow) => differenceWords[image.difference].tone;
	return [
		{
			id: 'sign',
			title: '',
			text: ({image}) => signOf(image.difference, symbols),
			spoken: () => '',
			tone: toneOf,
			min: 1,
			max: 1,
		},
		{
			id: 'difference',
			title: 'Now',
			text: ({image}) => differenceWords[image.difference].words,
			tone: toneOf,
			min: 15,
			max: 15,
		},
		...(regions.length > 1
			? [{id: 'region', title: 'Region', text: ({image}: SinceRow) => image.region, min: 12, max: 14}]
			: []),
		{
			id: 'name',
			title: 'Image',
			text: ({image}) => image.evidence?.Name ?? (image.imageId === '' ? 'not known' : image.imageId),
			min: 18,
			weight: 4,
		},
		{
			id: 'count',
			title: 'Instances',
			text: ({image}) => image.rows.length.toLocaleString('en-US'),
			align: 'right',
			min: 9,
			max: 9,
		},
		{id: 'image', title: 'Image ID', text: ({image}) => image.imageId, min: 21, max: 21, weight: 0, drop: 1},
	];
}

/** Text of an instance's columns, looked up when it is drawn. */
function ofInstance(text: (columns: SinceRow['columns'], row: number) => string): (row: SinceRow) => string {
	return ({columns, instance}) => (instance === undefined ? '' : text(columns, instance));
}

const instanceColumns: ReadonlyArray<Column<SinceRow>> = [
	{id: 'id', title: 'Instance', text: ofInstance((columns, row) => columns.idOf(row)), min: 19, max: 19},
	{
		id: 'name',
		title: 'Name',
		text: ofInstance((columns, row) => columns.tagValues.text(columns.nameOf(row))),
		min: 14,
		weight: 3,
	},
	{
		id: 'state',
		title: 'State',
		text: ofInstance((columns, row) => columns.states.text(columns.stateOf(row))),
		min: 8,
		max: 13,
		drop: 1,
	},
	{
		id: 'zone',
		title: 'Zone',
		text: ofInstance((columns, row) => columns.zones.text(columns.zoneOf(row))),
		min: 10,
		max: 15,
		drop: 2,
	},
	{
		id: 'type',
		title: 'Type',
		text: ofInstance((columns, row) => columns.types.text(columns.typeOf(row))),
		min: 9,
		max: 14,
		drop: 3,
	},
];
