import type {BrowserView} from './browser-snapshot.ts';
import {firstGroupDirection, type GroupColumn} from './groups.ts';
import {nextSort, type Sort, type SortColumn} from './sort.ts';

/** What a list is sorted by: its instances and its groups each by columns of their own, kept while the other is looked at. */
export class Sorting {
	#instances: Sort = {column: 'scanned', direction: 'ascending'};
	#groups: Sort<GroupColumn> = {column: 'not-allowed', direction: 'descending'};

	get instances(): Sort {
		return this.#instances;
	}

	get groups(): Sort<GroupColumn> {
		return this.#groups;
	}

	/** The one that counts in a view. */
	of(view: BrowserView): Sort | Sort<GroupColumn> {
		return view === 'instances' ? this.#instances : this.#groups;
	}

	/** Sorts instances; by the column that they are sorted by already, the other way round. */
	by(column: SortColumn, direction?: Sort['direction']): void {
		this.#instances = direction === undefined ? nextSort(this.#instances, column, 'ascending') : {column, direction};
	}

	/** Sorts groups likewise. */
	groupsBy(column: GroupColumn, direction?: Sort['direction']): void {
		this.#groups =
			direction === undefined ? nextSort(this.#groups, column, firstGroupDirection(column)) : {column, direction};
	}

	reverse(view: BrowserView): void {
		if (view === 'instances') {
			this.by(this.#instances.column);
		} else {
			this.groupsBy(this.#groups.column);
		}
	}
}
