import {currentWork, type Step, type WizardState} from '../rollout/state.ts';
import type {TrackStep} from './components/track.tsx';

const names = ['Audit mode', 'Criteria', 'Scan', 'Review', 'Enforce'] as const;

const places: Readonly<Record<Step['name'], number | undefined>> = {
	account: undefined,
	regions: undefined,
	fleet: undefined,
	audit: 0,
	criteria: 1,
	apply: 1,
	scan: 2,
	review: 3,
	decide: 4,
	enforce: 4,
	launches: 3,
	summary: 5,
	watch: 5,
	undo: 5,
};

/** The way through a Region, and how far one is; none before a Region is at hand, and none in a review. */
export function trackOf(state: WizardState): readonly TrackStep[] {
	if (state.phase === 'account' || state.options.purpose !== 'rollout') {
		return [];
	}

	const place = places[state.step.name];
	const isEnforced = currentWork(state).outcome === 'enforced';
	return place === undefined
		? []
		: names.map((name, index) => {
				if (index === place) {
					return {name, status: 'current'};
				}

				return index > place
					? {name, status: 'todo'}
					: {name, status: name === 'Enforce' && !isEnforced ? 'skipped' : 'done'};
			});
}
