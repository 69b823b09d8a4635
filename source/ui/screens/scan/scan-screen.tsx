import {Box} from 'ink';
import {useMemo} from 'react';
import {counted} from '../../../counted.ts';
import type {Inventory} from '../../../inventory/store.ts';
import {countsOf, countsByZone, offenderGroups, type ZoneCounts} from '../../../inventory/counts.ts';
import {appliedCriteria} from '../../../rollout/judged.ts';
import {disagreementsIn} from '../../../operations/change/preview.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {pagesPerSecond} from '../../../operations/ports.ts';
import {diffSettings} from '../../../operations/change/settings-diff.ts';
import {currentRegion, currentWork, type RolloutState} from '../../../rollout/state.ts';
import {Diff} from '../../components/text/diff.tsx';
import {clip, fit, widthOf} from '../../components/text/fit.ts';
import {ProblemView} from '../../components/panels/problem-view.tsx';
import {Paragraph} from '../../components/text/paragraph.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useInventoryVersion} from '../../hooks/use-inventory-version.ts';
import {useSeconds} from '../../hooks/use-seconds.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Tone} from '../../theme.ts';
import {Zones} from './zones.tsx';

/** A scan as it runs: per Availability Zone, then the totals, then who offends most. */
export function ScanScreen({state, session}: {readonly state: RolloutState; readonly session: WizardSession}) {
	const region = currentRegion(state) ?? '';
	const inventory = session.inventoryOf(region);
	const {width, height} = useBodySize();
	const {isSpoken} = useTheme();
	const {scan, foreign, reading} = currentWork(state);
	const zones = inventory?.coverage.region(region)?.zones ?? [];
	const mostZones = Math.max(2, height - 9);
	const {byZone, groups, instances, unknown} = useFound(inventory, region);
	const expected = expectedIn(state, region);
	const isRunning = scan?.status === 'running';
	// What changes ten times a second is not read aloud.
	const isTold = inventory !== undefined && !(isSpoken && isRunning);
	// Above it: the headline, the zones, a gap, the totals, and what somebody else changed.
	const above = Math.min(zones.length, mostZones) + rowsOfTotals(unknown) + (foreign === undefined ? 4 : 8);
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
			{foreign !== undefined && <Changed {...foreign} />}
			{scan?.status === 'failed' && <ProblemView problem={scan.problem} />}
			<Zones
				zones={zones}
				byZone={byZone}
				most={mostZones}
				isRunning={isRunning}
				instances={instances}
				expected={expected}
				expectedByZone={state.overview[region]?.zones}
			/>
			<Box height={1} />
			{inventory !== undefined && scan?.status === 'done' && (
				<Disagreements state={state} inventory={inventory} region={region} now={session.now()} scan={scan.id} />
			)}
			{isTold && (
				<Totals
					inventory={inventory}
					region={region}
					images={groups}
					isDone={scan?.status === 'done'}
					expected={expected}
				/>
			)}
			{isTold && <Groups groups={groups.slice(0, Math.max(1, height - above))} />}
		</Box>
	);
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

/** Somebody changed the Region since it was scanned. */
function Changed({expected, found}: NonNullable<ReturnType<typeof currentWork>['foreign']>) {
	return (
		<Box flexDirection="column">
			<Paragraph
				tone="danger"
				text="Right before enforcing, the Region was not what was scanned. Nothing was sent. What changed:"
			/>
			<Diff lines={diffSettings(expected, found)} />
		</Box>
	);
}

/** Where AWS and our reading of the criteria differ, AWS is right; it is said, and a fresh scan offered. */
function Disagreements({
	state,
	inventory,
	region,
	now,
	scan,
}: {
	readonly state: RolloutState;
	readonly inventory: Inventory;
	readonly region: string;
	readonly now: Date;
	readonly scan: number;
}) {
	const {symbols} = useTheme();
	const criteria = appliedCriteria(state, region);
	const {account} = state.identity;
	const count = useMemo(
		() => (criteria === undefined ? 0 : disagreementsIn(inventory, {region, account, criteria, now}).length),
		// Worked out once a scan: nothing else changes it.
		[inventory, region, account, criteria, scan],
	);
	return count === 0 ? null : (
		<Paragraph
			tone="warning"
			text={`${symbols.warning} On ${count} ${count === 1 ? 'image' : 'images'} AWS's verdict is not what we read from the criteria. AWS is right; r scans again.`}
		/>
	);
}

/** Columns from which the headline also says what a scan is held to. */
const roomForLimit = 100;

function Headline({
	scan,
	region,
	readAt,
	width,
	instances,
	expected,
}: {
	readonly scan: ReturnType<typeof currentWork>['scan'];
	readonly region: string;
	readonly readAt: string | undefined;
	readonly width: number;
	readonly instances: number;
	readonly expected: number | undefined;
}) {
	const {symbols, isSpoken} = useTheme();
	const isRunning = scan?.status === 'running';
	const seconds = useSeconds(scan?.id, isRunning);
	const progress =
		isRunning && !isSpoken
			? [
					// One percent less than all, until all of it is in.
					expected === undefined || expected === 0
						? undefined
						: `${Math.min(99, Math.floor((instances / expected) * 100))} %`,
					`${seconds} s`,
					seconds === 0 ? undefined : `${Math.round(instances / seconds).toLocaleString('en-US')}/s`,
					width < roomForLimit ? undefined : `at most ${pagesPerSecond} pages a second, as AWS lets an account`,
				].filter((part) => part !== undefined)
			: [];
	const {text: title, tone} = headline(scan, region);
	const text = [title, ...progress].join(` ${symbols.dot} `);
	// When the settings were read gives way to what has to be known.
	const readAs = readAt === undefined ? '' : `settings read ${readAt.slice(11, 19)} UTC`;
	const read = widthOf(text) + 2 + readAs.length <= width ? readAs : '';
	return (
		<Toned>
			<Toned tone={tone}>{fit(text, width - read.length, {ellipsis: symbols.ellipsis})}</Toned>
			<Toned tone="muted">{read}</Toned>
		</Toned>
	);
}

function headline(scan: ReturnType<typeof currentWork>['scan'], region: string): {text: string; tone: Tone} {
	switch (scan?.status) {
		case undefined: {
			return {text: `${region} has not been scanned`, tone: 'heading'};
		}

		case 'running': {
			return {text: `Scanning ${region}`, tone: 'heading'};
		}

		case 'cancelled': {
			return {text: `The scan of ${region} was cancelled; r starts it again`, tone: 'warning'};
		}

		case 'changed': {
			return {text: `The settings of ${region} changed since the scan; r scans again`, tone: 'danger'};
		}

		case 'failed': {
			return {text: `The scan of ${region} failed; r tries again`, tone: 'danger'};
		}

		case 'done': {
			return scan.isComplete
				? {text: `Scanned all of ${region}`, tone: 'good'}
				: {text: `Incomplete: not all of ${region} could be scanned; r tries again`, tone: 'danger'};
		}
	}
}

/** Who offends most. */
function Groups({groups}: {readonly groups: ReturnType<typeof offenderGroups>}) {
	const {width} = useBodySize();
	const {symbols, isSpoken} = useTheme();
	const room = isSpoken ? Infinity : Math.max(1, width - 45);
	return groups.map(({instances, owner, publisher, name}) => (
		<Toned key={`${owner} ${name}`}>
			{fit(String(instances), 7, {align: 'right'})}
			{'  '}
			{fit(owner, 13)}
			{fit(publisher, 23)}
			{clip(name, room, {ellipsis: symbols.ellipsis, truncate: 'middle'})}
		</Toned>
	));
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
	const all = ` ${counted(instances, 'instance')}${isDone || expected === undefined ? '' : ` of ${expected.toLocaleString('en-US')}`} ${symbols.dot} `;
	const refused = `${notAllowed.toLocaleString('en-US')} not allowed${isDone ? share : ' so far'}`;
	const ofImages = ` ${symbols.dot} ${counted(imagesNotAllowed, 'AMI')}`;
	const ofProviders = ` ${symbols.dot} ${counted(providers, 'provider')}`;
	return (
		<Toned>
			{all}
			<Toned tone={notAllowed > 0 ? 'notAllowed' : 'allowed'}>{refused}</Toned>
			{ofImages}
			{isSpoken || widthOf(all + refused + ofImages + ofProviders) <= width ? ofProviders : ''}
			{unknown > 0 && (
				<Toned tone="unknown">{`\n ${unknown.toLocaleString('en-US')} without a verdict: whether they are allowed is not known`}</Toned>
			)}
		</Toned>
	);
}
