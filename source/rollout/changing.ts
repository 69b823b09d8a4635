/** A change on its way, in whichever step it was asked for: what is sent, how far it is, and what became of it. */
import type {AllowedImagesSettings} from '../criteria/settings.ts';
import type {Handlers} from '../machine/event.ts';
import {withNotice} from '../machine/shell.ts';
import {carryOut, type Change, type ChangeResult, type ChangeStage} from '../operations/change.ts';
import type {Identity} from '../operations/ports.ts';
import type {Problem} from '../problem.ts';
import type {OfRegion, RolloutEffect} from './context.ts';
import {auditStep, goTo, readAgain, staleScan, withCurrentWork, withReading} from './moves.ts';
import {currentRegion, currentSettings, currentWork, type RolloutState, type Step, type UserEvent} from './state.ts';

/** A change on its way: the steps that change something carry one. */
export type ChangeRun =
	| {readonly status: 'ready'}
	| {readonly status: 'running'; readonly change: Change; readonly stage: ChangeStage; readonly attempt: number}
	| {readonly status: 'done'; readonly answer: string}
	| {readonly status: 'failed'; readonly problem: Problem}
	/** Somebody else changed the Region meanwhile; nothing was sent. */
	| {readonly status: 'foreign'; readonly expected: AllowedImagesSettings; readonly found: AllowedImagesSettings};

export type ChangingStep = Extract<Step, {run: ChangeRun}>;

/** Begins a change: the effect below sends it. */
export function run(state: RolloutState, step: ChangingStep, change: Change): RolloutState {
	const {reading} = currentWork(state);
	return goTo(state, {...step, run: {status: 'running', change, stage: 'checking', attempt: reading.attempt}});
}

/** Whether a change may be begun. */
export function isIdle({status}: ChangeRun): boolean {
	return status === 'ready' || status === 'failed';
}

/** Whether a change is under way: it is waited for, and only Ctrl-C stops the waiting. */
export function isUnderWay(step: Step): boolean {
	return 'run' in step && step.run.status === 'running';
}

/** What every changing step does with a change that failed, or that met somebody else's. */
export const onChange = {
	retry: (state, step) => readAgain(goTo(state, {...step, run: isIdle(step.run) ? {status: 'ready'} : step.run})),
	'accept-settings'(state, step) {
		if (step.run.status !== 'foreign') {
			return state;
		}

		const {reading} = currentWork(state);
		const at = reading.status === 'here' ? reading.value.at : '';
		const accepted = withReading(state, currentRegion(state) ?? '', step.run.found, at);
		return goTo(accepted, {...step, run: {status: 'ready'}});
	},
} satisfies Handlers<RolloutState, ChangingStep, UserEvent>;

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
	failed: (state, problem, {region}) => receiveResult(state, region, {type: 'failed', problem, isSent: true}, ''),
	cancelled(state, {region}) {
		const problem = {
			kind: 'interrupted',
			what: `You stopped waiting for the change to ${region}.`,
			next: 'What the Region reports is being read again; the history shows what was sent.',
		} as const;
		return receiveResult(state, region, {type: 'failed', problem, isSent: true}, '');
	},
};

function withStage(state: RolloutState, stage: ChangeStage): RolloutState {
	const {step} = state;
	return 'run' in step && step.run.status === 'running' ? goTo(state, {...step, run: {...step.run, stage}}) : state;
}

/** What became of the change under way. */
function receiveResult(state: RolloutState, region: string, result: ChangeResult, at: string): RolloutState {
	const {step} = state;
	if (!('run' in step) || step.run.status !== 'running' || region !== currentRegion(state)) {
		return state;
	}

	const {change} = step.run;
	const {answers, scan} = currentWork(state);
	switch (result.type) {
		case 'changed': {
			const changed = withCurrentWork(withReading(state, region, result.settings, at), {
				answers: [...answers, {kind: change.kind, json: result.answer}],
				// The scan stays for the summary of what was enforced; after any other change, the next decision wants a fresh one.
				...(change.kind === 'enabled' && {outcome: 'enforced' as const}),
				...(scan !== undefined && {scan: change.kind === 'enabled' ? scan : staleScan(scan)}),
			});
			return change.kind === 'enabled'
				? goTo(changed, {name: 'summary'})
				: goTo(changed, {...step, run: {status: 'done', answer: result.answer}});
		}

		case 'foreign': {
			if (step.name !== 'enforce') {
				const expected = currentSettings(state) ?? result.found;
				return goTo(state, {...step, run: {status: 'foreign', expected, found: result.found}});
			}

			const expected = change.kind === 'enabled' ? change.enforcement.settings : result.found;
			const found = withCurrentWork(withReading(state, region, result.found, at), {
				foreign: {expected, found: result.found},
			});
			return withNotice(
				goTo(found, result.found.State === 'audit-mode' ? {name: 'scan'} : auditStep),
				'danger',
				'Somebody changed the settings since the scan. Nothing was sent.',
			);
		}

		case 'failed': {
			// AWS is the authority: what the Region is now is read again, whatever the failure was.
			return readAgain(goTo(state, {...step, run: {status: 'failed', problem: result.problem}}));
		}
	}
}
