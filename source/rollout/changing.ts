/** The steps that change a Region: audit mode, apply, enforce. Nothing here sends anything; a `running` change is an effect's work. */
import type {Change, ChangeResult} from '../operations/change.ts';
import {editText, emptyField, insertText} from '../machine/text-field.ts';
import {canApplyDraft} from './criteria.ts';
import type {UserEvent} from './events.ts';
import {canChange, confirmEnforcement} from './guards.ts';
import {
	again,
	currentRegion,
	currentSettings,
	currentWork,
	type ChangeRun,
	type RolloutState,
	type Step,
} from './state.ts';
import {
	auditStep,
	enterCriteria,
	enterScan,
	goTo,
	readAgain,
	withCurrentWork,
	withNotice,
	staleScan,
	withReading,
} from './steps.ts';

type ChangingStep = Extract<Step, {run: ChangeRun}>;
type AuditStep = Extract<Step, {name: 'audit'}>;
type ApplyStep = Extract<Step, {name: 'apply'}>;
type EnforceStep = Extract<Step, {name: 'enforce'}>;

export function reduceAudit(state: RolloutState, step: AuditStep, event: UserEvent): RolloutState {
	const settings = currentSettings(state);
	switch (event.type) {
		case 'next': {
			if (step.run.status === 'done' || settings?.State === 'audit-mode') {
				return enterCriteria(state);
			}

			if (settings === undefined || step.run.status === 'running' || canChange(state) !== true) {
				return state;
			}

			return settings.State === 'disabled'
				? turnOnAuditMode(state, step)
				: goTo(state, {...step, isLooseningAsked: true});
		}

		case 'answer': {
			if (!step.isLooseningAsked) {
				return state;
			}

			const answered = {...step, isLooseningAsked: false};
			return event.yes ? turnOnAuditMode(goTo(state, answered), answered) : goTo(state, answered);
		}

		case 'browse': {
			return settings === undefined ? state : enterScan(state);
		}

		case 'back': {
			return step.isLooseningAsked ? goTo(state, {...step, isLooseningAsked: false}) : goToRegions(state);
		}

		default: {
			return reduceRun(state, step, event);
		}
	}
}

export function reduceApply(state: RolloutState, step: ApplyStep, event: UserEvent): RolloutState {
	switch (event.type) {
		case 'next': {
			if (step.run.status === 'done') {
				return enterScan(state);
			}

			const {draft} = currentWork(state);
			const settings = currentSettings(state);
			const region = currentRegion(state);
			return draft === undefined ||
				settings === undefined ||
				region === undefined ||
				!isIdle(step.run) ||
				canApplyDraft(state) !== true
				? state
				: run(state, step, {kind: 'criteria', region, expected: settings, criteria: draft.criteria});
		}

		case 'back': {
			return enterCriteria(state);
		}

		default: {
			return reduceRun(state, step, event);
		}
	}
}

export function reduceEnforce(state: RolloutState, step: EnforceStep, event: UserEvent): RolloutState {
	switch (event.type) {
		case 'text': {
			const field = isIdle(step.run) ? editText(step.field, event.press) : undefined;
			return field === undefined ? state : goTo(state, {...step, field, mismatch: false});
		}

		case 'paste': {
			return isIdle(step.run)
				? goTo(state, {...step, field: insertText(step.field, event.text), mismatch: false})
				: state;
		}

		case 'submit': {
			const {reading} = currentWork(state);
			if (!isIdle(step.run) || reading.status === 'wanted') {
				return state;
			}

			if (reading.status === 'failed') {
				// Nothing can be confirmed against settings that could not be read: they are read again, and the words stay.
				return readAgain(state);
			}

			const enforcement = confirmEnforcement(state, step.field.value);
			return enforcement === undefined
				? goTo(state, {...step, mismatch: true})
				: run(state, {...step, mismatch: false}, {kind: 'enabled', enforcement});
		}

		case 'back': {
			return goTo(state, {name: 'decide', cursor: 0});
		}

		default: {
			return reduceRun(state, step, event);
		}
	}
}

/** What every changing step does with a change that failed, or that met somebody else's. */
function reduceRun(state: RolloutState, step: ChangingStep, event: UserEvent): RolloutState {
	if (event.type === 'retry') {
		const retried =
			step.name === 'enforce' && step.impact.status === 'failed' ? {...step, impact: again(step.impact)} : step;
		return readAgain(goTo(state, {...retried, run: isIdle(step.run) ? {status: 'ready'} : step.run}));
	}

	if (event.type === 'accept-settings' && step.run.status === 'foreign') {
		const accepted = withReading(state, currentRegion(state) ?? '', step.run.found, readAt(state));
		return goTo(accepted, {...step, run: {status: 'ready'}});
	}

	return state;
}

/** Takes in what became of the change under way. */
export function finishChange(state: RolloutState, region: string, result: ChangeResult, at: string): RolloutState {
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

export function goToRegions(state: RolloutState): RolloutState {
	const region = currentRegion(state);
	const rows = state.regions.status === 'here' ? state.regions.value : [];
	const cursor = Math.max(
		0,
		rows.findIndex(({name}) => name === region),
	);
	return goTo(state, {name: 'regions', cursor, filter: emptyField, isFiltering: false});
}

function turnOnAuditMode(state: RolloutState, step: AuditStep): RolloutState {
	const region = currentRegion(state);
	const expected = currentSettings(state);
	return region === undefined || expected === undefined || canChange(state) !== true
		? state
		: run(state, step, {kind: 'audit-mode', region, expected});
}

function run(state: RolloutState, step: ChangingStep, change: Change): RolloutState {
	const {reading} = currentWork(state);
	return goTo(state, {...step, run: {status: 'running', change, stage: 'checking', attempt: reading.attempt}});
}

function isIdle({status}: ChangeRun): boolean {
	return status === 'ready' || status === 'failed';
}

function readAt(state: RolloutState): string {
	const {reading} = currentWork(state);
	return reading.status === 'here' ? reading.value.at : '';
}
