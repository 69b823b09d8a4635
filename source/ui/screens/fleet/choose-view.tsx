import {Box} from 'ink';
import {useMemo} from 'react';
import {counted} from '../../../counted.ts';
import {whatIf} from '../../../criteria/comparison/what-if.ts';
import {onList} from '../../../machine/list.ts';
import {imagesInUse} from '../../../operations/change/preview.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {noWork, type RolloutState} from '../../../rollout/state.ts';
import type {FleetView} from '../../../rollout/steps/fleet/moves.ts';
import {fleetSources, type FleetSource} from '../../../rollout/steps/fleet/sources.ts';
import {ListAndTexts, type Pane} from '../../components/panels/panes.tsx';
import {wrap} from '../../components/text/fit.ts';
import {wrapped} from '../../components/text/lines.tsx';
import {Paragraph} from '../../components/text/paragraph.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {blank, criteriaLines, diffLines} from '../../components/text/text-lines.ts';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {differencesTo} from './differences.ts';

const intro = 'The same criteria go to every Region. Nothing is sent yet: the plan is next.';

const columns: ReadonlyArray<Column<FleetSource>> = [
	{id: 'kind', title: 'From', text: ({kind}) => (kind === 'region' ? 'Region' : kind), min: 7, max: 7},
	{id: 'name', title: 'Name', text: ({name}) => name, min: 16, weight: 2},
	{id: 'criteria', title: 'Criteria', text: ({criteria}) => String(criteria.length), align: 'right', max: 8},
	{
		id: 'errors',
		title: '',
		text: ({errors}) => (errors === 0 ? '' : `${errors} ${errors === 1 ? 'error' : 'errors'}`),
		tone: () => 'danger',
		min: 9,
		max: 12,
		drop: 1,
	},
];

/** The criteria for all Regions: presets, drafts, and what a Region has already. */
export function ChooseView({
	state,
	view,
	session,
}: {
	readonly state: RolloutState;
	readonly view: Extract<FleetView, {type: 'choose'}>;
	readonly session: WizardSession;
}) {
	const {width, height} = useBodySize();
	const {symbols} = useTheme();
	const regions = state.fleet?.regions ?? [];
	const sources = fleetSources(state);
	const cursor = onList(view.cursor, sources.length);
	const source = sources[cursor];
	// In a low window, what the criteria would do counts more.
	const introHeight = height < 14 && source !== undefined ? 0 : wrap(intro, width).length;
	const isReading = regions.some((region) => (state.work[region] ?? noWork).reading.status === 'wanted');
	const effectWords = useEffectWords(source, state, session);
	const table = (room: number, rows: number) => (
		<Table
			columns={columns}
			count={sources.length}
			rowAt={(index) => sources[index]}
			width={room}
			height={rows}
			selected={cursor}
			empty={
				isReading
					? 'Reading the Regions; their criteria and your presets are shown here.'
					: 'There is no preset, and no Region has criteria. Walk one Region first (esc, then enter on it), or save a preset: allowed-amis presets save.'
			}
		/>
	);
	const panesOf = ({criteria, origin}: FleetSource): readonly Pane[] => [
		{
			title: origin,
			lines: (room) => [...criteriaLines(criteria, {width: room, symbols}), blank, ...wrapped(effectWords, room)],
		},
		{title: 'Against what they have now', lines: (room) => diffLines(differencesTo(state, criteria), {width: room})},
	];
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{`Criteria for ${counted(regions.length, 'Region')}`}</Toned>
			{introHeight > 0 && <Paragraph tone="muted" text={intro} />}
			<ListAndTexts
				height={height - 1 - introHeight}
				weight={1}
				// What they would do counts as much as the list: in windows of one column, it has half of the room.
				rows={source === undefined ? height : Math.min(sources.length + 1, Math.max(3, Math.floor(height / 2) - 1))}
				list={table}
				panes={source === undefined ? [] : panesOf(source)}
			/>
		</Box>
	);
}

/** What the criteria under the cursor would do in the Regions that were counted, as a sentence. */
function useEffectWords(source: FleetSource | undefined, state: RolloutState, session: WizardSession): string {
	const criteria = source?.criteria;
	const regions = state.fleet?.regions;
	const {account} = state.identity;
	return useMemo(() => {
		if (criteria === undefined || regions === undefined) {
			return '';
		}

		const inventories = regions.flatMap((region) => {
			const inventory = session.inventoryOf(region);
			return inventory === undefined ? [] : [{region, inventory}];
		});
		const images = inventories.flatMap(({region, inventory}) => imagesInUse(inventory, region));
		const partial = inventories.filter(({region, inventory}) => !inventory.coverage.isComplete(region)).length;
		const {Allowed, NotAllowed, Unknown} = whatIf({images, after: criteria, account, now: session.now()}).instances;
		const count = (value: number): string => value.toLocaleString('en-US');
		return inventories.length === 0
			? 'No Region is counted yet, so what they would do is not known.'
			: `In the ${inventories.length === regions.length ? counted(regions.length, 'Region') : `${inventories.length} of ${regions.length} Regions counted so far`}${partial > 0 ? ` (${partial} not to the end)` : ''}: ${count(Allowed)} allowed, ${count(NotAllowed)} not allowed, ${count(Unknown)} not known.`;
	}, [regions, criteria, account, session]);
}
