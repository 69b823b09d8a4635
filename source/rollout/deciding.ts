/** The steps from the scan to the summary, apart from enforcing itself. */
import {editText, emptyField, insertText} from '../machine/text-field.ts';
import type {UserEvent} from './events.ts';
import {goToRegions} from './changing.ts';
import {canEnforce, canChange} from './guards.ts';
import {again, currentWork, wanted, type ReviewStep, type RolloutState, type Step} from './state.ts';
import {
	cancelScan,
	enterCriteria,
	enterEnforce,
	enterRegion,
	goTo,
	reviewStep,
	startScan,
	withCurrentWork,
	withDraft,
	withNotice,
} from './steps.ts';

export function reduceScan(state: RolloutState, event: UserEvent): RolloutState {
	const {scan} = currentWork(state);
	switch (event.type) {
		case 'back': {
			if (scan?.status === 'running') {
				return cancelScan(state);
			}

			return canChange(state) === true ? enterCriteria(state) : goToRegions(state);
		}

		case 'rescan':
		case 'retry': {
			return scan?.status === 'running' ? state : startScan(state);
		}

		case 'browse': {
			return goTo(state, reviewStep);
		}

		case 'next': {
			return scan?.status === 'done' ? goTo(state, reviewStep) : state;
		}

		default: {
			return state;
		}
	}
}

export function reduceReview(state: RolloutState, step: ReviewStep, event: UserEvent): RolloutState {
	if (step.exporting !== undefined) {
		return reduceExporting(state, {...step, exporting: step.exporting}, event);
	}

	switch (event.type) {
		case 'filter': {
			return goTo(state, {...step, isFiltering: true});
		}

		case 'jump': {
			return goTo(state, {...step, jump: emptyField});
		}

		case 'text': {
			if (step.jump !== undefined) {
				const jump = isForNumber(event.press) ? editText(step.jump, event.press) : undefined;
				return jump === undefined ? state : goTo(state, {...step, jump});
			}

			const filter = step.isFiltering ? editText(step.filter, event.press) : undefined;
			return filter === undefined ? state : goTo(state, {...step, filter});
		}

		case 'paste': {
			return step.isFiltering ? goTo(state, {...step, filter: insertText(step.filter, event.text)}) : state;
		}

		case 'submit': {
			return goTo(state, {...closedJump(step), isFiltering: false});
		}

		case 'back': {
			if (step.jump !== undefined) {
				return goTo(state, closedJump(step));
			}

			const {references, ...bare} = step;
			if (step.isFiltering || step.filter.value !== '') {
				return goTo(state, {...step, isFiltering: false, filter: emptyField});
			}

			if (references !== undefined) {
				return goTo(state, bare);
			}

			return state.options.purpose === 'rollout' ? goTo(state, {name: 'scan'}) : state;
		}

		case 'detail': {
			return goTo(state, {...step, detail: !step.detail});
		}

		case 'references': {
			const {imageId, region} = event;
			return goTo(state, {...step, references: {imageId, region, found: wanted}});
		}

		case 'export': {
			return goTo(state, {...step, exporting: {field: emptyField, phase: 'naming'}});
		}

		case 'rescan': {
			return rescan(state);
		}

		case 'retry': {
			return step.references?.found.status === 'failed'
				? goTo(state, {...step, references: {...step.references, found: again(step.references.found)}})
				: rescan(state);
		}

		case 'add-to-draft': {
			const drafted = withDraft(state, event.criteria, 'review');
			return canChange(state) === true
				? withNotice(drafted, 'info', `In the draft: ${event.label}. Press e to see and apply it.`)
				: state;
		}

		case 'revise': {
			return canChange(state) === true ? enterCriteria(state) : state;
		}

		case 'next': {
			return state.options.purpose === 'rollout' ? goTo(state, {name: 'decide', cursor: 0}) : state;
		}

		default: {
			return state;
		}
	}
}

function closedJump({jump: _, ...step}: ReviewStep): ReviewStep {
	return step;
}

/** Digits, and the keys that edit a field. */
function isForNumber(press: string): boolean {
	return /^\d$/.test(press) || (press.length > 1 && press !== 'space');
}

type Exporting = NonNullable<ReviewStep['exporting']>;

function reduceExporting(
	state: RolloutState,
	step: ReviewStep & {readonly exporting: Exporting},
	event: UserEvent,
): RolloutState {
	const {exporting} = step;
	const as = (change: Partial<Exporting>): RolloutState => {
		const {problem: _, ...rest} = exporting;
		return goTo(state, {...step, exporting: {...rest, ...change}});
	};

	switch (event.type) {
		case 'text': {
			const field = exporting.phase === 'naming' ? editText(exporting.field, event.press) : undefined;
			return field === undefined ? state : as({field});
		}

		case 'paste': {
			return exporting.phase === 'naming' ? as({field: insertText(exporting.field, event.text)}) : state;
		}

		case 'submit': {
			return exporting.phase === 'naming' && exporting.field.value.trim() !== '' ? as({phase: 'writing'}) : state;
		}

		case 'answer': {
			return exporting.phase === 'overwrite?' ? as({phase: event.yes ? 'overwriting' : 'naming'}) : state;
		}

		case 'back': {
			const {exporting: _, ...closed} = step;
			return goTo(state, closed);
		}

		default: {
			return state;
		}
	}
}

/** The three ways on, in the order they are shown. */
export const decisions = ['keep-audit-mode', 'revise', 'enforce'] as const;

export function reduceDecide(
	state: RolloutState,
	step: Extract<Step, {name: 'decide'}>,
	event: UserEvent,
): RolloutState {
	switch (event.type) {
		case 'move': {
			return goTo(state, {...step, cursor: Math.max(0, Math.min(decisions.length - 1, step.cursor + event.by))});
		}

		case 'next': {
			return decide(state, decisions[step.cursor] ?? 'keep-audit-mode');
		}

		case 'keep-audit-mode':
		case 'revise':
		case 'enforce': {
			return decide(state, event.type);
		}

		case 'back': {
			return goTo(state, reviewStep);
		}

		case 'rescan': {
			return goTo(startScan(state), {name: 'scan'});
		}

		default: {
			return state;
		}
	}
}

function decide(state: RolloutState, decision: (typeof decisions)[number]): RolloutState {
	switch (decision) {
		case 'keep-audit-mode': {
			const outcome = canChange(state) === true ? 'audit mode kept' : 'reviewed';
			return goTo(withCurrentWork(state, {outcome}), {name: 'summary'});
		}

		case 'revise': {
			const guard = canChange(state);
			return guard === true
				? enterCriteria(state)
				: withNotice(state, 'warning', `The criteria can't be revised: ${guard}.`);
		}

		case 'enforce': {
			const guard = canEnforce(state);
			return guard === true
				? enterEnforce(state)
				: withNotice(state, 'warning', `Enforcing is not possible: ${guard}.`);
		}
	}
}

export function reduceSummary(state: RolloutState, event: UserEvent): RolloutState {
	switch (event.type) {
		case 'next': {
			return state.position + 1 < state.queue.length ? enterRegion(state, state.position + 1) : goToRegions(state);
		}

		case 'back': {
			return currentWork(state).outcome === 'enforced' ? goToRegions(state) : goTo(state, {name: 'decide', cursor: 0});
		}

		default: {
			return state;
		}
	}
}

/** In a review all Regions are scanned again; in a rollout the one at hand. */
function rescan(state: RolloutState): RolloutState {
	if (state.options.purpose === 'scan-file') {
		return state;
	}

	const isRunning = currentWork(state).scan?.status === 'running';
	if (state.options.purpose === 'rollout') {
		return isRunning ? state : startScan(state);
	}

	return state.queue.reduce((at, _, position) => {
		const here = {...at, position};
		return currentWork(here).scan?.status === 'running' ? at : {...startScan(here), position: state.position};
	}, state);
}
