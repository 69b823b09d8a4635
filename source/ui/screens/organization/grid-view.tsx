import {Box} from 'ink';
import {counted} from '../../../counted.ts';
import {onList} from '../../../machine/list.ts';
import {currentAccount, currentCell, currentColumn, shownAccounts} from '../../../organization/lists.ts';
import {detailSections} from '../../../organization/plan.ts';
import type {OrganizationState} from '../../../organization/state.ts';
import {pathInWords} from '../../../operations/organization/accounts/account.ts';
import {isCounted} from '../../../operations/organization/cell.ts';
import type {OverviewAccount, OverviewCell} from '../../../operations/organization/overview.ts';
import {ListAndTexts, useIsWide} from '../../components/panels/panes.tsx';
import {widthOf} from '../../components/text/fit.ts';
import {Lines, textOf, wrapped, type Line, type Span} from '../../components/text/lines.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {columnFor, regionsSeen, roomForNames, type RegionsSeen} from './regions-seen.ts';
import {emptyWords} from './empty-words.ts';
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
		const names = columnFor(
			accounts.map(({record: {Name = ''}}) => Name),
			leastOfName,
			mostOfName,
		);
		const seen = regionsSeen({room, names}, regions.length, column);
		const units = columnFor(
			accounts.map(({record: {Path}}) => pathInWords(Path)),
			8,
			24,
		);
		return [
			{id: 'account', title: 'Account', text: ({record}) => record.Account, min: 12, max: 12},
			{
				id: 'name',
				title: 'Name',
				text: ({record: {Name = ''}}) => Name,
				// Rather than names, what is told of below as well gives way.
				min: Math.max(leastOfName, Math.min(names, roomForNames(room, seen))),
				max: 28,
				weight: 2,
			},
			{id: 'unit', title: 'Unit', text: ({record: {Path}}) => pathInWords(Path), min: units, max: 24, drop: 1},
			{
				id: 'heat',
				title: seen.title,
				text: (account) => textOf(heatOf(account, {regions, seen, column, signs})),
				spans: (account) => heatOf(account, {regions, seen, column, signs}),
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
				...(state.order.grid !== 'instances' && {drop: 2}),
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

	const legend = (room: number): readonly Line[] =>
		inRows(
			[
				[{text: signs.clean, tone: 'allowed'}, {text: ' all allowed'}],
				[{text: signs.heat.join(''), tone: 'notAllowed'}, {text: ' not allowed, few to all'}],
				[{text: signs.unknown, tone: 'unknown'}, {text: ' no verdict'}],
				[{text: signs.unsafe, tone: 'warning'}, {text: ' unread, partial or old'}],
				[{text: `${signs.empty} no instance`}],
			],
			room,
		);
	const whole = (room: number): number => accounts.length + 1 + gap + legend(room).length;
	const table = (room: number, rows: number) => {
		const explained = legend(room);
		const least = Math.max(2, rows - explained.length - gap);
		return (
			<Box flexDirection="column">
				<Table
					columns={columnsFor(room)}
					count={accounts.length}
					rowAt={(index) => accounts[index]}
					width={room}
					height={accounts.length === 0 ? least : Math.min(accounts.length + 1, least)}
					selected={onList(state.cursors.grid, accounts.length)}
					sort={{
						column: state.order.grid,
						direction:
							(state.order.grid === 'account' || state.order.grid === 'name') === state.order.isReversed
								? 'descending'
								: 'ascending',
					}}
					empty={emptyWords(state, 'account')}
				/>
				{accounts.length > 0 && (
					<>
						<Box height={gap} />
						<Lines lines={explained} width={room} height={explained.length} how="" />
					</>
				)}
			</Box>
		);
	};

	return (
		<ListAndTexts
			height={height}
			weight={2}
			rows={whole(width)}
			list={table}
			panes={
				isWide
					? sectionPanes(detailSections(state))
					: [{lines: (room) => (accounts.length === 0 ? [] : wrapped(aboutCell(state), room))}]
			}
		/>
	);
}

/** What of names is shown at least, and what of the longest of them before anything else gives way. */
const leastOfName = 10;
const mostOfName = 20;

/** Between the accounts and what the signs mean. */
const gap = 1;

/** Parts side by side, in as many rows as they need; none is broken. */
function inRows(parts: readonly Line[], width: number): readonly Line[] {
	const rows: Line[] = [];
	for (const part of parts) {
		const last = rows.at(-1);
		const longer = last === undefined ? part : [...last, {text: '  '}, ...part];
		if (last === undefined || widthOf(textOf(longer)) > width) {
			rows.push(part);
		} else {
			rows[rows.length - 1] = longer;
		}
	}

	return rows;
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
): Line {
	return regions.slice(first, first + count).flatMap((region, index): Line => {
		const cell = cells.get(region);
		const sign = cell === undefined ? {text: signs.none} : signOf(cell, signs);
		return first + index === column ? [{text: '[', tone: 'strong'}, sign, {text: ']', tone: 'strong'}] : [sign];
	});
}

function signOf({unsafe, instances, notAllowed, unknown, launches}: OverviewCell, signs: Signs): Span {
	if (unsafe !== undefined) {
		return {text: signs.unsafe, tone: 'warning'};
	}

	if (notAllowed > 0) {
		const heat = signs.heat[Math.min(3, Math.floor((4 * notAllowed) / instances))] ?? signs.heat[3];
		return {text: heat, tone: 'notAllowed'};
	}

	if (launches !== undefined && launches.notAllowed > 0) {
		// Nothing that runs, but something that would fail to launch.
		return {text: signs.heat[0], tone: 'notAllowed'};
	}

	if (instances === 0 && (launches?.sources ?? 0) === 0) {
		return {text: signs.empty, tone: 'muted'};
	}

	return unknown + (launches?.unknown ?? 0) > 0
		? {text: signs.unknown, tone: 'unknown'}
		: {text: signs.clean, tone: 'allowed'};
}

function aboutCell(state: OrganizationState): string {
	const region = currentColumn(state) ?? '';
	const account = currentAccount(state);
	const cell = currentCell(state);
	if (account === undefined) {
		return '';
	}

	const {Account, Name} = account.record;
	const place = `${Name ?? Account}, ${region}`;
	if (cell === undefined) {
		return `${place}: the account has no such Region, or it was not asked for.`;
	}

	const {unsafe, instances, notAllowed, unknown, row, launches} = cell;
	const settings = row.cell?.Settings;
	const running =
		row.cell !== undefined && !isCounted(row.cell)
			? 'instances not known'
			: instances === 0
				? 'no instance'
				: `${counted(instances, 'instance')}, ${number(notAllowed)} not allowed, ${number(unknown)} without a verdict`;
	const counts = `${running}${launchesInWords(launches)}`;
	const what = row.cell === undefined ? '' : ` ${settings?.State ?? 'settings not known'}; ${counts}.`;
	return `${place}:${what}${unsafe === undefined ? '' : ` ${unsafe.Why}`}`;
}

function launchesInWords(launches: OverviewCell['launches']): string {
	return launches === undefined || launches.sources === 0
		? ''
		: `; ${counted(launches.sources, 'launch source')}, ${number(launches.notAllowed)} not allowed`;
}

/** A sum over an account's cells: nothing where none was counted, and with a plus where some were not. */
function totalOf({cells, unsafe, ...totals}: OverviewAccount, what: 'instances' | 'notAllowed'): string {
	const isRead = cells.values().some(({row: {cell}}) => cell !== undefined && isCounted(cell));
	return isRead ? `${number(totals[what])}${unsafe > 0 ? '+' : ''}` : '-';
}

function number(value: number): string {
	return value.toLocaleString('en-US');
}
