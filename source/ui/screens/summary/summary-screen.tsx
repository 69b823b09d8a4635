import {Box} from 'ink';
import {currentRegion, currentWork, type RolloutState} from '../../../rollout/state.ts';
import type {RegionCounts} from '../../../inventory/counts.ts';
import {Table} from '../../components/table.tsx';
import {Toned} from '../../components/toned.tsx';
import {wrap} from '../../components/fit.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {proofLines} from './proof-lines.ts';

/** What came of each Region of the queue, and AWS's own answers in the one at hand. */
export function SummaryScreen({state}: {readonly state: RolloutState}) {
	const {width, height} = useBodySize();
	const {symbols} = useTheme();
	const region = currentRegion(state) ?? '';
	const {outcome, answers, reading, proof} = currentWork(state);
	const lines =
		proof === undefined
			? []
			: proofLines(proof).flatMap(({text, tone}) => wrap(text, width).map((line) => ({text: line, tone})));
	const reported = reading.status === 'here' ? reading.value.settings.State : 'nothing yet';
	return (
		<Box flexDirection="column">
			<Toned tone={outcome === 'enforced' ? 'good' : 'heading'}>
				{`${outcome === 'enforced' ? `${symbols.done} ` : ''}${region}: ${outcome ?? 'nothing done'}. It reports ${reported}.`}
			</Toned>
			{answers.slice(-3).map(({kind, json}, index) => (
				<Toned key={index} tone="muted">{`  ${kind}: AWS answered ${answerInWords(json)}`}</Toned>
			))}
			{lines.map(({text, tone}, index) => (
				<Toned key={index} tone={tone}>
					{text}
				</Toned>
			))}
			<Box height={1} />
			<Table
				columns={[
					{id: 'region', title: 'Region', text: (name: string) => name, min: 14, max: 16},
					{id: 'outcome', title: 'Outcome', text: (name) => state.work[name]?.outcome ?? 'to do', min: 16},
					{
						id: 'notAllowed',
						title: 'Not allowed',
						text: (name) => countIn(state, name, ({notAllowed}) => notAllowed),
						align: 'right',
					},
					{
						id: 'unknown',
						title: 'No verdict',
						text: (name) => countIn(state, name, ({unknown}) => unknown),
						align: 'right',
						drop: 1,
					},
					{
						id: 'instances',
						title: 'Instances',
						text: (name) => countIn(state, name, ({instances}) => instances),
						align: 'right',
						drop: 2,
					},
				]}
				count={state.queue.length}
				rowAt={(index) => state.queue[index]}
				width={width}
				height={Math.max(2, height - answers.slice(-3).length - lines.length - 2)}
				rowTone={(_, index) => (index === state.position ? 'strong' : undefined)}
			/>
		</Box>
	);
}

/** One number of a Region's last scan; none where it was not scanned. */
function countIn(state: RolloutState, region: string, of: (counts: RegionCounts) => number): string {
	const scan = state.work[region]?.scan;
	return scan?.status === 'done' ? of(scan.counts).toLocaleString('en-US') : '';
}

/** AWS's answer without the signs of JSON: `ReturnValue true`. */
function answerInWords(json: string): string {
	return json.replaceAll(/["{}]/g, '').replaceAll(':', '').replaceAll(/\s+/g, ' ').trim();
}
