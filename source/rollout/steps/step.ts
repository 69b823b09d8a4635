import type {AllowedImagesSettings} from '../../criteria/settings.ts';
import type {Jobs} from '../../machine/effect.ts';
import type {Handlers} from '../../machine/event.ts';
import type {WizardContext} from '../context.ts';
import type {RolloutState, StepName, StepOf, UserEvent} from '../state.ts';

/** The way through a Region, as it is drawn. */
export const milestones = ['Audit mode', 'Criteria', 'Scan', 'Review', 'Enforce'] as const;

type Milestone = (typeof milestones)[number];

/** All that a step is, apart from its screen: each is one file or folder beside this one, and a line in `index.ts`. */
export type StepModule<Name extends StepName> = {
	/** What it is called where one is told where one is, from the outside in. */
	readonly crumbs: readonly string[];
	/** Where it stands on the way through a Region; absent where it is off that way. */
	readonly track?: Milestone | 'all passed';
	/** What a person's events mean in it, as a table or a reducer. Pure and total: without a meaning, nothing changes. */
	readonly on: Handlers<RolloutState, StepOf<Name>, UserEvent> | StepReducer<Name>;
	/** What follows where the Region has just been read. */
	read?(state: RolloutState, step: StepOf<Name>, settings: AllowedImagesSettings): RolloutState;
	/** The work that only it asks for. */
	readonly effects?: ReadonlyArray<Jobs<RolloutState, WizardContext>>;
	/** The AWS CLI command that it equals. */
	command(state: RolloutState, step: StepOf<Name>): string;
};

type StepReducer<Name extends StepName> = (state: RolloutState, step: StepOf<Name>, event: UserEvent) => RolloutState;
