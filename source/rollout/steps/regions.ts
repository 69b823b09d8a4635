/** Regions: all of them, filling in by themselves; the marked ones form the queue. */
import {movedCursor, onList} from '../../machine/list.ts';
import type {MoveEvent, TextEvent} from '../../machine/event.ts';
import type {Guard} from '../../machine/guard.ts';
import {again} from '../../machine/loadable.ts';
import {typeInto} from '../../machine/prompt.ts';
import {withNotice} from '../../machine/shell.ts';
import {emptyField, type TextField} from '../../machine/text-field.ts';
import {regionsCommand, settingsCommand} from '../../operations/aws-cli.ts';
import type {RegionInfo} from '../../operations/ports.ts';
import {enterRegion} from '../moves/steps.ts';
import {goTo} from '../moves/updates.ts';
import {currentRegion, type RegionOverview, type RolloutState, type StepOf} from '../state.ts';
import {enterFleet} from './fleet/moves.ts';
import {cameToApply} from './fleet/sources.ts';
import type {StepModule} from './step.ts';

declare module '../state.ts' {
	interface Steps {
		regions: {readonly cursor: number; readonly filter: TextField; readonly isFiltering: boolean};
	}

	interface Events {
		/** The filter line gets the focus. */
		filter: Nothing;
		mark: Nothing;
		'mark-all': Nothing;
	}
}

export const regions: StepModule<'regions'> = {
	crumbs: ['Regions'],
	on: {
		move,
		'move-to': move,
		text: type,
		paste: type,
		filter: (state, step) => goTo(state, {...step, isFiltering: true}),
		submit: (state, step) => goTo(state, {...step, isFiltering: false}),
		back: (state, step) =>
			step.isFiltering || step.filter.value !== '' ? withoutFilter(state, step) : goTo(state, {name: 'account'}),
		mark(state, step) {
			const region = regionAt(state, step);
			return region === undefined ? state : toggleMark(state, region);
		},
		'mark-all': (state) => markAll(state),
		retry: (state) => retryFailed(state),
		next: (state, step) => startQueue(state, regionAt(state, step)),
		fleet: (state) => startFleet(state),
		'resume-fleet': (state) => resumeFleet(state),
	},
	command: (state, step) =>
		state.regions.status === 'here'
			? settingsCommand(regionAt(state, step)?.name, state.options)
			: regionsCommand(state.options),
};

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

/** Whether the marked Regions, or the one under the cursor, can be started with, or why not. */
export function canStart(state: RolloutState, step: StepOf<'regions'>): Guard {
	return state.marked.length > 0 ? isListed(state) : canWorkHere(state, step);
}

/** Whether the Region under the cursor can be marked, or its mark taken away, or why not. */
export function canMark(state: RolloutState, step: StepOf<'regions'>): Guard {
	const region = regionAt(state, step);
	return region !== undefined && state.marked.includes(region.name) ? true : canWorkHere(state, step);
}

/** Whether any Region is shown, or why not. */
export function canMarkAll(state: RolloutState): Guard {
	const listed = isListed(state);
	return listed === true && visibleRegions(state).length === 0 ? 'no Region matches the filter' : listed;
}

function canWorkHere(state: RolloutState, step: StepOf<'regions'>): Guard {
	const region = regionAt(state, step);
	if (region === undefined) {
		return canMarkAll(state);
	}

	const guard = canWorkOn(state, region);
	return guard === true ? true : `${region.name} can't be worked on: ${guard.replace(/\.$/, '')}`;
}

function isListed({regions: listed}: RolloutState): Guard {
	switch (listed.status) {
		case 'wanted': {
			return 'the list is still being read';
		}

		case 'failed': {
			return 'the list could not be read: r reads it again';
		}

		case 'here': {
			return listed.value.length > 0 ? true : 'there is no Region';
		}
	}
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

function type(state: RolloutState, step: StepOf<'regions'>, event: TextEvent): RolloutState {
	return step.isFiltering ? goTo(state, {...step, filter: typeInto(step.filter, event), cursor: -1}) : state;
}

/** Where the cursor is; before it was moved, on the current Region, or else the first that the account has opted in to. */
export function cursorIn(state: RolloutState, {cursor}: StepOf<'regions'>): number {
	const rows = visibleRegions(state);
	const current = rows.findIndex(({name}) => name === currentRegion(state));
	const first = rows.findIndex(({optInStatus}) => optInStatus !== 'not-opted-in');
	return onList(cursor >= 0 ? cursor : current === -1 ? first : current, rows.length);
}

/** All Regions again, with the cursor where it was. */
function withoutFilter(state: RolloutState, step: StepOf<'regions'>): RolloutState {
	const region = regionAt(state, step)?.name;
	const whole = goTo(state, {...step, isFiltering: false, filter: emptyField});
	const cursor = visibleRegions(whole).findIndex(({name}) => name === region);
	return goTo(state, {...step, isFiltering: false, filter: emptyField, cursor});
}

/** The Region under the cursor; none where the list is empty. */
export function regionAt(state: RolloutState, step: StepOf<'regions'>): RegionInfo | undefined {
	return visibleRegions(state)[cursorIn(state, step)];
}

function move(state: RolloutState, step: StepOf<'regions'>, event: MoveEvent): RolloutState {
	return goTo(state, {...step, cursor: movedCursor(cursorIn(state, step), event, visibleRegions(state).length)});
}

function markAll(state: RolloutState): RolloutState {
	const workable = visibleRegions(state)
		.filter((region) => canWorkOn(state, region) === true && !isUnderPolicy(state, region))
		.map(({name}) => name);
	const isAllMarked = workable.every((name) => state.marked.includes(name));
	return {
		...state,
		marked: isAllMarked
			? state.marked.filter((name) => !workable.includes(name))
			: inOrder(state, [...state.marked, ...workable]),
	};
}

/** One under a policy can only be looked at: marking all leaves it out, marking it alone does not. */
function isUnderPolicy(state: RolloutState, {name}: RegionInfo): boolean {
	const settings = state.overview[name]?.settings;
	return settings?.status === 'here' && settings.value.ManagedBy !== 'account';
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

/** The queue is what is marked, or the Region under the cursor. */
function startQueue(state: RolloutState, chosen: RegionInfo | undefined): RolloutState {
	if (state.marked.length === 0 && chosen !== undefined) {
		const guard = canWorkOn(state, chosen);
		return guard === true
			? enterRegion({...state, queue: [chosen.name]}, 0)
			: withNotice(state, 'warning', `${chosen.name} can't be worked on: ${guard}`);
	}

	if (state.marked.length === 0) {
		return state;
	}

	// Coming back to the list and going on with the same marks goes on with the Region that was current.
	const position = state.marked.indexOf(currentRegion(state) ?? '');
	return enterRegion({...state, queue: state.marked}, Math.max(0, position));
}

/** All marked Regions together; with none marked there is nothing that is meant. */
function startFleet(state: RolloutState): RolloutState {
	return state.marked.length === 0
		? withNotice(state, 'info', 'Mark the Regions that belong together first: space marks one, a all of them.')
		: enterFleet(state, state.marked, cameToApply(state));
}

/** On with the run that was left midway: the same criteria, planned anew from what each Region reports now. */
function resumeFleet(state: RolloutState): RolloutState {
	const plan = state.unfinished.status === 'here' ? state.unfinished.value : undefined;
	return plan === undefined
		? state
		: enterFleet({...state, marked: plan.regions}, plan.regions, {criteria: plan.criteria, origin: plan.origin});
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
	const {lastChanges} = state;
	return {...state, overview, ...(lastChanges?.status === 'failed' && {lastChanges: again(lastChanges)})};
}

function inOrder(state: RolloutState, names: readonly string[]): readonly string[] {
	const wanted = new Set(names);
	return state.regions.status === 'here'
		? state.regions.value.map(({name}) => name).filter((name) => wanted.has(name))
		: [...wanted];
}
