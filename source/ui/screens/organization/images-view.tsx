import {Box} from 'ink';
import {counted} from '../../../counted.ts';
import {onList} from '../../../machine/list.ts';
import {cellsOf, type ImageCell} from '../../../organization/image-cells.ts';
import {shownImages} from '../../../organization/lists.ts';
import {detailSections} from '../../../organization/plan.ts';
import type {OrganizationImage, OrganizationState} from '../../../organization/state.ts';
import {pathInWords} from '../../../operations/organization/accounts/account.ts';
import {columnsIn, ListAndTexts, useIsWide} from '../../components/panels/panes.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {positionText} from '../../components/panels/scrolling.ts';
import {clip, wrap} from '../../components/text/fit.ts';
import {Toned} from '../../components/text/toned.tsx';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Tone} from '../../theme.ts';
import {emptyWords} from './empty-words.ts';
import {sectionPanes} from './section-panes.ts';

const verdictTones: Readonly<Record<OrganizationImage['After'], Tone>> = {
	'not-allowed': 'notAllowed',
	unknown: 'unknown',
	allowed: 'allowed',
};

const imageColumns: ReadonlyArray<Column<OrganizationImage>> = [
	{
		id: 'verdict',
		title: 'Verdict',
		text: ({After}) => After.replace('-', ' '),
		tone: ({After}) => verdictTones[After],
		min: 11,
		max: 11,
	},
	{
		id: 'name',
		title: 'Image',
		text: ({ImageName, ImageId}) => ImageName ?? ImageId,
		truncate: 'middle',
		min: 28,
		weight: 4,
	},
	{id: 'image', title: 'Image ID', text: ({ImageId}) => ImageId, min: 21, max: 21, drop: 2},
	{id: 'provider', title: 'Provider', text: ({OwnerId}) => OwnerId ?? '', min: 12, max: 14, drop: 3},
	{id: 'Region', title: 'Region', text: ({Region}) => Region, min: 9, max: 14, drop: 1},
	{id: 'accounts', title: 'Accounts', text: ({Accounts}) => String(Accounts.length), align: 'right', max: 8},
	{
		id: 'instances',
		title: 'Instances',
		text: ({Instances}) => Instances.toLocaleString('en-US'),
		align: 'right',
		max: 9,
	},
];

/** The images over all accounts, the worst first. */
export function ImagesView({
	state,
	width,
	height,
}: {
	readonly state: OrganizationState;
	readonly width: number;
	readonly height: number;
}) {
	const images = shownImages(state);
	const isWide = useIsWide();
	const {images: order, isReversed} = state.order;
	const isDescending = order === 'instances' || order === 'accounts';
	const table = (room: number, rows: number) => (
		<Table
			columns={imageColumns}
			count={images.length}
			rowAt={(index) => images[index]}
			width={room}
			height={Math.max(2, rows)}
			selected={onList(state.cursors.images, images.length)}
			sort={{column: order, direction: isDescending === isReversed ? 'ascending' : 'descending'}}
			empty={emptyWords(state, 'image')}
		/>
	);
	return isWide ? (
		<ListAndTexts
			height={height}
			weight={columnsIn(width) === 3 ? 3.6 : 2.2}
			rows={images.length + 1}
			list={table}
			panes={sectionPanes(detailSections(state))}
		/>
	) : (
		table(width, height)
	);
}

/** The accounts that run an image, why it is or isn't allowed above them, and what is known of the current cell beside them. */
export function ImageCellsView({
	state,
	opened: {image, cursor},
	width,
	height,
}: {
	readonly state: OrganizationState;
	readonly opened: NonNullable<OrganizationState['opened']>;
	readonly width: number;
	readonly height: number;
}) {
	const {symbols} = useTheme();
	const cells = cellsOf(image, state.overview);
	const current = onList(cursor, cells.length);
	const {ImageId, ImageName, OwnerId, Region, Instances, After, Reasons} = image;
	const about = [
		{
			text: `${ImageId} in ${Region}, provider ${OwnerId ?? 'not known'}: ${After.replace('-', ' ')}, ${counted(Instances, 'instance')} in ${counted(cells.length, 'account')}`,
			tone: verdictTones[After],
		},
		...Reasons.map((text) => ({text: `  ${text}`, tone: 'plain' as const})),
	].flatMap(({text, tone}) => wrap(text, width).map((line) => ({text: line, tone})));
	// Why comes first; it leaves the list half of the room.
	const most = Math.max(1, Math.floor(height / 2) - 1);
	const shown = about.length > most ? about.slice(0, most - 1) : about;
	const more = about.length - shown.length;
	const room = height - 1 - shown.length - (more > 0 ? 1 : 0);
	const position = positionText(current, cells.length);
	return (
		<Box flexDirection="column">
			<Toned>
				<Toned tone="heading">{clip(ImageName ?? ImageId, width - 20, {ellipsis: symbols.ellipsis})}</Toned>
				<Toned tone="muted">{`  ${position}`}</Toned>
			</Toned>
			{shown.map(({text, tone}, index) => (
				<Toned key={index} tone={tone}>
					{text}
				</Toned>
			))}
			{more > 0 && <Toned tone="muted">{`and ${counted(more, 'more line', 'more lines')} of reasons`}</Toned>}
			<ListAndTexts
				height={room}
				rows={cells.length + 1}
				list={(listWidth, rows) => (
					<Table
						columns={cellColumns.filter(
							({id}) => id !== 'unread' || cells.some(({cell}) => cell?.unsafe !== undefined),
						)}
						count={cells.length}
						rowAt={(index) => cells[index]}
						width={listWidth}
						height={Math.max(2, rows)}
						selected={current}
					/>
				)}
				panes={sectionPanes(detailSections(state))}
			/>
		</Box>
	);
}

const cellColumns: ReadonlyArray<Column<ImageCell>> = [
	{id: 'account', title: 'Account', text: ({account: {record}}) => record.Account, min: 12, max: 12},
	{id: 'name', title: 'Name', text: ({account: {record}}) => record.Name ?? '', min: 10, max: 28, weight: 2},
	{
		id: 'unit',
		title: 'Unit',
		text: ({account: {record}}) => pathInWords(record.Path),
		min: 8,
		max: 24,
		drop: 2,
	},
	{
		id: 'state',
		title: 'State there',
		text: ({cell}) => cell?.row.cell?.Settings?.State ?? 'not known',
		min: 11,
		max: 12,
		drop: 1,
	},
	{
		id: 'instances',
		title: 'Instances',
		text: ({instances}) => instances.toLocaleString('en-US'),
		align: 'right',
		max: 9,
	},
	{
		id: 'unread',
		title: 'Read',
		text: ({cell}) => (cell?.unsafe === undefined ? '' : 'in part, or old'),
		tone: () => 'warning',
		min: 15,
		max: 15,
		drop: 3,
	},
];
