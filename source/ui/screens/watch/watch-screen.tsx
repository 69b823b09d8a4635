import {Box} from 'ink';
import {counted} from '../../../counted.ts';
import type {RefusedLaunch} from '../../../operations/watch/refused.ts';
import {sourceNames} from '../../../operations/launches/words.ts';
import type {RolloutState, StepOf} from '../../../rollout/state.ts';
import {watchedIn} from '../../../rollout/steps/watch.ts';
import {Paragraph} from '../../components/paragraph.tsx';
import {Spinner} from '../../components/spinner.tsx';
import {Table} from '../../components/table.tsx';
import {Toned} from '../../components/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';

/** The launches that AWS refused since the Regions were enforced, the newest first. */
export function WatchScreen({state, step}: {readonly state: RolloutState; readonly step: StepOf<'watch'>}) {
	const {width, height} = useBodySize();
	const {launches, count, known} = watchedIn(state, step);
	const [first, ...others] = step.regions;
	const where = others.length === 0 ? (first ?? '') : counted(step.regions.length, 'Region');
	if (known.length === 0) {
		return <Spinner label={`Looking for launches that were refused in ${where}`} />;
	}

	const names = new Map(
		step.regions.flatMap((region) =>
			(state.work[region]?.failing ?? []).map(({imageId, evidence}) => [imageId, evidence?.Name ?? ''] as const),
		),
	);
	const selected = launches[step.cursor];
	const sources = new Set(launches.map(({region, source}) => `${region} ${source.type} ${source.id}`)).size;
	const unread = known.flatMap((one) => one.unread.map((part) => ({region: one.region, ...part})));
	const begun = known.map((one) => one.since).toSorted();
	const [earliest = '', latest = earliest] = [begun[0], begun.at(-1)];
	// Of several Regions, what is true of all: the round that is longest ago.
	const asked = known.flatMap((one) => one.askedAt ?? []);
	const askedAt = asked.length < step.regions.length ? undefined : asked.toSorted()[0];
	const headline = (): string => {
		if (count > 0) {
			return `${counted(count, 'launch', 'launches')} refused in ${where} since ${clock(earliest)} UTC, by ${counted(sources, 'source')}`;
		}

		// Nothing was refused as far as all of it was asked and read.
		return askedAt === undefined
			? `Looking for launches that were refused in ${where}`
			: `No launch was ${unread.length > 0 ? 'seen to be ' : ''}refused in ${where} since ${clock(latest)} UTC`;
	};

	const room = height - 5 - unread.length;
	return (
		<Box flexDirection="column">
			<Toned tone={count > 0 ? 'danger' : 'heading'}>{headline()}</Toned>
			<Toned tone="muted">
				{`${askedAt === undefined ? 'Asking AWS' : `Asked at ${clock(askedAt)} UTC`}. Auto Scaling tells at once, CloudTrail up to 15 minutes late.`}
			</Toned>
			{unread.map(({region, source, problem}) => (
				<Toned key={`${region} ${source}`} tone="warning">{`${source} could not be read: ${problem.what}`}</Toned>
			))}
			<Box height={1} />
			<Table
				columns={[
					{id: 'time', title: 'UTC', text: ({time}: RefusedLaunch) => clock(time), min: 8, max: 8},
					...(others.length === 0
						? []
						: [{id: 'region', title: 'Region', text: ({region}: RefusedLaunch) => region, min: 9, max: 16}]),
					{
						id: 'source',
						title: 'What was to launch',
						text: ({source: {type, id}}) =>
							type === 'recent-launch' ? 'a call of RunInstances' : `${sourceNames[type]} ${id}`,
						min: 20,
					},
					{id: 'image', title: 'Image', text: ({imageId}) => imageId, min: 12, max: 21},
					{id: 'name', title: 'Name', text: ({imageId}) => names.get(imageId) ?? '', min: 8, drop: 1},
					{id: 'by', title: 'By', text: ({by = ''}) => by, min: 8, drop: 2},
				]}
				count={launches.length}
				rowAt={(index) => launches[index]}
				width={width}
				height={Math.max(2, room)}
				selected={launches.length === 0 ? undefined : step.cursor}
			/>
			{selected !== undefined && <Paragraph tone="muted" text={`${selected.error}: ${selected.message}`} />}
		</Box>
	);
}

function clock(iso: string): string {
	return iso.slice(11, 19);
}
