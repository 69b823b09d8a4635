/**
Every guard by itself, on every state that matters to it. The search in `safety.test.ts` looks for a way around all of them together; what one
guard misses, the next one holds, and so the search can't tell that one has gone. Here each is held against a table of its own.
*/
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import {
	canApplyDraft,
	canChange,
	canEnforce,
	cleanRegions,
	confirmationPhrase,
	confirmEnforcement,
	isPanelShown,
	panelIn,
} from '../../source/rollout/guards.ts';
import {reduce as reduceIn} from '../../source/machine/machine.ts';
import {changeEffect, concludeSent, type ChangeRun} from '../../source/rollout/changing.ts';
import {readingEffect, scanEffect} from '../../source/rollout/effects/region.ts';
import {wizard} from '../../source/rollout/wizard.ts';
import {calmShell} from '../../source/machine/shell.ts';
import {here, wanted, type Loadable} from '../../source/machine/loadable.ts';
import {decideStep} from '../../source/rollout/moves/steps.ts';
import {withCurrentWork} from '../../source/rollout/moves/updates.ts';
import {
	currentWork,
	noWork,
	type Reading,
	type RegionWork,
	type RolloutState,
	type ScanRecord,
	type Step,
	type StepOf,
	type WizardOptions,
	type WizardState,
	type UserEvent,
} from '../../source/rollout/state.ts';
import type {FleetRun} from '../../source/rollout/steps/fleet/run.ts';
import type {Impact} from '../../source/operations/impact.ts';
import {emptyField, insertText, type TextField} from '../../source/machine/text-field.ts';
import {announcedWhole} from './announced-whole.ts';

const region = 'us-east-1';
const at = '2026-01-01T00:00:00.000Z';
const problem = {kind: 'service', what: 'It broke.', next: 'Try again.'} as const;
const inAudit: AllowedImagesSettings = {
	State: 'audit-mode',
	ManagedBy: 'account',
	ImageCriteria: [{ImageProviders: ['amazon']}],
};

const allSettings: readonly AllowedImagesSettings[] = (['disabled', 'audit-mode', 'enabled'] as const).flatMap(
	(State) => (['account', 'declarative-policy'] as const).map((ManagedBy) => ({...inAudit, State, ManagedBy})),
);

function doneScan(change: Partial<Extract<ScanRecord, {status: 'done'}>> = {}): ScanRecord {
	return {
		status: 'done',
		id: 1,
		settings: inAudit,
		isComplete: true,
		managed: {added: 0, judgedHere: 0, visibility: 'hidden'},
		counts: {instances: 5, notAllowed: 0, unknown: 0, imagesNotAllowed: 0},
		offendingImages: [],
		finishedAt: at,
		...change,
	};
}

const counts = (imagesNotAllowed: number) => ({
	instances: 5,
	notAllowed: imagesNotAllowed,
	unknown: 0,
	imagesNotAllowed,
});
const otherCriteria: AllowedImagesSettings = {...inAudit, ImageCriteria: [{ImageProviders: ['none']}]};
const scans: ReadonlyArray<ScanRecord | undefined> = [
	undefined,
	{status: 'running', id: 1},
	{status: 'cancelled', id: 1},
	{status: 'changed', id: 1},
	{status: 'failed', id: 1, problem},
	...[
		inAudit,
		otherCriteria,
		{...inAudit, State: 'enabled'} as const,
		{...inAudit, State: 'disabled'} as const,
	].flatMap((settings) =>
		[true, false].flatMap((isComplete) =>
			[0, 1, 2].map((images) => doneScan({settings, isComplete, counts: counts(images)})),
		),
	),
];

const purposes = ['rollout', 'review', 'scan-file'] as const;

type Parts = {
	readonly options?: Partial<WizardOptions>;
	readonly reading?: Loadable<Reading>;
	readonly work?: Partial<RegionWork>;
	readonly step?: Step;
};

function stateWith({
	options,
	reading = readingOf(inAudit),
	work,
	step = {...decideStep, cursor: 2},
}: Parts = {}): RolloutState {
	return {
		phase: 'rollout',
		options: {demo: false, readOnly: false, purpose: 'rollout', ...options},
		identity: {
			account: '123456789012',
			arn: 'arn:aws:iam::123456789012:user/jane',
			principal: 'jane',
			partition: 'aws',
		},
		permissions: wanted,
		unresolved: here(wanted, []),
		unfinished: here(wanted, undefined),
		presets: here(wanted, []),
		regions: here(wanted, [{name: region, optInStatus: 'opt-in-not-required'}]),
		overview: {},
		marked: [region],
		queue: [region],
		position: 0,
		work: {[region]: {...noWork, reading, ...work}},
		step,
		shell: calmShell,
	};
}

const otherImpact: Loadable<Impact> = here(wanted, {failing: [], allowed: [], unknown: [], notes: ['other']});
const noImpact: Loadable<Impact> = here(wanted, {failing: [], allowed: [], unknown: [], notes: []});

const notBegun: ChangeRun = {status: 'ready'};

function enforceStep(field = emptyField, run: ChangeRun = notBegun): StepOf<'enforce'> {
	return {name: 'enforce', impact: noImpact, field, mismatch: false, run, top: 0};
}

/** The same state at the danger panel, with all of it seen, if there is one to see. */
function atPanel(state: RolloutState, {field, run}: {field?: TextField; run?: ChangeRun} = {}): RolloutState {
	const entered = {...state, step: enforceStep(field, run)};
	const panel = panelIn(entered);
	return panel === undefined
		? entered
		: {...entered, step: {...entered.step, shown: {panel, seen: 9, of: 9, atOnce: 9}}};
}

function readingOf(settings: AllowedImagesSettings | undefined): Loadable<Reading> {
	return settings === undefined ? wanted : here(wanted, {settings, at});
}

/** Every kind of run, and every kind of Region in it. */
function* contexts() {
	for (const purpose of purposes) {
		for (const readOnly of [false, true]) {
			for (const settings of [undefined, ...allSettings]) {
				yield {purpose, readOnly, settings};
			}
		}
	}
}

/** Every state that a decision to enforce could be asked in. */
function* decisions() {
	for (const context of contexts()) {
		const {settings, ...options} = context;
		for (const scan of scans) {
			const state = stateWith({options, reading: readingOf(settings), work: scan === undefined ? {} : {scan}});
			yield {...context, state, scan};
		}
	}
}

type Case = ReturnType<typeof decisions> extends Generator<infer Item> ? Item : never;

/** By a reckoning of our own. */
function mayChange({purpose, readOnly, settings}: Omit<Case, 'scan' | 'state'>): boolean {
	return purpose === 'rollout' && !readOnly && settings?.ManagedBy === 'account';
}

function mayEnforce({scan, ...rest}: Case): boolean {
	return (
		mayChange(rest) &&
		rest.settings?.State === 'audit-mode' &&
		scan?.status === 'done' &&
		scan.isComplete &&
		scan.settings.State === 'audit-mode' &&
		scan.settings === inAudit
	);
}

function wordsFor(scan: ScanRecord | undefined): string {
	const images = scan?.status === 'done' ? scan.counts.imagesNotAllowed : 0;
	return [region, `block 1 image in ${region}`, `block 2 images in ${region}`][images] ?? '';
}

/** What a person might type: the words, and what is nearly the words. */
function typings(words: string): readonly string[] {
	return [
		words,
		'',
		region,
		` ${words}`,
		`${words} `,
		words.toUpperCase(),
		words.slice(0, -1),
		words.replace(/\d/, '9'),
		`block 0 images in ${region}`,
	];
}

test('a change is possible in a rollout that is not read-only, where the account manages the settings, and nowhere else', () => {
	let allowed = 0;
	for (const {state, purpose, readOnly, settings} of decisions()) {
		const expected = mayChange({purpose, readOnly, settings});
		const guard = canChange(state);
		assert.equal(guard === true, expected, JSON.stringify({purpose, readOnly, settings, guard}));
		assert.notEqual(guard, '');
		allowed += expected ? 1 : 0;
	}

	assert.ok(allowed > 0);
});

test('where AWS refused a change because of a policy, none is offered until the Region was read once more', () => {
	const one = decisions().find((candidate) => mayEnforce(candidate));
	assert.ok(one);
	const {state} = one;
	const refusedAt = currentWork(state).reading.attempt;
	const refused = withCurrentWork(state, {refusedAt});
	assert.match(String(canChange(refused)), /a policy of the organization/);
	assert.match(String(canEnforce(refused)), /a policy of the organization/);
	assert.equal(confirmEnforcement(atPanel(refused), wordsFor(one.scan)), undefined);
	const {reading} = currentWork(state);
	assert.equal(canChange(withCurrentWork(refused, {reading: {...reading, attempt: refusedAt + 1}})), true);
});

test('enforcing is possible after a complete scan of the settings in force, in audit mode, with the very words, and not else', () => {
	let allowed = 0;
	for (const one of decisions()) {
		const {state, scan} = one;
		const expected = mayEnforce(one);
		const words = wordsFor(scan);
		assert.equal(canEnforce(state) === true, expected, JSON.stringify(one.scan));
		assert.equal(confirmationPhrase(state), expected ? words : undefined);
		for (const typed of typings(words)) {
			assert.equal(confirmEnforcement(state, typed), undefined, 'confirmed without a panel');
			const enforcement = confirmEnforcement(atPanel(state), typed);
			assert.equal(enforcement !== undefined, expected && typed === words, `typed "${typed}"`);
			assert.deepEqual({...enforcement}, enforcement === undefined ? {} : {region, settings: inAudit});
			allowed += enforcement === undefined ? 0 : 1;
		}
	}

	assert.ok(allowed > 0);
});

test('the enforce screen opens only where enforcing is possible', () => {
	for (const one of decisions()) {
		for (const event of [{type: 'enforce'}, {type: 'next'}] as const) {
			const next = reduce(one.state, event);
			assert.equal(stepOf(next)?.name === 'enforce', mayEnforce(one), JSON.stringify(one.scan));
		}
	}
});

const aChange = {kind: 'criteria', region, expected: inAudit, criteria: []} as const;
const runs: readonly ChangeRun[] = [
	{status: 'ready'},
	{status: 'failed', problem},
	{status: 'done', answer: ''},
	{status: 'foreign', expected: inAudit, found: otherCriteria},
	{status: 'unclear', change: aChange, problem},
	{status: 'nothing so far', change: aChange, problem},
	{status: 'differs', change: aChange, found: otherCriteria},
	{
		status: 'running',
		stage: 'sending',
		attempt: 0,
		change: aChange,
	},
];

test('enter on the enforce screen starts a change with the very words, on settings that were read, while none is under way, and not else', () => {
	let started = 0;
	for (const one of decisions().filter(({settings}) => settings !== undefined)) {
		const words = wordsFor(one.scan);
		for (const typed of [words, `${words} `]) {
			for (const run of runs) {
				const field = insertText(emptyField, typed);
				const state = atPanel(one.state, {field, run});
				const next = stepOf(reduce(state, {type: 'submit'}));
				const expected = mayEnforce(one) && typed === words && (run.status === 'ready' || run.status === 'failed');
				assert.equal(startedChange(state, next), expected, JSON.stringify({scan: one.scan, run, typed}));
				started += expected ? 1 : 0;
			}
		}
	}

	assert.ok(started > 0);
	const field = insertText(emptyField, region);
	const {step} = atPanel(stateWith({work: {scan: doneScan()}}), {field});
	for (const reading of [wanted, {status: 'failed', attempt: 0, problem} as const]) {
		const state = stateWith({reading, work: {scan: doneScan()}, step});
		const next = reduce(state, {type: 'submit'});
		assert.strictEqual(stepOf(next), step);
		// What could not be read is read again; what is being read is waited for.
		const attempt = reading.status === 'failed' ? 1 : 0;
		assert.deepEqual(next.phase === 'rollout' && next.work[region]?.reading, {status: 'wanted', attempt});
	}
});

const draftOf = (criteria: AllowedImagesSettings['ImageCriteria']) => ({
	criteria,
	origin: 'a test',
	undo: [],
	redo: [],
});
const drafts = [undefined, draftOf([{ImageProviders: ['none']}]), draftOf([{ImageProviders: ['nonsense']}])];

test('a draft without errors is applied where a change is possible and nothing is enforced, and not else', () => {
	let started = 0;
	for (const context of contexts()) {
		const {settings, ...options} = context;
		for (const [index, draft] of drafts.entries()) {
			const parts = {options, reading: readingOf(settings), work: draft === undefined ? {} : {draft}};
			const may = mayChange(context) && settings?.State !== 'enabled';
			assert.equal(canApplyDraft(stateWith(parts)) === true, may && index === 1);
			for (const run of runs) {
				const state = stateWith({...parts, step: {name: 'apply', run}});
				const unread = stepOf(reduce(state, {type: 'next'}));
				assert.equal(startedChange(state, unread), false, 'applied before all of it was on the screen');
				const next = stepOf(reduce(announced(state), {type: 'next'}));
				const expected = may && index === 1 && (run.status === 'ready' || run.status === 'failed');
				assert.equal(startedChange(state, next), expected, JSON.stringify({settings, draft, run}));
				started += expected ? 1 : 0;
			}

			const form = stateWith({...parts, step: {name: 'criteria', view: {type: 'form', cursor: 0}}});
			assert.equal(stepOf(reduce(form, {type: 'next'}))?.name === 'apply', may && index === 1);
		}
	}

	assert.ok(started > 0);
});

test('audit mode is turned on at once from disabled, after a question from enabled, and only where a change is possible', () => {
	let started = 0;
	for (const context of contexts()) {
		const {settings, ...options} = context;
		const may = mayChange(context);
		const step = {name: 'audit', run: {status: 'ready'}, isLooseningAsked: false} as const;
		const state = stateWith({options, reading: readingOf(settings), step});
		assert.equal(startedChange(state, stepOf(reduce(state, {type: 'next'}))), false);
		const next = stepOf(reduce(announced(state), {type: 'next'}));
		assert.equal(startedChange(state, next), may && settings?.State === 'disabled');
		assert.equal(isLooseningAsked(next), may && settings?.State === 'enabled');
		assert.equal(startedChange(state, stepOf(reduce(announced(state), {type: 'answer', yes: true}))), false);
		const asked = {...state, step: {...step, isLooseningAsked: true}};
		assert.equal(startedChange(asked, stepOf(reduce(asked, {type: 'answer', yes: true}))), false);
		assert.equal(startedChange(asked, stepOf(reduce(announced(asked), {type: 'answer', yes: true}))), may);
		assert.equal(startedChange(asked, stepOf(reduce(asked, {type: 'answer', yes: false}))), false);
		started += may ? 1 : 0;
	}

	assert.ok(started > 0);
});

test('while a change is under way, no key does anything to it', () => {
	const enforcement = confirmEnforcement(atPanel(stateWith({work: {scan: doneScan()}})), region);
	assert.ok(enforcement);
	const run: ChangeRun = {status: 'running', stage: 'sending', attempt: 0, change: {kind: 'enabled', enforcement}};
	const steps: readonly Step[] = [
		{name: 'audit', run, isLooseningAsked: false},
		{name: 'apply', run},
		atPanel(stateWith({work: {scan: doneScan()}}), {field: insertText(emptyField, region), run}).step,
	];
	const events: readonly UserEvent[] = [
		{type: 'next'},
		{type: 'back'},
		{type: 'submit'},
		{type: 'retry'},
		{type: 'rescan'},
		{type: 'browse'},
		{type: 'accept-settings'},
		{type: 'answer', yes: true},
		{type: 'text', press: 'x'},
		{type: 'paste', text: 'x'},
	];
	for (const step of steps) {
		const state = stateWith({step, work: {scan: doneScan(), draft: draftOf([])}});
		for (const event of events) {
			assert.strictEqual(stepOf(reduce(state, event)), step, `${step.name}: ${event.type}`);
		}
	}
});

test('words count only once all of the panel has been on the screen, and any other panel has to be seen anew', () => {
	const state = {...stateWith({work: {scan: doneScan()}}), step: enforceStep()};
	const panel = panelIn(state) ?? assert.fail();
	const drawn = (from: number, to: number, of = 9) => ({type: 'shown', panel, from, to, of}) as const;
	const typedAfter = (...events: readonly UserEvent[]): string => {
		let next: WizardState = state;
		for (const event of [...events, {type: 'text', press: 'x'}, {type: 'paste', text: 'y'}] as const) {
			next = reduce(next, event);
		}

		const step = stepOf(next);
		return step?.name === 'enforce' ? step.field.value : assert.fail();
	};

	assert.equal(typedAfter(), '');
	assert.equal(typedAfter(drawn(0, 8)), '');
	assert.equal(typedAfter(drawn(0, 9)), 'xy');
	// Line by line, and never past lines that were not drawn; another width makes other lines.
	assert.equal(typedAfter(drawn(0, 5), drawn(3, 9)), 'xy');
	assert.equal(typedAfter(drawn(0, 3), drawn(5, 9)), '');
	assert.equal(typedAfter(drawn(4, 9)), '');
	assert.equal(typedAfter(drawn(0, 9), drawn(0, 9, 20)), '');
	for (const other of [
		{...panel, reading: readingOf(inAudit)},
		{...panel, scan: doneScan()},
		{...panel, impact: otherImpact},
	]) {
		assert.equal(typedAfter({...drawn(0, 9), panel: other}), '');
		// A late word of a frame that is gone takes nothing back either.
		assert.equal(typedAfter(drawn(0, 9), {...drawn(0, 9), panel: other}), 'xy');
	}

	// A new reading, and what is still looked up, are another panel.
	const seen = atPanel(stateWith({work: {scan: doneScan()}}), {field: insertText(emptyField, region)});
	assert.equal(isPanelShown(seen), true);
	const reread = {...seen, work: {[region]: {...seen.work[region], reading: readingOf(inAudit), answers: []}}};
	assert.equal(isPanelShown(reread), false);
	assert.equal(confirmEnforcement(reread, region), undefined);
	assert.equal(panelIn({...state, step: {...enforceStep(), impact: wanted}}), undefined);
	const unread = reduce({...state, step: enforceStep(insertText(emptyField, region))}, {type: 'submit'});
	assert.equal(startedChange(state, stepOf(unread)), false);
});

test('what a scan says counts if it is the scan that is waited for, and the Region was the same before and after', () => {
	const scanned = {
		before: inAudit,
		after: inAudit,
		isComplete: true,
		managed: {added: 0, judgedHere: 0, visibility: 'hidden'},
		counts: counts(0),
		offendingImages: [],
		at,
	} as const;
	const order = {key: 'a key', region, scan: 3};
	const finished = (scan: ScanRecord, result: {readonly after?: AllowedImagesSettings} = {}) =>
		scanEffect.done(stateWith({work: {scan}, step: {name: 'scan'}}), {...scanned, ...result}, order).work[region]?.scan;
	assert.equal(finished({status: 'running', id: 3})?.status, 'done');
	assert.equal(finished({status: 'running', id: 4})?.status, 'running');
	assert.equal(finished({status: 'cancelled', id: 3})?.status, 'cancelled');
	assert.equal(finished({status: 'running', id: 3}, {after: otherCriteria})?.status, 'changed');
	assert.equal(
		finished({status: 'running', id: 3}, {after: {...inAudit, ManagedBy: 'declarative-policy'}})?.status,
		'changed',
	);
	const running = stateWith({work: {scan: {status: 'running', id: 3}}});
	const incomplete = scanEffect.done(running, {...scanned, isComplete: false}, order);
	assert.equal(canEnforce(incomplete), 'the scan is incomplete');
});

test('a scan decides nothing any more once the Region reported other settings', () => {
	const scanned = stateWith({work: {scan: doneScan()}});
	assert.equal(canEnforce(scanned), true);
	const read = (state: RolloutState, settings: AllowedImagesSettings) =>
		readingEffect((after) => after).done(state, {settings, at}, {key: 'a key', region, pause: 0});
	const back = read(read(scanned, otherCriteria), inAudit);
	assert.equal(canEnforce(back), 'the settings changed since the scan began');
	assert.equal(canEnforce(read(scanned, {...inAudit})), true);
});

test('what became of a change is received by the step that waits for it, in its Region', () => {
	const change = {kind: 'criteria', region, expected: inAudit, criteria: otherCriteria.ImageCriteria} as const;
	const waiting: Step = {name: 'apply', run: {status: 'running', stage: 'settling', attempt: 0, change}};
	const finished = (step: Step, of: string, scan = doneScan()) => {
		const state = stateWith({step, work: {scan}});
		const result = {type: 'changed', settings: otherCriteria, answer: '{}'} as const;
		const order = {key: 'a key', region: of, change, identity: state.identity};
		return changeEffect.done(state, {result, at}, order);
	};

	const statusAfter = (step: Step, of: string) => {
		const {step: next} = finished(step, of);
		return 'run' in next ? next.run.status : undefined;
	};

	assert.equal(statusAfter(waiting, region), 'done');
	assert.equal(statusAfter(waiting, 'us-west-2'), 'running');
	assert.equal(statusAfter({name: 'apply', run: {status: 'ready'}}, region), 'ready');
	// A scan from before it decides nothing, even one of settings such as it made.
	for (const scan of [doneScan(), doneScan({settings: otherCriteria})]) {
		assert.equal(finished(waiting, region, scan).work[region]?.scan?.status, 'changed');
	}
});

test('a change that nobody answered counts as made only where the Region reports all of what was intended', () => {
	const enforcement = confirmEnforcement(atPanel(stateWith({work: {scan: doneScan()}})), region);
	assert.ok(enforcement);
	const sent: ChangeRun = {status: 'unclear', change: {kind: 'enabled', enforcement}, problem};
	const step = {...enforceStep(insertText(emptyField, region)), run: sent};
	const after = (settings: AllowedImagesSettings) =>
		concludeSent(stateWith({work: {scan: doneScan()}, step}), step, settings);
	const statusAfter = (settings: AllowedImagesSettings) => {
		const {step: next, work} = after(settings);
		return {step: next.name, run: 'run' in next ? next.run.status : undefined, outcome: work[region]?.outcome};
	};

	const enabled = {...inAudit, State: 'enabled'} as const;
	assert.deepEqual(statusAfter(enabled), {step: 'summary', run: undefined, outcome: 'enforced'});
	assert.deepEqual(statusAfter(inAudit), {step: 'enforce', run: 'nothing so far', outcome: undefined});
	const others = [
		{...enabled, ImageCriteria: otherCriteria.ImageCriteria},
		{...enabled, ManagedBy: 'declarative-policy'},
		{...inAudit, State: 'disabled'},
	] as const;
	for (const other of others) {
		assert.deepEqual(statusAfter(other), {step: 'enforce', run: 'differs', outcome: 'not as confirmed'});
	}

	// Asking for it once more takes the words once more.
	const again = stepOf(reduce(after(inAudit), {type: 'ask-again'}));
	assert.deepEqual(again?.name === 'enforce' && [again.run.status, again.field.value], ['ready', '']);
});

/** The state once all that its step announces was on the screen. */
function announced(state: RolloutState): WizardState {
	const event = announcedWhole(state);
	return event === undefined ? state : reduce(state, event);
}

function reduce(state: WizardState, event: UserEvent): WizardState {
	return reduceIn(wizard, state, event);
}

function stepOf(state: WizardState): Step | undefined {
	return state.phase === 'rollout' ? state.step : undefined;
}

function isLooseningAsked(step: Step | undefined): boolean {
	return step?.name === 'audit' && step.isLooseningAsked;
}

/** Whether a change is under way that was not before. */
function startedChange(before: RolloutState, after: Step | undefined): boolean {
	return (
		after !== undefined &&
		'run' in after &&
		after.run.status === 'running' &&
		!('run' in before.step && before.step.run === after.run)
	);
}

test('together are enforced only Regions that are clean: nothing not allowed, unknown or hidden, and AWS itself judged all of it', () => {
	const fleet: FleetRun = {regions: [region], progress: {[region]: {status: 'applied'}}, isStopped: false};
	const known = {added: 2, judgedHere: 0, visibility: 'hidden'};
	const isClean = (change: Parameters<typeof doneScan>[0]) =>
		cleanRegions({...stateWith({work: {scan: doneScan(change)}}), fleet}).length === 1;
	assert.equal(isClean({managed: known}), true);
	assert.equal(isClean({managed: {...known, problem}}), false);
	assert.equal(isClean({managed: {...known, judgedHere: 1}}), false);
	assert.equal(isClean({isComplete: false}), false);
	assert.equal(isClean({counts: {...counts(0), unknown: 1}}), false);
	assert.equal(isClean({counts: counts(1)}), false);
});
