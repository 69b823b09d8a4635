/** Decide: keep audit mode, revise the criteria, or enforce; what is not possible says why. */
import {movedCursor, onList} from '../../machine/list.ts';
import type {Loadable} from '../../machine/loadable.ts';
import {withNotice} from '../../machine/shell.ts';
import {settingsCommand} from '../../operations/aws-cli.ts';
import type {Impact} from '../../operations/impact.ts';
import type {Guard} from '../../machine/guard.ts';
import {canApplyDraft, canChange, canEnforce, hasOpenDraft} from '../guards.ts';
import {askToLoosen, backToFleet, enterApply, enterCriteria, enterEnforce, enterReview} from '../moves/steps.ts';
import {goTo, withCurrentWork} from '../moves/updates.ts';
import {startScan} from '../moves/scans.ts';
import {currentRegion, currentSettings, type RegionOutcome, type RolloutState, type StepOf} from '../state.ts';
import {openLaunches} from './review/review.ts';
import type {StepModule} from './step.ts';

declare module '../state.ts' {
	interface Steps {
		/** Without a cursor it is on the first choice that can be done. */
		decide: {
			readonly cursor?: number;
			/** What would fail to launch beside running instances; asked for where enforcing is possible. */
			readonly impact: Loadable<Impact>;
		};
	}

	interface Events {
		'keep-audit-mode': Nothing;
		enforce: Nothing;
		/** The draft is to be applied, and the Region scanned again. */
		'apply-draft': Nothing;
	}
}

/** What it is to leave a Region as it is, by the state that it reports; what stays blocked is said by whoever knows the scan. */
export function leavingOf(state: string | undefined): {readonly title: string; readonly outcome: RegionOutcome} {
	switch (state) {
		case 'enabled': {
			return {title: 'Leave it enforced', outcome: 'left enforced'};
		}

		case 'disabled': {
			return {title: 'Leave it disabled', outcome: 'left disabled'};
		}

		default: {
			return {title: 'Keep audit mode', outcome: 'audit mode kept'};
		}
	}
}

export type Decision = 'apply-draft' | 'keep-audit-mode' | 'loosen' | 'revise' | 'enforce';

/** The ways on, in the order they are shown. A draft that is not applied comes first: what is decided upon is not it. */
export function decisionsIn(state: RolloutState): readonly Decision[] {
	return [
		...(hasOpenDraft(state) ? (['apply-draft'] as const) : []),
		'keep-audit-mode',
		...(currentSettings(state)?.State === 'enabled' ? (['loosen'] as const) : []),
		'revise',
		'enforce',
	];
}

/** Whether a way can be gone, or why not. */
export function canDecide(state: RolloutState, decision: Decision | undefined): Guard {
	switch (decision) {
		case undefined: {
			return 'there is no such choice';
		}

		case 'apply-draft': {
			return canApplyDraft(state);
		}

		case 'keep-audit-mode': {
			return true;
		}

		case 'loosen':
		case 'revise': {
			return canChange(state);
		}

		case 'enforce': {
			return canEnforce(state);
		}
	}
}

/** The current choice. It begins on the first one that can be done; never on enforcing, which nobody is to come to by pressing on. */
export function currentDecision(state: RolloutState, {cursor}: Pick<StepOf<'decide'>, 'cursor'>): number {
	const decisions = decisionsIn(state);
	const first = decisions.findIndex((decision) => decision !== 'enforce' && canDecide(state, decision) === true);
	return onList(cursor ?? first, decisions.length);
}

export const decide: StepModule<'decide'> = {
	crumbs: ['Decide'],
	track: 'Enforce',
	on: {
		move: (state, step, event) =>
			goTo(state, {
				...step,
				cursor: movedCursor(currentDecision(state, step), event, decisionsIn(state).length),
			}),
		next: (state, step) => ways[decisionsIn(state)[currentDecision(state, step)] ?? 'keep-audit-mode'](state, step),
		choose(state, step, {index}) {
			const decision = decisionsIn(state)[index];
			return decision === undefined ? state : ways[decision](state, step);
		},
		'apply-draft': enterApply,
		'keep-audit-mode': (state, step) => ways['keep-audit-mode'](state, step),
		revise: (state, step) => ways.revise(state, step),
		enforce: (state, step) => ways.enforce(state, step),
		launches(state, _, {by}) {
			const back = enterReview(state);
			return back.step.name === 'review' ? openLaunches(back, back.step, by) : state;
		},
		// In a fleet run, a Region may have been decided on straight from the table.
		back: (state) =>
			state.fleet !== undefined && state.fleet.review === undefined ? backToFleet(state) : enterReview(state),
		rescan: (state) => goTo(startScan(state), {name: 'scan'}),
	},
	command: (state) => settingsCommand(currentRegion(state), state.options),
};

const ways: Readonly<Record<Decision, (state: RolloutState, step: StepOf<'decide'>) => RolloutState>> = {
	'apply-draft': enterApply,
	'keep-audit-mode'(state) {
		const outcome = canChange(state) === true ? leavingOf(currentSettings(state)?.State).outcome : 'reviewed';
		return goTo(withCurrentWork(state, {outcome}), {name: 'summary'});
	},
	loosen(state, step) {
		const guard = canChange(state);
		return guard === true
			? askToLoosen(state, step)
			: withNotice(state, 'warning', `It can't go back to audit mode: ${guard}.`);
	},
	revise(state) {
		const guard = canChange(state);
		return guard === true
			? enterCriteria(state)
			: withNotice(state, 'warning', `The criteria can't be revised: ${guard}.`);
	},
	enforce(state) {
		const guard = canEnforce(state);
		return guard === true ? enterEnforce(state) : withNotice(state, 'warning', `Enforcing is not possible: ${guard}.`);
	},
};
