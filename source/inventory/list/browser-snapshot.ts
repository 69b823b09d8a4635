import type {ImageEvidence, Verdict} from '../../criteria/evaluation/image.ts';
import type {Coverage} from '../coverage.ts';
import type {Totals} from '../totals.ts';
import type {DraftChange, Group, GroupColumn, GroupCount, Grouping} from './groups.ts';
import type {Sort} from './sort.ts';

/** One line of the list: an instance… */
export type InstanceLine = {
	readonly type: 'instance';
	/** Its row in the inventory. */
	readonly row: number;
	readonly isMarked: boolean;
	readonly id: string;
	/** The `Name` tag; empty without one. */
	readonly name: string;
	/** Where there are several. */
	readonly account?: string;
	readonly region: string;
	readonly zone: string;
	readonly instanceType: string;
	readonly state: string;
	/** Milliseconds since 1970. */
	readonly launched?: number;
	readonly image?: ImageEvidence;
	readonly verdict: Verdict;
	/** Why it is not allowed; empty where it is, or nobody says. */
	readonly reason: string;
	/** What the draft would change. */
	readonly draft?: DraftChange;
};

/** …or a group of instances. */
export type GroupLine = {
	readonly type: 'group';
	readonly group: Group;
	/** The group's key, or words for those that lack one. */
	readonly label: string;
	readonly isMarked: boolean;
};

export type Line = InstanceLine | GroupLine;

/** A group that was drilled into. */
export type Crumb = {readonly by: Grouping; readonly key: string; readonly label: string};

export type BrowserView = 'instances' | Grouping;

/**
What the list shows, or why it shows nothing:
- `loading`: nothing is in yet. `empty`: the scan is complete, and there is no instance. `failed`: the scan ended, and nothing came.
- `none-not-allowed`: there are instances here, but none that is not allowed. `nothing-matches`: the filter leaves nothing.
- `nothing-here`: the group that was drilled into has gone.
*/
export type ListState =
	'lines' | 'loading' | 'empty' | 'failed' | 'none-not-allowed' | 'nothing-matches' | 'nothing-here';

/** How far the scan behind it is; anything but `complete` must not be shown as complete. */
export type ScanState = 'running' | 'complete' | 'partial' | 'from-file';

/** The columns that were shown or hidden by choice, by their keys; the others are as they are from the start. */
export type ChosenColumns = Readonly<Record<string, boolean>>;

export type BrowserSnapshot = {
	readonly view: BrowserView;
	/** The groups drilled into, outermost first. */
	readonly crumbs: readonly Crumb[];
	/** At most as many as the screen is high. */
	readonly lines: readonly Line[];
	/** The index of the first of `lines` in the list. */
	readonly first: number;
	/** The index of the current line; -1 in an empty list. */
	readonly cursor: number;
	/** How many lines the whole list has. */
	readonly length: number;
	/** How many instances the list stands for. */
	readonly instances: number;
	/** The visible part as fractions of the whole, 0…1. */
	readonly scroll: {readonly start: number; readonly end: number};
	readonly filter: {
		readonly text: string;
		/** What is wrong with it; the list then still shows what the last good one left. */
		readonly error?: string;
	};
	readonly show: 'not-allowed' | 'all';
	readonly sort: Sort | Sort<GroupColumn>;
	/** How many lines of this view are marked, whether the filter shows them or not. */
	readonly marks: number;
	readonly columns: ChosenColumns;
	/** The highest of each count among the groups. */
	readonly most: Readonly<Record<GroupCount, number>>;
	/** Whether lines tell what a draft would make of them. */
	readonly hasDraft: boolean;
	readonly state: ListState;
	readonly scan: ScanState;
	readonly coverage: Coverage;
	/** Of everything in the inventory, whatever the filter. */
	readonly totals: Totals;
	/** Whether the list is being worked out and may still change without anything being pressed. */
	readonly isBusy: boolean;
};

/** The scan state that a coverage stands for. */
export function scanStateOf(coverage: Coverage): ScanState {
	if (coverage.isComplete()) {
		return 'complete';
	}

	if (!coverage.isSettled()) {
		return 'running';
	}

	return coverage.regions.some(({status}) => status === 'failed') ? 'partial' : 'from-file';
}

/** Why an empty list is empty, or that it is not. */
export function listStateOf(list: {
	readonly length: number;
	readonly isBusy: boolean;
	readonly isFiltered: boolean;
	readonly show: 'not-allowed' | 'all';
	readonly totals: Totals;
	readonly scan: ScanState;
}): ListState {
	const {length, isBusy, isFiltered, show, totals, scan} = list;
	if (length > 0) {
		return 'lines';
	}

	if (isBusy) {
		return 'loading';
	}

	if (!isFiltered && totals.instances === 0) {
		return ({running: 'loading', complete: 'empty', 'from-file': 'empty', partial: 'failed'} as const)[scan];
	}

	if (isFiltered) {
		return 'nothing-matches';
	}

	return show === 'not-allowed' ? 'none-not-allowed' : 'nothing-here';
}
