/** Summary: what came of each Region of the queue, and on to the next. */
import {settingsCommand} from '../../operations/aws-cli.ts';
import {again} from '../../machine/loadable.ts';
import {canChange} from '../guards.ts';
import {auditStep, backToFleet, decideStep, enterRegion, goTo, goToRegions, withCurrentWork} from '../moves.ts';
import {currentRegion, currentSettings, currentWork} from '../state.ts';
import {nextUndecided} from './fleet/table.ts';
import type {StepModule} from './step.ts';

declare module '../state.ts' {
	interface Steps {
		summary: Nothing;
	}
}

export const summary: StepModule<'summary'> = {
	on: {
		watch: (state) => (currentSettings(state)?.State === 'enabled' ? goTo(state, {name: 'watch', cursor: 0}) : state),
		loosen: (state) =>
			currentSettings(state)?.State === 'enabled' && canChange(state) === true
				? goTo(state, {...auditStep, isLooseningAsked: true})
				: state,
		retry(state) {
			const {proof} = currentWork(state);
			return proof === undefined ? state : withCurrentWork(state, {proof: again(proof)});
		},
		next: (state) =>
			state.fleet === undefined
				? state.position + 1 < state.queue.length
					? enterRegion(state, state.position + 1)
					: goToRegions(state)
				: nextUndecided(state, state.position),
		back: (state) =>
			state.fleet === undefined
				? currentWork(state).outcome === 'enforced'
					? goToRegions(state)
					: goTo(state, decideStep)
				: backToFleet(state),
	},
	command: (state) => settingsCommand(currentRegion(state), state.options),
};
