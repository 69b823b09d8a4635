/** Scan: every instance of the Region with AWS's verdict, to decide upon. It runs as long as it is not cancelled, wherever one looks. */
import {ec2} from '../../operations/aws-cli.ts';
import {canChange} from '../guards.ts';
import {cancelScan, startScan} from '../moves/scans.ts';
import {auditStep, enterCriteria, enterReview, leaveRegion} from '../moves/steps.ts';
import {goTo} from '../moves/updates.ts';
import {currentRegion, currentSettings, currentWork, type RolloutState} from '../state.ts';
import type {StepModule} from './step.ts';

declare module '../state.ts' {
	interface Steps {
		scan: Nothing;
	}
}

export const scan: StepModule<'scan'> = {
	crumbs: ['Scan'],
	track: 'Scan',
	on: {
		back(state) {
			if (isRunning(state)) {
				return cancelScan(state);
			}

			if (canChange(state) !== true || state.fleet !== undefined) {
				return leaveRegion(state);
			}

			// Where audit mode isn't on, the scan was come to from there, and the criteria are not next yet.
			return currentSettings(state)?.State === 'audit-mode' ? enterCriteria(state) : goTo(state, auditStep);
		},
		rescan,
		retry: rescan,
		browse: enterReview,
		next: (state) => (currentWork(state).scan?.status === 'done' ? enterReview(state) : state),
	},
	command: (state) => ec2('describe-instance-image-metadata', currentRegion(state), state.options),
};

function rescan(state: RolloutState): RolloutState {
	return isRunning(state) ? state : startScan(state);
}

function isRunning(state: RolloutState): boolean {
	return currentWork(state).scan?.status === 'running';
}
