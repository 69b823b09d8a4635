/** Review: the instances, or groups of them, and why AWS refuses their images. The list itself is the browser's; see `list-commands.ts`. */
import {isDeepStrictEqual} from 'node:util';
import {unknownRegion} from '../../../inventory/saved-scan.ts';
import type {ChosenColumns} from '../../../inventory/list/browser-snapshot.ts';
import {accountAt, regionAt} from '../../../inventory/place.ts';
import {jobsOf, whenWanted} from '../../../machine/effect.ts';
import type {ImageCriteria} from '../../../criteria/criterion.ts';
import {handle, type Handlers, type MoveEvent, type TextEvent} from '../../../machine/event.ts';
import {movedCursor} from '../../../machine/list.ts';
import {again, failed, here, wanted, type Loadable} from '../../../machine/loadable.ts';
import {emptyPrompt, typeInto, type Prompt} from '../../../machine/prompt.ts';
import {withNotice, withShell} from '../../../machine/shell.ts';
import {emptyField, type TextField} from '../../../machine/text-field.ts';
import {ec2} from '../../../operations/aws-cli.ts';
import {findReferences, type References} from '../../../operations/impact.ts';
import type {OfRegion, RolloutEffect} from '../../context.ts';
import {canChange} from '../../guards.ts';
import {addToDraft, backToFleet, decideStep, enterApply, enterCriteria} from '../../moves/steps.ts';
import {goTo, withStep, withWork} from '../../moves/updates.ts';
import {reportOn} from '../../report.ts';
import {scrolledDetails, type ShownDetails} from '../../shown-details.ts';
import {
	currentRegion,
	isOffline,
	type RolloutState,
	type StepOf,
	type UserEvent,
	type WizardOptions,
} from '../../state.ts';
import {exportFrom, onExporting} from '../exporting.ts';
import type {StepModule} from '../step.ts';
import {columnEffects, withChosen} from './chosen-columns.ts';
import type {LineKind} from './current-line.ts';
import type {Picker} from './picker.ts';
import {rescan} from './scanning-again.ts';

declare module '../../state.ts' {
	interface Steps {
		review: {
			/** What the list is filtered by; the session hands it to the browser. */
			readonly filter: TextField;
			/** The filter line has the focus. */
			readonly isFiltering: boolean;
			/** What the current line is of, once the list told. */
			readonly line?: LineKind;
			/** What there is to choose from lies over the details. */
			readonly picker?: Picker;
			/** The number of the line to jump to, being typed. */
			readonly jump?: TextField;
			readonly detail: boolean;
			/** The details take the whole screen. */
			readonly isZoomed?: boolean;
			/** What the screen told of the details it has drawn, or how far they are to be scrolled. */
			readonly details?: ShownDetails;
			/** The image whose references are asked for. */
			readonly references?: {readonly imageId: string; readonly region: string; readonly found: Loadable<References>};
			/** A file name being typed for an export, or the export running. */
			readonly exporting?: Prompt;
		};
	}

	interface Events {
		/** Told by the screen, never by a key: so much of the details has been written to the terminal. */
		'shown-details': ShownDetails;
		'scroll-details': {readonly of: string; readonly by: number};
		zoom: Nothing;
		/** The number of a line is going to be typed. */
		jump: Nothing;
		/** Opens choices, or shows what became of them. */
		pick: {readonly picker: Picker};
		/** Columns were shown or hidden, which is kept, and the choices are now these. */
		'chose-columns': {readonly columns: ChosenColumns; readonly picker: Picker};
		/** The filter as it was completed or chosen. */
		'typed-filter': {readonly field: TextField};
		/** Shows or hides the details. */
		detail: Nothing;
		references: {readonly imageId: string; readonly region: string};
		/** Told by the session, never by a key: what the current line is of. */
		'shown-line': {readonly line: LineKind};
		/** Told by the session, never by a key: the current line of a list over several Regions is of this one. */
		'shown-region': {readonly region: string};
		export: Nothing;
		'add-to-draft': {readonly criteria: ImageCriteria; readonly label: string};
	}
}

type Review = StepOf<'review'>;

const onReview: Handlers<RolloutState, Review, UserEvent> = {
	text: type,
	paste: type,
	// What is typed, and the list that it is about, are on the screen: details alone leave no room for them.
	filter: (state, step) => goTo(state, {...step, isFiltering: true, isZoomed: false}),
	pick: (state, step, {picker}) => goTo(state, {...step, picker}),
	'chose-columns': (state, step, {columns, picker}) => withChosen(goTo(state, {...step, picker}), columns),
	'typed-filter': (state, step, {field}) => goTo(state, {...withoutPicker(step), filter: field, isZoomed: false}),
	jump: (state, step) => goTo(state, {...step, jump: emptyField, isZoomed: false}),
	submit: (state, step) => goTo(state, {...withoutJump(step), isFiltering: false}),
	move: movePicker,
	'move-to': movePicker,
	back(state, step) {
		if (step.picker !== undefined) {
			return goTo(state, withoutPicker(step));
		}

		if (step.jump !== undefined) {
			return goTo(state, withoutJump(step));
		}

		if (step.isZoomed === true) {
			return goTo(state, {...step, isZoomed: false});
		}

		if (state.fleet !== undefined && !step.isFiltering && isOfRegion(step, currentRegion(state))) {
			return backToFleet(state);
		}

		if (step.isFiltering || step.filter.value !== '') {
			return goTo(state, {...step, isFiltering: false, filter: emptyField});
		}

		const {references, ...bare} = step;
		if (references !== undefined) {
			return goTo(state, bare);
		}

		if (state.fleet !== undefined) {
			return backToFleet(state);
		}

		return state.options.purpose === 'rollout'
			? goTo(state, {name: 'scan'})
			: withNotice(state, 'info', 'This is the whole list: q quits.');
	},
	detail: (state, step) => goTo(state, {...step, detail: !step.detail, isZoomed: false}),
	zoom: (state, step) => goTo(state, {...step, detail: true, isZoomed: step.isZoomed !== true}),
	'shown-details': (state, step, {type: _, ...details}) =>
		isDeepStrictEqual(step.details, details) ? state : goTo(state, {...step, details}),
	'scroll-details': (state, step, {of, by}) => goTo(state, {...step, details: scrolledDetails(step.details, of, by)}),
	references: (state, step, {imageId, region}) => goTo(state, {...step, references: {imageId, region, found: wanted}}),
	'shown-line': (state, step, {line}) => goTo(state, {...step, line}),
	'shown-region'(state, _, {region}) {
		const position = state.queue.indexOf(region);
		return position === -1 ? state : {...state, position};
	},
	export: (state, step) => goTo(state, {...step, exporting: emptyPrompt, isZoomed: false}),
	rescan: (state) => rescan(state),
	retry: (state, step) =>
		step.references?.found.status === 'failed'
			? goTo(state, {...step, references: {...step.references, found: again(step.references.found)}})
			: rescan(state),
	'add-to-draft': addToDraft,
	revise: (state) => (canChange(state) === true ? enterCriteria(state) : state),
	launches: (state, step, {by}) => openLaunches(state, step, by),
	since(state, step) {
		const regions = regionsListed(state, step);
		return isOffline(state.options) || regions.length === 0
			? state
			: goTo(state, {name: 'since', regions, cursor: 0, review: step});
	},
	next: (state) => (state.options.purpose === 'rollout' ? goTo(state, decideStep) : state),
	'apply-draft': enterApply,
};

/** The Regions whose instances are listed: what else is told of them is told of all of these. */
function regionsListed(state: RolloutState, step: Review): readonly string[] {
	const region = currentRegion(state);
	const isOfMany = state.options.purpose === 'review' || (state.fleet !== undefined && !isOfRegion(step, region));
	return region === undefined ? [] : isOfMany ? state.queue : [region];
}

/** Whether the list is one Region's alone, as a fleet run opens it. */
function isOfRegion({filter}: Review, region: string | undefined): boolean {
	return region !== undefined && filter.value.trim() === `region:${region}`;
}

/** What else holds on to the current image. */
const lookForReferences: RolloutEffect<OfRegion & {readonly imageId: string}, References> = {
	name: 'references',
	wanted({step}) {
		const {imageId, region, found} = (step.name === 'review' ? step.references : undefined) ?? {};
		return imageId === undefined || region === undefined || found === undefined
			? []
			: whenWanted(found, `${region}:${imageId}`, {region, imageId});
	},
	run: async ({region, imageId}, {cloud, signal}) => findReferences({region, imageId}, {cloud: cloud(), signal}),
	done: (state, references) => withFound(state, (found) => here(found, references)),
	failed: (state, problem) => withFound(state, (found) => failed(found, problem)),
};

/** What is marked in the list, or all that is listed. */
const exportList = exportFrom('review', (state, {world, browser}) => {
	const marked = browser.markedRows();
	const rows = marked.length > 0 ? marked : browser.rowsInView();
	return [reportOn(state, {inventory: browser.inventory, rows, now: world.now()})];
});

export const review: StepModule<'review'> = {
	crumbs: ['Review'],
	track: 'Review',
	on: (state, step, event) =>
		step.exporting === undefined
			? handle(onReview, state, step, event)
			: handle(onExporting, state, {...step, exporting: step.exporting}, event),
	effects: [jobsOf(lookForReferences), jobsOf(exportList), ...columnEffects],
	command: (state, {references}) =>
		references === undefined
			? ec2(
					'describe-instance-image-metadata',
					...placeInCommand(state),
					'--filters',
					'Name=image-allowed,Values=false',
				)
			: ec2(
					'describe-image-references',
					references.region,
					state.options,
					'--include-all-resource-types',
					'--image-ids',
					references.imageId,
				),
};

/** All that launches in the Regions of the list; what was read of them before is still there. */
export function openLaunches(state: RolloutState, step: Review, by: StepOf<'launches'>['by']): RolloutState {
	const regions = regionsListed(state, step);
	if (isOffline(state.options) || regions.length === 0) {
		return state;
	}

	const asked = regions.reduce(
		(next, one) => withWork(next, one, {launches: next.work[one]?.launches ?? wanted}),
		state,
	);
	return goTo(asked, {name: 'launches', regions, by, cursor: 0, review: step});
}

function type(state: RolloutState, step: Review, event: TextEvent): RolloutState {
	if (step.jump !== undefined) {
		const isNumber = event.type === 'text' ? isForNumber(event.press) : /^\d+$/.test(event.text);
		if (isNumber || step.jump.value !== '') {
			return isNumber ? goTo(state, {...step, jump: typeInto(step.jump, event)}) : state;
		}

		// As everywhere else, words look for what can be done.
		const search = {field: typeInto(emptyField, event), cursor: 0};
		return withShell(goTo(state, withoutJump(step)), {help: true, search});
	}

	return step.isFiltering ? goTo(state, {...step, filter: typeInto(step.filter, event)}) : state;
}

/** The current Region by its own name, and the profile of its account. */
function placeInCommand(state: RolloutState): readonly [region: string | undefined, options: WizardOptions] {
	const {options} = state;
	const place = currentRegion(state);
	const profile = options.profiles?.get(accountAt(place ?? '') ?? '');
	const region = place === undefined ? undefined : regionAt(place);
	return [region === unknownRegion ? undefined : region, {...options, ...(profile !== undefined && {profile})}];
}

function withoutPicker({picker: _, ...step}: Review): Review {
	return step;
}

/** Through the choices; without any, the list moves by itself. */
function movePicker(state: RolloutState, step: Review, event: MoveEvent): RolloutState {
	const {picker} = step;
	return picker === undefined
		? state
		: goTo(state, {...step, picker: {...picker, cursor: movedCursor(picker.cursor, event, picker.choices.length)}});
}

function withoutJump({jump: _, ...step}: Review): Review {
	return step;
}

function withFound(state: RolloutState, change: (found: Loadable<References>) => Loadable<References>): RolloutState {
	return withStep(state, 'review', (step) =>
		step.references === undefined
			? step
			: {...step, references: {...step.references, found: change(step.references.found)}},
	);
}

/** Digits, and the keys that edit a field. */
function isForNumber(press: string): boolean {
	return /^\d$/.test(press) || (press.length > 1 && press !== 'space');
}
