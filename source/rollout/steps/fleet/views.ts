/** What a person's events mean in the views of a fleet run around its table. */
import {isDeepStrictEqual} from 'node:util';
import {movedCursor, onList} from '../../../machine/list.ts';
import type {MoveEvent} from '../../../machine/event.ts';
import {typeInto} from '../../../machine/prompt.ts';
import {withNotice} from '../../../machine/shell.ts';
import {confirmTogether, isCleanPanelShown} from '../../guards.ts';
import {goToRegions} from '../../moves/steps.ts';
import {readAgainIn, withEnforcedUpon} from '../../moves/readings.ts';
import {pageOn, scrolled, withDrawn} from '../../shown.ts';
import type {RolloutState, UserEvent} from '../../state.ts';
import {withProgress} from './changes.ts';
import {
	at,
	canConfirmPlan,
	isPlanShown,
	planTold,
	takeOut,
	togetherView,
	withoutFleet,
	type FleetView,
} from './moves.ts';
import type {FleetRow} from './rows.ts';
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

		case 'next': {
			const source = sources[onList(view.cursor, sources.length)];
			if (source === undefined || state.fleet === undefined) {
				return state;
			}

			if (source.errors > 0) {
				return withNotice(state, 'warning', `The criteria of ${source.origin} have errors: mend them first.`);
			}

			const {criteria, origin, preset} = source;
			const chosen = {criteria, origin, ...(preset !== undefined && {preset})};
			return at({...state, fleet: {...state.fleet, chosen}}, {type: 'plan', cursor: 0, isBeginning: false});
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
			return takeOut(state, state.fleet?.regions[view.cursor] ?? '');
		}

		case 'next': {
			const guard = canConfirmPlan(state);
			if (guard !== true) {
				return withNotice(state, 'warning', `The plan can't be carried out: ${guard}.`);
			}

			return isPlanShown(state, view) ? at(state, {...view, isBeginning: true}) : readPlan(state, view, pageOn.by);
		}

		case 'shown-plan': {
			const {top, shown: before} = view.read ?? {top: 0};
			const shown =
				event.panel === planTold(state) ? withDrawn(before, event, (left, right) => left === right) : before;
			return shown === undefined || shown === before ? state : at(state, {...view, read: {top, shown}});
		}

		case 'read-plan': {
			return readPlan(state, view, event.by);
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

/** Through what the plan does, never past lines that have not been drawn. */
function readPlan(state: RolloutState, view: Extract<FleetView, {type: 'plan'}>, by: number): RolloutState {
	const read = view.read ?? {top: 0};
	const top = scrolled(read.top, {type: 'move', by}, read.shown);
	return top === read.top ? state : at(state, {...view, read: {...read, top}});
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
			return scroll(state, view, event);
		}

		case 'submit': {
			if (!isCleanPanelShown(view.panel, view.shown)) {
				return scroll(state, view, pageOn);
			}

			const fresh = togetherView(state, view);
			if (fresh.panel.some(({region}) => !isTold(view.sources.get(region), fresh.sources.get(region)))) {
				return withNotice(
					at(state, fresh),
					'warning',
					'More is known by now of what launches there. Nothing was sent: read it anew.',
				);
			}

			const enforcements = confirmTogether(state, view, view.field.value);
			if (enforcements === undefined) {
				return at(state, {...view, mismatch: true});
			}

			const begun = enforcements.reduce(
				(next, enforcement) =>
					withProgress(withEnforcedUpon(next, enforcement.region), enforcement.region, {
						status: 'enforcing',
						change: {kind: 'enabled', enforcement, ...(state.fleet?.id !== undefined && {run: state.fleet.id})},
						stage: 'checking',
					}),
				state,
			);
			return at(begun, tableBehind(view));
		}

		case 'back': {
			return at(state, tableBehind(view));
		}

		default: {
			return state;
		}
	}
}

/** Whether the panel told of what launches in a Region as it is known by now; how far CloudTrail is makes no difference. */
function isTold(told: FleetRow['sources'], now: FleetRow['sources']): boolean {
	const known = (sources: FleetRow['sources']) =>
		typeof sources === 'object' ? {...sources, isReading: false} : sources;
	return isDeepStrictEqual(known(told), known(now));
}

/** Through the panel, never past lines that have not been drawn. */
function scroll(state: RolloutState, view: Extract<FleetView, {type: 'together'}>, event: MoveEvent): RolloutState {
	const top = scrolled(view.top, event, view.shown);
	return top === view.top ? state : at(state, {...view, top});
}

/** The table, with its cursor where it was. */
function tableBehind({region}: Extract<FleetView, {type: 'together'}>): FleetView {
	return {type: 'regions', ...(region !== undefined && {region})};
}
