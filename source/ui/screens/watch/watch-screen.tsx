import {Box} from 'ink';
import {counted} from '../../../counted.ts';
import type {RefusedLaunch} from '../../../operations/watch/refused.ts';
import {sourceNames} from '../../../operations/launches/words.ts';
import {currentRegion, currentWork, type RolloutState, type StepOf} from '../../../rollout/state.ts';
import {Paragraph} from '../../components/paragraph.tsx';
import {Spinner} from '../../components/spinner.tsx';
import {Table} from '../../components/table.tsx';
import {Toned} from '../../components/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';

/** The launches that AWS refused since the Region was enforced, the newest first. */
export function WatchScreen({state, step}: {readonly state: RolloutState; readonly step: StepOf<'watch'>}) {
	const {width, height} = useBodySize();
	const region = currentRegion(state) ?? '';
	const {watched, failing = []} = currentWork(state);
	if (watched === undefined) {
		return <Spinner label={`Looking for launches that were refused in ${region}`} />;
	}

	const {launches, count, since, askedAt, unread} = watched;
	const names = new Map(failing.map(({imageId, evidence}) => [imageId, evidence?.Name ?? '']));
	const selected = launches[step.cursor];
	const sources = new Set(launches.map(({source}) => `${source.type} ${source.id}`)).size;
	const room = height - 5 - unread.length;
	return (
		<Box flexDirection="column">
			<Toned tone={count > 0 ? 'danger' : 'heading'}>
				{count === 0
					? `No launch was refused in ${region} since ${clock(since)} UTC`
					: `${counted(count, 'launch', 'launches')} refused in ${region} since ${clock(since)} UTC, by ${counted(sources, 'source')}`}
			</Toned>
			<Toned tone="muted">
				{`${askedAt === undefined ? 'Asking AWS' : `Asked at ${clock(askedAt)} UTC`}. Auto Scaling tells at once, CloudTrail up to 15 minutes late.`}
			</Toned>
			{unread.map(({source, problem}) => (
				<Toned key={source} tone="warning">{`${source} could not be read: ${problem.what}`}</Toned>
			))}
			<Box height={1} />
			<Table
				columns={[
					{id: 'time', title: 'UTC', text: ({time}: RefusedLaunch) => clock(time), min: 8, max: 8},
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
