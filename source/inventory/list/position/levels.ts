import {labelOf} from '../browser-lines.ts';
import type {BrowserView, Crumb} from '../browser-snapshot.ts';
import type {Listing} from '../listing.ts';
import {Cursor} from './cursor.ts';

/** A place that `back` leads to: the groups drilled into, how what is in them is shown, and the current line. */
export type Level = {
	readonly crumbs: readonly Crumb[];
	readonly view: BrowserView;
	readonly cursor: Cursor;
};

/** Where one is in a list of groups that can be drilled into, and how one got there. */
export class Levels {
	#outer: readonly Level[] = [];
	#current: Level;

	constructor(view: BrowserView) {
		this.#current = {crumbs: [], view, cursor: new Cursor()};
	}

	get current(): Level {
		return this.#current;
	}

	/** How the outermost one is shown. */
	get rootView(): BrowserView {
		return (this.#outer[0] ?? this.#current).view;
	}

	/** Shows what is here in another way, from the top. */
	show(view: BrowserView): void {
		this.#current.cursor.reset();
		this.#current = {...this.#current, view};
	}

	/** Drills into the current group. Gives whether there was one: an instance has nothing inside. */
	open(listing: Listing): boolean {
		const {crumbs, cursor, view} = this.#current;
		const group = listing.groups[cursor.index];
		if (group === undefined || view === 'instances') {
			return false;
		}

		cursor.hold(listing);
		const crumb = {by: group.by, key: group.key, label: labelOf(group)};
		this.#outer = [...this.#outer, this.#current];
		this.#current = {crumbs: [...crumbs, crumb], view: 'instances', cursor: new Cursor()};
		return true;
	}

	/** Goes back out to the groups. Gives whether there was anywhere to go. */
	back(): boolean {
		const outer = this.#outer.at(-1);
		if (outer === undefined) {
			return false;
		}

		this.#outer = this.#outer.slice(0, -1);
		this.#current = outer;
		return true;
	}
}
