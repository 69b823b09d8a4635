/** The moves between steps that several of them share. */
import {sameCriteria, sameSettings, type AllowedImagesSettings} from '../../criteria/settings.ts';
import {again, wanted} from '../../machine/loadable.ts';
import {withNotice} from '../../machine/shell.ts';
import {emptyField, textField} from '../../machine/text-field.ts';
import {canApplyDraft, canChange} from '../guards.ts';
import {
	currentRegion,
	currentSettings,
	currentWork,
	noWork,
	type Draft,
	type Origin,
	type RolloutState,
	type Step,
	type StepOf,
	type UserEvent,
} from '../state.ts';
import {goTo, withCurrentWork, withWork} from './updates.ts';
import {readAgain} from './readings.ts';
import {startScan} from './scans.ts';

/** Starts on a Region of the queue by reading it; the step to offer follows from what it reports. */
export function enterRegion(state: RolloutState, position: number): RolloutState {
	const at = {...state, position};
	const region = currentRegion(at);
	if (region === undefined) {
		return state;
	}

	const known = at.work[region];
	const entered = known === undefined ? withWork(at, region, {}) : readAgain(at);
	return goTo(withPresetAsDraft(entered, region), auditStep);
}

/** Whoever came to apply a preset finds it as the draft of each Region that has none yet, and that nothing came of. */
function withPresetAsDraft(state: RolloutState, region: string): RolloutState {
	const {preset} = state.options;
	const {draft, outcome} = state.work[region] ?? noWork;
	return preset === undefined || draft !== undefined || outcome !== undefined
		? state
		: withWork(state, region, {
				draft: {
					criteria: preset.criteria,
					origin: presetInWords(preset.name),
					preset: preset.name,
					undo: [],
					redo: [],
				},
			});
}

/** Where criteria came from that are a preset's. */
export function presetInWords(name: string): string {
	return `preset "${name}"`;
}

/** Whether the draft of the current Region is the preset that one came to apply, and not applied yet. */
function isPresetPending(state: RolloutState, {ImageCriteria}: AllowedImagesSettings): boolean {
	const {draft} = currentWork(state);
	return (
		draft?.preset !== undefined &&
		draft.preset === state.options.preset?.name &&
		!sameCriteria(ImageCriteria, draft.criteria)
	);
}

export const auditStep: StepOf<'audit'> = {name: 'audit', run: {status: 'ready'}, isLooseningAsked: false};

/** Asks whether a Region that enforces is to go back to audit mode. */
export function askToLoosen(state: RolloutState, from: StepOf<'decide' | 'summary' | 'watch'>): RolloutState {
	return goTo(state, {...auditStep, isLooseningAsked: true, from});
}

/** Where to go on in a Region, from what it reports: a run that was stopped midway goes on where it was. Steps that are passed by are told of. */
export function offeredStep(state: RolloutState, settings: AllowedImagesSettings): RolloutState {
	const guard = canChange(state);
	if (guard !== true) {
		return withNotice(enterScan(state), 'info', `Nothing can be changed here, so it is scanned: ${guard}.`);
	}

	if (settings.State !== 'audit-mode') {
		return goTo(state, auditStep);
	}

	return settings.ImageCriteria.length === 0 || isPresetPending(state, settings)
		? withNotice(enterCriteria(state), 'info', 'Audit mode is on already: the criteria come next.')
		: withNotice(
				enterScan(state),
				'info',
				'Audit mode is on and has criteria already: the scan comes next. esc leads to the criteria.',
			);
}

/** The criteria step: with a draft its form, otherwise the question where to start from. */
export function enterCriteria(state: RolloutState): RolloutState {
	const {draft} = currentWork(state);
	const view = draft === undefined ? ({type: 'sources'} as const) : ({type: 'form', cursor: draft.row ?? 0} as const);
	return goTo(state, {name: 'criteria', view, ...cameFrom(state)});
}

/** Where one came from to the criteria, or to applying them: `esc` goes back there. */
export function cameFrom({step}: RolloutState): {readonly from?: Origin} {
	switch (step.name) {
		case 'review':
		case 'launches':
		case 'decide': {
			return {from: step.name};
		}

		case 'enforce': {
			return {from: 'decide'};
		}

		case 'criteria':
		case 'apply': {
			return step.from === undefined ? {} : {from: step.from};
		}

		default: {
			return {};
		}
	}
}

/** Back from the criteria to where one came from. */
export function leaveCriteria(state: RolloutState): RolloutState {
	const {from} = cameFrom(state);
	const {launchList} = currentWork(state);
	if (from === undefined) {
		return goTo(state, auditStep);
	}

	return from === 'decide'
		? goTo(state, decideStep)
		: from === 'launches' && launchList !== undefined
			? goTo(state, launchList)
			: enterReview(state);
}

/** The draft, to be applied: from its form, or straight from where its effect was seen. */
export function enterApply(state: RolloutState): RolloutState {
	const guard = canApplyDraft(state);
	return guard === true
		? goTo(state, {
				name: 'apply',
				run: {status: 'ready'},
				...cameFrom(state),
				...(state.step.name !== 'criteria' && {isStraight: true}),
			})
		: withNotice(state, 'warning', `The draft can't be applied: ${guard}.`);
}

/** The review, as it was left. */
export function enterReview(state: RolloutState): RolloutState {
	return state.fleet === undefined
		? goTo(state, currentWork(state).review ?? reviewStep)
		: goTo(state, state.fleet.review ?? reviewOf(currentRegion(state) ?? ''));
}

/** The list of instances of one Region alone, in a run over many. */
export function reviewOf(region: string): StepOf<'review'> {
	return {...reviewStep, filter: textField(`region:${region} `)};
}

/** The scan step; starts a scan unless the current one still speaks of the settings in force. */
export function enterScan(state: RolloutState): RolloutState {
	const {scan} = currentWork(state);
	const settings = currentSettings(state);
	const isCurrent =
		scan?.status === 'running' ||
		(scan?.status === 'done' && settings !== undefined && sameSettings(scan.settings, settings));
	return goTo(isCurrent ? state : startScan(state), {name: 'scan'});
}

/** As long as nobody moved, the cursor is on the current Region, or on the first that can be worked on. */
export const regionsStep: StepOf<'regions'> = {name: 'regions', cursor: -1, filter: emptyField, isFiltering: false};

/** The list of Regions with the filter that it was left with. */
export function regionsAsLeft({regionFilter = emptyField}: RolloutState): StepOf<'regions'> {
	return {...regionsStep, filter: regionFilter};
}

export const reviewStep: StepOf<'review'> = {name: 'review', filter: emptyField, isFiltering: false, detail: true};

export function enterEnforce(state: RolloutState): RolloutState {
	return goTo(state, {
		name: 'enforce',
		impact: wanted,
		field: emptyField,
		mismatch: false,
		run: {status: 'ready'},
		top: 0,
	});
}

/** Replaces the draft's criteria and remembers the ones before, for undo. */
export function withDraft(state: RolloutState, criteria: Draft['criteria'], origin?: string): RolloutState {
	const {draft} = currentWork(state);
	if (draft !== undefined && sameCriteria(draft.criteria, criteria)) {
		const {preset: _, ...same} = draft;
		return origin === undefined ? state : withCurrentWork(state, {draft: {...same, origin}});
	}

	return withCurrentWork(state, {
		draft: {
			criteria,
			origin: origin ?? draft?.origin ?? 'your own',
			undo: draft === undefined ? [] : [...draft.undo, draft.criteria],
			redo: [],
			// Other criteria begin at their first row.
			...(origin === undefined && draft?.row !== undefined && {row: draft.row}),
		},
	});
}

/** Out of a Region: to the table of a fleet run where there is one, else to the list of Regions. */
export function leaveRegion(state: RolloutState): RolloutState {
	return state.fleet === undefined ? goToRegions(state) : backToFleet(state);
}

/** Back to the run's table, on the Region that one came from. */
export function backToFleet(state: RolloutState): RolloutState {
	const region = state.fleet?.cursor ?? currentRegion(state);
	const {fleet, ...left} = goTo(state, {
		name: 'fleet',
		view: {type: 'regions', ...(region !== undefined && {region})},
	});
	if (fleet === undefined) {
		return left;
	}

	const {review: _review, cursor: _cursor, ...run} = fleet;
	return {...left, fleet: run};
}

/** A suggestion that a person took goes to the draft of the current Region. */
export function addToDraft(
	state: RolloutState,
	_step: Step,
	{criteria, label}: Extract<UserEvent, {type: 'add-to-draft'}>,
): RolloutState {
	if (canChange(state) !== true) {
		return state;
	}

	// A draft that begins here begins with what is applied, so that what is added can be undone.
	const applied = currentSettings(state)?.ImageCriteria ?? [];
	const begun = currentWork(state).draft === undefined ? withDraft(state, applied, 'review') : state;
	return withNotice(withDraft(begun, criteria, 'review'), 'info', `In the draft: ${label}. e shows it, A applies it.`);
}

/** The list of Regions, on the current one; what changed there meanwhile is read. */
export function goToRegions(state: RolloutState): RolloutState {
	const {lastChanges} = state;
	// What was changed meanwhile is in the history by now.
	const current = lastChanges === undefined ? state : {...state, lastChanges: again(lastChanges)};
	return goTo(current, regionsAsLeft(state));
}

/** The decision. As long as nobody moved, the cursor is on the first choice that can be done, and not on enforcing. */
export const decideStep: StepOf<'decide'> = {name: 'decide', impact: wanted};
