import {Box} from 'ink';
import {diffSettings} from '../../../operations/change/settings-diff.ts';
import type {RolloutState} from '../../../rollout/state.ts';
import {planOf, type FleetView} from '../../../rollout/steps/fleet/moves.ts';
import {isActive, type PlanRow} from '../../../rollout/steps/fleet/plan.ts';
import {Diff} from '../../components/text/diff.tsx';
import {Paragraph} from '../../components/text/paragraph.tsx';
import {Spinner} from '../../components/text/spinner.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';

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

/** The plan, Region by Region, before anything is sent: what each has now, what it will have, and which are left out and why. */
export function PlanView({
	state,
	view,
}: {
	readonly state: RolloutState;
	readonly view: Extract<FleetView, {type: 'plan'}>;
}) {
	const {width, height} = useBodySize();
	const rows = planOf(state);
	const row = rows[view.cursor];
	const active = rows.filter((one) => isActive(one));
	const tableHeight = Math.max(3, Math.min(rows.length + 1, Math.floor((height - 4) / 2)));
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{`One plan: ${state.fleet?.chosen?.origin ?? ''}, in ${active.length} of ${rows.length} Regions`}</Toned>
			<Paragraph
				tone="muted"
				text="Audit mode blocks nothing. Each Region is read again before each change, written to the history, and read back; allowed-amis undo --run takes all of it back."
			/>
			<Table
				columns={columns}
				count={rows.length}
				rowAt={(index) => rows[index]}
				width={width}
				height={tableHeight}
				selected={view.cursor}
			/>
			<Box height={1} />
			{view.isBeginning && <Spinner label="Writing the plan down before anything is sent" />}
			{!view.isBeginning && row !== undefined && isActive(row) && (
				<Diff
					lines={diffSettings(row.before, row.after)}
					width={width}
					height={Math.max(1, height - tableHeight - 4)}
				/>
			)}
			{!view.isBeginning && row !== undefined && !isActive(row) && (
				<Paragraph tone="muted" text={`${row.region} is left out: ${row.leftOut}.`} />
			)}
		</Box>
	);
}
