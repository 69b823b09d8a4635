import {Box} from 'ink';
import {useMemo} from 'react';
import {counted} from '../../../counted.ts';
import type {ZoneCoverage} from '../../../inventory/coverage.ts';
import type {Inventory} from '../../../inventory/store.ts';
import {countsOf, countsByZone, offenderGroups, type ZoneCounts} from '../../../inventory/counts.ts';
import {appliedCriteria} from '../../../rollout/judged.ts';
import {disagreementsIn} from '../../../operations/preview.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {diffSettings} from '../../../operations/settings-diff.ts';
import {currentRegion, currentWork, type RolloutState} from '../../../rollout/state.ts';
import {Diff} from '../../components/diff.tsx';
import {fit} from '../../components/fit.ts';
import {ProblemView} from '../../components/problem-view.tsx';
import {Paragraph} from '../../components/paragraph.tsx';
import {Toned} from '../../components/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useInventoryVersion} from '../../hooks/use-inventory-version.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Theme, Tone} from '../../theme.ts';

/** A scan as it runs: per Availability Zone, then the totals, then who offends most. */
export function ScanScreen({state, session}: {readonly state: RolloutState; readonly session: WizardSession}) {
	const region = currentRegion(state) ?? '';
	const inventory = session.inventoryOf(region);
	const version = useInventoryVersion(inventory);
	const {width, height} = useBodySize();
	const theme = useTheme();
	const {scan, foreign, reading} = currentWork(state);
	const zones = inventory?.coverage.region(region)?.zones ?? [];
	const shownZones = zones.slice(0, Math.max(2, height - 9));
	const byZone = useMemo(
		() => (inventory === undefined ? new Map<string, ZoneCounts>() : countsByZone(inventory, region)),
		[inventory, version, region],
	);
	const groups = inventory === undefined ? [] : offenderGroups(inventory, region);
	const room = Math.max(1, height - shownZones.length - (foreign === undefined ? 5 : 9));
	return (
		<Box flexDirection="column">
			<Headline
				scan={scan}
				region={region}
				readAt={reading.status === 'here' ? reading.value.at : undefined}
				width={width}
			/>
			{foreign !== undefined && (
				<Box flexDirection="column">
					<Paragraph
						tone="danger"
						text="Right before enforcing, the Region was not what was scanned. Nothing was sent. What changed:"
					/>
					<Diff lines={diffSettings(foreign.expected, foreign.found)} />
				</Box>
			)}
			{scan?.status === 'failed' && <ProblemView problem={scan.problem} />}
			{shownZones.map((zone) => (
				<Toned key={zone.zone} tone={zoneTone(zone)}>
					{zoneLine(zone, byZone.get(zone.zone), theme, width)}
				</Toned>
			))}
			{zones.length > shownZones.length && (
				<Toned tone="muted">{`  and ${zones.length - shownZones.length} more zones`}</Toned>
			)}
			<Box height={1} />
			{inventory !== undefined && scan?.status === 'done' && (
				<Disagreements state={state} inventory={inventory} region={region} now={session.now()} scan={scan.id} />
			)}
			{inventory !== undefined && (
				<Totals
					inventory={inventory}
					region={region}
					images={groups}
					isDone={scan?.status === 'done'}
					expected={
						state.overview[region]?.counts.status === 'here' ? state.overview[region].counts.value.instances : undefined
					}
				/>
			)}
			{groups.slice(0, room).map(({instances, owner, publisher, name}) => (
				<Toned key={`${owner} ${name}`}>
					{fit(String(instances), 7, {align: 'right'})}
					{'  '}
					{fit(owner, 13)}
					{fit(publisher, 22)}
					{name}
				</Toned>
			))}
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

function Headline({
	scan,
	region,
	readAt,
	width,
}: {
	readonly scan: ReturnType<typeof currentWork>['scan'];
	readonly region: string;
	readonly readAt: string | undefined;
	readonly width: number;
}) {
	const read = readAt === undefined ? '' : `settings read ${readAt.slice(11, 19)} UTC`;
	const {text, tone} = headline(scan, region);
	return (
		<Toned>
			<Toned tone={tone}>{fit(text, width - read.length)}</Toned>
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

function zoneTone({status}: ZoneCoverage): Tone | undefined {
	return status.type === 'failed' ? 'danger' : status.type === 'waiting' ? 'warning' : undefined;
}

function zoneLine(zone: ZoneCoverage, counts: ZoneCounts | undefined, {symbols}: Theme, width: number): string {
	const numbers = `${fit(String(counts?.instances ?? 0), 7, {align: 'right'})}   ${counts?.notAllowed ?? 0} not allowed`;
	// What a zone waits for, or failed with, needs the room more than a bar does.
	const barWidth = width >= 70 && zone.status.type !== 'waiting' && zone.status.type !== 'failed' ? 16 : 0;
	const bar = symbols[zone.status.type === 'done' ? 'barFull' : 'barEmpty'].repeat(barWidth);
	return `  ${fit(zone.zone, 18)}${bar} ${fit(zoneWords(zone), width - 18 - barWidth - 28)}${numbers}`;
}

function zoneWords({status, pages}: ZoneCoverage): string {
	switch (status.type) {
		case 'queued': {
			return 'queued';
		}

		case 'running': {
			return `page ${pages}`;
		}

		case 'waiting': {
			return `${status.reason}, next try in ${Math.max(1, Math.round(status.seconds))} s`;
		}

		case 'done': {
			return 'done';
		}

		case 'failed': {
			return `failed: ${status.problem.what}`;
		}
	}
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
	const {symbols} = useTheme();
	const {instances, notAllowed, unknown, imagesNotAllowed} = countsOf(inventory, region);
	const share = instances === 0 ? '0' : ((notAllowed / instances) * 100).toFixed(1);
	const providers = new Set(images.map(({owner}) => owner)).size;
	return (
		<Toned>
			{` ${counted(instances, 'instance')}${isDone || expected === undefined ? '' : ` of ${expected.toLocaleString('en-US')}`} ${symbols.dot} `}
			<Toned
				tone={notAllowed > 0 ? 'notAllowed' : 'allowed'}
			>{`${notAllowed.toLocaleString('en-US')} not allowed${isDone ? ` (${share}%)` : ' so far'}`}</Toned>
			{` ${symbols.dot} ${counted(imagesNotAllowed, 'AMI')} ${symbols.dot} ${counted(providers, 'provider')}`}
			{unknown > 0 && <Toned tone="unknown">{` ${symbols.dot} ${unknown} without a verdict`}</Toned>}
		</Toned>
	);
}
