import {Box} from 'ink';
import {counted} from '../../../counted.ts';
import {isSource} from '../../../operations/launches/launch.ts';
import {shortSourceInWords} from '../../../operations/launches/words.ts';
import {onList} from '../../../machine/list.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import type {RolloutState, StepOf} from '../../../rollout/state.ts';
import {daysRead} from '../../../rollout/steps/launches/launches.ts';
import {
	launchesIn,
	launchOf,
	rowsIn,
	type FoundLaunches,
	type LaunchRow,
} from '../../../rollout/steps/launches/rows.ts';
import {clip, wrap} from '../../components/text/fit.ts';
import {columnsIn, ruleWidth, VerticalRule} from '../../components/panels/panes.tsx';
import {positionText} from '../../components/panels/scrolling.ts';
import {Spinner} from '../../components/text/spinner.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Theme} from '../../theme.ts';
import {LaunchDetails} from './launch-details.tsx';
import {toneOf} from './launch-lines.ts';

/** What is not known is named in so many lines; more are counted. */
const mostGapLines = 3;

/** Everything that launches, the worst first, one by one or by image; and how the current one comes to its image. */
export function LaunchesScreen({
	state,
	step,
	session,
}: {
	readonly state: RolloutState;
	readonly step: StepOf<'launches'>;
	readonly session: WizardSession;
}) {
	const {width, height} = useBodySize();
	const theme = useTheme();
	const {symbols, isSpoken} = theme;
	const {regions} = step;
	const found = launchesIn(state, regions);
	const rows = rowsIn(state, step);
	const cursor = onList(step.cursor, rows.length);
	const row = rows[cursor];
	if (found.untold.length === regions.length) {
		return (
			<Box flexDirection="column">
				<Spinner label={`Looking for everything that launches in ${placeOf(regions)}`} />
				<Toned tone="muted">{clip(progressIn(state, found.waiting), width)}</Toned>
			</Box>
		);
	}

	if (step.isZoomed === true) {
		return <LaunchDetails state={state} step={step} session={session} row={row} width={width} height={height} />;
	}

	const isWide = !isSpoken && columnsIn(width) > 1;
	const notices = noticesOf(state, found).flatMap((text) => wrap(text, width));
	const shown = notices.slice(0, notices.length > mostGapLines ? mostGapLines - 1 : mostGapLines);
	const more = notices.length - shown.length;
	// Of nothing there is nothing to tell.
	const hasDetails = row !== undefined;
	const detailHeight = isWide || !hasDetails ? 0 : Math.max(6, Math.floor(height / 2) - 1);
	const listHeight = Math.max(2, height - 1 - shown.length - (more > 0 ? 1 : 0) - detailHeight);
	const listWidth = isWide && hasDetails ? Math.floor(width * (columnsIn(width) === 3 ? 0.55 : 0.6)) : width;
	return (
		<Box flexDirection="column">
			<Toned>
				<Toned tone="heading">{titleOf(step, rows)}</Toned>
				<Toned tone="muted">{`  ${headline(found, step, positionText(cursor, rows.length)).join(` ${symbols.dot} `)}`}</Toned>
			</Toned>
			{shown.map((text, index) => (
				<Toned key={index} tone="warning">
					{text}
				</Toned>
			))}
			{more > 0 && <Toned tone="warning">{`and ${counted(more, 'line')} more of what is not known`}</Toned>}
			<Box>
				<Table
					columns={[
						verdictColumn(rows, theme),
						...(step.by === 'image' && step.opened === undefined ? imageColumns(regions) : sourceColumns(regions)),
					]}
					count={rows.length}
					rowAt={(index) => rows[index]}
					width={listWidth}
					height={listHeight}
					selected={cursor}
					empty={emptyWords(found)}
				/>
				{isWide && hasDetails && (
					<>
						<VerticalRule height={listHeight} />
						<Box flexDirection="column" width={width - listWidth - ruleWidth} height={listHeight} overflow="hidden">
							<LaunchDetails
								state={state}
								step={step}
								session={session}
								row={row}
								width={width - listWidth - ruleWidth}
								height={listHeight}
							/>
						</Box>
					</>
				)}
			</Box>
			{detailHeight > 0 && (
				<Box flexDirection="column" height={detailHeight} overflow="hidden">
					<Toned tone="rule">{symbols.rule.repeat(width)}</Toned>
					<LaunchDetails
						state={state}
						step={step}
						session={session}
						row={row}
						width={width}
						height={detailHeight - 1}
					/>
				</Box>
			)}
		</Box>
	);
}

function emptyWords({gaps, waiting}: FoundLaunches): string {
	return waiting.length > 0
		? 'Nothing that launches was found so far.'
		: gaps.length > 0
			? 'Nothing that launches was found in what could be read. r reads again.'
			: 'Nothing that launches was found.';
}

function titleOf({by, opened}: StepOf<'launches'>, [first]: readonly LaunchRow[]): string {
	if (opened === undefined) {
		return by === 'image' ? 'Launches by image' : 'Launches';
	}

	const launch = first && launchOf(first);
	return `Launches of ${launch?.evidence?.Name ?? launch?.imageId ?? 'an image'}`;
}

/** Where one is; of the whole list, what it comes to. */
function headline(
	{launches, gaps, waiting}: FoundLaunches,
	{regions, opened}: StepOf<'launches'>,
	position: string,
): readonly string[] {
	if (opened !== undefined) {
		return [position];
	}

	const failing = launches.filter(({allowed}) => allowed === false);
	const running = failing.filter((launch) => !isSource(launch)).length;
	const unknown = launches.filter(({allowed}) => allowed === null).length;
	return [
		position,
		failingInWords({failing: failing.length, running, isWhole: gaps.length + waiting.length === 0}),
		...(unknown > 0 ? [`${unknown} not known`] : []),
		...(regions.length > 1 ? [placeOf(regions)] : []),
	];
}

/** What runs is counted by itself elsewhere, and so is what launches beside it: both are told here. */
function failingInWords({
	failing,
	running,
	isWhole,
}: {
	readonly failing: number;
	readonly running: number;
	readonly isWhole: boolean;
}): string {
	return failing === 0
		? `0 not allowed${isWhole ? '' : ', as far as is known'}`
		: `${isWhole ? '' : 'at least '}${failing} not allowed${running > 0 && running < failing ? `, ${running} running` : ''}`;
}

function placeOf([region = '', ...others]: readonly string[]): string {
	return others.length === 0 ? region : `${others.length + 1} Regions`;
}

/** What the list lacks: Regions that are still being asked, and what could not be asked. */
function noticesOf(state: RolloutState, {gaps, waiting}: FoundLaunches): readonly string[] {
	return [
		...waitingInWords(state, waiting),
		...[...Map.groupBy(gaps, ({problem}) => problem.what)].map(
			([why, missing]) =>
				`Not known: ${new Intl.ListFormat('en').format([...new Set(missing.map(({what}) => what))])}. ${why}`,
		),
	];
}

/** How far one Region is says which it is. */
function waitingInWords(state: RolloutState, waiting: readonly string[]): readonly string[] {
	const progress = progressIn(state, waiting);
	return waiting.length === 0
		? []
		: waiting.length === 1 && progress !== ''
			? [`Not all yet. ${progress}`]
			: [`Still asking in ${waiting.join(', ')}. ${progress}`.trimEnd()];
}

/** How far what is being asked is; CloudTrail takes its time. */
function progressIn({work}: RolloutState, waiting: readonly string[]): string {
	const [words] = waiting.flatMap((region) => {
		const {launchesProgress = '', hasEnoughLaunches = false, scan} = work[region] ?? {};
		return scan?.status === 'running'
			? [`${region} is being scanned first.`]
			: launchesProgress === ''
				? []
				: [`${launchesProgress}${stopInWords(launchesProgress, hasEnoughLaunches)}`];
	});
	return words ?? '';
}

/** CloudTrail alone takes long enough to be stopped. */
function stopInWords(progress: string, isStopping: boolean): string {
	return progress.startsWith('CloudTrail') ? (isStopping ? ', stopping' : ` of ${daysRead} days; s stops there`) : '';
}

function regionColumn(regions: readonly string[]): ReadonlyArray<Column<LaunchRow>> {
	return regions.length > 1
		? [{id: 'region', title: 'Region', text: (row) => launchOf(row).region, min: 12, max: 14}]
		: [];
}

/** Whose verdict it is stands beside it where it is not AWS's. */
function verdictColumn(rows: readonly LaunchRow[], {symbols}: Theme): Column<LaunchRow> {
	const isOurs = (row: LaunchRow): boolean => {
		const {allowed, verdictBy} = launchOf(row);
		return verdictBy === 'allowed-amis' && allowed !== null;
	};

	return {
		id: 'verdict',
		title: '',
		text(row) {
			const {allowed} = launchOf(row);
			const sign = allowed === null ? symbols.unknown : allowed ? symbols.allowed : symbols.notAllowed;
			return isOurs(row) ? `${sign} ours` : sign;
		},
		tone: (row) => toneOf(launchOf(row)),
		min: 1,
		max: rows.some((row) => isOurs(row)) ? 6 : 1,
	};
}

function imageOf(row: LaunchRow): string {
	const {evidence, imageId} = launchOf(row);
	return evidence?.Name ?? (imageId === '' ? 'not known' : imageId);
}

function sourceColumns(regions: readonly string[]): ReadonlyArray<Column<LaunchRow>> {
	return [
		...regionColumn(regions),
		{id: 'source', title: 'What launches', text: (row) => shortSourceInWords(launchOf(row)), min: 26},
		{id: 'name', title: 'Image', text: imageOf, truncate: 'middle', min: 20, max: 64},
	];
}

function imageColumns(regions: readonly string[]): ReadonlyArray<Column<LaunchRow>> {
	return [
		...regionColumn(regions),
		{id: 'name', title: 'Image', text: imageOf, truncate: 'middle', min: 22, max: 64, weight: 2},
		{
			id: 'count',
			title: 'Sources',
			text: (row) => (row.type === 'image' ? row.launches.length.toLocaleString('en-US') : ''),
			align: 'right',
			max: 7,
		},
		{
			id: 'first',
			title: 'Worst of them',
			text: (row) => shortSourceInWords(launchOf(row)),
			min: 24,
			weight: 2,
			drop: 1,
		},
	];
}
