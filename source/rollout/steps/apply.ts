/** Apply: the draft replaces the criteria of a Region, once more shown as a difference. */
import {sameCriteria} from '../../criteria/settings.ts';
import {replaceCommand} from '../../operations/aws-cli.ts';
import {isAnnounced, onAnnounced, readOn, type Announcement} from '../announced.ts';
import {begin, isIdle, onChange, type ChangeRun} from '../changing.ts';
import {canApplyDraft} from '../guards.ts';
import {enterCriteria, enterScan, leaveCriteria} from '../moves/steps.ts';
import {goTo} from '../moves/updates.ts';
import {pageOn, type Read} from '../shown.ts';
import {currentRegion, currentSettings, currentWork} from '../state.ts';
import type {StepModule} from './step.ts';

declare module '../state.ts' {
	interface Steps {
		apply: {
			readonly run: ChangeRun;
			readonly from?: Origin;
			/** Come to without the form: `esc` goes back there. */
			readonly isStraight?: boolean;
			/** What it does is read first, where it is longer than the screen. */
			readonly read?: Read<Announcement>;
		};
	}
}

export const apply: StepModule<'apply'> = {
	crumbs: ['Criteria', 'Apply'],
	track: 'Criteria',
	on: {
		...onChange,
		...onAnnounced,
		next(state, step) {
			if (step.run.status === 'done') {
				return enterScan(state);
			}

			const {draft} = currentWork(state);
			const expected = currentSettings(state);
			const region = currentRegion(state);
			if (
				draft === undefined ||
				expected === undefined ||
				region === undefined ||
				!isIdle(step.run) ||
				canApplyDraft(state) !== true
			) {
				return state;
			}

			return isAnnounced(state, step)
				? begin(state, step, {kind: 'criteria', region, expected, criteria: draft.criteria})
				: readOn(state, step, pageOn);
		},
		back: (state, step) => (step.isStraight === true ? leaveCriteria(state) : enterCriteria(state)),
	},
	read(state, step, settings) {
		const {draft} = currentWork(state);
		return isIdle(step.run) && draft !== undefined && sameCriteria(settings.ImageCriteria, draft.criteria)
			? goTo(state, {...step, run: {status: 'done', answer: 'The Region reports these criteria.'}})
			: state;
	},
	command: (state) => replaceCommand(currentWork(state).draft?.criteria ?? [], currentRegion(state), state.options),
};
