import {currentWork, type WizardState} from '../../rollout/state.ts';
import {steps} from '../../rollout/steps/index.ts';
import {milestones, type StepModule} from '../../rollout/steps/step.ts';
import type {TrackStep} from '../components/frame/track.tsx';

/** The way through a Region, and how far one is; none before a Region is at hand, and none in a review. */
export function trackOf(state: WizardState): readonly TrackStep[] {
	if (state.phase === 'account' || state.options.purpose !== 'rollout') {
		return [];
	}

	const {track}: Pick<StepModule<never>, 'track'> = steps[state.step.name];
	if (track === undefined) {
		return [];
	}

	const place = track === 'all passed' ? milestones.length : milestones.indexOf(track);
	const isEnforced = currentWork(state).outcome === 'enforced';
	return milestones.map((name, index) => {
		if (index === place) {
			return {name, status: 'current'};
		}

		return index > place
			? {name, status: 'todo'}
			: {name, status: name === 'Enforce' && !isEnforced ? 'skipped' : 'done'};
	});
}
