import {Box} from 'ink';
import type {ReactElement} from 'react';
import {typedIn} from '../../../machine/prompt.ts';
import {outcomeInWords} from '../../../rollout/outcomes.ts';
import {proofInShort} from '../../../rollout/proof-in-short.ts';
import {noWork, toldScan, type RegionWork, type RolloutState, type StepOf} from '../../../rollout/state.ts';
import {placeIn, regionIn} from '../../../rollout/steps/summary.ts';
import type {RegionCounts} from '../../../inventory/counts.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {columnsIn, ListAndTexts, Text, type Pane} from '../../components/panels/panes.tsx';
import {PromptLine} from '../../components/input/prompt-line.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {Lines, wrapped, type Line} from '../../components/text/lines.tsx';
import {useBlockedImages} from '../../hooks/use-blocked-images.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {aboutRegion} from './about-region.ts';

/** What came of each Region of the queue, and of the one under the cursor what is proven and blocked, and the ways on; AWS's own answers on demand. */
export function SummaryScreen({
	state,
	step,
	session,
}: {
	readonly state: RolloutState;
	readonly step: StepOf<'summary'>;
	readonly session: WizardSession;
}) {
	const {width, height} = useBodySize();
	const {symbols, isSpoken} = useTheme();
	const region = regionIn(state, step);
	const work = state.work[region] ?? noWork;
	const {exporting} = step;
	const blocked = useBlockedImages(session.inventoryOf(region), region, toldScan(work));
	const promptHeight = exporting === undefined ? 0 : exporting.problem === undefined ? 1 : 4;
	const room = height - promptHeight - 2;
	const isWide = !isSpoken && columnsIn(width) > 1;
	const panes = aboutRegion(state, {region, step, blocked, hasKeys: isWide, symbols});
	const list = (ofList: number, rows: number) => (
		<Table
			columns={columnsOf(state)}
			count={state.queue.length}
			rowAt={(index) => state.queue[index]}
			width={ofList}
			height={rows}
			selected={placeIn(state, step)}
			isFocused={exporting === undefined}
		/>
	);
	return (
		<Box flexDirection="column">
			{exporting !== undefined && (
				<Box flexDirection="column" height={promptHeight} overflow="hidden">
					<PromptLine
						label="Write the report to"
						prompt={exporting}
						placeholder="report.html, .md, .csv, .json or .ndjson"
						question={`${typedIn(exporting)} is there already. Overwrite it? y overwrites, n lets you choose another name.`}
					/>
				</Box>
			)}
			<Lines lines={headline(region, work, symbols.done, width)} width={width} height={1} how="" />
			{isWide ? (
				<>
					<Box height={1} />
					<ListAndTexts height={room} rows={room} list={list} panes={panes} />
				</>
			) : (
				<TextsAndList panes={panes} height={room + 1} rows={state.queue.length + 1} list={list} />
			)}
		</Box>
	);
}

/** In narrow windows what is said of the Region comes first: an alarm stands above all. The list keeps the rows it needs to show where one is. */
function TextsAndList({
	panes,
	height,
	rows,
	list,
}: {
	readonly panes: readonly Pane[];
	readonly height: number;
	/** That the whole list takes. */
	readonly rows: number;
	readonly list: (width: number, height: number) => ReactElement;
}) {
	const {width} = useBodySize();
	const untitled = panes.map(({lines}) => ({lines})).filter(({lines}) => lines(width).length > 0);
	const needed = untitled.reduce((sum, {lines}) => sum + lines(width).length, Math.max(0, untitled.length - 1));
	const room = height - Math.min(rows, Math.max(3, Math.floor(height / 2))) - 1;
	const shown = Math.min(needed, room);
	return (
		<Box flexDirection="column">
			<Text panes={untitled} width={width} height={shown} />
			<Box height={1} />
			{list(width, Math.max(2, height - shown - 1))}
		</Box>
	);
}

function headline(region: string, {outcome, reading}: RegionWork, done: string, width: number): readonly Line[] {
	const reported = reading.status === 'here' ? reading.value.settings.State : 'nothing yet';
	return wrapped(
		`${outcome === 'enforced' ? `${done} ` : ''}${region}: ${outcome ?? 'nothing done'}. It reports ${reported}.`,
		width,
		{tone: outcome === 'enforced' ? 'good' : 'heading'},
	);
}

function columnsOf(state: RolloutState): ReadonlyArray<Column<string>> {
	const workOf = (name: string): RegionWork => state.work[name] ?? noWork;
	return [
		{id: 'region', title: 'Region', text: (name) => name, min: 14, max: 16},
		{
			id: 'outcome',
			title: 'Outcome',
			text(name) {
				const {outcome, proof} = workOf(name);
				return outcomeInWords(outcome, proof)[0] ?? 'to do';
			},
			tone(name) {
				const {outcome, proof} = workOf(name);
				return outcome === 'enforced'
					? proofInShort(proof).tone
					: outcome === 'not as confirmed'
						? 'danger'
						: undefined;
			},
			min: 16,
			max: 28,
			weight: 4,
		},
		{
			id: 'state',
			title: 'Reports',
			text(name) {
				const {reading} = workOf(name);
				return reading.status === 'here' ? reading.value.settings.State : '';
			},
			min: 10,
			max: 12,
		},
		{
			id: 'notAllowed',
			title: 'Not allowed',
			text: (name) => countIn(state, name, ({notAllowed}) => notAllowed),
			align: 'right',
			max: 11,
			drop: 1,
		},
		{
			id: 'unknown',
			title: 'No verdict',
			text: (name) => countIn(state, name, ({unknown}) => unknown),
			align: 'right',
			max: 10,
			drop: 2,
		},
		{
			id: 'instances',
			title: 'Instances',
			text: (name) => countIn(state, name, ({instances}) => instances),
			align: 'right',
			max: 9,
			drop: 3,
		},
	];
}

/** One number of a Region's last scan; none where it was not scanned. */
function countIn(state: RolloutState, region: string, of: (counts: RegionCounts) => number): string {
	const scan = toldScan(state.work[region] ?? noWork);
	return scan === undefined ? '' : of(scan.counts).toLocaleString('en-US');
}
