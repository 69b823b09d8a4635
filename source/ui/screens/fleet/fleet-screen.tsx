import type {WizardSession} from '../../../rollout/session.ts';
import type {RolloutState, StepOf} from '../../../rollout/state.ts';
import {ChooseView} from './choose-view.tsx';
import {PlanView} from './plan-view.tsx';
import {RegionsView} from './regions-view.tsx';
import {TogetherView} from './together-view.tsx';

/** Fleet: the criteria, the plan, the Regions on their way, and the panel that enforces the clean ones together. */
export function FleetScreen({
	state,
	step: {view},
	session,
}: {
	readonly state: RolloutState;
	readonly step: StepOf<'fleet'>;
	readonly session: WizardSession;
}) {
	switch (view.type) {
		case 'choose': {
			return <ChooseView state={state} view={view} session={session} />;
		}

		case 'plan': {
			return <PlanView state={state} view={view} session={session} />;
		}

		case 'regions': {
			return <RegionsView state={state} view={view} session={session} />;
		}

		case 'together': {
			return <TogetherView state={state} view={view} session={session} />;
		}
	}
}
