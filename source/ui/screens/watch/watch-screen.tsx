import {Box} from 'ink';
import {counted} from '../../../counted.ts';
import {onList} from '../../../machine/list.ts';
import type {RefusedLaunch} from '../../../operations/watch/refused.ts';
import {sourceNames} from '../../../operations/launches/words.ts';
import type {RolloutState, StepOf} from '../../../rollout/state.ts';
import {watchedIn, type RefusedGroup} from '../../../rollout/steps/watch.ts';
import {wrap} from '../../components/text/fit.ts';
import {Spinner} from '../../components/text/spinner.tsx';
import {Table} from '../../components/lists/table.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';

/** The launches that AWS refused since the Regions were enforced, by source, the newest first. */
export function WatchScreen({state, step}: {readonly state: RolloutState; readonly step: StepOf<'watch'>}) {
	const {width, height} = useBodySize();
	const {groups, count, known} = watchedIn(state, step);
	const [first, ...others] = step.regions;
	const where = others.length === 0 ? (first ?? '') : counted(step.regions.length, 'Region');
	if (known.length === 0) {
		return <Spinner label={`Looking for launches that were refused in ${where}`} />;
	}

	const selected = groups[onList(step.cursor, groups.length)];
	const sources = new Set(groups.map(({newest: {region, source}}) => `${region} ${source.type} ${source.id}`)).size;
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

	const details = selected === undefined ? [] : detailsOf(selected).flatMap((text) => wrap(text, width));
	const room = height - 4 - unread.length - details.length;
	return (
		<Box flexDirection="column">
			<Toned tone={count > 0 ? 'danger' : 'heading'}>{headline()}</Toned>
			<Toned tone="muted">
				{`${askedAt === undefined ? 'Asking AWS' : `Asked ${clock(askedAt)}`}. Auto Scaling tells at once, CloudTrail up to 15 minutes late.`}
			</Toned>
			{unread.map(({region, source, problem}) => (
				<Toned key={`${region} ${source}`} tone="warning">{`${source} could not be read: ${problem.what}`}</Toned>
			))}
			<Box height={1} />
			<Table
				columns={[
					{id: 'time', title: 'Last, UTC', text: ({newest: {time}}: RefusedGroup) => clock(time), min: 9, max: 9},
					{
						id: 'times',
						title: 'Times',
						text: ({times}: RefusedGroup) => times.toLocaleString('en-US'),
						align: 'right',
						max: 5,
					},
					...(others.length === 0
						? []
						: [{id: 'region', title: 'Region', text: ({newest: {region}}: RefusedGroup) => region, min: 9, max: 16}]),
					{id: 'source', title: 'What was to launch', text: ({newest}) => sourceOf(newest), min: 28, weight: 2},
					{
						id: 'image',
						title: 'Image',
						text: ({newest: {imageId}, named}) => named?.evidence?.Name ?? imageId,
						min: 21,
						max: 48,
					},
				]}
				count={groups.length}
				rowAt={(index) => groups[index]}
				width={width}
				height={Math.max(2, room)}
				selected={groups.length === 0 ? undefined : onList(step.cursor, groups.length)}
			/>
			{details.map((text, index) => (
				<Toned key={index} tone="muted">
					{text}
				</Toned>
			))}
		</Box>
	);
}

function sourceOf({source: {type, id}, by}: RefusedLaunch): string {
	return type === 'recent-launch' ? `RunInstances by ${by ?? 'nobody known'}` : `${sourceNames[type]} ${id}`;
}

/** Why the newest was refused, from which image, by whom; and whether that was known before. */
function detailsOf({newest, named}: RefusedGroup): readonly string[] {
	const {error, message, imageId, by, source} = newest;
	return [
		`${sourceOf(newest)} · ${imageId === '' ? 'an image that is not told' : imageId}`,
		`${error}: ${message}`,
		...(by === undefined || source.type === 'recent-launch' ? [] : [`By ${by}`]),
		named === undefined
			? 'Nothing that launches this image was named before enforcing in this run.'
			: 'It was named before enforcing.',
	];
}

function clock(iso: string): string {
	return iso.slice(11, 19);
}
