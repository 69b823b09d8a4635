/** The moves between steps that several of them share. Each gives a new state and leaves the old one alone. */
import {sameCriteria, sameSettings, type AllowedImagesSettings} from '../criteria/settings.ts';
import {again, here, valueOf, wanted} from '../machine/loadable.ts';
import {withNotice} from '../machine/shell.ts';
import {emptyField, textField} from '../machine/text-field.ts';
import {canApplyDraft, canChange} from './guards.ts';
import {
	currentRegion,
	currentSettings,
	currentWork,
	noWork,
	type Draft,
	type Origin,
	type RegionOverview,
	type RegionWork,
	type RolloutState,
	type ScanRecord,
	type Step,
	type StepName,
	type StepOf,
	type UserEvent,
} from './state.ts';

/** Moves to a step; what was said about the last one is gone with it, but for how the review and the launches were left. */
export function goTo(state: RolloutState, step: Step): RolloutState {
	const {step: left, fleet} = state;
	if (left.name === 'launches' && step.name !== 'launches') {
		return {...withCurrentWork(state, {launchList: left}), step};
	}

	if (left.name !== 'review' || step.name === 'review') {
		return {...state, step};
	}

	const {jump: _jump, exporting: _exporting, ...bare} = left;
	const review = {...bare, isFiltering: false};
	// The list of a fleet run is one over all of its Regions.
	return fleet === undefined
		? {...withCurrentWork(state, {review}), step}
		: {...state, fleet: {...fleet, review}, step};
}

/** Changes the step at hand, if it is the one that the change is for; else nothing happens. */
export function withStep<Name extends StepName>(
	state: RolloutState,
	name: Name,
	change: (step: StepOf<Name>) => Step,
): RolloutState {
	return isAt(state.step, name) ? goTo(state, change(state.step)) : state;
}

/** Whether a step is the one with this name. */
function isAt<Name extends StepName>(step: Step, name: Name): step is StepOf<Name> {
	return step.name === name;
}

/** Changes what is known of one Region. */
export function withWork(state: RolloutState, region: string, change: Partial<RegionWork>): RolloutState {
	return {
		...state,
		work: {
			...state.work,
			[region]: {...(state.work[region] ?? noWork), ...change},
		},
	};
}

/** The same for the Region at hand; without one, nothing changes. */
export function withCurrentWork(state: RolloutState, change: Partial<RegionWork>): RolloutState {
	const region = currentRegion(state);
	return region === undefined ? state : withWork(state, region, change);
}

/** Changes a row of the Regions screen; a Region that is not listed has none. */
export function withOverview(
	state: RolloutState,
	region: string,
	change: (row: RegionOverview) => RegionOverview,
): RolloutState {
	const row = state.overview[region];
	return row === undefined ? state : {...state, overview: {...state.overview, [region]: change(row)}};
}

/**
Takes in what a Region reports, on every screen that tells of it. A count made under other settings is asked for again, and a scan made under
other settings decides nothing any more, not even if the Region is set back to them.
*/
export function withReading(
	state: RolloutState,
	region: string,
	settings: AllowedImagesSettings,
	at: string,
): RolloutState {
	const {reading, scan, launches} = state.work[region] ?? noWork;
	const isStale = scan?.status === 'done' && !sameSettings(scan.settings, settings);
	const isOther = reading.status === 'here' && !judgesTheSame(reading.value.settings, settings);
	const read = withWork(state, region, {
		reading: here(reading, {settings, at}),
		...(isStale && {scan: staleScan(scan)}),
		// What was said of launches was said under other settings.
		...(isOther && launches !== undefined && {launches: again(launches)}),
	});
	return withOverview(read, region, ({soFar, zones, ...row}) => {
		const isSame = row.settings.status === 'here' && sameSettings(row.settings.value, settings);
		return {
			settings: here(row.settings, settings),
			counts: isSame ? row.counts : again(row.counts),
			...(isSame && soFar !== undefined && {soFar}),
			// How many there are does not hang on the settings.
			...(zones !== undefined && {zones}),
		};
	});
}

/** Whether both settings say the same of an image: whether they are enforced makes no difference to that. */
function judgesTheSame(left: AllowedImagesSettings, right: AllowedImagesSettings): boolean {
	return (
		sameCriteria(left.ImageCriteria, right.ImageCriteria) &&
		(left.State === 'disabled') === (right.State === 'disabled')
	);
}

/** A scan that speaks of settings which are no longer in force. */
export function staleScan({id}: ScanRecord): ScanRecord {
	return {status: 'changed', id};
}

/** What is known of a Region that has just been enforced: whether AWS does as was decided is asked at once. */
export const enforcedWork = {outcome: 'enforced', proof: wanted} as const satisfies Partial<RegionWork>;

/** Keeps what enforcing is confirmed upon, the scan and what else launches, for what is told and proven afterwards. */
export function withEnforcedUpon(state: RolloutState, region: string): RolloutState {
	const {step, work} = state;
	const {scan, launches} = work[region] ?? noWork;
	const impact = step.name === 'enforce' ? valueOf(step.impact) : undefined;
	const namedUpon =
		impact === undefined
			? (valueOf(launches)?.launches ?? [])
			: [...impact.failing, ...impact.unknown, ...impact.allowed];
	return scan?.status === 'done' ? withWork(state, region, {enforcedUpon: scan, namedUpon}) : state;
}

/** Asks the Region at hand for its settings again. */
export function readAgain(state: RolloutState): RolloutState {
	return withCurrentWork(state, {reading: again(currentWork(state).reading)});
}

/** Asks any Region for its settings again. */
export function readAgainIn(state: RolloutState, region: string): RolloutState {
	return withWork(state, region, {reading: again((state.work[region] ?? noWork).reading)});
}

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

/** The criteria step: with a draft at hand its form, otherwise the question where to start from. */
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

/** The scan step; starts a scan unless the one at hand still speaks of the settings in force. */
export function enterScan(state: RolloutState): RolloutState {
	const {scan} = currentWork(state);
	const settings = currentSettings(state);
	const isCurrent =
		scan?.status === 'running' ||
		(scan?.status === 'done' && settings !== undefined && sameSettings(scan.settings, settings));
	return goTo(isCurrent ? state : startScan(state), {name: 'scan'});
}

export function startScan(state: RolloutState): RolloutState {
	const region = currentRegion(state);
	return region === undefined ? state : startScanIn(state, region);
}

/** Scans any Region anew, wherever a person is. */
export function startScanIn(state: RolloutState, region: string): RolloutState {
	const {foreign: _, since: _since, passedOver: _passedOver, ...work} = state.work[region] ?? noWork;
	const passedOver = unusable(work);
	const scan = {status: 'running', id: (work.scan?.id ?? 0) + 1} as const;
	const asked = work.launches === undefined ? {} : {launches: again(work.launches)};
	return {
		...state,
		work: {...state.work, [region]: {...work, ...asked, ...(passedOver !== undefined && {passedOver}), scan}},
	};
}

/** Why the last scan is none to compare the next one with; `undefined` where it is one, or there was none. */
function unusable({scan, whole}: RegionWork): RegionWork['passedOver'] {
	return scan === undefined || scan.status === 'running' || scan.id === whole?.id
		? undefined
		: scan.status === 'done'
			? 'partial'
			: scan.status;
}

export function cancelScan(state: RolloutState): RolloutState {
	const {scan} = currentWork(state);
	return scan?.status === 'running' ? withCurrentWork(state, {scan: {status: 'cancelled', id: scan.id}}) : state;
}

/** As long as nobody moved, the cursor is on the first Region that can be worked on. */
export const regionsStep: StepOf<'regions'> = {name: 'regions', cursor: -1, filter: emptyField, isFiltering: false};

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

/** A suggestion that a person took goes to the draft of the Region at hand. */
export function addToDraft(
	state: RolloutState,
	_step: Step,
	{criteria, label}: Extract<UserEvent, {type: 'add-to-draft'}>,
): RolloutState {
	return canChange(state) === true
		? withNotice(withDraft(state, criteria, 'review'), 'info', `In the draft: ${label}. e shows it, A applies it.`)
		: state;
}

/** The list of Regions, on the current one. */
export function goToRegions(state: RolloutState): RolloutState {
	const region = currentRegion(state);
	const rows = state.regions.status === 'here' ? state.regions.value : [];
	const cursor = Math.max(
		0,
		rows.findIndex(({name}) => name === region),
	);
	const {lastChanges} = state;
	// What was changed meanwhile is in the history by now.
	const current = lastChanges === undefined ? state : {...state, lastChanges: again(lastChanges)};
	return goTo(current, {...regionsStep, cursor});
}

/** The decision. As long as nobody moved, the cursor is on the first choice that can be done, and not on enforcing. */
export const decideStep: StepOf<'decide'> = {name: 'decide'};
