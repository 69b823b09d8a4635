import {Box} from 'ink';
import {counted} from '../../../counted.ts';
import {onList} from '../../../machine/list.ts';
import {currentAccount, currentCell, currentColumn, shownAccounts} from '../../../organization/lists.ts';
import {detailSections} from '../../../organization/plan.ts';
import type {OrganizationState} from '../../../organization/state.ts';
import {pathInWords} from '../../../operations/organization/accounts/account.ts';
import type {OverviewAccount, OverviewCell} from '../../../operations/organization/overview.ts';
import {ListAndTexts, useIsWide} from '../../components/panels/panes.tsx';
import {wrap} from '../../components/text/fit.ts';
import {Paragraph} from '../../components/text/paragraph.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {regionsSeen, type RegionsSeen} from './regions-seen.ts';
import {sectionPanes} from './section-panes.ts';

/** Accounts × Regions: one sign a Region, the darker the more instances are not allowed; what is unread is hatched, never empty. */
export function GridView({state, height}: {readonly state: OrganizationState; readonly height: number}) {
	const {width} = useBodySize();
	const {isUnicode} = useTheme();
	const isWide = useIsWide();
	const accounts = shownAccounts(state);
	const {regions} = state.overview;
	const column = onList(state.column, regions.length);
	const signs = isUnicode ? unicodeSigns : asciiSigns;
	const columnsFor = (room: number): ReadonlyArray<Column<OverviewAccount>> => {
		const seen = regionsSeen(room, regions.length, column);
		return [
			{id: 'account', title: 'Account', text: ({record}) => record.Account, min: 12, max: 12},
			{id: 'name', title: 'Name', text: ({record: {Name = ''}}) => Name, min: 10, max: 28, weight: 2},
			{id: 'unit', title: 'Unit', text: ({record: {Path}}) => pathInWords(Path), min: 8, max: 24, drop: 2},
			{
				id: 'heat',
				title: seen.title,
				text: (account) => heatOf(account, {regions, seen, column, signs}),
				min: seen.width,
				max: seen.width,
				weight: 0,
			},
			{
				id: 'instances',
				title: 'Instances',
				text: (account) => totalOf(account, 'instances'),
				align: 'right',
				max: 9,
				drop: 1,
			},
			{
				id: 'not allowed',
				title: 'Not allowed',
				text: (account) => totalOf(account, 'notAllowed'),
				tone: ({notAllowed}) => (notAllowed > 0 ? 'notAllowed' : undefined),
				align: 'right',
				max: 11,
			},
			{
				id: 'unread',
				title: 'Unread',
				text: ({unsafe}) => (unsafe === 0 ? '' : number(unsafe)),
				tone: () => 'warning',
				align: 'right',
				max: 6,
			},
		];
	};

	const legend = `${signs.clean} none not allowed  ${signs.heat.join('')} up to all  ${signs.unknown} no verdict  ${signs.unsafe} unread, partial or old  ${signs.empty} no instance`;
	const table = (room: number, rows: number) => (
		<Table
			columns={columnsFor(room)}
			count={accounts.length}
			rowAt={(index) => accounts[index]}
			width={room}
			height={Math.max(2, rows)}
			selected={onList(state.cursors.grid, accounts.length)}
			sort={{
				column: state.order.grid,
				direction:
					(state.order.grid === 'account' || state.order.grid === 'name') === state.order.isReversed
						? 'descending'
						: 'ascending',
			}}
			empty="No account has these words."
		/>
	);
	if (isWide) {
		return (
			<ListAndTexts
				height={height}
				weight={2}
				rows={accounts.length + 1}
				list={(room, rows) => (
					<Box flexDirection="column">
						{table(room, rows - wrap(legend, room).length)}
						<Paragraph tone="muted" text={legend} width={room} />
					</Box>
				)}
				panes={sectionPanes(detailSections(state))}
			/>
		);
	}

	return (
		<Box flexDirection="column">
			{table(width, height - 4)}
			<Toned tone="muted">{legend}</Toned>
			<Paragraph text={aboutCell(state)} />
		</Box>
	);
}

type Signs = {
	readonly clean: string;
	/** From a few to all. */
	readonly heat: readonly [string, string, string, string];
	readonly unknown: string;
	readonly unsafe: string;
	readonly empty: string;
	/** The account has no such Region. */
	readonly none: string;
};

const unicodeSigns: Signs = {clean: '▁', heat: ['░', '▒', '▓', '█'], unknown: '?', unsafe: '╱', empty: '·', none: ' '};
const asciiSigns: Signs = {clean: '_', heat: ['-', '=', '%', '#'], unknown: '?', unsafe: '/', empty: '.', none: ' '};

/** One sign for each Region that is seen; the one under the cursor in brackets. */
function heatOf(
	{cells}: OverviewAccount,
	{
		regions,
		seen: {first, count},
		column,
		signs,
	}: {
		readonly regions: readonly string[];
		readonly seen: RegionsSeen;
		readonly column: number;
		readonly signs: Signs;
	},
): string {
	return regions
		.slice(first, first + count)
		.map((region, index) => {
			const cell = cells.get(region);
			const sign = cell === undefined ? signs.none : signOf(cell, signs);
			return first + index === column ? `[${sign}]` : sign;
		})
		.join('');
}

function signOf({unsafe, instances, notAllowed, unknown, launches}: OverviewCell, signs: Signs): string {
	if (unsafe !== undefined) {
		return signs.unsafe;
	}

	if (notAllowed > 0) {
		return signs.heat[Math.min(3, Math.floor((4 * notAllowed) / instances))] ?? signs.heat[3];
	}

	if (launches !== undefined && launches.notAllowed > 0) {
		// Nothing that runs, but something that would fail to launch.
		return signs.heat[0];
	}

	if (instances === 0 && (launches?.sources ?? 0) === 0) {
		return signs.empty;
	}

	return unknown + (launches?.unknown ?? 0) > 0 ? signs.unknown : signs.clean;
}

function aboutCell(state: OrganizationState): string {
	const region = currentColumn(state) ?? '';
	const account = currentAccount(state);
	const cell = currentCell(state);
	if (account === undefined) {
		return '';
	}

	const place = `${account.record.Account} ${region}`;
	if (cell === undefined) {
		return `${place}: the account has no such Region, or it was not asked for.`;
	}

	const {unsafe, instances, notAllowed, unknown, row, launches} = cell;
	const settings = row.cell?.Settings;
	const counts = `${counted(instances, 'instance')}, ${number(notAllowed)} not allowed, ${number(unknown)} without a verdict${launchesInWords(launches)}`;
	const what = row.cell === undefined ? '' : ` ${settings?.State ?? 'settings not known'}; ${counts}.`;
	return `${place}:${what}${unsafe === undefined ? '' : ` ${unsafe.Why}`}`;
}

function launchesInWords(launches: OverviewCell['launches']): string {
	return launches === undefined || launches.sources === 0
		? ''
		: `; ${counted(launches.sources, 'launch source')}, ${number(launches.notAllowed)} not allowed`;
}

/** A sum over an account's cells: nothing where none was read, and with a plus where some were not. */
function totalOf({cells, unsafe, ...totals}: OverviewAccount, what: 'instances' | 'notAllowed'): string {
	const isRead = cells.values().some(({row: {cell}}) => cell !== undefined);
	return isRead ? `${number(totals[what])}${unsafe > 0 ? '+' : ''}` : '-';
}

function number(value: number): string {
	return value.toLocaleString('en-US');
}
