/** The screen that browses an organization's scan, as a machine: a grid, the images, and a plan. It changes nothing anywhere. */
import {jobsOf, type Effect} from '../machine/effect.ts';
import {handle, type Handlers, type MoveEvent, type TextEvent} from '../machine/event.ts';
import {movedCursor, onList} from '../machine/list.ts';
import type {Machine} from '../machine/machine.ts';
import {promptWith, reducePrompt, refusedOrTaken, sentFrom, typeInto} from '../machine/prompt.ts';
import {desktopEffects, withNotice} from '../machine/shell.ts';
import {emptyField} from '../machine/text-field.ts';
import {exported, exportName} from './exporting.ts';
import {cellsOf} from './image-cells.ts';
import {currentImage, shownAccounts, shownImages} from './lists.ts';
import {orders, tabs, type OrganizationContext, type OrganizationEvent, type OrganizationState} from './state.ts';

type Place = Handlers<OrganizationState, undefined, OrganizationEvent>;

export const organization: Machine<OrganizationState, OrganizationEvent, OrganizationContext> = {
	reduce(state, event) {
		const {exporting} = state;
		return exporting === undefined ? handle(placeOf(state), state, undefined, event) : reduceExport(state, event);
	},
	effects: [jobsOf(writeEffect()), ...desktopEffects<OrganizationState>()],
	command: () => undefined,
};

function placeOf({isFiltering, detail, opened}: OrganizationState): Place {
	return isFiltering ? filtering : detail === undefined ? (opened === undefined ? browsing : inCells) : inDetail;
}

const browsing: Place = {
	move,
	'move-to': move,
	tab: (state, _, {to}) => ({
		...state,
		tab: to === 'next' ? (tabs[(tabs.indexOf(state.tab) + 1) % tabs.length] ?? 'grid') : to,
	}),
	column: (state, _, {by}) =>
		state.tab === 'grid'
			? {
					...state,
					column: onList(onList(state.column, state.overview.regions.length) + by, state.overview.regions.length),
				}
			: state,
	filter: (state) => (state.tab === 'plan' ? state : {...state, isFiltering: true}),
	sort(state) {
		const {tab} = state;
		if (tab === 'plan') {
			return state;
		}

		const all: ReadonlyArray<(typeof orders)['grid' | 'images'][number]> = orders[tab];
		const next = all[(all.indexOf(state.order[tab]) + 1) % all.length] ?? state.order[tab];
		return withNotice(
			{...state, order: {...state.order, [tab]: next, isReversed: false}},
			'info',
			`Sorted by ${next}.`,
		);
	},
	'reverse-sort': (state) =>
		state.tab === 'plan' ? state : {...state, order: {...state.order, isReversed: !state.order.isReversed}},
	next(state) {
		const image = state.tab === 'images' ? currentImage(state) : undefined;
		return image === undefined
			? state.tab === 'grid' && shownAccounts(state).length > 0
				? {...state, detail: {top: 0}}
				: state
			: {...state, opened: {image, cursor: 0}};
	},
	'shown-text': shownText,
	export: (state) => ({...state, exporting: promptWith(exportName(state))}),
	back: (state) => (state.filter.value === '' ? state : {...state, filter: emptyField}),
};

/** Where an image runs. */
const inCells: Place = {
	move: moveCells,
	'move-to': moveCells,
	next: (state) => ({...state, detail: {top: 0}}),
	back({opened: _, ...state}) {
		return state;
	},
};

const inDetail: Place = {
	move: scrollDetail,
	'move-to': scrollDetail,
	'shown-text': shownText,
	column: (state, _, {by}) => withoutDetail(state, by),
	back({detail: _, ...state}) {
		return state;
	},
};

/** From one cell in full to the next Region's. */
function withoutDetail(state: OrganizationState, by: number): OrganizationState {
	const {length} = state.overview.regions;
	return state.tab === 'grid' && state.opened === undefined
		? {...state, column: onList(onList(state.column, length) + by, length), detail: {top: 0}}
		: state;
}

const filtering: Place = {
	text: typeFilter,
	paste: typeFilter,
	submit: (state) => ({...state, isFiltering: false}),
	back: (state) => ({...state, isFiltering: false, filter: emptyField}),
};

function typeFilter(state: OrganizationState, _: undefined, event: TextEvent): OrganizationState {
	return {...state, filter: typeInto(state.filter, event), cursors: {...state.cursors, grid: 0, images: 0}};
}

function move(state: OrganizationState, _: undefined, event: MoveEvent): OrganizationState {
	const {tab, cursors} = state;
	const length = {
		grid: () => shownAccounts(state).length,
		images: () => shownImages(state).length,
		plan: () => placesIn(state),
	}[tab]();
	return {...state, cursors: {...cursors, [tab]: movedCursor(cursors[tab], event, length)}};
}

function scrollDetail(state: OrganizationState, _: undefined, event: MoveEvent): OrganizationState {
	return {...state, detail: {top: movedCursor(state.detail?.top ?? 0, event, placesIn(state))}};
}

/** How far a text scrolls: until its last line is the last one drawn. */
function placesIn({text}: OrganizationState): number {
	return text === undefined ? 1 : Math.max(1, text.count - text.atOnce + 1);
}

function shownText(
	state: OrganizationState,
	_: undefined,
	{atOnce, count}: Extract<OrganizationEvent, {type: 'shown-text'}>,
): OrganizationState {
	return state.text?.atOnce === atOnce && state.text.count === count ? state : {...state, text: {atOnce, count}};
}

function moveCells(state: OrganizationState, _: undefined, event: MoveEvent): OrganizationState {
	const {opened} = state;
	return opened === undefined
		? state
		: {
				...state,
				opened: {
					...opened,
					cursor: movedCursor(opened.cursor, event, cellsOf(opened.image, state.overview).length),
				},
			};
}

function reduceExport(state: OrganizationState, event: OrganizationEvent): OrganizationState {
	const {exporting, ...rest} = state;
	if (exporting === undefined || !['text', 'paste', 'submit', 'answer', 'back'].includes(event.type)) {
		return state;
	}

	const prompt = reducePrompt(exporting, event as Parameters<typeof reducePrompt>[1], {canStop: true});
	return prompt === 'closed' ? rest : {...state, exporting: prompt};
}

type Writing = {
	readonly key: string;
	readonly path: string;
	readonly overwrite: boolean;
	readonly state: OrganizationState;
};

function writeEffect(): Effect<OrganizationState, OrganizationContext, Writing, void> {
	return {
		name: 'write',
		wanted(state) {
			const sent = state.exporting === undefined ? undefined : sentFrom(state.exporting);
			return sent === undefined ? [] : [{key: JSON.stringify(sent), path: sent.text, overwrite: sent.overwrite, state}];
		},
		run: async ({path, overwrite, state}, {world, signal}) =>
			world.writeFile(path, exported(state, path), {overwrite, signal}),
		done({exporting: _, ...state}, _value, {path}) {
			return withNotice(state, 'info', `Wrote ${path}.`);
		},
		failed: (state, problem) =>
			state.exporting === undefined ? state : {...state, exporting: refusedOrTaken(state.exporting, problem)},
	};
}
