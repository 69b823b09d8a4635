/** Decide: keep audit mode, revise the criteria, or enforce; what is not possible says why. */
import {movedCursor} from '../../machine/list.ts';
import {withNotice} from '../../machine/shell.ts';
import {settingsCommand} from '../../operations/aws-cli.ts';
import {canChange, canEnforce} from '../guards.ts';
import {enterCriteria, enterEnforce, goTo, reviewStep, startScan, withCurrentWork} from '../moves.ts';
import {currentRegion, currentSettings, type RegionOutcome, type RolloutState} from '../state.ts';
import type {StepModule} from './step.ts';

declare module '../state.ts' {
	interface Steps {
		decide: {readonly cursor: number};
	}

	interface Events {
		'keep-audit-mode': Nothing;
		enforce: Nothing;
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

/** The three ways on, in the order they are shown. */
export const decisions = ['keep-audit-mode', 'revise', 'enforce'] as const;

export const decide: StepModule<'decide'> = {
	on: {
		move: (state, step, event) => goTo(state, {...step, cursor: movedCursor(step.cursor, event, decisions.length)}),
		next: (state, step) => ways[decisions[step.cursor] ?? 'keep-audit-mode'](state),
		'keep-audit-mode': (state) => ways['keep-audit-mode'](state),
		revise: (state) => ways.revise(state),
		enforce: (state) => ways.enforce(state),
		back: (state) => goTo(state, reviewStep),
		rescan: (state) => goTo(startScan(state), {name: 'scan'}),
	},
	command: (state) => settingsCommand(currentRegion(state), state.options),
};

const ways: Readonly<Record<(typeof decisions)[number], (state: RolloutState) => RolloutState>> = {
	'keep-audit-mode'(state) {
		const outcome = canChange(state) === true ? leavingOf(currentSettings(state)?.State).outcome : 'reviewed';
		return goTo(withCurrentWork(state, {outcome}), {name: 'summary'});
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
