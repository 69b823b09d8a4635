/**
Undo: what was changed in one Region last, or by a whole fleet run, is taken back once a person has seen what that changes and typed the words.
Every call goes the one road, and none enforces.
*/
import {jobsOf, whenWanted} from '../../machine/effect.ts';
import type {MoveEvent, TextEvent} from '../../machine/event.ts';
import {again, failed, here, wanted, type Loadable} from '../../machine/loadable.ts';
import {typeInto} from '../../machine/prompt.ts';
import {withNotice} from '../../machine/shell.ts';
import {emptyField, type TextField} from '../../machine/text-field.ts';
import {
	disableCommand,
	enableCommand,
	replaceCommand,
	settingsCommand,
	type Connection,
} from '../../operations/aws-cli.ts';
import {changesAtOnce} from '../../operations/change/change.ts';
import {regionsAtOnce} from '../../operations/scan/collect.ts';
import type {HistoryEntry, Identity} from '../../operations/ports.ts';
import {sideBySide} from '../../operations/side-by-side.ts';
import {
	entryToUndo,
	laterThan,
	targetsOfRun,
	type UndoStep,
	type UndoTarget,
} from '../../operations/change/undo-plan.ts';
import {
	previewUndo,
	takeBack,
	possibleUndos,
	type PossibleUndo,
	type UndoResult,
	type UndoRow,
} from '../../operations/change/undo.ts';
import type {OfRegion, RolloutEffect} from '../context.ts';
import {canUndo, confirmUndo, isUndoPanelShown} from '../guards.ts';
import {goTo, withStep, withWork} from '../moves/updates.ts';
import {readAgainIn, withReading} from '../moves/readings.ts';
import {pageOn, scrolled, withDrawn, type Drawn, type Read} from '../shown.ts';
import {currentRegion, noWork, type RolloutState, type StepOf} from '../state.ts';
import type {StepModule} from './step.ts';

/** A Region whose changes are being taken back. */
export type UndoProgress = 'left' | 'running' | 'waiting' | UndoResult;

declare module '../state.ts' {
	interface Steps {
		undo: {
			/** The last change of the current Region, or all that the fleet run did. */
			readonly scope: 'region' | 'run';
			/** What would be done where. The words are typed for this very list. */
			readonly rows: Loadable<readonly UndoRow[]>;
			readonly field: TextField;
			readonly mismatch: boolean;
			/** By Region, once it was confirmed. */
			readonly progress?: Readonly<Record<string, UndoProgress>>;
		} & Read<readonly UndoRow[]>;
	}

	interface Events {
		/** To what can be taken back of the Region under the cursor, or of the whole run. */
		'take-back': {readonly scope: 'region' | 'run'};
		/** Told by the screen, never by a key: a frame with these lines of the panel has been written to the terminal. */
		'shown-undo': Drawn<readonly UndoRow[]>;
	}
}

type Undo = StepOf<'undo'>;

export function undoStep(scope: Undo['scope']): Undo {
	return {name: 'undo', scope, rows: wanted, field: emptyField, mismatch: false, top: 0};
}

/** Whether it was confirmed and something of it is still to come. */
export function isTakingBack({progress = {}}: Undo): boolean {
	return Object.values(progress).some((one) => one === 'waiting' || one === 'running');
}

type Preview = {
	readonly key: string;
	readonly account: string;
	readonly region: string;
	readonly run: string | undefined;
};

/** Reads the history, and each Region that something may be taken back in. */
const preview: RolloutEffect<Preview, readonly UndoRow[]> = {
	name: 'undo-preview',
	wanted(state) {
		const {step, identity, fleet} = state;
		const region = currentRegion(state);
		return step.name === 'undo' && region !== undefined
			? whenWanted(step.rows, `${step.scope}:${region}`, {
					account: identity.account,
					region,
					run: step.scope === 'run' ? fleet?.id : undefined,
				})
			: [];
	},
	async run({account, region, run}, {cloud, world, signal}) {
		const entries = await world.ledger.entries();
		const targets = run === undefined ? lastChange(entries, {account, region}) : targetsOfRun(entries, run);
		return sideBySide(targets, regionsAtOnce, async (target) => ({
			target,
			preview: await previewUndo(target, {cloud: cloud(), signal}),
			later: laterThan(target, entries),
		}));
	},
	done: (state, rows) => withStep(state, 'undo', (step) => ({...step, rows: here(step.rows, rows)})),
	failed: (state, problem) => withStep(state, 'undo', (step) => ({...step, rows: failed(step.rows, problem)})),
};

/** The last change of a Region that took effect and was not taken back. */
function lastChange(
	entries: readonly HistoryEntry[],
	{account, region}: {readonly account: string; readonly region: string},
): readonly UndoTarget[] {
	const own = entries.filter((entry) => entry.account === account && entry.region === region);
	const entry = entryToUndo(own, undefined);
	return entry === undefined ? [] : [{region, before: entry.before, entries: [entry]}];
}

/** Takes back, Region by Region, side by side. */
const takingBack: RolloutEffect<
	OfRegion & {readonly row: PossibleUndo; readonly identity: Identity},
	{readonly result: UndoResult; readonly at: string}
> = {
	name: 'undo',
	lane: {name: 'undo', width: changesAtOnce},
	wanted({step, identity}) {
		if (step.name !== 'undo' || step.progress === undefined || step.rows.status !== 'here') {
			return [];
		}

		const {progress, rows} = step;
		return possibleUndos(rows.value).flatMap((row) => {
			const {region} = row.target;
			const isOnItsWay = progress[region] === 'waiting' || progress[region] === 'running';
			return isOnItsWay ? [{key: region, region, row, identity}] : [];
		});
	},
	async run({region, row: {target, preview: found}, identity}, {cloud, world, signal, update}) {
		update((state) => withProgress(state, region, 'running'));
		const result = await takeBack(target, found, {cloud: cloud(), ledger: world.ledger, identity, signal});
		return {result, at: world.now().toISOString()};
	},
	done: (state, {result, at}, {region}) => receive(state, region, result, at),
	failed: (state, problem, {region}) => receive(state, region, {type: 'unclear', problem, answers: []}, ''),
	// Only an answer tells what became of a call: what is on its way is waited for, the rest is left.
	cancelled: (state) =>
		withStep(state, 'undo', (step) => ({
			...step,
			progress: Object.fromEntries(
				Object.entries(step.progress ?? {}).map(([region, one]) => [region, one === 'waiting' ? 'left' : one]),
			),
		})),
};

function withProgress(state: RolloutState, region: string, progress: UndoProgress): RolloutState {
	return withStep(state, 'undo', (step) => ({...step, progress: {...step.progress, [region]: progress}}));
}

/** What became of a Region, and what it reports now. */
function receive(state: RolloutState, region: string, result: UndoResult, at: string): RolloutState {
	const told = withProgress(state, region, result);
	const {answers} = told.work[region] ?? noWork;
	const answered = withWork(told, region, {
		answers: [...answers, ...result.answers.map((json) => ({kind: 'undo', json}))],
	});
	return result.type === 'back'
		? takenBack(withReading(answered, region, result.settings, at), region)
		: readAgainIn(answered, region);
}

/** A Region that is as it was has nothing to prove, and in a fleet run it is not as planned. */
function takenBack(state: RolloutState, region: string): RolloutState {
	const {fleet} = state;
	const {proof: _, ...work} = state.work[region] ?? noWork;
	const told: RolloutState = {...state, work: {...state.work, [region]: {...work, outcome: 'taken back'}}};
	return fleet?.progress[region] === undefined
		? told
		: {...told, fleet: {...fleet, progress: {...fleet.progress, [region]: {status: 'taken back'}}}};
}

export const undo: StepModule<'undo'> = {
	crumbs: ['Undo'],
	track: 'all passed',
	on(state, step, event) {
		if (step.progress !== undefined) {
			const isOver = !isTakingBack(step) && ['back', 'next', 'submit'].includes(event.type);
			return isOver ? goTo(state, {name: 'summary'}) : state;
		}

		switch (event.type) {
			case 'text':
			case 'paste': {
				return type(state, step, event);
			}

			case 'shown-undo': {
				const shown =
					step.rows.status === 'here' && event.panel === step.rows.value
						? withDrawn(step.shown, event, (left, right) => left === right)
						: step.shown;
				return shown === undefined || shown === step.shown ? state : goTo(state, {...step, shown});
			}

			case 'move':
			case 'move-to': {
				return scroll(state, step, event);
			}

			case 'submit': {
				return submit(state, step);
			}

			case 'back': {
				return goTo(state, {name: 'summary'});
			}

			default: {
				return state;
			}
		}
	},
	effects: [jobsOf(preview), jobsOf(takingBack)],
	command(state, step) {
		const commands = (step.progress === undefined ? possibleIn(step) : []).flatMap((row) =>
			commandsOf(row, state.options),
		);
		return commands.length === 0 ? settingsCommand(currentRegion(state), state.options) : commands.join(' && ');
	},
};

function possibleIn({rows}: Undo): readonly PossibleUndo[] {
	return rows.status === 'here' ? possibleUndos(rows.value) : [];
}

/** What taking back in a Region equals, a command for each call. */
function commandsOf(row: PossibleUndo, options: Connection): readonly string[] {
	const {region, before} = row.target;
	const commands: Readonly<Record<UndoStep, string>> = {
		'audit-mode': enableCommand('audit-mode', region, options),
		criteria: replaceCommand(before.ImageCriteria, region, options),
		disabled: disableCommand(region, options),
	};
	return row.preview.steps.map((call) => commands[call]);
}

function type(state: RolloutState, step: Undo, event: TextEvent): RolloutState {
	return isUndoPanelShown(step) ? goTo(state, {...step, field: typeInto(step.field, event), mismatch: false}) : state;
}

/** Through the panel, never past lines that have not been drawn. */
function scroll(state: RolloutState, step: Undo, event: MoveEvent): RolloutState {
	const top = scrolled(step.top, event, step.shown);
	return top === step.top ? state : goTo(state, {...step, top});
}

function submit(state: RolloutState, step: Undo): RolloutState {
	if (step.rows.status === 'failed') {
		return goTo(state, {...step, rows: again(step.rows)});
	}

	const guard = canUndo(state);
	if (guard !== true) {
		return withNotice(state, 'warning', `Nothing is taken back: ${guard}.`);
	}

	if (!isUndoPanelShown(step)) {
		return scroll(state, step, pageOn);
	}

	const rows = confirmUndo(state, step, step.field.value);
	return rows === undefined
		? goTo(state, {...step, mismatch: true})
		: goTo(state, {
				...step,
				mismatch: false,
				progress: Object.fromEntries(rows.map(({target}) => [target.region, 'waiting'])),
			});
}
