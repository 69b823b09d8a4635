/** Summary: what came of each Region of the queue, the report on all of them, the ways back, and on to the next. */
import {jobsOf} from '../../machine/effect.ts';
import {handle, type Handlers} from '../../machine/event.ts';
import {movedCursor, onList} from '../../machine/list.ts';
import {again} from '../../machine/loadable.ts';
import {emptyPrompt, type Prompt} from '../../machine/prompt.ts';
import {settingsCommand} from '../../operations/aws-cli.ts';
import {ProblemError} from '../../problem.ts';
import {canChange, canUndo} from '../guards.ts';
import {askToLoosen, backToFleet, decideStep, enterRegion, goToRegions} from '../moves/steps.ts';
import {goTo, withWork} from '../moves/updates.ts';
import {reportsOnQueue} from '../report.ts';
import {currentWork, noWork, type RolloutState, type StepOf, type UserEvent} from '../state.ts';
import {exportFrom, onExporting} from './exporting.ts';
import {nextUndecided} from './fleet/table.ts';
import type {StepModule} from './step.ts';
import {undoStep} from './undo.ts';
import {enforcedIn} from './watch.ts';

declare module '../state.ts' {
	interface Steps {
		summary: {
			/** Where the cursor is in the queue; on the current Region as long as nobody moved it. */
			readonly cursor?: number;
			/** AWS's own answers are shown. */
			readonly hasAnswers?: boolean;
			/** A file name being typed for a report, or the report being written. */
			readonly exporting?: Prompt;
		};
	}

	interface Events {
		/** Shows or hides AWS's own answers. */
		answers: Nothing;
	}
}

type Summary = StepOf<'summary'>;

/** Where the cursor is in the queue. */
export function placeIn(state: RolloutState, {cursor = state.position}: Summary): number {
	return onList(cursor, state.queue.length);
}

/** The Region under the cursor. */
export function regionIn(state: RolloutState, step: Summary): string {
	return state.queue[placeIn(state, step)] ?? '';
}

/** The place of the next Region of the queue that nothing has come of yet, after the current one and round; `undefined` once there is none. */
export function nextToDo({queue, position, work}: RolloutState): number | undefined {
	return Array.from(queue, (_, index) => (position + 1 + index) % queue.length).find(
		(index) => index !== position && work[queue[index] ?? '']?.outcome === undefined,
	);
}

const onSummary: Handlers<RolloutState, Summary, UserEvent> = {
	move: (state, step, event) =>
		goTo(state, {...step, cursor: movedCursor(placeIn(state, step), event, state.queue.length)}),
	'move-to': (state, step, event) =>
		goTo(state, {...step, cursor: movedCursor(placeIn(state, step), event, state.queue.length)}),
	answers: (state, step) => goTo(state, {...step, hasAnswers: step.hasAnswers !== true}),
	export: (state, step) => goTo(state, {...step, exporting: emptyPrompt}),
	watch(state) {
		const regions = enforcedIn(state);
		return regions.length === 0 ? state : goTo(state, {name: 'watch', cursor: 0, regions});
	},
	loosen(state, step) {
		const region = regionIn(state, step);
		return enforcedIn(state).includes(region) && canChange(state, region) === true
			? askToLoosen({...state, position: placeIn(state, step)}, step)
			: state;
	},
	'take-back'(state, step, {scope}) {
		const isPossible = canUndo(state) === true && (scope === 'region' || state.fleet?.id !== undefined);
		return isPossible ? goTo({...state, position: placeIn(state, step)}, undoStep(scope)) : state;
	},
	retry(state, step) {
		const region = regionIn(state, step);
		const {proof} = state.work[region] ?? noWork;
		return proof === undefined ? state : withWork(state, region, {proof: again(proof)});
	},
	next(state) {
		if (state.fleet !== undefined) {
			return nextUndecided(state, state.position);
		}

		const place = nextToDo(state);
		return place === undefined ? goToRegions(state) : enterRegion(state, place);
	},
	back: (state) =>
		state.fleet === undefined
			? currentWork(state).outcome === 'enforced'
				? goToRegions(state)
				: goTo(state, decideStep)
			: backToFleet(state),
};

/** All instances of the Regions of the queue, with what came of each Region. */
const writeReport = exportFrom('summary', (state, {world, inventoryOf}) => {
	const reports = reportsOnQueue(state, {inventoryOf, now: world.now()});
	if (reports.length === 0) {
		throw new ProblemError({
			kind: 'not-found',
			what: 'None of these Regions was scanned, so there is nothing to report.',
			next: 'Scan a Region first.',
		});
	}

	return reports;
});

export const summary: StepModule<'summary'> = {
	crumbs: ['Summary'],
	track: 'all passed',
	on: (state, step, event) =>
		step.exporting === undefined
			? handle(onSummary, state, step, event)
			: handle(onExporting, state, {...step, exporting: step.exporting}, event),
	effects: [jobsOf(writeReport)],
	command: (state, step) => settingsCommand(regionIn(state, step), state.options),
};
