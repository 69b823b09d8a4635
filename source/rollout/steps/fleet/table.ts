/** The table of a fleet run: every Region on its way, and on from there to one of them or to all. */
import {movedCursor, onList} from '../../../machine/list.ts';
import type {TextEvent} from '../../../machine/event.ts';
import {typeInto} from '../../../machine/prompt.ts';
import {withNotice} from '../../../machine/shell.ts';
import {emptyField} from '../../../machine/text-field.ts';
import {canEnforceTogether, cleanRegions} from '../../guards.ts';
import {decideStep, goToRegions, reviewOf, reviewStep} from '../../moves/steps.ts';
import {goTo} from '../../moves/updates.ts';
import {startScanIn} from '../../moves/scans.ts';
import {noWork, type RolloutState, type UserEvent} from '../../state.ts';
import {stopFleet, unfinishedRegions} from './changes.ts';
import {nextSort, reversed, wholeList, type FleetList} from './columns.ts';
import {listedRows} from './list.ts';
import {at, enterFleet, takeOut, togetherView, withoutFleet, type FleetView} from './moves.ts';
import type {FleetRow} from './rows.ts';
import {isRunning} from './run.ts';

type Table = Extract<FleetView, {type: 'regions'}>;

/** Where the cursor is among the rows in sight; -1 where the filter hides the Region that it is on, or all. */
export function cursorAt(rows: readonly FleetRow[], {region}: Table): number {
	return region === undefined ? onList(0, rows.length) : rows.findIndex((row) => row.region === region);
}

/** The row under the cursor. */
export function rowAt(state: RolloutState, view: Table): FleetRow | undefined {
	const {rows} = listedRows(state);
	return rows[cursorAt(rows, view)];
}

export function reduceRegions(state: RolloutState, view: Table, event: UserEvent): RolloutState {
	const {fleet} = state;
	if (fleet === undefined) {
		return goToRegions(state);
	}

	switch (event.type) {
		case 'move':
		case 'move-to': {
			const {rows} = listedRows(state);
			const row = rows[movedCursor(cursorAt(rows, view), event, rows.length)];
			return row === undefined ? state : at(state, {...view, region: row.region});
		}

		case 'filter': {
			return at(state, {...pinnedView(state, view), isFiltering: true});
		}

		case 'text':
		case 'paste': {
			return view.isFiltering === true ? filtered(state, view, event) : state;
		}

		case 'submit': {
			return at(state, {...view, isFiltering: false});
		}

		case 'sort': {
			return withList(pinned(state, view), nextSort);
		}

		case 'reverse-sort': {
			return withList(pinned(state, view), reversed);
		}

		case 'browse': {
			const row = rowAt(state, view);
			return goTo({...state, fleet: {...fleet, ...(row !== undefined && {cursor: row.region})}}, reviewStep);
		}

		case 'stop-fleet': {
			return stopFleet(state);
		}

		case 'summary': {
			return goTo(onRegion(state, rowAt(state, view)?.region ?? ''), {name: 'summary'});
		}

		case 'next-undecided': {
			return nextUndecided(state, fleet.regions.indexOf(rowAt(state, view)?.region ?? ''));
		}

		case 'together': {
			const guard = canEnforceTogether(state);
			const {region} = view;
			return guard === true
				? at(state, togetherView(state, {region}))
				: withNotice(state, 'warning', `Enforcing together is not possible: ${guard}.`);
		}

		case 'back': {
			return leave(state, view);
		}

		case 'next':
		case 'enforce':
		case 'take-out':
		case 'rescan':
		case 'retry': {
			const row = rowAt(state, view);
			return row === undefined
				? withNotice(state, 'info', 'The filter hides the Region that the cursor was on: choose one first.')
				: reduceRow(state, view, {row, event: event.type});
		}

		default: {
			return state;
		}
	}
}

/** What is asked of the Region under the cursor. */
function reduceRow(
	state: RolloutState,
	view: Table,
	{
		row: {region},
		event,
	}: {readonly row: FleetRow; readonly event: 'enforce' | 'next' | 'rescan' | 'retry' | 'take-out'},
): RolloutState {
	switch (event) {
		case 'next': {
			return goTo(onRegion(state, region), reviewOf(region));
		}

		case 'enforce': {
			return goTo(onRegion(state, region), decideStep);
		}

		case 'rescan':
		case 'retry': {
			return retry(state, region);
		}

		case 'take-out': {
			const {rows} = listedRows(state);
			const index = cursorAt(rows, view);
			const beside = (rows[index + 1] ?? rows[index - 1])?.region;
			const taken = takeOut(state, region);
			return taken.fleet?.regions.includes(region) === true || beside === undefined
				? taken
				: at(taken, {...view, region: beside});
		}
	}
}

/** Out of the filter, or out of the run. */
function leave(state: RolloutState, view: Table): RolloutState {
	const {fleet} = state;
	if (view.isFiltering === true || (fleet?.list ?? wholeList).filter.value !== '') {
		return at(
			withList(state, (list) => ({...list, filter: emptyField})),
			{...view, isFiltering: false},
		);
	}

	return fleet !== undefined && isRunning(fleet)
		? withNotice(state, 'warning', 'Changes are on their way: c leaves what has not begun, esc goes back after that.')
		: goToRegions(withoutFleet(state));
}

/** The cursor stays with its Region from now on, however the rows move. */
function pinnedView(state: RolloutState, view: Table): Table {
	const row = rowAt(state, view);
	return row === undefined ? view : {...view, region: row.region};
}

function pinned(state: RolloutState, view: Table): RolloutState {
	return at(state, pinnedView(state, view));
}

/** Each letter filters at once; where that hides the Region under the cursor, the cursor goes to the first in sight. */
function filtered(state: RolloutState, view: Table, event: TextEvent): RolloutState {
	const typed = withList(state, (list) => ({...list, filter: typeInto(list.filter, event)}));
	const {rows} = listedRows(typed);
	const [first] = rows;
	return cursorAt(rows, view) === -1 && first !== undefined ? at(typed, {...view, region: first.region}) : typed;
}

function withList(state: RolloutState, change: (list: FleetList) => FleetList): RolloutState {
	const {fleet} = state;
	return fleet === undefined ? state : {...state, fleet: {...fleet, list: change(fleet.list ?? wholeList)}};
}

/** With a Region of the run as the current one; without it in the run, nothing changes. */
function onRegion(state: RolloutState, region: string): RolloutState {
	const position = state.fleet?.regions.indexOf(region) ?? -1;
	return position === -1 ? state : {...state, position};
}

/** What failed in a Region is planned anew; what was scanned is scanned again. */
function retry(state: RolloutState, region: string): RolloutState {
	const {fleet} = state;
	if (fleet === undefined) {
		return state;
	}

	if (unfinishedRegions(fleet).includes(region)) {
		return enterFleet(state, fleet.regions, fleet.chosen);
	}

	const {scan} = state.work[region] ?? noWork;
	return scan === undefined || scan.status === 'running' ? state : startScanIn(state, region);
}

/** The next Region after a place that can be decided and is not clean: its own decision. Where none is left, what came of each. */
export function nextUndecided(state: RolloutState, after: number): RolloutState {
	const {fleet} = state;
	if (fleet === undefined) {
		return state;
	}

	const clean = new Set(cleanRegions(state));
	const order = Array.from(fleet.regions, (_, index) => (after + 1 + index) % fleet.regions.length);
	const found = order.find((index) => {
		const region = fleet.regions[index] ?? '';
		const {scan, outcome} = state.work[region] ?? noWork;
		return scan?.status === 'done' && outcome === undefined && !clean.has(region);
	});
	return found === undefined
		? withNotice(goTo(state, {name: 'summary'}), 'info', 'No Region is left that has to be decided on its own.')
		: goTo({...state, position: found}, decideStep);
}
