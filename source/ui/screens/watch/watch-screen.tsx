import {Box} from 'ink';
import {counted} from '../../../counted.ts';
import {onList} from '../../../machine/list.ts';
import type {RolloutState, StepOf} from '../../../rollout/state.ts';
import {overIn, watchedIn, type RefusedGroup} from '../../../rollout/steps/watch.ts';
import {ListAndTexts, Text} from '../../components/panels/panes.tsx';
import {wrapped} from '../../components/text/lines.tsx';
import {Spinner} from '../../components/text/spinner.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {detailsOf, noneInWords, refusedInWords, triedBy} from './watch-words.ts';

/** The launches that AWS refused since the Regions were enforced, by source, the newest first. */
export function WatchScreen({state, step}: {readonly state: RolloutState; readonly step: StepOf<'watch'>}) {
	const {width, height} = useBodySize();
	const {symbols} = useTheme();
	const {groups, count, known} = watchedIn(state, step);
	const [first, ...others] = step.regions;
	const where = others.length === 0 ? (first ?? '') : counted(step.regions.length, 'Region');
	if (known.length === 0) {
		return <Spinner label={`Looking for launches that were refused in ${where}`} />;
	}

	const selected = groups[onList(step.cursor, groups.length)];
	const unread = known.flatMap((one) => one.unread.map((part) => ({region: one.region, ...part})));
	const begun = known.map((one) => one.since).toSorted();
	const [earliest = '', latest = earliest] = [begun[0], begun.at(-1)];
	// Of several Regions, what is true of all: the round that is longest ago.
	const asked = known.flatMap((one) => one.askedAt ?? []);
	const askedAt = asked.length < step.regions.length ? undefined : asked.toSorted()[0];
	const over = overIn(state, step);
	const headline = ((): string => {
		if (count > 0) {
			return refusedInWords({where, since: clock(earliest), count, groups, isPartial: unread.length > 0});
		}

		// Nothing was refused as far as all of it was asked and read.
		return askedAt === undefined && over.length === 0
			? `Looking for launches that were refused in ${where}`
			: noneInWords({where, since: clock(latest), isPartial: unread.length > 0});
	})();
	const told = [
		...wrapped(headline, width, {tone: count > 0 ? 'danger' : unread.length > 0 ? 'warning' : 'heading'}),
		...wrapped(
			over.length === step.regions.length
				? 'Nothing is watched any more: r tries again.'
				: `${askedAt === undefined ? 'Asking AWS' : `Asked ${clock(askedAt)}`}. Auto Scaling tells at once, CloudTrail up to 15 minutes late.`,
			width,
			{tone: 'muted'},
		),
		...(over.length > 0 && over.length < step.regions.length
			? wrapped(`Not watched any more: ${over.join(', ')}. r tries again.`, width, {tone: 'warning'})
			: []),
		...unread.flatMap(({source, problem}) =>
			wrapped(`${source} could not be read: ${problem.what}`, width, {
				tone: 'warning',
				first: [{text: `${symbols.warning} `, tone: 'warning'}],
			}),
		),
	];
	// What was refused keeps most of the room.
	const room = Math.min(told.length, Math.max(3, groups.length === 0 ? height : Math.floor(height / 3)));
	return (
		<Box flexDirection="column">
			<Text panes={[{lines: () => told}]} width={width} height={room} />
			<Box height={1} />
			{selected !== undefined && (
				<ListAndTexts
					height={height - room - 1}
					weight={2}
					rows={groups.length + 1}
					list={(ofList, rows) => (
						<Table
							columns={columnsOf(others.length > 0)}
							count={groups.length}
							rowAt={(index) => groups[index]}
							width={ofList}
							height={Math.max(2, rows)}
							selected={onList(step.cursor, groups.length)}
						/>
					)}
					panes={[
						{
							title: 'Its last refusal',
							lines: (ofText) =>
								detailsOf(selected, symbols.dot).flatMap(({text, tone}) => wrapped(text, ofText, {tone})),
						},
					]}
				/>
			)}
		</Box>
	);
}

function columnsOf(hasRegions: boolean): ReadonlyArray<Column<RefusedGroup>> {
	return [
		{id: 'time', title: 'Last, UTC', text: ({newest: {time}}) => clock(time), min: 9, max: 9},
		{id: 'times', title: 'Times', text: ({times}) => times.toLocaleString('en-US'), align: 'right', max: 5},
		...(hasRegions
			? [{id: 'region', title: 'Region', text: ({newest: {region}}: RefusedGroup) => region, min: 9, max: 16}]
			: []),
		{
			id: 'source',
			title: 'Tried by',
			text: ({newest}) => triedBy(newest),
			truncate: 'middle',
			min: 28,
			weight: 2,
		},
		{
			id: 'image',
			title: 'Image',
			text: ({newest: {imageId}, named}) => named?.evidence?.Name ?? imageId,
			truncate: 'middle',
			min: 21,
			max: 48,
		},
	];
}

function clock(iso: string): string {
	return iso.slice(11, 19);
}
