import {Box} from 'ink';
import {counted} from '../../../counted.ts';
import type {ZoneCoverage} from '../../../inventory/coverage.ts';
import type {ZoneCounts} from '../../../inventory/counts.ts';
import {barText} from '../../components/lists/bar.ts';
import {fit, widthOf} from '../../components/text/fit.ts';
import {wrapped, type Line} from '../../components/text/lines.tsx';
import type {Look} from '../../components/text/text-lines.ts';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useSeconds} from '../../hooks/use-seconds.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Tone} from '../../theme.ts';

export type ZonesProps = {
	readonly zones: readonly ZoneCoverage[];
	readonly byZone: ReadonlyMap<string, ZoneCounts>;
	/** At most so many are drawn. */
	readonly most: number;
	readonly isRunning: boolean;
	/** AWS gives verdicts; it gives none while Allowed AMIs is off. */
	readonly hasVerdicts: boolean;
	/** Those here, and how many there were when they were last counted. */
	readonly instances: number;
	readonly expected: number | undefined;
	/** How many each zone had then. */
	readonly expectedByZone: ReadonlyMap<string, number> | undefined;
};

/** How far a scan is, zone by zone. */
export function Zones(props: ZonesProps) {
	const {zones, byZone, most, expectedByZone, hasVerdicts} = props;
	const {width} = useBodySize();
	const {isSpoken} = useTheme();
	if (isSpoken) {
		return <SpokenZones {...props} />;
	}

	const shown =
		zones.length <= most ? zones : zones.toSorted((left, right) => order(left) - order(right)).slice(0, most);
	const rest = zones.filter((zone) => !shown.includes(zone));
	const refused = shown.map(({zone}) => (byZone.get(zone)?.notAllowed ?? 0).toLocaleString('en-US'));
	const refusedWidth = Math.max(0, ...refused.map((count) => count.length));
	return (
		<Box flexDirection="column">
			{shown.map((zone, index) => (
				<ZoneLine
					key={zone.zone}
					zone={zone}
					instances={byZone.get(zone.zone)?.instances ?? 0}
					refused={hasVerdicts ? `   ${fit(refused[index] ?? '', refusedWidth, {align: 'right'})} not allowed` : ''}
					expected={expectedByZone?.get(zone.zone)}
					hasBars={hasBarsIn(width, expectedByZone)}
				/>
			))}
			{rest.length > 0 && <Toned tone="muted">{`  ${restWords(rest)}`}</Toned>}
		</Box>
	);
}

/** The rows that zones take: where there is no room for all of them, one more says what the others are. */
export function zoneRows(count: number, most: number): number {
	return count <= most ? count : most + 1;
}

/** Where there is no room for all zones: those first that something is wrong with, then those that are on their way. */
const statusOrder: ReadonlyArray<ZoneCoverage['status']['type']> = ['failed', 'waiting', 'running', 'queued', 'done'];

function order({status}: ZoneCoverage): number {
	return statusOrder.indexOf(status.type);
}

/** `and 2 more zones: 1 queued, 1 done`. */
function restWords(rest: readonly ZoneCoverage[]): string {
	const counts = statusOrder
		.map((type) => ({type, count: rest.filter(({status}) => status.type === type).length}))
		.filter(({count}) => count > 0)
		.map(({type, count}) => `${count} ${type}`);
	return `and ${counted(rest.length, 'more zone')}: ${counts.join(', ')}`;
}

function zoneTone({status}: ZoneCoverage): Tone | undefined {
	return status.type === 'failed' ? 'danger' : status.type === 'waiting' ? 'warning' : undefined;
}

const zoneWidth = 18;

/** `1,234   9 not allowed`, and what is free after it. */
const numbersWidth = 27;

/** What is said beside a bar: `page 12`. */
const wordsWidth = 14;

/** A bar is as long as there is room for, and no longer than the eye follows it to its numbers. */
function barWidthIn(width: number): number {
	return Math.max(16, Math.min(44, width - 2 - zoneWidth - 1 - wordsWidth - numbersWidth));
}

/** Without an earlier count nobody knows how far a zone is: no bar pretends to. */
function hasBarsIn(width: number, expectedByZone: ZonesProps['expectedByZone']): boolean {
	return width >= 70 && expectedByZone !== undefined;
}

/** What there is room for beside a zone's numbers. */
function wordsRoom(width: number, hasBars: boolean): number {
	return hasBars ? barWidthIn(width) + 1 + wordsWidth : Math.min(60, width - zoneWidth - numbersWidth);
}

/** Why zones failed that have no room for it in their line, each reason once with its zones. */
export function failureLines(
	{zones, expectedByZone}: Pick<ZonesProps, 'zones' | 'expectedByZone'>,
	{width, symbols}: Look,
): readonly Line[] {
	const room = wordsRoom(width, hasBarsIn(width, expectedByZone));
	const failures = zones.flatMap((zone) =>
		zone.status.type === 'failed' && widthOf(zoneWords(zone, 0)) > room
			? [{zone: zone.zone, text: `${zone.status.problem.what} ${zone.status.problem.next}`.trimEnd()}]
			: [],
	);
	return [...Map.groupBy(failures, ({text}) => text)].flatMap(([text, failed]) =>
		wrapped(`${failed.map(({zone}) => zone).join(', ')}: ${text}`, width - 2, {
			tone: 'danger',
			first: [{text: `  ${symbols.failed} `, tone: 'danger'}],
		}),
	);
}

function ZoneLine({
	zone,
	instances,
	refused,
	expected,
	hasBars,
}: {
	readonly zone: ZoneCoverage;
	readonly instances: number;
	readonly refused: string;
	readonly expected: number | undefined;
	readonly hasBars: boolean;
}) {
	const {width} = useBodySize();
	const {symbols} = useTheme();
	const {status} = zone;
	const waited = useSeconds(status, status.type === 'waiting');
	const numbers = `${fit(instances.toLocaleString('en-US'), 7, {align: 'right'})}${refused}`;
	// What a zone waits for, or failed with, needs the room more than a bar does.
	const room = wordsRoom(width, hasBars);
	const bars = hasBars && status.type !== 'waiting' && status.type !== 'failed' ? barWidthIn(width) : 0;
	const between = bars === 0 ? '' : ' ';
	const isDone = status.type === 'done';
	const {full, empty} = barText(
		isDone ? 1 : Math.min(instances, (expected ?? 0) * 0.99),
		isDone ? 1 : (expected ?? 0),
		bars,
		symbols,
	);
	return (
		<Toned tone={zoneTone(zone)}>
			{`  ${fit(zone.zone, zoneWidth)}`}
			<Toned tone="barFull">{full}</Toned>
			<Toned tone="barEmpty">{empty}</Toned>
			{`${between}${fit(zoneWords(zone, waited), room - bars - between.length, {ellipsis: symbols.ellipsis})}${numbers}`}
		</Toned>
	);
}

function zoneWords({status, pages}: ZoneCoverage, waited: number): string {
	switch (status.type) {
		case 'queued': {
			return 'queued';
		}

		case 'running': {
			return `page ${pages}`;
		}

		case 'waiting': {
			const left = Math.ceil(status.seconds) - waited;
			return left > 0 ? `${status.reason}, next try in ${left} s` : `${status.reason}, trying again`;
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
function SpokenZones({zones, byZone, instances, expected, isRunning, hasVerdicts}: ZonesProps) {
	const tenths = expected === undefined || expected === 0 ? 0 : Math.min(9, Math.floor((instances / expected) * 10));
	return (
		<Box flexDirection="column">
			{isRunning && tenths > 0 && <Toned>{`about ${tenths * 10} percent`}</Toned>}
			{zones.map((zone) => {
				const words = spokenZone(zone, byZone.get(zone.zone), hasVerdicts);
				return words === undefined ? null : <Toned key={zone.zone}>{`${zone.zone}: ${words}`}</Toned>;
			})}
		</Box>
	);
}

/** Nothing of a zone that is still read: its numbers change ten times a second. */
function spokenZone({status}: ZoneCoverage, counts: ZoneCounts | undefined, hasVerdicts: boolean): string | undefined {
	switch (status.type) {
		case 'queued':
		case 'running': {
			return undefined;
		}

		case 'waiting': {
			return `${status.reason}, it is tried again`;
		}

		case 'done': {
			const refused = hasVerdicts ? `, ${counts?.notAllowed ?? 0} not allowed` : '';
			return `done, ${counted(counts?.instances ?? 0, 'instance')}${refused}`;
		}

		case 'failed': {
			return `failed: ${status.problem.what}`;
		}
	}
}
