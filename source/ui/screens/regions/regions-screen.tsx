import {Box} from 'ink';
import {counted} from '../../../counted.ts';
import type {RegionInfo} from '../../../operations/ports.ts';
import {cursorIn, stateInWords, visibleRegions} from '../../../rollout/steps/regions.ts';
import type {RegionCounts} from '../../../inventory/counts.ts';
import type {RolloutState, Step} from '../../../rollout/state.ts';
import {clip} from '../../components/text/fit.ts';
import {ListAndTexts} from '../../components/panels/panes.tsx';
import {ProblemView} from '../../components/panels/problem-view.tsx';
import {Spinner} from '../../components/text/spinner.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {TextInput} from '../../components/input/text-input.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Theme, Tone} from '../../theme.ts';
import {aboutRegion, inShort} from './about-region.ts';

/** All Regions, filling in by themselves; marked ones form the queue. */
export function RegionsScreen({
	state,
	step,
}: {
	readonly state: RolloutState;
	readonly step: Extract<Step, {name: 'regions'}>;
}) {
	const {width, height} = useBodySize();
	const theme = useTheme();
	if (state.regions.status === 'failed') {
		return <ProblemView problem={state.regions.problem} />;
	}

	if (state.regions.status === 'wanted') {
		return <Spinner label="Asking which Regions there are" />;
	}

	const rows = visibleRegions(state);
	const cursor = cursorIn(state, step);
	const current = rows[cursor];
	const hasFilter = step.isFiltering || step.filter.value !== '';
	const {symbols, isSpoken} = theme;
	return (
		<Box flexDirection="column">
			<Toned tone="muted">{clip(inShort(state, symbols, isSpoken), width, {ellipsis: symbols.ellipsis})}</Toned>
			{hasFilter && (
				<Box>
					<Toned tone="accent">{`${theme.symbols.filter} `}</Toned>
					<TextInput
						field={step.filter}
						width={width - 2}
						isFocused={step.isFiltering}
						placeholder="words of the Region or its state"
					/>
				</Box>
			)}
			<ListAndTexts
				height={height - 1 - (hasFilter ? 1 : 0)}
				rows={Math.max(2, rows.length + 1)}
				list={(room, rowsThere) => (
					<Table
						columns={columns(state, theme)}
						count={rows.length}
						rowAt={(index) => rows[index]}
						width={room}
						height={rowsThere}
						selected={cursor}
						isMarked={({name}) => state.marked.includes(name)}
						rowTone={({optInStatus}) => (optInStatus === 'not-opted-in' ? 'muted' : undefined)}
						empty="No Region matches the filter."
					/>
				)}
				panes={current === undefined ? [] : aboutRegion(state, current, symbols)}
			/>
		</Box>
	);
}

function columns(state: RolloutState, theme: Theme): ReadonlyArray<Column<RegionInfo>> {
	const counts = (region: RegionInfo): {counts: RegionCounts; isWhole: boolean} | undefined => {
		const overview = state.overview[region.name];
		return overview?.counts.status === 'here'
			? {counts: overview.counts.value, isWhole: overview.counts.value.lacksManaged !== true}
			: overview?.soFar && {counts: overview.soFar, isWhole: false};
	};

	return [
		{id: 'region', title: 'Region', text: ({name}) => name, min: 14, max: 16},
		{
			id: 'state',
			title: 'State',
			text: ({name}) => stateInWords(state.overview[name]),
			tone: ({name}) => stateTone(stateInWords(state.overview[name])),
			min: 20,
			max: 24,
		},
		{
			id: 'criteria',
			title: 'Criteria',
			text({name}) {
				const settings = state.overview[name]?.settings;
				return settings?.status === 'here' ? String(settings.value.ImageCriteria.length) : '';
			},
			align: 'right',
			max: 8,
			drop: 3,
		},
		{
			id: 'instances',
			title: 'Instances',
			text(region) {
				const known = counts(region);
				return known === undefined
					? countProblem(state, region)
					: `${known.counts.instances.toLocaleString('en-US')}${known.isWhole ? '' : '+'}`;
			},
			spoken: (region) => spokenCount(counts(region), ({instances}) => counted(instances, 'instance')),
			align: 'right',
			max: 10,
			drop: 1,
		},
		{
			id: 'notAllowed',
			title: 'Not allowed',
			text(region) {
				const known = counts(region);
				return known === undefined || !hasVerdict(state, region) ? '' : known.counts.notAllowed.toLocaleString('en-US');
			},
			tone: (region) => ((counts(region)?.counts.notAllowed ?? 0) > 0 ? 'notAllowed' : undefined),
			spoken: (region) =>
				hasVerdict(state, region)
					? spokenCount(counts(region), ({notAllowed}) => `${notAllowed.toLocaleString('en-US')} not allowed`)
					: '',
			align: 'right',
			max: 11,
		},
		{
			id: 'bar',
			title: '',
			text(region) {
				const known = counts(region);
				return known === undefined || !hasVerdict(state, region) ? '' : bar(known.counts, theme);
			},
			spoken: () => '',
			tone: () => 'notAllowed',
			min: 18,
			max: 18,
			drop: 2,
		},
	];
}

/** A count once it is whole: while it grows there would be no end of reading. */
function spokenCount(
	known: {readonly counts: RegionCounts; readonly isWhole: boolean} | undefined,
	words: (counts: RegionCounts) => string,
): string {
	return known?.isWhole === true ? words(known.counts) : '';
}

/** AWS gives no verdict while the feature is off: a zero would be a lie. */
function hasVerdict(state: RolloutState, region: RegionInfo): boolean {
	const settings = state.overview[region.name]?.settings;
	return settings?.status === 'here' && settings.value.State !== 'disabled';
}

/** The share of instances not allowed; any at all shows, and more shows as more. */
function bar({instances, notAllowed}: RegionCounts, {symbols}: Theme): string {
	const cells = 10;
	const share = instances === 0 ? 0 : notAllowed / instances;
	const steps = symbols.barParts.length;
	const parts = Math.ceil(share * cells * steps);
	const full = Math.floor(parts / steps);
	const rest = parts % steps === 0 ? '' : (symbols.barParts[(parts % steps) - 1] ?? '');
	const empty = symbols.barEmpty.repeat(cells - full - (rest === '' ? 0 : 1));
	return `${symbols.barFull.repeat(full)}${rest}${empty} ${(share * 100).toFixed(1).padStart(5)} %`;
}

function countProblem(state: RolloutState, {name}: RegionInfo): string {
	const counts = state.overview[name]?.counts;
	return counts?.status === 'failed' ? counts.problem.kind : '';
}

function stateTone(words: string): Tone | undefined {
	// Whoever manages it, the state means the same.
	switch (words.replace(' by policy', '')) {
		case 'enabled': {
			return 'allowed';
		}

		case 'audit-mode': {
			return 'accent';
		}

		case 'denied':
		case 'unreachable':
		case 'expired': {
			return 'danger';
		}

		default: {
			return undefined;
		}
	}
}
