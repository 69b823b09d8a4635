import {Box} from 'ink';
import {counted} from '../../../counted.ts';
import type {Launch} from '../../../operations/launches/launch.ts';
import {chainInWords, sourceInWords, sourceNames} from '../../../operations/launches/words.ts';
import {daysRead} from '../../../rollout/steps/launches.ts';
import {currentRegion, currentWork, type RolloutState, type StepOf} from '../../../rollout/state.ts';
import {clip, wrap} from '../../components/fit.ts';
import {ProblemView} from '../../components/problem-view.tsx';
import {Spinner} from '../../components/spinner.tsx';
import {Table} from '../../components/table.tsx';
import {Toned} from '../../components/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import type {Tone} from '../../theme.ts';

/** Everything that launches in the Region, the worst first, and how the one at hand comes to its image. */
export function LaunchesScreen({state, step}: {readonly state: RolloutState; readonly step: StepOf<'launches'>}) {
	const {width, height} = useBodySize();
	const region = currentRegion(state) ?? '';
	const {launches: found, launchesProgress = ''} = currentWork(state);
	if (found?.status === 'failed') {
		return <ProblemView problem={found.problem} />;
	}

	if (found?.status !== 'here') {
		return <Spinner label={`Looking for everything that launches in ${region}. ${launchesProgress}`} />;
	}

	const {launches, gaps} = found.value;
	const selected = launches[step.cursor];
	const details = selected === undefined ? [] : firstOf(detailsOf(selected, width), 5);
	const gapLines = [...new Set(gaps.map(({what, problem}) => `Not known: ${what}. ${problem.what}`))];
	const shownGaps = gapLines.slice(0, 3);
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{clip(headline(launches, region), width)}</Toned>
			{shownGaps.map((text) => (
				<Toned key={text} tone="warning">
					{clip(text, width)}
				</Toned>
			))}
			{gapLines.length > shownGaps.length && (
				<Toned tone="warning">{`and ${gapLines.length - shownGaps.length} more that are not known`}</Toned>
			)}
			<Table
				columns={[
					{
						id: 'verdict',
						title: 'Verdict',
						text: verdictOf,
						min: 11,
						max: launches.some(({verdictBy}) => verdictBy === 'allowed-amis') ? 18 : 11,
						tone: toneOf,
					},
					{id: 'source', title: 'What launches', text: (launch: Launch) => nameOf(launch), min: 30},
					{id: 'name', title: 'Image', text: ({evidence, imageId}) => evidence?.Name ?? imageId, min: 22, max: 48},
				]}
				count={launches.length}
				rowAt={(index) => launches[index]}
				width={width}
				height={Math.max(
					2,
					height - 2 - details.length - shownGaps.length - (gapLines.length > shownGaps.length ? 1 : 0),
				)}
				selected={step.cursor}
			/>
			<Box height={1} />
			{details.map((text, index) => (
				<Toned key={index} tone={index === 0 ? 'plain' : 'muted'}>
					{text}
				</Toned>
			))}
		</Box>
	);
}

/** `Auto Scaling group spark-workers (desired 12)`, `9 instances`. */
function nameOf(launch: Launch): string {
	return launch.type === 'instance' ? sourceInWords(launch) : `${sourceNames[launch.type]} ${sourceInWords(launch)}`;
}

/** The first lines, with a sign where there are more. */
function firstOf(lines: readonly string[], most: number): readonly string[] {
	return lines.length <= most
		? lines
		: lines.slice(0, most).map((line, index) => (index === most - 1 ? `${line} …` : line));
}

function headline(launches: readonly Launch[], region: string): string {
	const failing = launches.filter(({allowed}) => allowed === false).length;
	const unknown = launches.filter(({allowed}) => allowed === null).length;
	return [
		`${counted(launches.length, 'launch source')} in ${region}`,
		`${failing} not allowed`,
		...(unknown > 0 ? [`${unknown} not known`] : []),
		`CloudTrail of ${daysRead} days`,
	].join(' · ');
}

function detailsOf(launch: Launch, width: number): readonly string[] {
	const {imageId, evidence, chain, reasons, lastLaunch, by = []} = launch;
	const owner = evidence?.OwnerId === undefined ? '' : ` by ${evidence.OwnerId}`;
	const texts = [
		`${imageId === '' ? 'an image that is not known' : imageId} ${evidence?.Name ?? ''}${owner}`,
		...(chain.length > 0 ? [`By way of ${chainInWords(chain)}`] : []),
		...(reasons.length > 0 ? [`${verdictOf(launch)}: ${reasons.join('; ')}`] : []),
		...(lastLaunch === undefined ? [] : [`Last launched ${lastLaunch.slice(0, 16).replace('T', ' ')} UTC`]),
		...(by.length > 0 ? [`By ${by.slice(0, 3).join(', ')}`] : []),
	];
	return texts.flatMap((text) => wrap(text, width));
}

function verdictOf({allowed, verdictBy}: Launch): string {
	const words = allowed === null ? 'not known' : allowed ? 'allowed' : 'not allowed';
	return verdictBy === 'allowed-amis' && allowed !== null ? `${words} (ours)` : words;
}

function toneOf({allowed}: Launch): Tone {
	return allowed === null ? 'warning' : allowed ? 'good' : 'notAllowed';
}
