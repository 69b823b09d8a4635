import {currentSettings, currentWork, type RolloutState, type WizardState} from '../../rollout/state.ts';
import {steps} from '../../rollout/steps/index.ts';
import {milestones, type StepModule} from '../../rollout/steps/step.ts';
import type {TrackStep} from '../components/frame/track.tsx';

/** The way through a Region, and how far one is; none before a Region is chosen, and none in a review. */
export function trackOf(state: WizardState): readonly TrackStep[] {
	if (state.phase === 'account' || state.options.purpose !== 'rollout') {
		return [];
	}

	const {track}: Pick<StepModule<never>, 'track'> = steps[state.step.name];
	if (track === undefined) {
		return [];
	}

	const place = track === 'all passed' ? milestones.length : milestones.indexOf(track);
	const skipped = skippedIn(state);
	return milestones.map((name, index) => {
		if (index === place) {
			return {name, status: 'current'};
		}

		return index > place ? {name, status: 'todo'} : {name, status: skipped.has(name) ? 'skipped' : 'done'};
	});
}

/** What was passed by: nothing is ticked off that the Region does not report. */
function skippedIn(state: RolloutState): ReadonlySet<string> {
	const reported = currentSettings(state)?.State;
	const isEnforced = currentWork(state).outcome === 'enforced' || reported === 'enabled';
	return new Set([...(isEnforced ? [] : ['Enforce']), ...(reported === 'disabled' ? ['Audit mode', 'Criteria'] : [])]);
}
