import {equalCommand} from './aws-cli.ts';
import {reduceAccount} from './account.ts';
import {finishChange, reduceApply, reduceAudit, reduceEnforce} from './changing.ts';
import {reduceCriteria} from './criteria.ts';
import {reduceDecide, reduceReview, reduceScan, reduceSummary} from './deciding.ts';
import type {UserEvent, WizardEvent} from './events.ts';
import {reduceRegions} from './regions.ts';
import {reduceResult} from './results.ts';
import {currentRegion, currentWork, type RolloutState, type Shell, type WizardState} from './state.ts';
import {cancelScan, goTo, regionsStep} from './steps.ts';

/** The wizard's one reducer: pure and total, the only place where its state changes. An event without meaning in a state changes nothing. */
export function reduce(state: WizardState, event: WizardEvent): WizardState {
	if (state.shell.ended !== false) {
		return state;
	}

	return event.type === 'result' ? reduceResult(state, event.result) : reduceUser(state, event);
}

function reduceUser(state: WizardState, event: UserEvent): WizardState {
	if (event.type === 'interrupt') {
		return interrupt(state);
	}

	// Any other key disarms Ctrl-C, and has read the notice.
	const {notice: _, ...shell} = state.shell;
	const calm: WizardState = {...state, shell: {...shell, interruptArmed: false}};
	switch (event.type) {
		case 'quit': {
			return withShell(calm, {ended: 'quit'});
		}

		case 'open-demo': {
			return calm.phase === 'account' && calm.identity.status === 'failed' ? withShell(calm, {ended: 'demo'}) : calm;
		}

		case 'help': {
			return withShell(calm, {help: !calm.shell.help});
		}

		case 'copy': {
			return withShell(calm, {copying: event.text});
		}

		case 'open-url': {
			return withShell(calm, {opening: event.url});
		}

		case 'copy-command': {
			return withShell(calm, {copying: equalCommand(calm)});
		}

		case 'notice': {
			return withShell(calm, {notice: event.notice});
		}

		default: {
			if (calm.shell.help) {
				return event.type === 'back' ? withShell(calm, {help: false}) : calm;
			}

			return calm.phase === 'account' ? reduceAccount(calm, event) : reduceStep(calm, event);
		}
	}
}

function reduceStep(state: RolloutState, event: UserEvent): RolloutState {
	const {step} = state;
	if ('run' in step && step.run.status === 'running') {
		// A change on its way is waited for; Ctrl-C stops the waiting.
		return state;
	}

	switch (step.name) {
		case 'account': {
			return event.type === 'next' || event.type === 'back' ? goTo(state, regionsStep) : state;
		}

		case 'regions': {
			return reduceRegions(state, step, event);
		}

		case 'audit': {
			return reduceAudit(state, step, event);
		}

		case 'criteria': {
			return reduceCriteria(state, step, event);
		}

		case 'apply': {
			return reduceApply(state, step, event);
		}

		case 'scan': {
			return reduceScan(state, event);
		}

		case 'review': {
			return reduceReview(state, step, event);
		}

		case 'decide': {
			return reduceDecide(state, step, event);
		}

		case 'enforce': {
			return reduceEnforce(state, step, event);
		}

		case 'summary': {
			return reduceSummary(state, event);
		}
	}
}

/** Ctrl-C cancels what is running first; with nothing running, or pressed again, it ends the wizard. */
function interrupt(state: WizardState): WizardState {
	if (state.shell.interruptArmed) {
		return withShell(state, {ended: 'interrupted'});
	}

	const armed = withShell(state, {
		interruptArmed: true,
		notice: {tone: 'warning', text: 'Press Ctrl-C again to quit.'},
	});
	if (armed.phase === 'account') {
		return armed;
	}

	const {step} = armed;
	const region = currentRegion(armed);
	if ('run' in step && step.run.status === 'running' && region !== undefined) {
		const problem = {
			kind: 'interrupted',
			what: `You stopped waiting for the change to ${region}.`,
			next: 'What the Region reports is being read again; the history shows what was sent.',
		} as const;
		return finishChange(armed, region, {type: 'failed', problem, isSent: true}, '');
	}

	return currentWork(armed).scan?.status === 'running' ? cancelScan(armed) : armed;
}

function withShell<State extends WizardState>(state: State, change: Partial<Shell>): State {
	return {...state, shell: {...state.shell, ...change}};
}
