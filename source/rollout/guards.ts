import {checkCriteria} from '../criteria/check.ts';
import {sameCriteria, sameSettings} from '../criteria/settings.ts';
import type {Guard} from '../machine/guard.ts';
import type {Enforcement} from '../operations/enforcement.ts';
import {currentRegion, currentSettings, currentWork, type RolloutState, type ScanRecord} from './state.ts';

/** Whether anything may be changed in the Region at hand. */
export function canChange(state: RolloutState): Guard {
	if (state.options.purpose !== 'rollout') {
		return 'a review changes nothing';
	}

	if (state.options.readOnly) {
		return 'this run is read-only';
	}

	const settings = currentSettings(state);
	if (settings === undefined) {
		return "the Region's settings are not known";
	}

	return settings.ManagedBy === 'account' ? true : 'a declarative policy manages this Region';
}

/** Whether the draft may be applied to the Region at hand: what any change takes, and no errors in it. */
export function canApplyDraft(state: RolloutState): Guard {
	const change = canChange(state);
	if (change !== true) {
		return change;
	}

	const {draft} = currentWork(state);
	if (draft === undefined) {
		return 'there are no criteria to apply';
	}

	if (currentSettings(state)?.State === 'enabled') {
		return 'the Region is enforcing: switch to audit mode first';
	}

	const errors = checkCriteria(draft.criteria).errors.length;
	return errors === 0 ? true : `the criteria have ${errors} ${errors === 1 ? 'error' : 'errors'}`;
}

/** Whether the draft is what the Region has already. */
export function isDraftApplied(state: RolloutState): boolean {
	const {draft} = currentWork(state);
	const settings = currentSettings(state);
	return draft !== undefined && settings !== undefined && sameCriteria(draft.criteria, settings.ImageCriteria);
}

/** Whether the Region at hand may be switched to `enabled` at all, once a person confirms it. */
export function canEnforce(state: RolloutState): Guard {
	const decision = decisionAt(state);
	return typeof decision === 'string' ? decision : true;
}

/**
The exact words a person has to type to enforce the Region at hand: its name, or with offenders left, how many images it blocks.
`undefined` where enforcing is not possible.
*/
export function confirmationPhrase(state: RolloutState): string | undefined {
	const decision = decisionAt(state);
	return typeof decision === 'string' ? undefined : phraseOf(decision);
}

/** Makes the proof, if what was typed is exactly what was asked for and enforcing is still possible; `undefined` otherwise. */
export function confirmEnforcement(state: RolloutState, typed: string): Enforcement | undefined {
	const decision = decisionAt(state);
	return typeof decision === 'string' || typed !== phraseOf(decision)
		? undefined
		: // The one place where the proof is made: the brand has no value at run time.
			// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- a brand can't be written down
			({region: decision.region, settings: decision.scan.settings} as Enforcement);
}

/** What a person decides upon: a complete scan of the settings in force. */
type Decision = {readonly region: string; readonly scan: Extract<ScanRecord, {status: 'done'}>};

/** The decision at hand, or why there is none to take. Everything that enforcing takes is asked here, and only here. */
function decisionAt(state: RolloutState): Decision | string {
	const region = currentRegion(state);
	const settings = currentSettings(state);
	const {scan} = currentWork(state);
	const change = canChange(state);
	if (change !== true) {
		return change;
	}

	if (settings?.State !== 'audit-mode') {
		return settings?.State === 'enabled' ? 'it is enforced already' : 'audit mode is not on';
	}

	if (region === undefined || scan?.status !== 'done') {
		return scan?.status === 'changed' ? 'the settings changed since the scan began' : 'there is no complete scan';
	}

	if (!sameSettings(scan.settings, settings)) {
		return 'the settings changed since the scan';
	}

	return scan.isComplete ? {region, scan} : 'the scan is incomplete';
}

function phraseOf({region, scan}: Decision): string {
	const {imagesNotAllowed} = scan.counts;
	return imagesNotAllowed === 0
		? region
		: `block ${imagesNotAllowed} ${imagesNotAllowed === 1 ? 'image' : 'images'} in ${region}`;
}
