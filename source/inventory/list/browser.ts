import type {Instance} from '../instance.ts';
import {Inventory} from '../store.ts';
import type {Judge} from '../verdicts.ts';
import {linesOf, rowsShown} from './browser-lines.ts';
import {
	listStateOf,
	scanStateOf,
	type BrowserSnapshot,
	type BrowserView,
	type ChosenColumns,
} from './browser-snapshot.ts';
import type {Group, GroupColumn, Grouping} from './groups.ts';
import {JudgedInventory} from './judged-inventory.ts';
import type {Listing, ListingQuery} from './listing.ts';
import {LiveListing} from './live-listing.ts';
import {CarriedRows} from './position/carried-rows.ts';
import {anchorAt, type Anchor} from './position/cursor.ts';
import {Levels} from './position/levels.ts';
import {Marks} from './position/marks.ts';
import {systemScheduler, type Scheduler} from './scheduler.ts';
import type {Sort, SortColumn} from './sort.ts';
import {Sorting} from './sorting.ts';
import {TypedFilter} from './typed-filter.ts';

export type BrowserOptions = {
	readonly inventory?: Inventory;
	readonly judge?: Judge;
	readonly scheduler?: Scheduler;
	/** Milliseconds of work before a key press gets its turn; 2 by default. */
	readonly slice?: number;
	/** Lines of the list that are visible. */
	readonly height?: number;
	readonly show?: 'not-allowed' | 'all';
	/** What it begins with; instances by default. */
	readonly view?: BrowserView;
};

/**
The model behind the review screen: a list of instances, or of groups of them, that can be filtered, sorted, marked and drilled into while
rows stream in. It knows no screen and no keys. Nothing it does takes longer than a slice; what takes longer goes on in later turns, and
subscribers hear of it.
*/
export class Browser {
	readonly #live: LiveListing;
	readonly #listeners = new Set<() => void>();
	readonly #sorting = new Sorting();
	readonly #filter = new TypedFilter();
	#levels: Levels;
	#marks = new Marks();
	#rows: CarriedRows;
	#judged: JudgedInventory;
	#unsubscribe: () => void;
	#height: number;
	#show: 'not-allowed' | 'all';
	#columns: ChosenColumns = {};
	#snapshot: BrowserSnapshot | undefined;

	constructor(options: BrowserOptions = {}) {
		const {
			inventory = new Inventory(),
			judge = {},
			scheduler = systemScheduler,
			slice = 2,
			height = 20,
			show = 'not-allowed',
			view = 'instances',
		} = options;
		this.#levels = new Levels(view);
		this.#judged = new JudgedInventory(inventory, judge);
		this.#rows = new CarriedRows(inventory);
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
		return this.#judged.inventory;
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
	show(inventory: Inventory, judge: Judge = this.#judged.judge): void {
		this.#unsubscribe();
		this.#judged = new JudgedInventory(inventory, judge, this.#judged.draft);
		this.#marks = new Marks();
		this.#rows = new CarriedRows(inventory);
		this.#unsubscribe = this.#follow();
		this.#levels = new Levels(this.#levels.rootView);
		this.#startOver();
	}

	/** Judges the images anew: by a draft, say. */
	setJudge(judge: Judge): void {
		this.#judged = new JudgedInventory(this.inventory, judge, this.#judged.draft);
		this.#rebuild();
	}

	/** Tells from now on what other criteria would make of each line; without a judge nothing. */
	setDraft(draft: Judge | undefined): void {
		this.#judged = this.#judged.withDraft(draft);
		this.#rebuild();
	}

	/** Stops following the inventory. */
	dispose(): void {
		this.#unsubscribe();
		this.#live.stop();
	}

	setHeight(height: number): void {
		this.#height = Math.max(1, height);
		this.#levels.current.cursor.follow(this.#listing, this.#height, this.#successorOf);
		this.#changed();
	}

	moveBy(lines: number): void {
		this.#moveTo(this.#levels.current.cursor.index + lines);
	}

	/** By index, 0…length−1; past an end it goes to that end. */
	moveTo(place: number | 'top' | 'end'): void {
		this.#moveTo(place === 'top' ? 0 : place === 'end' ? this.#listing.length - 1 : place);
	}

	/** Pages up (−1) or down (1). */
	page(by: number): void {
		this.#levels.current.cursor.page(by, this.#listing, this.#height);
		this.#changed();
	}

	/** Filters; may be called with every letter typed. From the top, but when the filter is taken away the current line stays. */
	setFilter(text: string): void {
		const taken = this.#filter.type(text, this.#judged.fields);
		if (taken === undefined) {
			this.#changed();
			return;
		}

		const {cursor} = this.#levels.current;
		if (!taken.isEmpty) {
			cursor.reset();
		}

		this.#rebuild({showsEarly: !cursor.isHeld});
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
		this.#sorting.by(column, direction);
		this.#rebuild();
	}

	/** Sorts groups likewise. */
	sortGroupsBy(column: GroupColumn, direction?: Sort['direction']): void {
		this.#sorting.groupsBy(column, direction);
		this.#rebuild();
	}

	/** Shows or hides columns; those that are not named stay as they are. */
	chooseColumns(columns: ChosenColumns): void {
		this.#columns = {...this.#columns, ...columns};
		this.#changed();
	}

	reverseSort(): void {
		this.#sorting.reverse(this.#levels.current.view);
		this.#rebuild();
	}

	/** Shows the instances that are listed in groups, or, with `instances`, one by one. */
	groupBy(view: BrowserView): void {
		if (view === this.#levels.current.view) {
			return;
		}

		this.#levels.show(view);
		this.#startOver();
	}

	/** Drills into the current group. Gives whether there was one: an instance has nothing inside. */
	open(): boolean {
		return this.#startsOver(this.#levels.open(this.#listing));
	}

	/** Goes back out to the groups. Gives whether there was anywhere to go. */
	back(): boolean {
		return this.#startsOver(this.#levels.back());
	}

	/** Marks the current line, or takes its mark away. */
	toggleMark(): void {
		const anchor = this.#anchor;
		if (anchor === undefined) {
			return;
		}

		this.#levels.current.cursor.hold(this.#listing);
		this.#marks.toggle(anchor, this.#listing);
		this.#changed();
	}

	/** Marks every line from the one marked or unmarked last to the current one. */
	markRange(): void {
		this.#marks.range(this.#levels.current.cursor.index, this.#listing, this.#successorOf);
		this.#changed();
	}

	/** Marks every line that the filter leaves. */
	markAll(): void {
		this.#marks.all(this.#listing);
		this.#changed();
	}

	/** Takes away all marks of this view, also of lines that the filter hides. */
	clearMarks(): void {
		this.#marks.clear(this.#grouping);
		this.#changed();
	}

	/** The current instance, to the letter; `undefined` in an empty list or a list of groups. */
	currentInstance(): Instance | undefined {
		const anchor = this.#anchor;
		return anchor !== undefined && 'row' in anchor ? this.#rows.columns.instanceAt(anchor.row) : undefined;
	}

	/** The group under the cursor; `undefined` in a list of instances. */
	currentGroup(): Group | undefined {
		return this.#listing.groups[this.#levels.current.cursor.index];
	}

	/** The rows of the inventory that the list stands for, in its order; for groups, those of their instances. */
	rowsInView(): readonly number[] {
		return this.#rows.now([...this.#listing.rows]);
	}

	/** The rows that are marked, or that are in marked groups and in view. */
	markedRows(): readonly number[] {
		return this.#rows.now(this.#marks.rowsIn(this.#listing));
	}

	get #listing(): Listing {
		return this.#live.current;
	}

	get #grouping(): Grouping | undefined {
		const {view} = this.#levels.current;
		return view === 'instances' ? undefined : view;
	}

	get #anchor(): Anchor | undefined {
		return anchorAt(this.#listing, this.#levels.current.cursor.index);
	}

	readonly #successorOf = (row: number): number | undefined => this.#rows.successorIn(this.#listing, row);

	#moveTo(index: number): void {
		this.#levels.current.cursor.moveTo(index, this.#listing, this.#height);
		this.#changed();
	}

	#follow(): () => void {
		return this.inventory.subscribe(() => {
			this.#live.catchUp();
			this.#changed();
		});
	}

	/** For another list altogether: nothing of the one before must be seen or acted upon. */
	#startOver(): void {
		this.#marks.endRange();
		this.#live.blank();
		this.#followRows();
		this.#rebuild({showsEarly: true});
	}

	/** The same where one went somewhere else; gives whether one did. */
	#startsOver(hasMoved: boolean): boolean {
		if (hasMoved) {
			this.#startOver();
		}

		return hasMoved;
	}

	/** `showsEarly`: as soon as the first screen is known, instead of when all is. */
	#rebuild({showsEarly = false}: {showsEarly?: boolean} = {}): void {
		this.#live.rebuild(showsEarly ? this.#height : undefined);
		this.#changed();
	}

	#query(): ListingQuery {
		const {crumbs, view} = this.#levels.current;
		const {fields} = this.#judged;
		return {
			fields,
			test: rowsShown(fields, {filter: this.#filter.good, show: this.#show, crumbs}),
			sort: this.#sorting.instances,
			...(view !== 'instances' && {grouping: {by: view, sort: this.#sorting.groups}}),
		};
	}

	#complete(listing: Listing): void {
		this.#levels.current.cursor.follow(listing, this.#height, this.#successorOf);
		this.#followRows();
		this.#changed();
	}

	/** Carries what was marked over to the rows that the list has now. */
	#followRows(): void {
		this.#rows.follow(this.#listing, () => {
			this.#marks.follow(this.#successorOf);
		});
	}

	#changed(): void {
		this.#snapshot = undefined;
		for (const listener of this.#listeners) {
			listener();
		}
	}

	#takeSnapshot(): BrowserSnapshot {
		const {crumbs, view, cursor} = this.#levels.current;
		const listing = this.#listing;
		const {length} = listing;
		const {coverage} = this.inventory;
		const {totals} = this.#judged;
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
			filter: {text: this.#filter.text, ...(this.#filter.error !== undefined && {error: this.#filter.error})},
			show: this.#show,
			sort: this.#sorting.of(view),
			columns: this.#columns,
			most: listing.most,
			hasDraft: this.#judged.draft !== undefined,
			marks: this.#marks.count(this.#grouping),
			state: listStateOf({length, isBusy, isFiltered: this.#filter.good.trim() !== '', show: this.#show, totals, scan}),
			scan,
			coverage,
			totals,
			isBusy,
		};
	}
}
