import {counted} from '../counted.ts';
import {checkCriteria} from '../criteria/validation/check.ts';
import {sameCriteria, sameSettings, type AllowedImagesSettings} from '../criteria/settings.ts';
import type {Guard} from '../machine/guard.ts';
import type {Loadable} from '../machine/loadable.ts';
import type {Enforcement} from '../operations/change/enforcement.ts';
import type {Impact} from '../operations/impact.ts';
import {possibleUndos, type PossibleUndo, type UndoRow} from '../operations/change/undo.ts';
import {launchesSoFar} from './launches-so-far.ts';
import {isSeen, type Shown} from './shown.ts';
import {
	currentRegion,
	currentSettings,
	currentWork,
	noWork,
	type Reading,
	type RegionWork,
	type RolloutState,
	type ScanRecord,
} from './state.ts';

/** Whether anything may be changed in a Region; without a name, in the current one. */
export function canChange(state: RolloutState, region = currentRegion(state)): Guard {
	if (state.options.purpose !== 'rollout') {
		return 'a review changes nothing';
	}

	if (state.options.readOnly) {
		return 'this run is read-only';
	}

	const settings = settingsOf(state, region);
	if (settings === undefined) {
		return "the Region's settings are not known";
	}

	if (settings.ManagedBy !== 'account') {
		return 'a declarative policy manages this Region';
	}

	const {refusedAt = -1, reading} = state.work[region ?? ''] ?? noWork;
	return reading.attempt > refusedAt ? true : 'AWS refused a change here because of a policy of the organization';
}

/** Whether the draft may be applied to the current Region: what any change takes, and no errors in it. */
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
	return errors === 0 ? true : `the draft has ${errors} ${errors === 1 ? 'error' : 'errors'}`;
}

/** Whether the draft is what the Region has already. */
export function isDraftApplied(state: RolloutState): boolean {
	const {draft} = currentWork(state);
	const settings = currentSettings(state);
	return draft !== undefined && settings !== undefined && sameCriteria(draft.criteria, settings.ImageCriteria);
}

/** Whether there is a draft that the Region does not have: what is decided upon is something else then. */
export function hasOpenDraft(state: RolloutState): boolean {
	return currentWork(state).draft !== undefined && currentSettings(state) !== undefined && !isDraftApplied(state);
}

/** Whether the current Region may be switched to `enabled` at all, once a person confirms it. */
export function canEnforce(state: RolloutState): Guard {
	const decision = decisionAt(state);
	return typeof decision === 'string' ? decision : true;
}

/**
The exact words a person has to type to enforce the current Region: its name, or with offenders left, how many images it blocks.
`undefined` where enforcing is not possible.
*/
export function confirmationPhrase(state: RolloutState): string | undefined {
	const decision = decisionAt(state);
	return typeof decision === 'string' ? undefined : phraseOf(decision);
}

/**
What the danger panel tells of, by the parts of the state that it is made from. Whichever of them is another, it is another panel, which has to be
seen anew.
*/
export type Panel = {
	readonly reading: Loadable<Reading>;
	readonly scan: ScanRecord;
	readonly impact: Loadable<Impact>;
};

/** The panel that a person has to have seen before any words are taken; `undefined` while a part of it is still to come. */
export function panelIn(state: RolloutState): Panel | undefined {
	const {step} = state;
	const {reading, scan} = currentWork(state);
	return step.name !== 'enforce' ||
		step.impact.status === 'wanted' ||
		reading.status !== 'here' ||
		scan?.status !== 'done'
		? undefined
		: {reading, scan, impact: step.impact};
}

/** Whether two panels tell of the same. */
export function isSamePanel(left: Panel | undefined, right: Panel | undefined): boolean {
	return (
		left !== undefined && left.reading === right?.reading && left.scan === right.scan && left.impact === right.impact
	);
}

/** Whether all of the panel has been on the screen, from its first line to its last: only then words count. */
export function isPanelShown(state: RolloutState): boolean {
	const shown = state.step.name === 'enforce' ? state.step.shown : undefined;
	return shown !== undefined && isSamePanel(panelIn(state), shown.panel) && isSeen(shown);
}

/**
Makes the proof, if what was typed is exactly what was asked for, upon a panel that was seen in whole, and enforcing is still possible; `undefined`
otherwise.
*/
export function confirmEnforcement(state: RolloutState, typed: string): Enforcement | undefined {
	const decision = decisionAt(state);
	return typeof decision === 'string' || typed !== phraseOf(decision) || !isPanelShown(state)
		? undefined
		: proofOf(decision);
}

/**
The Regions of a fleet run that may be enforced together: each could be enforced alone, runs no image that would be blocked, AWS gave a verdict
on every instance, and nothing that AWS services manage is hidden from us. What is unknown never counts as clean.
*/
export function cleanRegions(state: RolloutState): readonly string[] {
	return (state.fleet?.regions ?? []).filter((region) => {
		const decision = decisionAt(state, region);
		return (
			typeof decision !== 'string' &&
			state.fleet?.progress[region]?.status === 'applied' &&
			decision.scan.managed.problem === undefined &&
			decision.scan.managed.judgedHere === 0 &&
			decision.scan.counts.notAllowed === 0 &&
			decision.scan.counts.unknown === 0 &&
			decision.scan.offendingImages.length === 0
		);
	});
}

/** Whether there are Regions to enforce together. */
export function canEnforceTogether(state: RolloutState): Guard {
	if (state.fleet === undefined) {
		return 'there is no fleet run';
	}

	const clean = cleanRegions(state);
	// What runs nowhere now is on the panel, too: but for CloudTrail it takes seconds.
	const unread = clean.filter((region) => isUnread(state.work[region] ?? noWork));
	return clean.length === 0
		? 'no Region is clean yet, with a complete scan, nothing hidden, a verdict on everything, and no offender'
		: unread.length > 0
			? `what launches in ${unread.join(', ')} is still being read`
			: true;
}

function isUnread(work: RegionWork): boolean {
	return work.launches?.status === 'wanted' && launchesSoFar(work) === undefined;
}

/** The clean Regions as a panel lists them, each by the scan that it is clean by. */
export type CleanPanel = readonly Decision[];

/** The panel over the Regions that are clean now. */
export function cleanPanel(state: RolloutState): CleanPanel {
	return cleanRegions(state)
		.map((region) => decisionAt(state, region))
		.filter((decision) => typeof decision !== 'string');
}

/** The exact words that enforce the Regions of a panel together. */
export function phraseForTogether({length}: CleanPanel): string {
	return `enforce ${length} ${length === 1 ? 'Region' : 'Regions'}`;
}

/** Whether all of the panel has been on the screen: only then words count. */
export function isCleanPanelShown(panel: CleanPanel, shown: Shown<CleanPanel> | undefined): boolean {
	return shown?.panel === panel && isSeen(shown);
}

/**
Makes the proofs for the Regions that a panel listed, if what was typed is exactly what was asked for, upon a panel that was seen in whole, and
every one of them is clean still, by the scan that the panel told of; `undefined` otherwise.
*/
export function confirmTogether(
	state: RolloutState,
	{panel, shown}: {readonly panel: CleanPanel; readonly shown?: Shown<CleanPanel>},
	typed: string,
): readonly Enforcement[] | undefined {
	if (panel.length === 0 || typed !== phraseForTogether(panel) || !isCleanPanelShown(panel, shown)) {
		return undefined;
	}

	const now = new Map(cleanPanel(state).map(({region, scan}) => [region, scan]));
	return panel.every(({region, scan}) => now.get(region) === scan) ? panel.map((one) => proofOf(one)) : undefined;
}

/** Whether this run may take anything back. */
export function canUndo({options}: RolloutState): Guard {
	if (options.purpose !== 'rollout') {
		return 'a review changes nothing';
	}

	return options.readOnly ? 'this run is read-only' : true;
}

type UndoPanel = {
	readonly scope: 'region' | 'run';
	readonly rows: Loadable<readonly UndoRow[]>;
	readonly shown?: Shown<readonly UndoRow[]>;
};

/**
The exact words that take back what a panel lists: the Region's name, or of a whole run in how many Regions; `undefined` where nothing can be
taken back now.
*/
export function phraseForUndo({scope, rows}: UndoPanel): string | undefined {
	const possible = rows.status === 'here' ? possibleUndos(rows.value) : [];
	const [first] = possible;
	return first === undefined || scope === 'region'
		? first?.target.region
		: `undo ${counted(possible.length, 'Region')}`;
}

/** Whether all of the panel has been on the screen: only then words count. */
export function isUndoPanelShown({rows, shown}: UndoPanel): boolean {
	return rows.status === 'here' && shown?.panel === rows.value && isSeen(shown);
}

/** What is to be taken back, if what was typed is exactly what was asked for, upon a panel that was seen in whole; `undefined` otherwise. */
export function confirmUndo(state: RolloutState, panel: UndoPanel, typed: string): readonly PossibleUndo[] | undefined {
	return canUndo(state) === true &&
		panel.rows.status === 'here' &&
		isUndoPanelShown(panel) &&
		typed === phraseForUndo(panel)
		? possibleUndos(panel.rows.value)
		: undefined;
}

/** The one place where the proof is made: the brand has no value at run time. */
function proofOf({region, scan}: Decision): Enforcement {
	// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- a brand can't be written down
	return {region, settings: scan.settings} as Enforcement;
}

/** What a person decides upon: a complete scan of the settings in force. */
type Decision = {readonly region: string; readonly scan: Extract<ScanRecord, {status: 'done'}>};

/** The decision on a Region, or why there is none to take. Everything that enforcing takes is asked here, and only here. */
function decisionAt(state: RolloutState, region = currentRegion(state)): Decision | string {
	const settings = settingsOf(state, region);
	const {scan} = (region === undefined ? undefined : state.work[region]) ?? noWork;
	const change = canChange(state, region);
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

function settingsOf(state: RolloutState, region: string | undefined): AllowedImagesSettings | undefined {
	const {reading} = (region === undefined ? undefined : state.work[region]) ?? noWork;
	return reading.status === 'here' ? reading.value.settings : undefined;
}

function phraseOf({region, scan}: Decision): string {
	const {imagesNotAllowed} = scan.counts;
	return imagesNotAllowed === 0
		? region
		: `block ${imagesNotAllowed} ${imagesNotAllowed === 1 ? 'image' : 'images'} in ${region}`;
}
