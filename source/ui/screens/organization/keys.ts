/** The keys of the organization screen. */
import {canGoLeft, canGoRight, canOpen} from '../../../organization/lists.ts';
import type {OrganizationEvent, OrganizationState} from '../../../organization/state.ts';
import type {KeyBinding, ScreenKeys} from '../../keys/binding.ts';
import {backKey, endKeys, fieldKeys, listKeys, overwriteKeys, quitKey} from '../../keys/usual.ts';

type Place = 'grid' | 'images' | 'cells' | 'plan' | 'filter' | 'detail' | 'export' | 'overwrite' | 'waiting';

const lists = ['grid', 'images'] as const;
const all = [...lists, 'plan'] as const;
const moving = [...all, 'cells', 'detail'] as const;

export const organizationKeys: ScreenKeys<OrganizationState, Place, OrganizationEvent> = {
	places: {
		grid: 'Organization, the grid',
		images: 'Organization, the images',
		plan: 'Organization, the plan',
		filter: {title: 'Organization, typing a filter', typing: 'ahead'},
		cells: 'Organization, where an image runs',
		detail: 'Organization, one cell in full',
		export: {title: 'Organization, typing a file name', typing: 'ahead'},
		overwrite: 'Organization, asked before overwriting',
		waiting: 'Organization, while a file is written',
	},
	placeOf,
	bindings: [
		backKey(['cells', 'detail']),
		{
			keys: ['enter'],
			words: 'in full',
			where: ['grid', 'cells'],
			isInFooter: true,
			guard: canOpen,
			event: {type: 'next'},
		},
		{
			keys: ['enter'],
			words: 'where it runs',
			where: ['images'],
			isInFooter: true,
			guard: canOpen,
			event: {type: 'next'},
		},
		{keys: ['tab'], words: 'grid, images, plan', where: all, isInFooter: true, event: {type: 'tab', to: 'next'}},
		tabKey('1', 'grid'),
		tabKey('2', 'images'),
		tabKey('3', 'plan'),
		{keys: ['/'], words: 'filter', where: lists, isInFooter: true, event: {type: 'filter'}},
		{
			keys: ['s'],
			words: {
				general: 'sort by the next of its orders',
				now: ({tab, order}) => (tab === 'plan' ? 'sort' : `sort (${order[tab]})`),
			},
			where: lists,
			isInFooter: true,
			event: {type: 'sort'},
		},
		{keys: ['S'], words: 'reverse the order', where: lists, event: {type: 'reverse-sort'}},
		{keys: ['w'], words: 'write to a file', where: all, isInFooter: true, event: {type: 'export'}},
		{
			keys: ['left', 'h'],
			words: 'one Region to the left',
			where: ['grid', 'detail'],
			guard: (state) => (state.opened === undefined ? canGoLeft(state) : onlyOneCell),
			event: {type: 'column', by: -1},
		},
		{
			keys: ['right', 'l'],
			words: 'one Region to the right',
			where: ['grid', 'detail'],
			// In full, a cell of an image has no neighbour.
			isInFooter: ({opened}) => opened === undefined,
			guard: (state) => (state.opened === undefined ? canGoRight(state) : onlyOneCell),
			event: {type: 'column', by: 1},
		},
		...fieldKeys(['filter'] as const, 'keep the filter', 'clear the filter'),
		...fieldKeys(['export'] as const, 'write'),
		backKey(['waiting'], 'stop'),
		...overwriteKeys(['overwrite'] as const),
		...listKeys(moving),
		...endKeys(moving),
		{
			keys: ['esc'],
			words: 'clear the filter',
			where: lists,
			guard: ({filter}) => (filter.value === '' ? 'there is no filter, and q quits' : true),
			event: {type: 'back'},
		},
		quitKey(moving),
	],
};

const onlyOneCell = 'this is where one image runs';

function tabKey(key: string, to: OrganizationState['tab']): KeyBinding<OrganizationState, Place, OrganizationEvent> {
	return {
		keys: [key],
		words: `the ${to}`,
		where: all,
		guard: ({tab}) => (tab === to ? 'it is on the screen' : true),
		event: {type: 'tab', to},
	};
}

function placeOf({exporting, isFiltering, opened, detail, tab}: OrganizationState): Place {
	if (exporting !== undefined) {
		const {phase} = exporting;
		return phase === 'overwrite?' ? 'overwrite' : phase === 'typing' ? 'export' : 'waiting';
	}

	return isFiltering ? 'filter' : detail === undefined ? (opened === undefined ? tab : 'cells') : 'detail';
}
