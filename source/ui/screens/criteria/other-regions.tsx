import {onList} from '../../../machine/list.ts';
import {currentRegion, type RolloutState} from '../../../rollout/state.ts';
import {otherRegions, type OtherRegion} from '../../../rollout/steps/criteria/another-region.ts';
import type {CriteriaView} from '../../../rollout/steps/criteria/views.ts';
import {Table} from '../../components/lists/table.tsx';
import {ListAndTexts} from '../../components/panels/panes.tsx';
import {wrapped} from '../../components/text/lines.tsx';
import {criteriaLines} from '../../components/text/text-lines.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {criteriaInShort} from './criteria-in-short.ts';

/** The Regions whose criteria a draft can start from, and what the current one has. */
export function OtherRegions({
	state,
	view,
}: {
	readonly state: RolloutState;
	readonly view: Extract<CriteriaView, {type: 'regions'}>;
}) {
	const {height} = useBodySize();
	const {symbols} = useTheme();
	const regions = otherRegions(state);
	const cursor = onList(view.cursor, regions.length);
	const current = regions[cursor];
	return (
		<ListAndTexts
			height={height}
			rows={Math.max(3, regions.length + 1)}
			list={(width, rows) => (
				<Table
					columns={[
						{id: 'region', title: 'Region', text: ({region}: OtherRegion) => region, min: 14, max: 16},
						{
							id: 'state',
							title: 'State',
							text: ({settings: {State: reported, ManagedBy: by}}) =>
								by === 'account' ? reported : `${reported} by policy`,
							min: 17,
							max: 20,
							drop: 1,
						},
						{
							id: 'words',
							title: 'Allows',
							text: ({settings}) => criteriaInShort(settings.ImageCriteria),
							min: 20,
							weight: 3,
						},
					]}
					count={regions.length}
					rowAt={(index) => regions[index]}
					width={width}
					height={rows}
					selected={cursor}
					empty="No other Region that was read has criteria."
				/>
			)}
			panes={
				current === undefined
					? []
					: [
							{
								title: `Allowed in ${current.region}`,
								lines: (width) => criteriaLines(current.settings.ImageCriteria, {width, symbols}),
							},
							{
								title: 'What comes next',
								lines: (width) =>
									wrapped(
										`enter takes them as the draft for ${currentRegion(state) ?? ''}, to be looked at and changed. Nothing is applied yet, and ${current.region} keeps its own.`,
										width,
										{tone: 'accent'},
									),
							},
						]
			}
		/>
	);
}
