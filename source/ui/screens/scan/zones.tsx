import {Box} from 'ink';
import {counted} from '../../../counted.ts';
import type {ZoneCoverage} from '../../../inventory/coverage.ts';
import type {ZoneCounts} from '../../../inventory/counts.ts';
import {fit} from '../../components/fit.ts';
import {Toned} from '../../components/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Theme, Tone} from '../../theme.ts';

export type ZonesProps = {
	readonly zones: readonly ZoneCoverage[];
	readonly byZone: ReadonlyMap<string, ZoneCounts>;
	/** At most so many are drawn. */
	readonly most: number;
	readonly isRunning: boolean;
	/** Those here, and how many there were when they were last counted. */
	readonly instances: number;
	readonly expected: number | undefined;
};

/** How far a scan is, zone by zone. */
export function Zones(props: ZonesProps) {
	const {zones, byZone, most} = props;
	const {width} = useBodySize();
	const theme = useTheme();
	if (theme.isSpoken) {
		return <SpokenZones {...props} />;
	}

	return (
		<Box flexDirection="column">
			{zones.slice(0, most).map((zone) => (
				<Toned key={zone.zone} tone={zoneTone(zone)}>
					{zoneLine(zone, byZone.get(zone.zone), theme, width)}
				</Toned>
			))}
			{zones.length > most && <Toned tone="muted">{`  and ${zones.length - most} more zones`}</Toned>}
		</Box>
	);
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

/** To be read aloud: in tenths, and zone by zone only what is worth a sentence. */
function SpokenZones({zones, byZone, instances, expected, isRunning}: ZonesProps) {
	const tenths = expected === undefined || expected === 0 ? 0 : Math.min(9, Math.floor((instances / expected) * 10));
	return (
		<Box flexDirection="column">
			{isRunning && tenths > 0 && <Toned>{`about ${tenths * 10} percent`}</Toned>}
			{zones.map((zone) => {
				const words = spokenZone(zone, byZone.get(zone.zone));
				return words === undefined ? null : <Toned key={zone.zone}>{`${zone.zone}: ${words}`}</Toned>;
			})}
		</Box>
	);
}

/** Nothing of a zone that is still read: its numbers change ten times a second. */
function spokenZone({status}: ZoneCoverage, counts: ZoneCounts | undefined): string | undefined {
	switch (status.type) {
		case 'queued':
		case 'running': {
			return undefined;
		}

		case 'waiting': {
			return `${status.reason}, it is tried again`;
		}

		case 'done': {
			return `done, ${counted(counts?.instances ?? 0, 'instance')}, ${counts?.notAllowed ?? 0} not allowed`;
		}

		case 'failed': {
			return `failed: ${status.problem.what}`;
		}
	}
}
