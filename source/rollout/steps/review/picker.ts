/** What can be chosen from a list of choices in the review: an order, columns, or a value of the current line to filter by. */
import type {BrowserSnapshot, Line} from '../../../inventory/list/browser-snapshot.ts';
import type {Browser} from '../../../inventory/list/browser.ts';
import {filterWord} from '../../../inventory/list/filter-syntax.ts';
import {groupColumns} from '../../../inventory/list/groups.ts';
import {sortColumns} from '../../../inventory/list/sort.ts';

export type Choice = {
	/** A column; or a word of a filter. */
	readonly id: string;
	readonly words: string;
	/** Whether it is what holds now. */
	readonly isChosen: boolean;
};

/** Choices, and which one is current. */
export type Picker = {
	readonly what: 'sort' | 'columns' | 'value';
	readonly choices: readonly Choice[];
	readonly cursor: number;
};

/** What there is to choose now. */
export function choicesOf(what: Picker['what'], browser: Browser): readonly Choice[] {
	switch (what) {
		case 'sort': {
			return orders(browser);
		}

		case 'columns': {
			return columnsToChoose(browser);
		}

		case 'value': {
			const {lines, first, cursor} = browser.getSnapshot();
			const line = lines[cursor - first];
			return line === undefined ? [] : valuesOf(line, browser);
		}
	}
}

const orderWords: Readonly<Record<string, string>> = {
	scanned: 'as it was scanned',
	id: 'instance',
	'image-name': 'image',
	image: 'image ID',
	'not-allowed': 'offenders',
	unknown: 'no verdict',
};

function orders(browser: Browser): readonly Choice[] {
	const {view, sort} = browser.getSnapshot();
	return (view === 'instances' ? sortColumns : groupColumns).map((id) => ({
		id,
		words: `${orderWords[id] ?? (id === 'key' ? (view === 'image' ? 'image ID' : view) : id)}${id === sort.column ? `, ${sort.direction}` : ''}`,
		isChosen: id === sort.column,
	}));
}

type ColumnToChoose = {readonly id: string; readonly words: string; readonly isHidden?: boolean};

/** What is shown of instances beside their ID, verdict and image, where there is room. */
export const instanceColumnsToChoose: readonly ColumnToChoose[] = [
	{id: 'name', words: 'name'},
	{id: 'image', words: 'image ID', isHidden: true},
	{id: 'provider', words: 'provider'},
	{id: 'state', words: 'state'},
	{id: 'zone', words: 'zone'},
	{id: 'type', words: 'type'},
	{id: 'launched', words: 'launched', isHidden: true},
	{id: 'reason', words: 'reason', isHidden: true},
];

/** The same of groups, beside what they are called and how many offenders they have. */
export const groupColumnsToChoose: readonly ColumnToChoose[] = [
	{id: 'bar', words: 'bar'},
	{id: 'instances', words: 'instances, among all'},
	{id: 'unknown', words: 'no verdict, among all'},
	{id: 'key', words: 'image ID'},
];

function columnsToChoose(browser: Browser): readonly Choice[] {
	const {view} = browser.getSnapshot();
	return (view === 'instances' ? instanceColumnsToChoose : groupColumnsToChoose).map(({id, words}) => ({
		id,
		words,
		isChosen: isColumnShown(id, browser.getSnapshot()),
	}));
}

/** Whether a column is to be shown, where there is room: as it was chosen, or else as it is from the start. */
export function isColumnShown(id: string, {view, columns}: Pick<BrowserSnapshot, 'view' | 'columns'>): boolean {
	const all = view === 'instances' ? instanceColumnsToChoose : groupColumnsToChoose;
	return columns[columnKey(view, id)] ?? all.find((column) => column.id === id)?.isHidden !== true;
}

/** Groups and instances have their columns apart. */
export function columnKey(view: string, id: string): string {
	return view === 'instances' ? `instance ${id}` : `group ${id}`;
}

/** The values of the current line that a filter can ask for, what tells most first. */
function valuesOf(line: Line, {inventory}: Browser): readonly Choice[] {
	const values: ReadonlyArray<readonly [key: string, value: string | undefined]> =
		line.type === 'group'
			? line.group.by === 'image'
				? [
						['image-name', line.group.image?.Name],
						['provider', line.group.image?.OwnerId],
						['image', line.group.key],
					]
				: [[line.group.by, line.group.key]]
			: [
					['image-name', line.image?.Name],
					['provider', line.image?.OwnerId],
					['name', line.name],
					['image', line.image?.ImageId],
					['reason', line.reason],
					['account', line.account],
					['region', inventory.coverage.regions.length > 1 ? line.region : undefined],
					['zone', line.zone],
					['type', line.instanceType],
					['state', line.state],
					['verdict', line.verdict],
					['id', line.id],
				];
	return values.flatMap(([key, value]) => {
		// A group of those that lack something is asked for by that.
		if (value === undefined || (value === '' && line.type === 'instance')) {
			return [];
		}

		const word = filterWord(key, value);
		return [{id: word, words: word, isChosen: false}];
	});
}
