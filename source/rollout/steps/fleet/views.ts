/** What a person's events mean in each view of a fleet run. */
import {movedCursor, onList} from '../../../machine/list.ts';
import {typeInto} from '../../../machine/prompt.ts';
import {withNotice} from '../../../machine/shell.ts';
import {emptyField, textField} from '../../../machine/text-field.ts';
import {canEnforceTogether, cleanPanel, cleanRegions, confirmTogether, isCleanPanelShown} from '../../guards.ts';
import {decideStep, goTo, goToRegions, readAgainIn, reviewStep, startScanIn} from '../../moves.ts';
import {scrolled, withDrawn} from '../../shown.ts';
import {noWork, type RolloutState, type StepOf, type UserEvent} from '../../state.ts';
import {stopFleet, unfinishedRegions, withProgress} from './changes.ts';
import {at, backToFleet, canConfirmPlan, enterFleet, takeOut, withoutFleet, type FleetView} from './moves.ts';
import {isRunning} from './run.ts';
import {fleetSources} from './sources.ts';

export function reduceChoose(
	state: RolloutState,
	view: Extract<FleetView, {type: 'choose'}>,
	event: UserEvent,
): RolloutState {
	const sources = fleetSources(state);
	switch (event.type) {
		case 'move':
		case 'move-to': {
			return at(state, {...view, cursor: movedCursor(view.cursor, event, sources.length)});
		}

		case 'take-out': {
			return state;
		}

		case 'next': {
			const source = sources[onList(view.cursor, sources.length)];
			if (source === undefined || state.fleet === undefined) {
				return state;
			}

			if (source.errors > 0) {
				return withNotice(state, 'warning', `The criteria of ${source.origin} have errors: mend them first.`);
			}

			const {criteria, origin} = source;
			return at(
				{...state, fleet: {...state.fleet, chosen: {criteria, origin}}},
				{type: 'plan', cursor: 0, isBeginning: false},
			);
		}

		case 'back': {
			return goToRegions(withoutFleet(state));
		}

		default: {
			return state;
		}
	}
}

export function reducePlan(
	state: RolloutState,
	view: Extract<FleetView, {type: 'plan'}>,
	event: UserEvent,
): RolloutState {
	if (view.isBeginning) {
		return state;
	}

	switch (event.type) {
		case 'move':
		case 'move-to': {
			return at(state, {...view, cursor: movedCursor(view.cursor, event, state.fleet?.regions.length ?? 0)});
		}

		case 'take-out': {
			return takeOut(state, view.cursor);
		}

		case 'next': {
			const guard = canConfirmPlan(state);
			return guard === true
				? at(state, {...view, isBeginning: true})
				: withNotice(state, 'warning', `The plan can't be carried out: ${guard}.`);
		}

		case 'retry': {
			return (state.fleet?.regions ?? []).reduce((next, region) => readAgainIn(next, region), state);
		}

		case 'back': {
			const {fleet} = state;
			if (fleet === undefined) {
				return state;
			}

			const {chosen: _, ...unchosen} = fleet;
			return at({...state, fleet: unchosen}, {type: 'choose', cursor: 0});
		}

		default: {
			return state;
		}
	}
}

export function reduceRegions(
	state: RolloutState,
	view: Extract<FleetView, {type: 'regions'}>,
	event: UserEvent,
): RolloutState {
	const {fleet} = state;
	if (fleet === undefined) {
		return goToRegions(state);
	}

	const region = fleet.regions[view.cursor];
	switch (event.type) {
		case 'move':
		case 'move-to': {
			return at(state, {...view, cursor: movedCursor(view.cursor, event, fleet.regions.length)});
		}

		case 'next': {
			return region === undefined ? state : goTo({...state, position: view.cursor}, reviewOf(region));
		}

		case 'browse': {
			return goTo({...state, position: view.cursor}, reviewStep);
		}

		case 'enforce': {
			return region === undefined ? state : goTo({...state, position: view.cursor}, decideStep);
		}

		case 'rescan':
		case 'retry': {
			return retry(state, region);
		}

		case 'take-out': {
			return takeOut(state, view.cursor);
		}

		case 'stop-fleet': {
			return stopFleet(state);
		}

		case 'next-undecided': {
			return nextUndecided(state, view.cursor);
		}

		case 'together': {
			const guard = canEnforceTogether(state);
			return guard === true
				? at(state, {type: 'together', field: emptyField, mismatch: false, panel: cleanPanel(state), top: 0})
				: withNotice(state, 'warning', `Enforcing together is not possible: ${guard}.`);
		}

		case 'back': {
			return isRunning(fleet)
				? withNotice(
						state,
						'warning',
						'Changes are on their way: c leaves what has not begun, esc goes back after that.',
					)
				: goToRegions(withoutFleet(state));
		}

		default: {
			return state;
		}
	}
}

export function reduceTogether(
	state: RolloutState,
	view: Extract<FleetView, {type: 'together'}>,
	event: UserEvent,
): RolloutState {
	switch (event.type) {
		case 'text':
		case 'paste': {
			return isCleanPanelShown(view.panel, view.shown)
				? at(state, {...view, field: typeInto(view.field, event), mismatch: false})
				: state;
		}

		case 'shown-together': {
			if (event.panel !== view.panel) {
				return state;
			}

			const shown = withDrawn(view.shown, event, (left, right) => left === right);
			return shown === view.shown ? state : at(state, {...view, shown});
		}

		case 'move':
		case 'move-to': {
			return at(state, {...view, top: scrolled(view.top, event, view.shown)});
		}

		case 'submit': {
			if (!isCleanPanelShown(view.panel, view.shown)) {
				return state;
			}

			const enforcements = confirmTogether(state, view, view.field.value);
			if (enforcements === undefined) {
				return at(state, {...view, mismatch: true});
			}

			const begun = enforcements.reduce(
				(next, enforcement) =>
					withProgress(next, enforcement.region, {
						status: 'enforcing',
						change: {kind: 'enabled', enforcement, ...(state.fleet?.id !== undefined && {run: state.fleet.id})},
						stage: 'checking',
					}),
				state,
			);
			return at(begun, {type: 'regions', cursor: 0});
		}

		case 'back': {
			return at(state, {type: 'regions', cursor: 0});
		}

		default: {
			return state;
		}
	}
}

/** The list of instances of one Region alone. */
function reviewOf(region: string): StepOf<'review'> {
	return {...reviewStep, filter: textField(`region:${region} `)};
}

/** What failed in a Region is planned anew; what was scanned is scanned again. */
function retry(state: RolloutState, region: string | undefined): RolloutState {
	const {fleet} = state;
	if (fleet === undefined || region === undefined) {
		return state;
	}

	if (unfinishedRegions(fleet).includes(region)) {
		return enterFleet(state, fleet.regions, fleet.chosen);
	}

	const {scan} = state.work[region] ?? noWork;
	return scan === undefined || scan.status === 'running' ? state : startScanIn(state, region);
}

/** The next Region after a place that can be decided and is not clean: its own decision. */
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
		? withNotice(backToFleet(state), 'info', 'No Region is left that has to be decided by itself.')
		: goTo({...state, position: found}, decideStep);
}
