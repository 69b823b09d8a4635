import type {InstanceColumns} from '../columns/instance-columns.ts';
import type {Instance} from '../instance.ts';
import {Inventory} from '../store.ts';
import {totalsOf, type Totals} from '../totals.ts';
import type {Judge} from '../verdicts.ts';
import {anchorAt, Cursor, type Anchor} from './cursor.ts';
import {labelOf, linesOf, rowsShown} from './browser-lines.ts';
import {listStateOf, scanStateOf, type BrowserSnapshot, type BrowserView, type Crumb} from './browser-snapshot.ts';
import {Fields} from './fields.ts';
import {compileFilter, onceEach} from './filter.ts';
import {firstGroupDirection, groupColumns, type GroupColumn, type Group, type Grouping} from './groups.ts';
import type {Listing, ListingQuery} from './listing.ts';
import {LiveListing} from './live-listing.ts';
import {Marks} from './marks.ts';
import {systemScheduler, type Scheduler} from './scheduler.ts';
import {neighbourOf, nextSort, sortColumns, type Sort, type SortColumn} from './sort.ts';

export type BrowserOptions = {
	readonly inventory?: Inventory;
	readonly judge?: Judge;
	readonly scheduler?: Scheduler;
	/** Milliseconds of work before a key press gets its turn; 2 by default. */
	readonly slice?: number;
	/** Lines of the list that are visible. */
	readonly height?: number;
	readonly show?: 'not-allowed' | 'all';
};

/** A place that `back` leads to. */
type Level = {
	readonly crumbs: readonly Crumb[];
	view: BrowserView;
	readonly cursor: Cursor;
};

/**
The model behind the review screen: a list of instances, or of groups of them, that can be filtered, sorted, marked and drilled into while
rows stream in. It knows no screen and no keys. Nothing it does takes longer than a slice; what takes longer goes on in later turns, and
subscribers hear of it.
*/
export class Browser {
	readonly #live: LiveListing;
	readonly #listeners = new Set<() => void>();
	#marks = new Marks();
	#inventory: Inventory;
	#judge: Judge;
	#fields: Fields;
	#unsubscribe: () => void;
	#height: number;
	#show: 'not-allowed' | 'all';
	#filterText = '';
	#filterError: string | undefined;
	/** The last filter that was right. */
	#goodFilter = '';
	#sort: Sort = {column: 'scanned', direction: 'ascending'};
	#groupSort: Sort<GroupColumn> = {column: 'not-allowed', direction: 'descending'};
	#levels: Level[] = [{crumbs: [], view: 'instances', cursor: new Cursor()}];
	/** Up to which retirements the marks were carried over, and the columns that they and the lines are rows of. */
	#retirements = 0;
	#columns: InstanceColumns;
	/** Where a range of marks begins. */
	#markAnchor: Anchor | undefined;
	#snapshot: BrowserSnapshot | undefined;
	#totals: {readonly version: number; readonly fields: Fields; readonly totals: Totals} | undefined;

	constructor(options: BrowserOptions = {}) {
		const {
			inventory = new Inventory(),
			judge = {},
			scheduler = systemScheduler,
			slice = 2,
			height = 20,
			show = 'not-allowed',
		} = options;
		this.#inventory = inventory;
		this.#columns = inventory.columns;
		this.#judge = judge;
		this.#fields = new Fields(inventory, judge);
		this.#height = height;
		this.#show = show;
		this.#live = new LiveListing({
			scheduler,
			slice,
			query: () => this.#query(),
			completed: (listing) => {
				this.#complete(listing);
			},
			changed: () => {
				this.#changed();
			},
		});
		this.#unsubscribe = this.#follow();
		this.#rebuild();
	}

	get inventory(): Inventory {
		return this.#inventory;
	}

	/** For `useSyncExternalStore`; gives a function that ends the subscription. */
	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	};

	/** What a screen shows; the same object until something changes. */
	readonly getSnapshot = (): BrowserSnapshot => {
		this.#snapshot ??= this.#takeSnapshot();
		return this.#snapshot;
	};

	/** Shows another inventory, from the top; filter, sort and the kind of view stay. */
	show(inventory: Inventory, judge: Judge = this.#judge): void {
		this.#unsubscribe();
		this.#inventory = inventory;
		this.#judge = judge;
		this.#fields = new Fields(inventory, judge);
		this.#marks = new Marks();
		this.#retirements = inventory.retirements;
		this.#columns = inventory.columns;
		this.#unsubscribe = this.#follow();
		this.#levels = [{crumbs: [], view: this.#root.view, cursor: new Cursor()}];
		this.#startOver();
	}

	/** Judges the images anew: by a draft, say. */
	setJudge(judge: Judge): void {
		this.#judge = judge;
		this.#fields = new Fields(this.#inventory, judge);
		this.#rebuild();
	}

	/** Stops following the inventory. */
	dispose(): void {
		this.#unsubscribe();
		this.#live.stop();
	}

	setHeight(height: number): void {
		this.#height = Math.max(1, height);
		this.#level.cursor.follow(this.#listing, this.#height, this.#successorOf);
		this.#changed();
	}

	moveBy(lines: number): void {
		this.#moveTo(this.#level.cursor.index + lines);
	}

	/** By index, 0…length−1; past an end it goes to that end. */
	moveTo(place: number | 'top' | 'end'): void {
		this.#moveTo(place === 'top' ? 0 : place === 'end' ? this.#listing.length - 1 : place);
	}

	/** Pages up (−1) or down (1). */
	page(by: number): void {
		this.#level.cursor.page(by, this.#listing, this.#height);
		this.#changed();
	}

	/** Filters; may be called with every letter typed. From the top, but when the filter is taken away the line at hand stays. */
	setFilter(text: string): void {
		this.#filterText = text;
		const filter = compileFilter(text, this.#fields);
		this.#filterError = filter.status === 'wrong' ? filter.message : undefined;
		if (filter.status === 'wrong' || text === this.#goodFilter) {
			this.#changed();
			return;
		}

		this.#goodFilter = text;
		if (!filter.isEmpty) {
			this.#level.cursor.reset();
		}

		this.#rebuild({showsEarly: !this.#level.cursor.isHeld});
	}

	setShow(show: 'not-allowed' | 'all'): void {
		this.#show = show;
		this.#rebuild();
	}

	toggleShow(): void {
		this.setShow(this.#show === 'all' ? 'not-allowed' : 'all');
	}

	/** Sorts instances; by the column that they are sorted by already, the other way round. */
	sortBy(column: SortColumn, direction?: Sort['direction']): void {
		this.#sort = direction === undefined ? nextSort(this.#sort, column, 'ascending') : {column, direction};
		this.#rebuild();
	}

	/** Sorts groups likewise. */
	sortGroupsBy(column: GroupColumn, direction?: Sort['direction']): void {
		this.#groupSort =
			direction === undefined ? nextSort(this.#groupSort, column, firstGroupDirection(column)) : {column, direction};
		this.#rebuild();
	}

	/** Goes to the next column (1) or the one before (−1) that the list at hand can be sorted by. */
	cycleSort(step = 1): void {
		if (this.#level.view === 'instances') {
			this.sortBy(neighbourOf(sortColumns, this.#sort.column, step), 'ascending');
		} else {
			const column = neighbourOf(groupColumns, this.#groupSort.column, step);
			this.sortGroupsBy(column, firstGroupDirection(column));
		}
	}

	reverseSort(): void {
		if (this.#level.view === 'instances') {
			this.sortBy(this.#sort.column);
		} else {
			this.sortGroupsBy(this.#groupSort.column);
		}
	}

	/** Shows the instances at hand in groups, or, with `instances`, one by one. */
	groupBy(view: BrowserView): void {
		if (view === this.#level.view) {
			return;
		}

		this.#level.view = view;
		this.#level.cursor.reset();
		this.#startOver();
	}

	/** Drills into the group at hand. Gives whether there was one: an instance has nothing inside. */
	open(): boolean {
		const {crumbs, cursor, view} = this.#level;
		const group = this.#listing.groups[cursor.index];
		if (group === undefined || view === 'instances') {
			return false;
		}

		cursor.hold(this.#listing);
		const crumb = {by: group.by, key: group.key, label: labelOf(group)};
		this.#levels.push({crumbs: [...crumbs, crumb], view: 'instances', cursor: new Cursor()});
		this.#startOver();
		return true;
	}

	/** Goes back out to the groups. Gives whether there was anywhere to go. */
	back(): boolean {
		if (this.#levels.length === 1) {
			return false;
		}

		this.#levels.pop();
		this.#startOver();
		return true;
	}

	/** Marks the line at hand, or takes its mark away. */
	toggleMark(): void {
		const anchor = this.#anchor;
		if (anchor === undefined) {
			return;
		}

		this.#level.cursor.hold(this.#listing);
		this.#mark(anchor, !this.#isMarked(anchor));
		this.#markAnchor = anchor;
		this.#changed();
	}

	/** Marks every line from the one marked or unmarked last to the one at hand. */
	markRange(): void {
		const {index} = this.#level.cursor;
		const from = this.#markAnchor === undefined ? index : this.#indexOf(this.#markAnchor);
		const [low, high] = [Math.min(from, index), Math.max(from, index)];
		for (let line = low === -1 ? index : low; line <= high; line++) {
			this.#mark(anchorAt(this.#listing, line), true);
		}

		this.#changed();
	}

	/** Marks every line that the filter leaves. */
	markAll(): void {
		for (let line = 0; line < this.#listing.length; line++) {
			this.#mark(anchorAt(this.#listing, line), true);
		}

		this.#changed();
	}

	/** Takes away all marks of this view, also of lines that the filter hides. */
	clearMarks(): void {
		this.#marks.clear(this.#grouping);
		this.#markAnchor = undefined;
		this.#changed();
	}

	/** The instance at hand, to the letter; `undefined` in an empty list or a list of groups. */
	currentInstance(): Instance | undefined {
		const anchor = this.#anchor;
		return anchor !== undefined && 'row' in anchor ? this.#columns.instanceAt(anchor.row) : undefined;
	}

	/** The group at hand. */
	currentGroup(): Group | undefined {
		return this.#listing.groups[this.#level.cursor.index];
	}

	/** The rows of the inventory that the list stands for, in its order; for groups, those of their instances. */
	rowsInView(): readonly number[] {
		return this.#now([...this.#listing.rows]);
	}

	/** The rows that are marked, or that are in marked groups and in view. */
	markedRows(): readonly number[] {
		const by = this.#grouping;
		if (by === undefined) {
			return this.#now(this.#marks.rows());
		}

		const field = this.#listing.query.fields.get(by);
		const isMarked = onceEach((code) => this.#marks.hasGroup(by, field.text(code)));
		return this.#now([...this.#listing.rows].filter((row) => isMarked(field.codeOf(row))));
	}

	get #listing(): Listing {
		return this.#live.current;
	}

	get #root(): Level {
		return this.#levels[0] ?? this.#level;
	}

	get #level(): Level {
		const level = this.#levels.at(-1);
		if (level === undefined) {
			throw new TypeError('A browser is always somewhere');
		}

		return level;
	}

	get #grouping(): Grouping | undefined {
		const {view} = this.#level;
		return view === 'instances' ? undefined : view;
	}

	get #anchor(): Anchor | undefined {
		return anchorAt(this.#listing, this.#level.cursor.index);
	}

	/** Where a row that was marked or moved to is in the list now. */
	readonly #successorOf = (row: number): number | undefined => {
		const {columns} = this.#listing.query.fields;
		// A list may just be complete when the inventory has other columns already: then its rows are still those of before.
		return columns === this.#inventory.columns ? this.#inventory.successorOf(row, this.#columns) : row;
	};

	/** Rows of the list as rows of the inventory, which may have others meanwhile. */
	#now(rows: readonly number[]): readonly number[] {
		return this.#columns === this.#inventory.columns
			? rows
			: rows.map((row) => this.#inventory.successorOf(row, this.#columns)).filter((row) => row !== undefined);
	}

	#moveTo(index: number): void {
		this.#level.cursor.moveTo(index, this.#listing, this.#height);
		this.#changed();
	}

	#mark(anchor: Anchor | undefined, isMarked: boolean): void {
		if (anchor === undefined) {
			return;
		}

		if ('row' in anchor) {
			this.#marks.set(anchor.row, isMarked);
		} else if (this.#grouping !== undefined) {
			this.#marks.setGroup(this.#grouping, anchor.key, isMarked);
		}
	}

	#isMarked(anchor: Anchor): boolean {
		return 'row' in anchor
			? this.#marks.has(anchor.row)
			: this.#grouping !== undefined && this.#marks.hasGroup(this.#grouping, anchor.key);
	}

	#indexOf(anchor: Anchor): number {
		return 'row' in anchor
			? this.#listing.indexOfRow(this.#successorOf(anchor.row) ?? -1)
			: this.#listing.groups.findIndex(({key}) => key === anchor.key);
	}

	#follow(): () => void {
		return this.#inventory.subscribe(() => {
			this.#live.catchUp();
			this.#changed();
		});
	}

	/** For another list altogether: nothing of the one before must be seen or acted upon. */
	#startOver(): void {
		this.#markAnchor = undefined;
		this.#live.blank();
		this.#followRows();
		this.#rebuild({showsEarly: true});
	}

	/** `showsEarly`: as soon as the first screen is known, instead of when all is. */
	#rebuild({showsEarly = false}: {showsEarly?: boolean} = {}): void {
		this.#live.rebuild(showsEarly ? this.#height : undefined);
		this.#changed();
	}

	#query(): ListingQuery {
		const {crumbs, view} = this.#level;
		const {evidenceVersion, columns} = this.#inventory;
		if (this.#fields.evidenceVersion !== evidenceVersion || this.#fields.columns !== columns) {
			this.#fields = new Fields(this.#inventory, this.#judge);
		}

		return {
			fields: this.#fields,
			test: rowsShown(this.#fields, {filter: this.#goodFilter, show: this.#show, crumbs}),
			sort: this.#sort,
			...(view !== 'instances' && {grouping: {by: view, sort: this.#groupSort}}),
		};
	}

	#complete(listing: Listing): void {
		this.#level.cursor.follow(listing, this.#height, this.#successorOf);
		this.#followRows();
		this.#changed();
	}

	/** Carries what was marked over to the rows that the list has now. */
	#followRows(): void {
		const {columns} = this.#listing.query.fields;
		if (this.#retirements === this.#inventory.retirements || columns !== this.#inventory.columns) {
			return;
		}

		this.#retirements = this.#inventory.retirements;
		this.#marks.follow(this.#successorOf);
		const anchor = this.#markAnchor;
		if (anchor !== undefined && 'row' in anchor) {
			const row = this.#successorOf(anchor.row);
			this.#markAnchor = row === undefined ? undefined : {row};
		}

		this.#columns = columns;
	}

	#changed(): void {
		this.#snapshot = undefined;
		for (const listener of this.#listeners) {
			listener();
		}
	}

	#takeSnapshot(): BrowserSnapshot {
		const {crumbs, view, cursor} = this.#level;
		const listing = this.#listing;
		const {length} = listing;
		const {coverage} = this.#inventory;
		const totals = this.#countTotals();
		const scan = scanStateOf(coverage);
		const {isBusy} = this.#live;
		const last = Math.min(length, cursor.first + this.#height);
		return {
			view,
			crumbs,
			lines: linesOf(listing, cursor.first, last, this.#marks),
			first: cursor.first,
			cursor: length === 0 ? -1 : cursor.index,
			length,
			instances: listing.rows.length,
			scroll: length === 0 ? {start: 0, end: 1} : {start: cursor.first / length, end: last / length},
			filter: {text: this.#filterText, ...(this.#filterError !== undefined && {error: this.#filterError})},
			show: this.#show,
			sort: view === 'instances' ? this.#sort : this.#groupSort,
			marks: this.#marks.count(this.#grouping),
			state: listStateOf({length, isBusy, isFiltered: this.#goodFilter.trim() !== '', show: this.#show, totals, scan}),
			scan,
			coverage,
			totals,
			isBusy,
		};
	}

	#countTotals(): Totals {
		const {version} = this.#inventory;
		const fields = this.#fields;
		if (this.#totals?.version !== version || this.#totals.fields !== fields) {
			const totals = totalsOf(this.#inventory.images(), ({index}) => fields.verdicts.ofImage(index));
			this.#totals = {version, fields, totals};
		}

		return this.#totals.totals;
	}
}
