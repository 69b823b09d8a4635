import {Box} from 'ink';
import {counted} from '../../../counted.ts';
import {diffSettings} from '../../../operations/change/settings-diff.ts';
import type {RolloutState} from '../../../rollout/state.ts';
import {planOf, type FleetView} from '../../../rollout/steps/fleet/moves.ts';
import {isActive, type PlanRow} from '../../../rollout/steps/fleet/plan.ts';
import {ListAndTexts, useIsWide} from '../../components/panels/panes.tsx';
import {Diff} from '../../components/text/diff.tsx';
import {wrap} from '../../components/text/fit.ts';
import {wrapped, type Line} from '../../components/text/lines.tsx';
import {Paragraph} from '../../components/text/paragraph.tsx';
import {Spinner} from '../../components/text/spinner.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {blank, criteriaLines, diffLines, type Look} from '../../components/text/text-lines.ts';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
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

/** What the plan does in a Region, step by step, and what changes by that; or why it is left out. */
function plannedLines(row: PlanRow, look: Look): readonly Line[] {
	const {width, symbols} = look;
	if (!isActive(row)) {
		return wrapped(`It is left out: ${row.leftOut}.`, width, {tone: 'muted'});
	}

	const {before, after, steps} = row;
	const bullet = (text: string) => wrapped(text, width, {first: [{text: `${symbols.bullet} `, tone: 'muted'}]});
	return [
		...steps.flatMap((step) => bullet(stepWords[step])),
		...bullet(steps.length === 0 ? 'nothing to change: it is scanned' : 'then it is scanned'),
		blank,
		...(steps.length === 0
			? wrapped(`It stays in ${after.State}, under the criteria that it has.`, width)
			: diffLines(diffSettings(before, after), look)),
	];
}

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
	const isWide = useIsWide();
	const {symbols} = useTheme();
	const heading = `One plan: ${state.fleet?.chosen?.origin ?? ''}, in ${active.length} of ${counted(rows.length, 'Region')}`;
	if (isWide) {
		const above = wrap(promise, width).length + 1;
		return (
			<Box flexDirection="column">
				<Toned tone="heading">{heading}</Toned>
				<Paragraph tone="muted" text={promise} />
				<ListAndTexts
					height={height - above}
					weight={2.6}
					rows={rows.length + 1}
					list={(room, tableRows) => (
						<Table
							columns={columns}
							count={rows.length}
							rowAt={(index) => rows[index]}
							width={room}
							height={tableRows}
							selected={view.cursor}
						/>
					)}
					panes={
						view.isBeginning
							? [{lines: (room) => wrapped('Writing the plan down before anything is sent', room, {tone: 'accent'})}]
							: [
									...(row === undefined
										? []
										: [{title: row.region, lines: (room: number) => plannedLines(row, {width: room, symbols})}]),
									{
										title: `What ${state.fleet?.chosen?.origin ?? ''} allows`,
										lines: (room) => criteriaLines(state.fleet?.chosen?.criteria ?? [], {width: room, symbols}),
									},
								]
					}
				/>
			</Box>
		);
	}

	const tableHeight = Math.max(3, Math.min(rows.length + 1, Math.floor((height - 4) / 2)));
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{heading}</Toned>
			<Paragraph tone="muted" text={promise} />
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
