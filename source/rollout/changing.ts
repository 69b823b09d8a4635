/** A change on its way, in whichever step it was asked for: what is sent, how far it is, and what became of it. */
import type {AllowedImagesSettings} from '../criteria/settings.ts';
import type {Handlers} from '../machine/event.ts';
import {again} from '../machine/loadable.ts';
import {withNotice} from '../machine/shell.ts';
import {emptyField} from '../machine/text-field.ts';
import {
	carryOut,
	conclusionOf,
	expectedOf,
	type Change,
	type ChangeResult,
	type ChangeStage,
} from '../operations/change/change.ts';
import type {Identity} from '../operations/ports.ts';
import type {Problem} from '../problem.ts';
import type {OfRegion, RolloutEffect} from './context.ts';
import {auditStep} from './moves/steps.ts';
import {enforcedWork, readAgain, staleScan, withEnforcedUpon, withReading} from './moves/readings.ts';
import {goTo, withCurrentWork} from './moves/updates.ts';
import {currentRegion, currentSettings, currentWork, type RolloutState, type Step, type UserEvent} from './state.ts';

declare module './state.ts' {
	interface Events {
		/** Go on from what somebody else made of the Region. */
		'accept-settings': Nothing;
		/** Back to where the change can be asked for once more. */
		'ask-again': Nothing;
		/** Towards audit mode, from settings that nobody decided upon. */
		loosen: Nothing;
	}
}

/** A change on its way: the steps that change something carry one. */
export type ChangeRun =
	| SentRun
	| {readonly status: 'ready'}
	| {readonly status: 'running'; readonly change: Change; readonly stage: ChangeStage; readonly attempt: number}
	| {readonly status: 'done'; readonly answer: string}
	/** Certainly not made. */
	| {readonly status: 'failed'; readonly problem: Problem}
	/** Somebody else changed the Region meanwhile; nothing was sent. */
	| {readonly status: 'foreign'; readonly expected: AllowedImagesSettings; readonly found: AllowedImagesSettings};

/** A change that was sent and may have taken effect, though nobody said that it did. */
export type SentRun = UnclearRun | UnseenRun | DiffersRun;

/** The Region is being read, as often as it takes. */
export type UnclearRun = Sent & {
	readonly status: 'unclear';
	/** Why the Region could not be read the last time, and the seconds until it is tried again. */
	readonly unread?: Problem;
	readonly pause?: number;
};

/** The Region reports what it did before. */
type UnseenRun = Sent & {readonly status: 'nothing so far'};

/** The Region reports neither what it did before nor what was intended. */
export type DiffersRun = Sent & {readonly status: 'differs'; readonly found: AllowedImagesSettings};

type Sent = {
	readonly change: Change;
	/** Why nobody said so. Absent where AWS said that it was done. */
	readonly problem?: Problem;
	/** What AWS answered. */
	readonly answer?: string;
	/** The answer is among those of the Region already. */
	readonly isRecorded?: true;
};

export type ChangingStep = Extract<Step, {run: ChangeRun}>;

/** Begins a change: the effect below sends it. What came of an earlier one is history. */
export function begin(state: RolloutState, step: ChangingStep, change: Change): RolloutState {
	const region = currentRegion(state) ?? '';
	const {outcome: _, ...work} = currentWork(change.kind === 'enabled' ? withEnforcedUpon(state, region) : state);
	const {reading} = work;
	return goTo(
		{...state, work: {...state.work, [region]: work}},
		{...step, run: {status: 'running', change, stage: 'checking', attempt: reading.attempt}},
	);
}

/** Whether a change may be begun. One that was sent may not be sent again before what came of it was seen, and asked for anew. */
export function isIdle({status}: ChangeRun): boolean {
	return status === 'ready' || status === 'failed';
}

/** Whether a change is under way: it is waited for, and only Ctrl-C stops the waiting. */
export function isUnderWay(step: Step): boolean {
	return 'run' in step && step.run.status === 'running';
}

/** Whether a change was sent of which nobody said that it was made. */
export function isSent(run: ChangeRun): run is SentRun {
	return ['unclear', 'nothing so far', 'differs'].includes(run.status);
}

/** The change to a Region of which nobody knows what came, if that is what the step waits for. */
export function unclearRun(state: RolloutState, region: string): UnclearRun | undefined {
	const {step} = state;
	return 'run' in step && step.run.status === 'unclear' && region === currentRegion(state) ? step.run : undefined;
}

/** A change that is further than it was. */
export function withRun(state: RolloutState, run: ChangeRun): RolloutState {
	return 'run' in state.step ? goTo(state, {...state.step, run}) : state;
}

/** What every changing step does with a change that failed, that met somebody else's, or of which nobody knows. */
export const onChange = {
	retry(state, step) {
		const {run} = step;
		return readAgain(
			goTo(state, {
				...step,
				run: isSent(run) ? {...sentOf(run), status: 'unclear'} : isIdle(run) ? {status: 'ready'} : run,
			}),
		);
	},
	'accept-settings'(state, step) {
		if (step.run.status === 'differs') {
			return step.name === 'enforce' ? goTo(state, stepAfter(currentSettings(state))) : restart(state, step);
		}

		if (step.run.status !== 'foreign') {
			return state;
		}

		const {reading} = currentWork(state);
		const at = reading.status === 'here' ? reading.value.at : '';
		return restart(withReading(state, currentRegion(state) ?? '', step.run.found, at), step);
	},
	'ask-again': (state, step) => (step.run.status === 'nothing so far' ? restart(state, step) : state),
	loosen: (state, step) =>
		step.run.status === 'differs' && currentSettings(state)?.State === 'enabled'
			? goTo(state, {...auditStep, isLooseningAsked: true})
			: state,
} satisfies Handlers<RolloutState, ChangingStep, UserEvent>;

/** A step as it was before its change; words that were typed for it are gone, and what was announced is read once more. */
function restart(state: RolloutState, step: ChangingStep): RolloutState {
	if (step.name === 'enforce') {
		return goTo(state, {...step, run: {status: 'ready'}, field: emptyField, mismatch: false});
	}

	const {read: _, ...fresh} = step;
	return goTo(state, {...fresh, run: {status: 'ready'}});
}

/** Where a decision begins anew under these settings. */
function stepAfter(settings: AllowedImagesSettings | undefined): Step {
	return settings?.State === 'audit-mode' ? {name: 'scan'} : auditStep;
}

type ChangeOrder = OfRegion & {readonly change: Change; readonly identity: Identity};

/** The one place from which a change leaves. */
export const changeEffect: RolloutEffect<ChangeOrder, {readonly result: ChangeResult; readonly at: string}> = {
	name: 'change',
	wanted(state) {
		const {step, identity} = state;
		const region = currentRegion(state);
		return region !== undefined && 'run' in step && step.run.status === 'running'
			? [{key: `${region}:${step.run.attempt}`, region, change: step.run.change, identity}]
			: [];
	},
	async run({change, identity}, {cloud, world, signal, update}) {
		const result = await carryOut(change, {cloud: cloud(), ledger: world.ledger, identity}, signal, (stage) => {
			update((state) => withStage(state, stage));
		});
		return {result, at: world.now().toISOString()};
	},
	done: (state, {result, at}, {region}) => receiveResult(state, region, result, at),
	failed: (state, problem, {region}) => receiveResult(state, region, {type: 'unclear', problem}, ''),
	cancelled(state, {region}) {
		const isOut = isStageAfterSending(state.step);
		const problem: Problem = {
			kind: 'interrupted',
			what: isOut
				? `You stopped waiting for the change to ${region}, and it had been sent.`
				: `You stopped the change to ${region} before it was sent.`,
			next: isOut ? 'What the Region reports is being read.' : 'Nothing was changed.',
		};
		return receiveResult(state, region, {type: isOut ? 'unclear' : 'failed', problem}, '');
	},
};

function isStageAfterSending(step: Step): boolean {
	return 'run' in step && step.run.status === 'running' && ['sending', 'settling'].includes(step.run.stage);
}

function withStage(state: RolloutState, stage: ChangeStage): RolloutState {
	const {step} = state;
	return 'run' in step && step.run.status === 'running' ? withRun(state, {...step.run, stage}) : state;
}

/** What became of the change under way. */
function receiveResult(state: RolloutState, region: string, result: ChangeResult, at: string): RolloutState {
	const {step} = state;
	if (!('run' in step) || step.run.status !== 'running' || region !== currentRegion(state)) {
		return state;
	}

	const {change} = step.run;
	switch (result.type) {
		case 'changed': {
			return finish(withReading(state, region, result.settings, at), step, change, result.answer);
		}

		case 'differs': {
			const {found, answer} = result;
			return withDifference(withReading(state, region, found, at), step, {status: 'differs', change, answer, found});
		}

		case 'foreign': {
			if (step.name !== 'enforce') {
				const expected = currentSettings(state) ?? result.found;
				return goTo(state, {...step, run: {status: 'foreign', expected, found: result.found}});
			}

			const found = withCurrentWork(withReading(state, region, result.found, at), {
				foreign: {expected: expectedOf(change), found: result.found},
			});
			return withNotice(
				goTo(found, stepAfter(result.found)),
				'danger',
				'Somebody changed the settings since the scan. Nothing was sent.',
			);
		}

		case 'failed': {
			// AWS is the authority: what the Region is now is read again, whatever the failure was.
			const read = readAgain(goTo(state, {...step, run: {status: 'failed', problem: result.problem}}));
			return result.problem.kind === 'policy-managed'
				? withCurrentWork(read, {refusedAt: currentWork(read).reading.attempt})
				: read;
		}

		case 'unclear': {
			const {type: status, ...sent} = result;
			return readAgain(goTo(state, {...step, run: {status, change, ...sent}}));
		}
	}
}

/** What a reading says of a change that was sent. */
export function concludeSent(
	state: RolloutState,
	step: ChangingStep & {readonly run: SentRun},
	settings: AllowedImagesSettings,
): RolloutState {
	const {change, answer = 'No answer came.'} = step.run;
	const status = conclusionOf(change, settings);
	switch (status) {
		case 'made': {
			// Entries of the history that nobody knew the outcome of can be resolved now.
			const known = {...state, unresolved: again(state.unresolved)};
			return withNotice(
				finish(known, step, change, answer),
				'info',
				`${currentRegion(state) ?? ''} reports that the change was made.`,
			);
		}

		case 'nothing so far': {
			return goTo(state, {...step, run: {...sentOf(step.run), status}});
		}

		case 'differs': {
			return withDifference(state, step, {...sentOf(step.run), status, found: settings});
		}
	}
}

function sentOf({change, problem, answer, isRecorded}: SentRun): Sent {
	return {
		change,
		...(problem !== undefined && {problem}),
		...(answer !== undefined && {answer}),
		...(isRecorded !== undefined && {isRecorded}),
	};
}

/** A change was made, and the Region reports it. */
function finish(state: RolloutState, step: ChangingStep, change: Change, answer: string): RolloutState {
	const {answers, scan} = currentWork(state);
	const isRecorded = isSent(step.run) && step.run.isRecorded === true;
	const answered = isRecorded
		? state
		: withCurrentWork(state, {answers: [...answers, {kind: change.kind, json: answer}]});
	// After a change, the next decision wants a fresh scan.
	return change.kind === 'enabled'
		? goTo(withCurrentWork(answered, enforcedWork), {name: 'summary'})
		: goTo(
				withCurrentWork(answered, {
					...(scan !== undefined && {scan: staleScan(scan)}),
					// Whoever took the Region back has decided on it.
					...(step.name === 'audit' && step.from !== undefined && {outcome: 'back in audit mode'}),
				}),
				{...step, run: {status: 'done', answer}},
			);
}

/** The Region reports what nobody decided upon: the step says so, and so does the summary. */
function withDifference(state: RolloutState, step: ChangingStep, run: DiffersRun): RolloutState {
	const {answers, scan} = currentWork(state);
	const {change, answer, isRecorded} = run;
	// However often it is read again, it was answered once.
	const isNew = answer !== undefined && isRecorded !== true;
	return goTo(
		withCurrentWork(state, {
			...(isNew && {answers: [...answers, {kind: change.kind, json: answer}]}),
			...(change.kind === 'enabled' && {outcome: 'not as confirmed'}),
			...(scan !== undefined && {scan: staleScan(scan)}),
		}),
		{...step, run: {...run, ...(isNew && {isRecorded: true})}},
	);
}
