/** Fleet: every Region of the queue side by side, under the same criteria; one plan, confirmed once; then each Region is decided. */
import {enableCommand, settingsCommand} from '../../../operations/aws-cli.ts';
import type {CleanPanel} from '../../guards.ts';
import type {Drawn} from '../../shown.ts';
import type {StepModule} from '../step.ts';
import {fleetEffects} from './effects.ts';
import type {FleetView} from './moves.ts';
import {reduceRegions, rowAt} from './table.ts';
import {reduceChoose, reducePlan, reduceTogether} from './views.ts';

declare module '../../state.ts' {
	interface Steps {
		fleet: {readonly view: FleetView};
	}

	interface Events {
		/** From the list of Regions to all marked ones together. */
		fleet: Nothing;
		/** Takes the Region under the cursor out of the run. */
		'take-out': Nothing;
		/** What has not begun is left. */
		'stop-fleet': Nothing;
		/** To the panel that enforces all clean Regions. */
		together: Nothing;
		/** On to the next Region that has to be decided on its own. */
		'next-undecided': Nothing;
		/** Told by the screen, never by a key: a frame with these lines of the panel over the clean Regions has been written to the terminal. */
		'shown-together': Drawn<CleanPanel>;
		/** The same of what the plan does; and through that, so many lines on. */
		'shown-plan': Drawn<string>;
		'read-plan': {readonly by: number};
		/** Sorts the table by its next column; the other way round. */
		sort: Nothing;
		'reverse-sort': Nothing;
		/** To what came of each Region. */
		summary: Nothing;
		/** Goes on with a run that was left midway. */
		'resume-fleet': Nothing;
	}
}

export const fleet: StepModule<'fleet'> = {
	crumbs: ['Fleet'],
	on(state, step, event) {
		const {view} = step;
		switch (view.type) {
			case 'choose': {
				return reduceChoose(state, view, event);
			}

			case 'plan': {
				return reducePlan(state, view, event);
			}

			case 'regions': {
				return reduceRegions(state, view, event);
			}

			case 'together': {
				return reduceTogether(state, view, event);
			}
		}
	},
	effects: fleetEffects,
	command: (state, {view}) =>
		view.type === 'together'
			? view.panel.map(({region}) => enableCommand('enabled', region, state.options)).join(' && ')
			: settingsCommand(view.type === 'regions' ? rowAt(state, view)?.region : state.fleet?.regions[0], state.options),
};
