/** Scan: every instance of the Region with AWS's verdict, to decide upon. It runs as long as it is not cancelled, wherever one looks. */
import {ec2} from '../../operations/aws-cli.ts';
import {canChange} from '../guards.ts';
import {cancelScan, startScan} from '../moves/scans.ts';
import {enterCriteria, enterReview, leaveRegion} from '../moves/steps.ts';
import {currentRegion, currentWork, type RolloutState} from '../state.ts';
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

			return canChange(state) === true && state.fleet === undefined ? enterCriteria(state) : leaveRegion(state);
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
