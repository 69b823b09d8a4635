/** Audit mode: turned on at once where nothing is restricted yet; from `enabled` it is a loosening, which is asked about. */
import {enableCommand, settingsCommand} from '../../operations/aws-cli.ts';
import {isAnnounced, onAnnounced, readOn, type Announcement} from '../announced.ts';
import {begin, isIdle, onChange, type ChangeRun} from '../changing.ts';
import {canChange} from '../guards.ts';
import {enterCriteria, enterScan, leaveRegion, offeredStep} from '../moves/steps.ts';
import {goTo} from '../moves/updates.ts';
import {pageOn, type Read} from '../shown.ts';
import {currentRegion, currentSettings, type RolloutState, type StepOf} from '../state.ts';
import type {StepModule} from './step.ts';

declare module '../state.ts' {
	interface Steps {
		audit: {
			readonly run: ChangeRun;
			readonly isLooseningAsked: boolean;
			/** Where going back to audit mode was asked for: what is decided leads there again. */
			readonly from?: StepOf<'decide' | 'summary' | 'watch'>;
			/** What it does is read first, where it is longer than the screen. */
			readonly read?: Read<Announcement>;
		};
	}
}

export const audit: StepModule<'audit'> = {
	crumbs: ['Audit mode'],
	track: 'Audit mode',
	on: {
		...onChange,
		...onAnnounced,
		next(state, step) {
			const settings = currentSettings(state);
			if (step.run.status === 'done' || settings?.State === 'audit-mode') {
				return step.from === undefined ? enterCriteria(state) : goTo(state, {name: 'summary'});
			}

			if (settings === undefined || !isIdle(step.run) || canChange(state) !== true) {
				return state;
			}

			return settings.State === 'disabled' ? turnOn(state, step) : goTo(state, asked(step, true));
		},
		answer(state, step, {yes}) {
			if (!step.isLooseningAsked) {
				return state;
			}

			return yes ? turnOn(state, step) : leaveQuestion(state, step);
		},
		browse: (state) => (currentSettings(state) === undefined ? state : enterScan(state)),
		back: leaveQuestion,
	},
	// A run that was stopped midway goes on where it was.
	read: (state, step, settings) => (step.run.status === 'ready' ? offeredStep(state, settings) : state),
	command: (state, step) =>
		step.run.status === 'done' || canChange(state) !== true || currentSettings(state)?.State === 'audit-mode'
			? settingsCommand(currentRegion(state), state.options)
			: enableCommand('audit-mode', currentRegion(state), state.options),
};

function turnOn(state: RolloutState, step: StepOf<'audit'>): RolloutState {
	const region = currentRegion(state);
	const expected = currentSettings(state);
	if (!isIdle(step.run) || region === undefined || expected === undefined || canChange(state) !== true) {
		return state;
	}

	return isAnnounced(state, step)
		? begin(state, asked(step, false), {kind: 'audit-mode', region, expected})
		: readOn(state, step, pageOn);
}

/** Back to where one came from: before the question, and before the step. */
function leaveQuestion(state: RolloutState, step: StepOf<'audit'>): RolloutState {
	if (step.from !== undefined) {
		return goTo(state, step.from);
	}

	return step.isLooseningAsked ? goTo(state, asked(step, false)) : leaveRegion(state);
}

/** The question before loosening, or what it was asked upon: each is read from its first line. */
function asked({read: _, ...step}: StepOf<'audit'>, isLooseningAsked: boolean): StepOf<'audit'> {
	return {...step, isLooseningAsked};
}
