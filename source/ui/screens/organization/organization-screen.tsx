import {Box} from 'ink';
import {counted} from '../../../counted.ts';
import {onList} from '../../../machine/list.ts';
import {filterKeys, filterProblem, shownImages, type OrganizationImage} from '../../../organization/lists.ts';
import {detailLines, detailSections, planLines, type PlanLine} from '../../../organization/plan.ts';
import type {OrganizationState} from '../../../organization/state.ts';
import {wrap} from '../../components/text/fit.ts';
import {ListAndTexts, useIsWide} from '../../components/panels/panes.tsx';
import {PromptLine} from '../../components/input/prompt-line.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {TextInput} from '../../components/input/text-input.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {GridView} from './grid-view.tsx';
import {sectionPanes} from './section-panes.ts';

/** A whole organization: the grid, the images, the plan; or one cell or image of them in full. */
export function OrganizationScreen({state}: {readonly state: OrganizationState}) {
	const {width, height} = useBodySize();
	const {symbols} = useTheme();
	const {exporting, detail, tab, filter, isFiltering} = state;
	const hasFilter = isFiltering || filter.value !== '';
	const problem = hasFilter ? filterProblem(state) : undefined;
	const room =
		height -
		1 -
		(hasFilter ? (problem === undefined ? 1 : 2) : 0) -
		(exporting === undefined ? 0 : exporting.problem === undefined && exporting.phase !== 'overwrite?' ? 2 : 4);
	return (
		<Box flexDirection="column" height={height}>
			<Toned tone="heading">{inShort(state)}</Toned>
			{hasFilter && (
				<Box>
					<Toned tone="key">{`${symbols.filter} `}</Toned>
					<TextInput
						field={filter}
						width={width - 2}
						isFocused={isFiltering}
						placeholder={`text, ${filterKeys(state)
							.map((key) => `${key}:`)
							.join(' ')} !not`}
						error={problem}
					/>
				</Box>
			)}
			{detail === undefined ? (
				tab === 'grid' ? (
					<GridView state={state} height={room} />
				) : tab === 'images' ? (
					<ImagesView state={state} width={width} height={room} />
				) : (
					<Lines lines={planLines(state)} top={state.cursors.plan} width={width} height={room} />
				)
			) : (
				<Lines lines={detailLines(state)} top={detail.top} width={width} height={room} />
			)}
			{exporting !== undefined && (
				<PromptLine
					label="Write to (.csv or .json)"
					prompt={exporting}
					question="It is there already. Overwrite it?"
					busy="Writing"
				/>
			)}
		</Box>
	);
}

/** What there is, and what of it is missing: never the one without the other. */
function inShort({overview: {accounts, regions, unsafe, report}}: OrganizationState): string {
	const sum = (key: 'instances' | 'notAllowed' | 'unknown') => accounts.reduce((all, one) => all + one[key], 0);
	const parts = [
		`${counted(accounts.length, 'account')} × ${counted(regions.length, 'Region')}`,
		counted(sum('instances'), 'instance'),
		`${sum('notAllowed').toLocaleString('en-US')} ${report === undefined ? 'not allowed' : 'would be blocked'}`,
		`${sum('unknown').toLocaleString('en-US')} without a verdict`,
		...(unsafe.length === 0 ? [] : [`${unsafe.length.toLocaleString('en-US')} unread, partial or old`]),
	];
	return parts.join(', ');
}

const imageColumns: ReadonlyArray<Column<OrganizationImage>> = [
	{
		id: 'verdict',
		title: 'Verdict',
		text: ({After}) => After.replace('-', ' '),
		tone: ({After}) => (({'not-allowed': 'notAllowed', unknown: 'unknown', allowed: 'allowed'}) as const)[After],
		min: 11,
		max: 11,
	},
	{id: 'name', title: 'Name', text: ({ImageName}) => ImageName ?? '', min: 14, weight: 4},
	{id: 'image', title: 'AMI', text: ({ImageId}) => ImageId, min: 21, max: 21, drop: 2},
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

function ImagesView({
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
			empty="No image has these words."
		/>
	);
	return isWide ? (
		<ListAndTexts height={height} rows={images.length + 1} list={table} panes={sectionPanes(detailSections(state))} />
	) : (
		table(width, height)
	);
}

/** Lines of text from one of them on, as many as fit; where more follow, that is said. */
function Lines({
	lines,
	top,
	width,
	height,
}: {
	readonly lines: readonly PlanLine[];
	readonly top: number;
	readonly width: number;
	readonly height: number;
}) {
	const first = onList(top, lines.length);
	const drawn = lines
		.slice(first, first + height)
		.flatMap(({text, tone}) =>
			text === '' ? [{text: ' ', tone}] : wrap(text, width).map((line) => ({text: line, tone})),
		);
	const isCut = drawn.length >= height;
	const shown = drawn.slice(0, isCut ? height - 1 : height);
	return (
		<Box flexDirection="column">
			{shown.map(({text, tone}, index) => (
				<Toned key={index} tone={tone}>
					{text}
				</Toned>
			))}
			{isCut && <Toned tone="muted">down: more</Toned>}
		</Box>
	);
}
