import {Box} from 'ink';
import {outcomeInShort} from '../../../rollout/outcomes.ts';
import {noWork, toldScan, type RegionWork, type RolloutState, type StepOf} from '../../../rollout/state.ts';
import {placeIn, regionIn} from '../../../rollout/steps/summary.ts';
import type {RegionCounts} from '../../../inventory/counts.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {columnsIn, ListAndTexts} from '../../components/panels/panes.tsx';
import {PromptLine, usePromptRows} from '../../components/input/prompt-line.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {Lines, wrapped, type Line} from '../../components/text/lines.tsx';
import {useBlockedImages} from '../../hooks/use-blocked-images.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {exampleOfFile, overwriting} from '../file-to-write.ts';
import type {Look} from '../../components/text/text-lines.ts';
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
	const ask = {
		label: 'Write the report to',
		placeholder: exampleOfFile(),
		question: exporting === undefined ? '' : overwriting(exporting),
	};
	// An alarm is read in whole.
	const head = headline(region, work, symbols, width);
	const room = height - usePromptRows({prompt: exporting, question: ask.question}) - head.length - 1;
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
			{exporting !== undefined && <PromptLine {...ask} prompt={exporting} />}
			<Lines lines={head} width={width} height={head.length} how="" />
			<Box height={1} />
			<ListAndTexts
				height={room}
				// What is said of a Region may be an alarm: in windows of one column, it has half of the room.
				rows={isWide ? room : Math.min(state.queue.length + 1, Math.max(3, Math.floor(room / 2)))}
				list={list}
				panes={panes}
			/>
		</Box>
	);
}

function headline(region: string, work: RegionWork, symbols: Look['symbols'], width: number): readonly Line[] {
	const {reading} = work;
	const reported = reading.status === 'here' ? ` It reports ${reading.value.settings.State}.` : '';
	const {words, tone} = outcomeInShort(work) ?? {words: 'nothing done here yet'};
	const sign = tone === 'good' ? `${symbols.done} ` : tone === 'danger' ? `${symbols.danger} ` : '';
	const isAlarm = work.outcome === 'enforced' && tone === 'danger';
	const came = isAlarm ? 'enforced, but not as decided' : tone === 'good' ? 'enforced' : words;
	return wrapped(`${sign}${region}: ${came}.${reported}`, width, {
		tone: tone === 'good' || tone === 'danger' ? tone : 'heading',
	});
}

function columnsOf(state: RolloutState): ReadonlyArray<Column<string>> {
	const workOf = (name: string): RegionWork => state.work[name] ?? noWork;
	return [
		{id: 'region', title: 'Region', text: (name) => name, min: 14, max: 16},
		{
			id: 'outcome',
			title: 'Outcome',
			text: (name) => outcomeInShort(workOf(name))?.words ?? 'to do',
			tone: (name) => outcomeInShort(workOf(name))?.tone,
			// An alarm is never cut.
			min: 22,
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
