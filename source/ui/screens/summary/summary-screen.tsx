import {Box} from 'ink';
import {typedIn} from '../../../machine/prompt.ts';
import {counted} from '../../../counted.ts';
import {outcomeInWords} from '../../../rollout/outcomes.ts';
import {proofInShort} from '../../../rollout/proof-in-short.ts';
import {noWork, toldScan, type RegionWork, type RolloutState, type StepOf} from '../../../rollout/state.ts';
import {placeIn, regionIn} from '../../../rollout/steps/summary.ts';
import type {RegionCounts} from '../../../inventory/counts.ts';
import type {PanelLine} from '../../components/panels/scrolled-panel.tsx';
import {PromptLine} from '../../components/input/prompt-line.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {clip, wrap} from '../../components/text/fit.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {proofLines} from './proof-lines.ts';

/** What came of each Region of the queue, and of the one under the cursor what is proven and still blocked; AWS's own answers on demand. */
export function SummaryScreen({state, step}: {readonly state: RolloutState; readonly step: StepOf<'summary'>}) {
	const {width, height} = useBodySize();
	const {symbols} = useTheme();
	const region = regionIn(state, step);
	const work = state.work[region] ?? noWork;
	const {exporting} = step;
	const promptHeight = exporting === undefined ? 0 : exporting.problem === undefined ? 1 : 4;
	// The table keeps the rows it needs to show where one is; the rest is for what there is to say.
	const tableHeight = Math.min(state.queue.length + 1, Math.max(3, Math.floor((height - promptHeight) / 2)));
	const room = Math.max(1, height - promptHeight - tableHeight - 1);
	const lines = [headline(region, work, symbols.done), ...aboutLines(work, step)].flatMap(({text, ...look}) =>
		wrap(text, width).map((line) => ({text: line, ...look})),
	);
	const shown =
		lines.length <= room
			? lines
			: [
					...lines.slice(0, room - 1),
					{text: clip(`${lines[room - 1]?.text ?? ''} ${symbols.ellipsis}`, width, {ellipsis: symbols.ellipsis})},
				];
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
			{shown.map((line, index) => (
				<Toned key={index} tone={'tone' in line ? line.tone : undefined}>
					{line.text}
				</Toned>
			))}
			<Box height={1} />
			<Table
				columns={columnsOf(state)}
				count={state.queue.length}
				rowAt={(index) => state.queue[index]}
				width={width}
				height={Math.max(2, height - promptHeight - shown.length - 1)}
				selected={placeIn(state, step)}
				isFocused={exporting === undefined}
			/>
		</Box>
	);
}

function headline(region: string, {outcome, reading}: RegionWork, done: string): PanelLine {
	const reported = reading.status === 'here' ? reading.value.settings.State : 'nothing yet';
	return {
		tone: outcome === 'enforced' ? 'good' : 'heading',
		text: `${outcome === 'enforced' ? `${done} ` : ''}${region}: ${outcome ?? 'nothing done'}. It reports ${reported}.`,
	};
}

/** What is proven, what stays blocked, and how AWS answered. */
function aboutLines(work: RegionWork, {hasAnswers = false}: StepOf<'summary'>): readonly PanelLine[] {
	const {answers, outcome, proof, reading} = work;
	const isEnforced = reading.status === 'here' && reading.value.settings.State === 'enabled';
	const blocked = toldScan(work)?.counts;
	return [
		...(proof === undefined || outcome !== 'enforced' ? [] : proofLines(proof)),
		...(isEnforced && blocked !== undefined && blocked.imagesNotAllowed > 0
			? [
					{
						tone: 'warning',
						text: `Still blocked: ${counted(blocked.imagesNotAllowed, 'image')} of ${counted(blocked.notAllowed, 'instance')} that run; each launch from there fails.`,
					} as const,
				]
			: []),
		...(hasAnswers
			? answers.length === 0
				? [{tone: 'muted', text: 'AWS was asked to change nothing here in this run.'} as const]
				: answers.map(({kind, json}): PanelLine => ({
						tone: 'muted',
						text: `${kind}: AWS answered ${json.replaceAll(/\s+/g, ' ').trim()}`,
					}))
			: []),
	];
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
