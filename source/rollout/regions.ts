import type {RegionInfo} from '../operations/ports.ts';
import {editText, emptyField, insertText} from '../machine/text-field.ts';
import type {UserEvent} from './events.ts';
import type {Guard} from './guards.ts';
import {again, currentRegion, type RegionOverview, type RolloutState, type Step} from './state.ts';
import {enterRegion, goTo, withNotice} from './steps.ts';

type RegionsStep = Extract<Step, {name: 'regions'}>;

/** The Regions to show, in order: those that the filter's words all occur in. */
export function visibleRegions(state: RolloutState): readonly RegionInfo[] {
	if (state.regions.status !== 'here') {
		return [];
	}

	const words = state.step.name === 'regions' ? state.step.filter.value.toLowerCase().split(/\s+/) : [];
	return state.regions.value.filter(({name}) => {
		const text = `${name} ${stateInWords(state.overview[name])}`.toLowerCase();
		return words.every((word) => text.includes(word));
	});
}

/** Whether a Region can be put in the queue, or why not. */
export function canWorkOn(state: RolloutState, region: RegionInfo): Guard {
	if (region.optInStatus === 'not-opted-in') {
		return 'the account has not opted in to it';
	}

	const settings = state.overview[region.name]?.settings;
	return settings?.status === 'failed' ? settings.problem.what : true;
}

/** What the list says of a Region's state; filters look at it, too. */
export function stateInWords(overview: RegionOverview | undefined): string {
	switch (overview?.settings.status) {
		case undefined: {
			return 'not opted in';
		}

		case 'wanted': {
			return '…';
		}

		case 'failed': {
			return overview.settings.problem.kind;
		}

		case 'here': {
			const {State, ManagedBy} = overview.settings.value;
			return ManagedBy === 'account' ? State : `${State} by policy`;
		}
	}
}

export function reduceRegions(state: RolloutState, step: RegionsStep, event: UserEvent): RolloutState {
	const rows = visibleRegions(state);
	const cursor = Math.min(step.cursor, Math.max(0, rows.length - 1));
	const at = (target: number): RolloutState =>
		goTo(state, {...step, cursor: Math.max(0, Math.min(rows.length - 1, target))});
	const atHand = rows[cursor];
	switch (event.type) {
		case 'move': {
			return at(cursor + event.by);
		}

		case 'move-to': {
			return at(event.to === 'top' ? 0 : rows.length - 1);
		}

		case 'filter': {
			return goTo(state, {...step, isFiltering: true});
		}

		case 'text': {
			const filter = editText(step.filter, event.press);
			return filter === undefined ? state : goTo(state, {...step, filter, cursor: 0});
		}

		case 'paste': {
			return step.isFiltering ? goTo(state, {...step, filter: insertText(step.filter, event.text), cursor: 0}) : state;
		}

		case 'submit': {
			return goTo(state, {...step, isFiltering: false});
		}

		case 'back': {
			return step.isFiltering || step.filter.value !== ''
				? goTo(state, {...step, isFiltering: false, filter: emptyField})
				: goTo(state, {name: 'account'});
		}

		case 'mark': {
			return atHand === undefined ? state : toggleMark(state, atHand);
		}

		case 'mark-all': {
			const workable = rows.filter((region) => canWorkOn(state, region) === true).map(({name}) => name);
			const isAllMarked = workable.every((name) => state.marked.includes(name));
			return {
				...state,
				marked: isAllMarked
					? state.marked.filter((name) => !workable.includes(name))
					: inOrder(state, [...state.marked, ...workable]),
			};
		}

		case 'retry': {
			return retryFailed(state);
		}

		case 'next': {
			return startQueue(state, atHand);
		}

		default: {
			return state;
		}
	}
}

function toggleMark(state: RolloutState, region: RegionInfo): RolloutState {
	if (state.marked.includes(region.name)) {
		return {...state, marked: state.marked.filter((name) => name !== region.name)};
	}

	const guard = canWorkOn(state, region);
	return guard === true
		? {...state, marked: inOrder(state, [...state.marked, region.name])}
		: withNotice(state, 'warning', `${region.name} can't be marked: ${guard}`);
}

/** The queue is what is marked, or the Region at hand. */
function startQueue(state: RolloutState, atHand: RegionInfo | undefined): RolloutState {
	if (state.marked.length === 0 && atHand !== undefined) {
		const guard = canWorkOn(state, atHand);
		return guard === true
			? enterRegion({...state, queue: [atHand.name]}, 0)
			: withNotice(state, 'warning', `${atHand.name} can't be worked on: ${guard}`);
	}

	if (state.marked.length === 0) {
		return state;
	}

	// Coming back to the list and going on with the same marks goes on with the Region that was at hand.
	const position = state.marked.indexOf(currentRegion(state) ?? '');
	return enterRegion({...state, queue: state.marked}, Math.max(0, position));
}

function retryFailed(state: RolloutState): RolloutState {
	if (state.regions.status === 'failed') {
		return {...state, regions: again(state.regions)};
	}

	const overview = Object.fromEntries(
		Object.entries(state.overview).map(([name, row]) => [
			name,
			{
				...row,
				settings: row.settings.status === 'failed' ? again(row.settings) : row.settings,
				counts: row.counts.status === 'failed' ? again(row.counts) : row.counts,
			},
		]),
	);
	return {...state, overview};
}

function inOrder(state: RolloutState, names: readonly string[]): readonly string[] {
	const wanted = new Set(names);
	return state.regions.status === 'here'
		? state.regions.value.map(({name}) => name).filter((name) => wanted.has(name))
		: [...wanted];
}
