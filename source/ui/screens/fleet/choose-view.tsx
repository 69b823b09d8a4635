import {Box} from 'ink';
import {useMemo} from 'react';
import {whatIf} from '../../../criteria/comparison/what-if.ts';
import {criteriaInWords} from '../../../criteria/words.ts';
import {onList} from '../../../machine/list.ts';
import {imagesInUse} from '../../../operations/change/preview.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {noWork, type RolloutState} from '../../../rollout/state.ts';
import type {FleetView} from '../../../rollout/steps/fleet/moves.ts';
import {fleetSources, type FleetSource} from '../../../rollout/steps/fleet/sources.ts';
import {Diff} from '../../components/text/diff.tsx';
import {wrap} from '../../components/text/fit.ts';
import {Paragraph} from '../../components/text/paragraph.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {differencesTo} from './differences.ts';

const intro =
	'The same criteria go to every Region. Nothing is sent yet: the plan comes next, with what each Region has now and will have.';

const columns: ReadonlyArray<Column<FleetSource>> = [
	{id: 'kind', title: 'From', text: ({kind}) => kind, min: 7, max: 7},
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
	const regions = state.fleet?.regions ?? [];
	const sources = fleetSources(state);
	const cursor = onList(view.cursor, sources.length);
	const source = sources[cursor];
	const most = Math.max(Math.floor(height / 2) - 1, height - 24);
	const tableHeight = Math.max(3, Math.min(sources.length + 1, most));
	// In a low window, what the criteria would do counts more.
	const introHeight = height < 14 && source !== undefined ? 0 : wrap(intro, width).length;
	const isReading = regions.some((region) => (state.work[region] ?? noWork).reading.status === 'wanted');
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{`Criteria for ${regions.length} Regions`}</Toned>
			{introHeight > 0 && <Paragraph tone="muted" text={intro} />}
			<Table
				columns={columns}
				count={sources.length}
				rowAt={(index) => sources[index]}
				width={width}
				height={tableHeight}
				selected={cursor}
				empty={
					isReading
						? 'Reading the Regions; their criteria and your presets are shown here.'
						: 'There is no preset, and no Region has criteria. Walk one Region first (esc, then enter on it), or save a preset: allowed-amis presets save.'
				}
			/>
			<Box height={1} />
			{source !== undefined && (
				<About source={source} state={state} session={session} height={height - tableHeight - introHeight - 2} />
			)}
		</Box>
	);
}

/** What the criteria under the cursor mean, and what they would do in the Regions that were counted. */
function About({
	source,
	state,
	session,
	height,
}: {
	readonly height: number;
	readonly source: FleetSource;
	readonly state: RolloutState;
	readonly session: WizardSession;
}) {
	const {criteria} = source;
	const regions = state.fleet?.regions ?? [];
	const {account} = state.identity;
	const effect = useMemo(() => {
		const counted = regions.flatMap((region) => {
			const inventory = session.inventoryOf(region);
			return inventory === undefined ? [] : [{region, images: imagesInUse(inventory, region)}];
		});
		const images = counted.flatMap((one) => one.images);
		const partial = regions.filter(
			(region) => session.inventoryOf(region)?.coverage.isComplete(region) === false,
		).length;
		return {
			counted: counted.length,
			partial,
			...whatIf({images, after: criteria, account, now: session.now()}).instances,
		};
	}, [regions, criteria, account, session]);
	const count = (value: number): string => value.toLocaleString('en-US');
	const {width} = useBodySize();
	const words = criteriaInWords(criteria);
	const effectWords =
		effect.counted === 0
			? 'No Region is counted yet, so what they would do is not known.'
			: `In the ${effect.counted} of ${regions.length} Regions counted so far${effect.partial > 0 ? ` (${effect.partial} not to the end)` : ''}: ${count(effect.Allowed)} allowed, ${count(effect.NotAllowed)} not allowed, ${count(effect.Unknown)} not known.`;
	// What they would do is said whole; words and differences have what is left, and the plan tells each Region's once more.
	const room = Math.max(2, height - wrap(effectWords, width).length);
	const wordsHeight = Math.min(wrap(words, width).length, Math.ceil(room / 2));
	return (
		<Box flexDirection="column">
			<Paragraph text={words} height={wordsHeight} />
			<Paragraph tone="muted" text={effectWords} />
			<Diff lines={differencesTo(state, criteria)} width={width} height={room - wordsHeight} />
		</Box>
	);
}
