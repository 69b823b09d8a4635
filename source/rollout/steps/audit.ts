/** Audit mode: turned on at once where nothing is restricted yet; from `enabled` it is a loosening, which is asked about. */
import {enableCommand, settingsCommand} from '../../operations/aws-cli.ts';
import {begin, onChange, type ChangeRun} from '../changing.ts';
import {canChange} from '../guards.ts';
import {enterCriteria, enterScan, goTo, leaveRegion, offeredStep} from '../moves.ts';
import {currentRegion, currentSettings, type RolloutState, type StepOf} from '../state.ts';
import type {StepModule} from './step.ts';

declare module '../state.ts' {
	interface Steps {
		audit: {readonly run: ChangeRun; readonly isLooseningAsked: boolean};
	}
}

export const audit: StepModule<'audit'> = {
	crumbs: ['Audit mode'],
	track: 'Audit mode',
	on: {
		...onChange,
		next(state, step) {
			const settings = currentSettings(state);
			if (step.run.status === 'done' || settings?.State === 'audit-mode') {
				return enterCriteria(state);
			}

			if (settings === undefined || canChange(state) !== true) {
				return state;
			}

			return settings.State === 'disabled' ? turnOn(state, step) : goTo(state, {...step, isLooseningAsked: true});
		},
		answer(state, step, {yes}) {
			if (!step.isLooseningAsked) {
				return state;
			}

			const answered = {...step, isLooseningAsked: false};
			return yes ? turnOn(goTo(state, answered), answered) : goTo(state, answered);
		},
		browse: (state) => (currentSettings(state) === undefined ? state : enterScan(state)),
		back: (state, step) =>
			step.isLooseningAsked ? goTo(state, {...step, isLooseningAsked: false}) : leaveRegion(state),
	},
	// A run that was stopped midway goes on where it was.
	read: (state, step, settings) => (step.run.status === 'ready' ? offeredStep(state, settings) : state),
	command: (state, step) =>
		step.run.status === 'done'
			? settingsCommand(currentRegion(state), state.options)
			: enableCommand('audit-mode', currentRegion(state), state.options),
};

function turnOn(state: RolloutState, step: StepOf<'audit'>): RolloutState {
	const region = currentRegion(state);
	const expected = currentSettings(state);
	return region === undefined || expected === undefined || canChange(state) !== true
		? state
		: begin(state, step, {kind: 'audit-mode', region, expected});
}
