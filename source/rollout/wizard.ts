/** The wizard as a machine: the steps, and what is around them. */
import {jobsOf, type Jobs} from '../machine/effect.ts';
import type {AllowedImagesSettings} from '../criteria/settings.ts';
import {handle} from '../machine/event.ts';
import type {Machine} from '../machine/machine.ts';
import {desktopEffects} from '../machine/shell.ts';
import {changeEffect, concludeSent, isSent, isUnderWay} from './changing.ts';
import type {WizardContext} from './context.ts';
import {accountEffects} from './effects/account.ts';
import {impactEffects} from './effects/impact.ts';
import {lastChangesEffects} from './effects/last-changes.ts';
import {overviewEffects} from './effects/overview.ts';
import {readingEffect, regionEffects} from './effects/region.ts';
import {unsavedDrafts} from './judged.ts';
import type {RolloutState, StepName, StepOf, UserEvent, WizardState} from './state.ts';
import {changeProfile, commandBefore, identityEffects, reduceAccount} from './steps/account.ts';
import {fleetChange} from './steps/fleet/changes.ts';
import {steps} from './steps/index.ts';
import type {StepModule} from './steps/step.ts';

export const wizard: Machine<WizardState, UserEvent, WizardContext> = {
	reduce(state, event) {
		if (state.phase === 'account') {
			return reduceAccount(state, event);
		}

		if (state.step.name === 'account' && event.type === 'choose-profile') {
			return changeProfile(state);
		}

		// A change on its way is waited for; Ctrl-C stops the waiting.
		return isUnderWay(state.step) ? state : reduceStep(state, state.step, event);
	},
	unsaved: (state) => (state.phase === 'account' ? undefined : unsavedDrafts(state)),
	command: (state) =>
		state.phase === 'account' ? commandBefore(state) : moduleOf(state.step).command(state, state.step),
	effects: [
		...identityEffects,
		...[
			jobsOf(changeEffect),
			jobsOf(fleetChange),
			jobsOf(readingEffect(followReading)),
			...accountEffects,
			...overviewEffects,
			...lastChangesEffects,
			...regionEffects,
			...impactEffects,
			...Object.values<StepModule<never>>(steps).flatMap(({effects = []}) => effects),
		].map((jobs) => inRollout(jobs)),
		...desktopEffects<WizardState>(),
	],
};

/** What follows from a reading of the current Region: first of all, what came of a change that was sent. */
function followReading(state: RolloutState, settings: AllowedImagesSettings): RolloutState {
	const {step} = state;
	return 'run' in step && isSent(step.run)
		? concludeSent(state, {...step, run: step.run}, settings)
		: (moduleOf(step).read?.(state, step, settings) ?? state);
}

function reduceStep<Name extends StepName>(state: RolloutState, step: StepOf<Name>, event: UserEvent): RolloutState {
	const {on} = moduleOf(step);
	return typeof on === 'function' ? on(state, step, event) : handle(on, state, step, event);
}

/** A step's module takes the step that it is found by; TypeScript does not see that. */
function moduleOf<Name extends StepName>(step: StepOf<Name>): StepModule<Name> {
	return steps[step.name] as unknown as StepModule<Name>;
}

/** Work that there is only once there is an identity. */
function inRollout(jobs: Jobs<RolloutState, WizardContext>): Jobs<WizardState, WizardContext> {
	const within =
		(update: (state: RolloutState) => RolloutState) =>
		(state: WizardState): WizardState =>
			state.phase === 'rollout' ? update(state) : state;
	return (state) =>
		state.phase === 'account'
			? []
			: jobs(state).map(({run, failed, cancelled, ...job}) => ({
					...job,
					run: async ({update, ...context}) =>
						within(
							await run({
								...context,
								update(change) {
									update(within(change));
								},
							}),
						),
					failed: (problem) => within(failed(problem)),
					...(cancelled !== undefined && {cancelled: within(cancelled)}),
				}));
}
