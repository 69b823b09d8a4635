import {Box} from 'ink';
import {counted} from '../../../counted.ts';
import {sentSettings} from '../../../operations/change/settings-diff.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import type {RolloutState} from '../../../rollout/state.ts';
import {canConfirmPlan, isPlanShown, planOf, planTold, type FleetView} from '../../../rollout/steps/fleet/moves.ts';
import {isActive, type ActiveRow, type PlanRow} from '../../../rollout/steps/fleet/plan.ts';
import type {Pane} from '../../components/panels/panes.tsx';
import {ReadThrough} from '../../components/panels/read-through.tsx';
import {wrapped, type Line} from '../../components/text/lines.tsx';
import {Spinner} from '../../components/text/spinner.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {criteriaLines, diffLines, type Look} from '../../components/text/text-lines.ts';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {readingOn} from '../../hooks/use-page.ts';
import {useTheme} from '../../hooks/use-theme.ts';

const columns: ReadonlyArray<Column<PlanRow>> = [
	{id: 'region', title: 'Region', text: ({region}) => region, min: 14, max: 16},
	{id: 'now', title: 'Now', text: ({before}) => before?.State ?? '', min: 10, max: 12, drop: 1},
	{
		id: 'plan',
		title: 'Plan',
		text: (row) =>
			isActive(row)
				? row.steps.length === 0
					? 'nothing to change; scan'
					: [...row.steps.map((step) => stepWords[step]), 'scan'].join(', ')
				: `left out: ${row.leftOut}`,
		tone: (row) => (isActive(row) ? undefined : 'muted'),
		min: 24,
		weight: 3,
	},
];

const stepWords = {'audit-mode': 'audit mode on', criteria: 'replace criteria'} as const;

const promise =
	'Audit mode blocks nothing. Each Region is read again before each change, written to the history, and read back; allowed-amis undo --run takes all of it back.';

/** What the plan does, Region by Region: those that it does the same in are told together, and those that are left out with the reason. */
function plannedPanes(state: RolloutState, symbols: Look['symbols']): readonly Pane[] {
	const rows = planOf(state);
	const same = Object.values(
		Object.groupBy(
			rows.filter((row) => isActive(row)),
			({before, steps}) => JSON.stringify([before, steps]),
		),
	).filter((group) => group !== undefined);
	const leftOut = rows.filter((row) => 'leftOut' in row);
	const bullet = (text: string, width: number) =>
		wrapped(text, width, {first: [{text: `${symbols.bullet} `, tone: 'muted'}]});
	return [
		{
			title: `What ${state.fleet?.chosen?.origin ?? ''} allows`,
			lines: (width) => [
				...criteriaLines(state.fleet?.chosen?.criteria ?? [], {width, symbols}),
				...wrapped(promise, width, {tone: 'muted'}),
			],
		},
		...same.map((group): Pane => ({
			title: `In ${counted(group.length, 'Region')}`,
			lines: (width) => [
				...wrapped(group.map(({region}) => region).join(', '), width, {tone: 'strong'}),
				...group.slice(0, 1).flatMap((row) => plannedLines(row, {width, symbols})),
			],
		})),
		...(leftOut.length === 0
			? []
			: [
					{
						title: 'Left out',
						lines: (width: number) => leftOut.flatMap((row) => bullet(`${row.region}: ${row.leftOut}`, width)),
					},
				]),
	];
}

/** The steps in a Region, and what changes by them. */
function plannedLines({before, after, steps}: ActiveRow, look: Look): readonly Line[] {
	const {width, symbols} = look;
	const bullet = (text: string) => wrapped(text, width, {first: [{text: `${symbols.bullet} `, tone: 'muted'}]});
	return [
		...steps.flatMap((step) => bullet(stepWords[step])),
		...bullet(steps.length === 0 ? 'nothing to change: it is scanned' : 'then it is scanned'),
		...(steps.length === 0
			? wrapped(`It stays in ${after.State}, under the criteria that it has.`, width)
			: diffLines(sentSettings(before, after), look)),
	];
}

/** Lines that what the plan does has at least. */
const leastRead = 6;

/**
The plan before anything is sent: the Regions, and below them what it does in each, which is read before it can be carried out. The state hears what
of it has been on the screen.
*/
export function PlanView({
	state,
	view,
	session,
}: {
	readonly state: RolloutState;
	readonly view: Extract<FleetView, {type: 'plan'}>;
	readonly session: WizardSession;
}) {
	const {width, height} = useBodySize();
	const {symbols} = useTheme();
	const rows = planOf(state);
	const active = rows.filter((one) => isActive(one));
	const isWaiting = canConfirmPlan(state) === true && !isPlanShown(state, view);
	const tableHeight = Math.max(3, Math.min(rows.length + 1, height - 2 - leastRead, Math.floor(height / 3)));
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{`One plan: ${state.fleet?.chosen?.origin ?? ''}, in ${active.length} of ${counted(rows.length, 'Region')}`}</Toned>
			<Table
				columns={columns}
				count={rows.length}
				rowAt={(index) => rows[index]}
				width={width}
				height={tableHeight}
				selected={view.cursor}
			/>
			<Box height={1} flexShrink={0}>
				{view.isBeginning && <Spinner label="Writing the plan down before anything is sent" />}
			</Box>
			<ReadThrough
				panes={plannedPanes(state, symbols)}
				height={height - tableHeight - 2}
				top={view.read?.top ?? 0}
				panel={planTold(state)}
				how={view.isBeginning ? readingOn.none : isWaiting ? readingOn.enter : readingOn.lines}
				onDrawn={(drawn) => {
					session.dispatch({type: 'shown-plan', ...drawn});
				}}
			/>
		</Box>
	);
}
