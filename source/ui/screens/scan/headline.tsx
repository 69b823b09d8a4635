import {pagesPerSecond} from '../../../operations/ports.ts';
import type {RegionWork} from '../../../rollout/state.ts';
import {fit, widthOf} from '../../components/text/fit.ts';
import {Toned} from '../../components/text/toned.tsx';
import {useSeconds} from '../../hooks/use-seconds.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Tone} from '../../theme.ts';

type Scan = RegionWork['scan'];

/** Columns from which the headline also says what a scan is held to. */
const roomForLimit = 100;

/** How the scan stands, in one line. */
export function Headline({
	scan,
	region,
	readAt,
	width,
	instances,
	expected,
}: {
	readonly scan: Scan;
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

function headline(scan: Scan, region: string): {text: string; tone: Tone} {
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
			return {text: `Settings of ${region} changed since; r scans again`, tone: 'danger'};
		}

		case 'failed': {
			return {text: `The scan of ${region} failed; r tries again`, tone: 'danger'};
		}

		case 'done': {
			return scan.isComplete
				? {text: `Scanned all of ${region}`, tone: 'good'}
				: {text: `Incomplete: only a part of ${region}; r tries again`, tone: 'danger'};
		}
	}
}
