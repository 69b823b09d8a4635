/** What is recommended to decide: nothing that is unknown makes a Region ready, and no draft is advised that blocks more. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {impactOf} from '../../source/criteria/comparison/impact.ts';
import {whatIf} from '../../source/criteria/comparison/what-if.ts';
import {failed, here, wanted, type Loadable} from '../../source/machine/loadable.ts';
import type {Launch} from '../../source/operations/launches/launch.ts';
import type {Impact} from '../../source/operations/impact.ts';
import type {Preview} from '../../source/operations/change/preview.ts';
import {decideStep} from '../../source/rollout/moves/steps.ts';
import {noWork, type RegionWork, type RolloutState, type ScanRecord} from '../../source/rollout/state.ts';
import {recommendation} from '../../source/rollout/recommendation.ts';
import {openingFor} from './opening.ts';

const region = 'us-east-1';
const settings = {State: 'audit-mode', ManagedBy: 'account', ImageCriteria: [{ImageProviders: ['amazon']}]} as const;
const scan: Extract<ScanRecord, {status: 'done'}> = {
	status: 'done',
	id: 1,
	settings,
	isComplete: true,
	managed: {added: 0, judgedHere: 0},
	counts: {instances: 20, notAllowed: 0, unknown: 0, imagesNotAllowed: 0},
	offendingImages: [],
	finishedAt: '2026-01-01T00:00:00.000Z',
};

function stateWith(work: Partial<RegionWork>, impact: Loadable<Impact> = here(wanted, nothingElse)): RolloutState {
	return {
		...openingFor({...decideStep, impact}),
		queue: [region],
		work: {[region]: {...noWork, reading: here(wanted, {settings, at: '2026-01-01T00:00:00.000Z'}), scan, ...work}},
	};
}

const nothingElse: Impact = {failing: [], allowed: [], unknown: [], notes: []};
const template: Launch = {
	type: 'launch-template',
	id: 'lt-1',
	region,
	imageId: 'ami-1',
	chain: [],
	allowed: false,
	verdictBy: 'aws',
	reasons: [],
};

const adviceOn = (work: Partial<RegionWork>, draft?: Preview) =>
	recommendation(stateWith(work), {offenders: [], draft})?.decision;

test('only what is known to break nothing is ready to enforce', () => {
	assert.equal(adviceOn({}), 'enforce');
	assert.equal(adviceOn({scan: {...scan, counts: {...scan.counts, unknown: 1}}}), 'keep-audit-mode');
	const launches = here(wanted, {region, launches: [], gaps: []});
	assert.equal(adviceOn({launches}), 'enforce');
	const problem = {kind: 'denied', what: 'Denied.', next: ''} as const;
	const gaps = [{region, what: 'EC2 Fleets', problem}];
	assert.equal(adviceOn({launches: here(wanted, {region, launches: [], gaps})}), 'keep-audit-mode');
	assert.equal(adviceOn({scan: {...scan, managed: {...scan.managed, problem}}}), 'keep-audit-mode');
	const ours = {scan: {...scan, managed: {added: 3, judgedHere: 3}}};
	assert.equal(adviceOn(ours), 'keep-audit-mode');
	assert.match(
		recommendation(stateWith(ours), {offenders: [], draft: undefined})?.words ?? '',
		/on 3 instances that AWS services manage the verdict is ours, not AWS's/,
	);
	assert.equal(adviceOn({scan: {...scan, counts: {...scan.counts, notAllowed: 3, imagesNotAllowed: 1}}}), 'revise');
	assert.equal(adviceOn({scan: {...scan, isComplete: false}}), undefined);
});

test('what launches beside what runs is looked up before anything is advised, and said beside offenders', () => {
	const problem = {kind: 'denied', what: 'Denied.', next: ''} as const;
	const advice = (impact: Loadable<Impact>, work: Partial<RegionWork> = {}) =>
		recommendation(stateWith(work, impact), {offenders: [], draft: undefined});
	assert.equal(advice(wanted)?.decision, undefined);
	assert.equal(advice(failed(wanted, problem))?.decision, 'keep-audit-mode');
	const failing = here(wanted, {...nothingElse, failing: [template, template]});
	assert.equal(advice(failing)?.decision, 'revise');
	assert.equal(advice(here(wanted, {...nothingElse, unknown: [template]}))?.decision, 'keep-audit-mode');
	assert.equal(advice(here(wanted, {...nothingElse, notes: ['Not known.']}))?.decision, 'keep-audit-mode');
	const offending = {scan: {...scan, counts: {...scan.counts, notAllowed: 3, imagesNotAllowed: 1}}};
	assert.match(advice(failing, offending)?.words ?? '', /3 instances\. 2 launch sources would fail/);
	assert.match(advice(wanted, offending)?.words ?? '', /still being looked up/);
	assert.match(advice(failed(wanted, problem), offending)?.words ?? '', /could not be read/);
	// Where it can't be enforced, nobody looks it up.
	const readOnly = stateWith({}, wanted);
	const options = {...readOnly.options, readOnly: true};
	assert.equal(recommendation({...readOnly, options}, {offenders: [], draft: undefined})?.decision, undefined);
});

test('a draft is advised only where it is known to block no more than what is in force', () => {
	const draft = {criteria: [{ImageProviders: ['aws-marketplace']}], origin: 'your own', undo: [], redo: []};
	const offending = {draft, scan: {...scan, counts: {...scan.counts, notAllowed: 3, imagesNotAllowed: 1}}};
	const preview = (notAllowed: number, {isComplete = true, unknown = 0} = {}): Preview => ({
		text: '',
		launches: '',
		notAllowed,
		unknown,
		impact: impactOf(whatIf({images: [], after: [], account: '123456789012', now: new Date(0)})),
		isComplete,
	});
	assert.equal(adviceOn(offending, preview(0)), 'apply-draft');
	assert.equal(adviceOn(offending, preview(4)), 'revise');
	assert.equal(adviceOn(offending, preview(0, {isComplete: false})), 'revise');
	assert.equal(adviceOn(offending, preview(1, {unknown: 2})), 'apply-draft');
	assert.equal(adviceOn(offending, preview(1, {unknown: 3})), 'revise');
	assert.equal(adviceOn(offending), 'revise');
});
