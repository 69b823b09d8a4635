/** Audit mode and applying criteria: both change a Region. */
import type {AllowedImagesSettings} from '../../../../source/criteria/settings.ts';
import {failed, wanted} from '../../../../source/machine/loadable.ts';
import type {Change} from '../../../../source/operations/change/change.ts';
import type {ChangeRun} from '../../../../source/rollout/changing.ts';
import {auditStep} from '../../../../source/rollout/moves/steps.ts';
import type {Step} from '../../../../source/rollout/state.ts';
import {hostileCriteria, manyCriteria, wideCriteria} from '../hostile.ts';
import type {Scene} from '../scene.ts';
import type {Maker} from './maker.tsx';
import {denied, unreachable, policy} from './problems.ts';
import {withWork, withSettings, settingsOf, scanOf, draftOf} from './states.ts';

export function changeScenes({stops, at, pressed}: Maker): readonly Scene[] {
	const {audit} = stops;
	const settings = settingsOf(audit.state);
	const change: Change = {kind: 'audit-mode', region: 'us-east-1', expected: settings};
	const found: AllowedImagesSettings = {...settings, State: 'enabled', ImageCriteria: wideCriteria};
	const runs: Readonly<Record<string, ChangeRun>> = {
		checking: {status: 'running', change, stage: 'checking', attempt: 0},
		sending: {status: 'running', change, stage: 'sending', attempt: 0},
		settling: {status: 'running', change, stage: 'settling', attempt: 0},
		failed: {status: 'failed', problem: denied},
		unclear: {status: 'unclear', change, problem: unreachable, unread: unreachable, pause: 4},
		'nothing so far': {status: 'nothing so far', change},
		differs: {status: 'differs', change, found},
		foreign: {status: 'foreign', expected: settings, found},
	};
	const inAudit = (name: string, reported: Partial<AllowedImagesSettings>, step: Step = auditStep) =>
		at('audit', `audit: ${name}`, (state) => ({...withSettings(state, reported), step}));
	return [
		at('audit', 'audit: reading', (state) => withWork(state, {reading: wanted})),
		at('audit', 'audit: not read', (state) => withWork(state, {reading: failed(wanted, denied)})),
		at('audit', 'audit: disabled'),
		at('audited', 'audit: done'),
		inAudit('audit mode already', {State: 'audit-mode', ImageCriteria: wideCriteria}),
		inAudit('enabled', {State: 'enabled', ImageCriteria: wideCriteria}),
		inAudit('by policy', policy),
		inAudit('many criteria', {State: 'audit-mode', ImageCriteria: manyCriteria}),
		inAudit('hostile criteria', {State: 'audit-mode', ImageCriteria: hostileCriteria}),
		inAudit(
			'asked before loosening',
			{State: 'enabled', ImageCriteria: wideCriteria},
			{
				...auditStep,
				isLooseningAsked: true,
			},
		),
		at('audit', 'audit: read-only', (state) => ({...state, options: {...state.options, readOnly: true}})),
		...Object.entries(runs).map(([name, run]) => inAudit(name, reportedIn(run), {...auditStep, run})),
		at('apply', 'apply'),
		at('apply', 'apply: nothing restricted yet', (state) =>
			withSettings(state, {State: 'disabled', ImageCriteria: []}),
		),
		at('apply', 'apply: kept for later', (state) =>
			withSettings(state, {State: 'disabled', ImageCriteria: wideCriteria}),
		),
		at('apply', 'apply: many', (state) => withWork(state, {draft: draftOf(manyCriteria)})),
		at('apply', 'apply: hostile', (state) => withWork(state, {draft: draftOf(hostileCriteria)})),
		...Object.entries(runs).map(([name, run]) =>
			at('apply', `apply: ${name}`, (state) => ({
				...withSettings(state, reportedIn(run)),
				step: {name: 'apply', run} as const,
			})),
		),
		at('applied', 'apply: done'),
		pressed('apply', 'apply: help', ['?']),
		at(
			'apply',
			'apply: after a scan',
			(state) => ({
				...withWork(state, {scan: scanOf(stops.scanned.state)}),
				step: {name: 'apply', run: {status: 'ready'}},
			}),
			{inventories: stops.scanned.inventories},
		),
	];
}

/** What a Region reports besides what it did: a difference was read, and is what is known now. */
function reportedIn(run: ChangeRun): Partial<AllowedImagesSettings> {
	return run.status === 'differs' ? run.found : {};
}
