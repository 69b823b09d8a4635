/** The columns of a list of groups: what a group is called comes first, and is the widest. */
import {capitalized} from '../../../capitalized.ts';
import {counted} from '../../../counted.ts';
import {knownPublisher} from '../../../criteria/suggestions/publishers.ts';
import type {BrowserSnapshot, Line} from '../../../inventory/list/browser-snapshot.ts';
import {countOf, type Group, type GroupCount} from '../../../inventory/list/groups.ts';
import {barText} from '../../components/lists/bar.ts';
import type {Column} from '../../components/lists/table.tsx';
import type {Symbols, Theme} from '../../theme.ts';
import {draftColumn, shown, type DraftWords} from './instance-columns.ts';

export function groupColumns(
	{view, show, sort, most, hasDraft, coverage}: BrowserSnapshot,
	{symbols}: Theme,
): ReadonlyArray<Column<Line>> {
	const isOfImages = view === 'image';
	const measured: GroupCount = sort.column === 'instances' || sort.column === 'unknown' ? sort.column : 'not-allowed';
	return [
		isOfImages
			? named('name', 'Image', ({image}, label) => image?.Name ?? label, widest)
			: named('key', capitalized(view), (_, label) => label, widest),
		...shown(
			view === 'provider',
			named('about', 'Known as', ({image}) => knownPublisher(image?.OwnerId ?? '') ?? image?.ImageOwnerAlias ?? '', {
				min: 14,
				weight: 2,
				drop: 1,
			}),
		),
		count('not-allowed', 'Offenders', {min: 11}),
		bar(measured, most[measured], symbols),
		// Among offenders alone, it would be the same number again.
		...shown(show === 'all', count('instances', 'Instances', {min: 11, drop: 1})),
		...shown(show === 'all' && most.unknown > 0, count('unknown', 'No verdict', {min: 12, drop: 2})),
		...shown(
			isOfImages && coverage.regions.length > 1,
			named('region', 'Region', ({region}) => region, {min: 14, max: 14, weight: 0}),
		),
		...shown(
			isOfImages,
			named('key', 'Image ID', (_, label) => label, {min: 21, max: 21, weight: 0, drop: 3}),
		),
		...shown(
			hasDraft,
			draftColumn((line) => (line.type === 'group' ? draftOf(line.group, symbols) : undefined)),
		),
	];
}

/** The room of what a group is called. Names of images begin alike: what tells them apart is at their end. */
const widest: Partial<Column<Line>> = {min: 22, weight: 4, truncate: 'middle'};

/** The columns that a bar is long at most. */
const barWidth = 10;

function named(
	id: string,
	title: string,
	text: (group: Group, label: string) => string,
	room: Partial<Column<Line>>,
): Column<Line> {
	return {id, title, text: (line) => (line.type === 'group' ? text(line.group, line.label) : ''), ...room};
}

function count(id: GroupCount, title: string, room: Partial<Column<Line>>): Column<Line> {
	return {
		id,
		title,
		text: (line) => (line.type === 'group' ? countOf(line.group, id).toLocaleString('en-US') : ''),
		align: 'right',
		weight: 0,
		...room,
	};
}

/** How a group compares with the largest one; what it is of stands beside it as a number. */
function bar(measured: GroupCount, most: number, symbols: Symbols): Column<Line> {
	return {
		id: 'bar',
		title: '',
		text: (line) => (line.type === 'group' ? barText(countOf(line.group, measured), most, barWidth, symbols).full : ''),
		spoken: () => '',
		tone: () => 'accent',
		min: barWidth,
		max: barWidth,
		weight: 0,
		drop: 4,
	};
}

/** `✓ allows`, or of how many of them; `✗ 2 lost`: so many that are allowed now; `? 3 not known`: so many that it leaves open. The worst of these. */
function draftOf({draft, notAllowed, instances}: Group, symbols: Symbols): DraftWords | undefined {
	const {mended, refused, unclear} = draft ?? {mended: 0, refused: 0, unclear: 0};
	if (mended + refused + unclear === 0) {
		return undefined;
	}

	if (refused > 0) {
		return {
			text: `${symbols.notAllowed} ${refused.toLocaleString('en-US')} lost`,
			spoken: `the draft refuses ${counted(refused, 'instance')} that ${refused === 1 ? 'is' : 'are'} allowed now`,
			tone: 'notAllowed',
		};
	}

	if (unclear > 0) {
		return {
			text: `${symbols.unknown} ${unclear === instances ? '' : `${unclear.toLocaleString('en-US')} `}not known`,
			spoken: `whether the draft allows ${counted(unclear, 'instance')} of it is not known`,
			tone: 'unknown',
		};
	}

	return mended === notAllowed
		? {text: `${symbols.allowed} allows`, spoken: 'the draft allows all of it', tone: 'allowed'}
		: {
				text: `${symbols.allowed} ${mended.toLocaleString('en-US')} of it`,
				spoken: `the draft allows ${counted(mended, 'instance')} of it`,
				tone: 'allowed',
			};
}
