import {outcomeInShort} from '../../rollout/outcomes.ts';
import {currentRegion, noWork, toldScan, type RolloutState, type WizardState} from '../../rollout/state.ts';
import {steps} from '../../rollout/steps/index.ts';
import {regionIn} from '../../rollout/steps/summary.ts';
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
	const {step} = state;
	const region = step.name === 'summary' ? regionIn(state, step) : (currentRegion(state) ?? '');
	const work = state.work[region] ?? noWork;
	const {outcome, reading} = work;
	const told = toldScan(work);
	const reported = reading.status === 'here' ? reading.value.settings.State : undefined;
	const isEmpty = reading.status === 'here' && reading.value.settings.ImageCriteria.length === 0;
	// An alarm is that it is not enforced as decided.
	const isEnforced = (outcome === 'enforced' || reported === 'enabled') && outcomeInShort(work)?.tone !== 'danger';
	// Of a Region that the summary has nothing of, nothing is known; in a step, one has come as far as that step.
	const isUntouched = step.name === 'summary' && outcome === undefined && reported === undefined;
	return new Set([
		...(isUntouched || reported === 'disabled' ? ['Audit mode', 'Criteria'] : isEmpty ? ['Criteria'] : []),
		...(told === undefined ? ['Scan', 'Review'] : told.isComplete ? [] : ['Scan']),
		...(isEnforced ? [] : ['Enforce']),
	]);
}
