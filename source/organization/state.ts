/** The state of the screen that browses an organization's scan. It works on what is on the disk, and asks nothing of AWS. */
import type {ImageCriteria} from '../criteria/criterion.ts';
import type {MachineEvent} from '../machine/event.ts';
import type {Prompt} from '../machine/prompt.ts';
import {calmShell, type Shell} from '../machine/shell.ts';
import {emptyField, type TextField} from '../machine/text-field.ts';
import type {Overview} from '../operations/organization/overview.ts';
import type {OrganizationReport} from '../operations/organization/what-if.ts';
import type {World} from '../operations/world.ts';

export type OrganizationOptions = {
	/** The folder, as a person named it. */
	readonly directory: string;
	/** The role that the scan assumed, where it is known. */
	readonly role: string;
	readonly demo: boolean;
	/** What is tried, and where it came from in words; without it the verdicts are AWS's own. */
	readonly tried?: {readonly criteria: ImageCriteria; readonly origin: string};
};

export type OrganizationImage = OrganizationReport['Images'][number];

export const tabs = ['grid', 'images', 'plan'] as const;
export type Tab = (typeof tabs)[number];

/** What each list can be sorted by; the first is how it begins. */
export const orders = {
	grid: ['account', 'not allowed', 'unread', 'instances', 'name'],
	images: ['verdict', 'instances', 'accounts', 'name', 'Region'],
	plan: [],
} as const satisfies Record<Tab, readonly string[]>;
export type Order = (typeof orders)[Tab][number];

export type OrganizationState = {
	readonly options: OrganizationOptions;
	readonly overview: Overview;
	readonly tab: Tab;
	/** Where each tab's list is: the row under the cursor, or the first line of the plan. */
	readonly cursors: Readonly<Record<Tab, number>>;
	/** `isReversed` turns whichever list is shown. */
	readonly order: Readonly<Record<'grid' | 'images', Order>> & {readonly isReversed: boolean};
	/** The Region under the cursor of the grid, by its place. */
	readonly column: number;
	/** Words that a row has to hold; the same for both lists. */
	readonly filter: TextField;
	readonly isFiltering: boolean;
	/** The image whose cells are listed, and which of them is current. */
	readonly opened?: {readonly image: OrganizationImage; readonly cursor: number};
	/** One cell in full, from this line on. */
	readonly detail?: {readonly top: number};
	/** Told by the screen: how many lines of the plan, or of a cell in full, it draws at once, and of how many. */
	readonly text?: {readonly atOnce: number; readonly count: number};
	readonly exporting?: Prompt;
	readonly shell: Shell;
};

export type OrganizationEvent =
	| MachineEvent
	| {readonly type: 'tab'; readonly to: Tab | 'next'}
	| {readonly type: 'column'; readonly by: number}
	| {readonly type: 'filter' | 'sort' | 'reverse-sort' | 'export'}
	| {readonly type: 'shown-text'; readonly atOnce: number; readonly count: number};

export type OrganizationContext = {readonly world: Pick<World, 'writeFile' | 'copy' | 'openUrl'>};

export function initialOrganization(options: OrganizationOptions, overview: Overview): OrganizationState {
	return {
		options,
		overview,
		tab: 'grid',
		cursors: {grid: 0, images: 0, plan: 0},
		order: {grid: 'account', images: 'verdict', isReversed: false},
		column: 0,
		filter: emptyField,
		isFiltering: false,
		shell: calmShell,
	};
}
