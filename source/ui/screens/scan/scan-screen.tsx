import {Box} from 'ink';
import {useMemo} from 'react';
import {counted} from '../../../counted.ts';
import type {Inventory} from '../../../inventory/store.ts';
import {
	countsOf,
	countsByZone,
	offenderGroups,
	type OffenderGroup,
	type ZoneCounts,
} from '../../../inventory/counts.ts';
import {appliedCriteria} from '../../../rollout/judged.ts';
import {disagreementsIn} from '../../../operations/change/preview.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {currentRegion, currentSettings, currentWork, type RolloutState} from '../../../rollout/state.ts';
import {columnsIn, ruleWidth, Text, VerticalRule} from '../../components/panels/panes.tsx';
import {widthOf} from '../../components/text/fit.ts';
import {Lines, type Line} from '../../components/text/lines.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {BodySizeContext, useBodySize} from '../../hooks/use-body-size.ts';
import {useInventoryVersion} from '../../hooks/use-inventory-version.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {Headline} from './headline.tsx';
import {disagreementLines, groupLines, troubleLines} from './scan-lines.ts';
import {failureLines, zoneRows, Zones} from './zones.tsx';

/** Why a zone is missing is said before who offends. */
const leastFailureRows = 5;

/** A scan as it runs: per Availability Zone, then the totals, then who offends most. */
export function ScanScreen({state, session}: {readonly state: RolloutState; readonly session: WizardSession}) {
	const region = currentRegion(state) ?? '';
	const inventory = session.inventoryOf(region);
	const body = useBodySize();
	const {width, height} = body;
	const {isSpoken, symbols} = useTheme();
	const {scan, reading} = currentWork(state);
	const zones = inventory?.coverage.region(region)?.zones ?? [];
	const mostZones = Math.max(2, height - 9);
	const {byZone, groups, instances, unknown} = useFound(inventory, region);
	const expected = expectedIn(state, region);
	const isRunning = scan?.status === 'running';
	// What changes ten times a second is not read aloud.
	const isTold = inventory !== undefined && !(isSpoken && isRunning);
	const isBeside = !isSpoken && columnsIn(width) === 3;
	const left = isBeside ? Math.floor(width * 0.56) : width;
	const trouble = troubleLines(currentWork(state), {width, symbols});
	const others = 2 + zoneRows(zones.length, mostZones) + rowsOfTotals(unknown) + groups.length;
	const troubleRows = Math.min(trouble.length, Math.max(3, Math.floor(height / 2) - 1, height - others));
	const differingLines = disagreementLines(useDisagreements(state, {inventory, region, now: session.now(), scan}), {
		width: left,
		symbols,
	});
	const top = 1 + troubleRows;
	// Above those who offend: what is told, the zones, a gap, and the totals.
	const withoutFailures = top + zoneRows(zones.length, mostZones) + 1 + differingLines.length + rowsOfTotals(unknown);
	const expectedByZone = state.overview[region]?.zones;
	const free = Math.max(leastFailureRows, height - withoutFailures - (isBeside ? 0 : groups.length));
	const failures = inRoom(isSpoken ? [] : failureLines({zones, expectedByZone}, {width: left, symbols}), free);
	const failureRows = Math.min(failures.length, Math.max(0, free));
	const above = withoutFailures + failureRows;
	return (
		<Box flexDirection="column">
			<Headline
				scan={scan}
				region={region}
				readAt={reading.status === 'here' ? reading.value.at : undefined}
				width={width}
				instances={instances}
				expected={expected}
			/>
			<Text panes={[{lines: () => trouble}]} width={width} height={troubleRows} />
			<Box>
				<Box flexDirection="column" flexShrink={0} width={left}>
					<BodySizeContext value={{...body, width: left}}>
						<Zones
							zones={zones}
							byZone={byZone}
							most={mostZones}
							isRunning={isRunning}
							hasVerdicts={hasVerdicts(state)}
							instances={instances}
							expected={expected}
							expectedByZone={expectedByZone}
						/>
						<Lines lines={failures} width={left} height={failureRows} how="" />
						<Box height={1} />
						<Lines lines={differingLines} width={left} height={differingLines.length} how="" />
						{isTold && (
							<Totals
								inventory={inventory}
								region={region}
								images={groups}
								isDone={scan?.status === 'done'}
								expected={expected}
							/>
						)}
						{isTold && !isBeside && <Offenders groups={groups} width={width} height={Math.max(1, height - above)} />}
					</BodySizeContext>
				</Box>
				{isTold && isBeside && <Beside groups={groups} width={width - left} height={height - top} />}
			</Box>
		</Box>
	);
}

type OffendersProps = {
	readonly groups: readonly OffenderGroup[];
	readonly width: number;
	readonly height: number;
};

function Offenders({groups, width, height}: OffendersProps) {
	const {symbols} = useTheme();
	return <Lines lines={groupLines(groups, {width, symbols}, height)} width={width} height={height} how="" />;
}

/** Who offends most, in a column of its own. */
function Beside({groups, width, height}: OffendersProps) {
	const room = width - ruleWidth;
	return groups.length === 0 ? null : (
		<>
			<VerticalRule height={height} />
			<Box flexDirection="column" flexShrink={0} width={room}>
				<Toned tone="heading">Not allowed, the most first</Toned>
				<Offenders groups={groups} width={room} height={height - 1} />
			</Box>
		</>
	);
}

/** Lines, as long as rows are free for them: in part they take one more, which says so. */
function inRoom(lines: readonly Line[], free: number): readonly Line[] {
	return free < Math.min(2, lines.length) ? [] : lines;
}

/** How many instances there were when the Region was last counted. */
function expectedIn({overview}: RolloutState, region: string): number | undefined {
	const counts = overview[region]?.counts;
	return counts?.status === 'here' ? counts.value.instances : undefined;
}

/** What of the Region is here by now. */
function useFound(inventory: Inventory | undefined, region: string) {
	const version = useInventoryVersion(inventory);
	return useMemo(
		() =>
			inventory === undefined
				? {byZone: new Map<string, ZoneCounts>(), groups: [], instances: 0, unknown: 0}
				: {
						byZone: countsByZone(inventory, region),
						groups: offenderGroups(inventory, region),
						...countsOf(inventory, region),
					},
		// The inventory changes in place: its version says when.
		[inventory, version, region],
	);
}

/** On how many images AWS and our reading of the criteria differ, once a scan is done. */
function useDisagreements(
	state: RolloutState,
	{
		inventory,
		region,
		now,
		scan,
	}: {
		readonly inventory: Inventory | undefined;
		readonly region: string;
		readonly now: Date;
		readonly scan: ReturnType<typeof currentWork>['scan'];
	},
): number {
	const criteria = appliedCriteria(state, region);
	const {account} = state.identity;
	const done = scan?.status === 'done' ? scan.id : undefined;
	return useMemo(
		() =>
			inventory === undefined || criteria === undefined || done === undefined
				? 0
				: disagreementsIn(inventory, {region, account, criteria, now}).length,
		// Worked out once a scan: nothing else changes it.
		[inventory, region, account, criteria, done],
	);
}

/** The totals say in a row of their own how many have no verdict. */
function rowsOfTotals(unknown: number): number {
	return unknown > 0 ? 2 : 1;
}

function Totals({
	inventory,
	region,
	images,
	isDone,
	expected,
}: {
	readonly inventory: Inventory;
	readonly region: string;
	readonly images: ReturnType<typeof offenderGroups>;
	/** Offenders come first: a share is one only once all are in. */
	readonly isDone: boolean;
	/** How many instances there were when they were last counted. */
	readonly expected: number | undefined;
}) {
	const {width} = useBodySize();
	const {symbols, isSpoken} = useTheme();
	const {instances, notAllowed, unknown, imagesNotAllowed} = countsOf(inventory, region);
	const share = notAllowed === 0 ? '' : ` (${((notAllowed / instances) * 100).toFixed(1)}%)`;
	const providers = new Set(images.map(({owner}) => owner)).size;
	const all = `  ${counted(instances, 'instance')}${isDone || expected === undefined ? '' : ` of ${expected.toLocaleString('en-US')}`} ${symbols.dot} `;
	const refused = `${notAllowed.toLocaleString('en-US')} not allowed${isDone ? share : ' so far'}`;
	const ofImages = notAllowed === 0 ? '' : `, of ${counted(imagesNotAllowed, 'AMI')}`;
	const ofProviders = notAllowed === 0 ? '' : ` by ${counted(providers, 'provider')}`;
	return (
		<Toned>
			{all}
			{/* Of nothing read so far, none is no good news; where AWS gives no verdict, it is none at all. */}
			{(instances === 0 || instances > unknown) && (
				<Toned tone={notAllowed > 0 ? 'notAllowed' : instances === 0 && !isDone ? 'muted' : 'allowed'}>{refused}</Toned>
			)}
			{ofImages}
			{isSpoken || widthOf(all + refused + ofImages + ofProviders) <= width ? ofProviders : ''}
			{unknown > 0 && (
				<Toned tone="unknown">{`\n  ${unknown.toLocaleString('en-US')} without a verdict: whether they are allowed is not known`}</Toned>
			)}
		</Toned>
	);
}

/** AWS gives none while Allowed AMIs is off. */
function hasVerdicts(state: RolloutState): boolean {
	return currentSettings(state)?.State !== 'disabled';
}
