/** One example of each step, to read what it does: a state, what a person does there, and what comes of it. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import {failed, here, wanted} from '../../source/machine/loadable.ts';
import {emptyPrompt} from '../../source/machine/prompt.ts';
import {emptyField, textField} from '../../source/machine/text-field.ts';
import type {UndoRow} from '../../source/operations/change/undo.ts';
import {panelIn} from '../../source/rollout/guards.ts';
import type {HistoryEntry} from '../../source/operations/ports.ts';
import {
	auditStep,
	decideStep,
	goToRegions,
	offeredStep,
	regionsStep,
	reviewStep,
} from '../../source/rollout/moves/steps.ts';
import {withReading} from '../../source/rollout/moves/readings.ts';
import {
	noWork,
	type RegionWork,
	type RolloutState,
	type ScanRecord,
	type Step,
	type StepName,
	type UserEvent,
} from '../../source/rollout/state.ts';
import {lastChangesOf} from '../../source/rollout/effects/last-changes.ts';
import {otherRegions} from '../../source/rollout/steps/criteria/another-region.ts';
import {canStartFrom} from '../../source/rollout/steps/criteria/sources.ts';
import {decisionsIn} from '../../source/rollout/steps/decide.ts';
import {steps} from '../../source/rollout/steps/index.ts';
import {canMark, canStart, regionAt} from '../../source/rollout/steps/regions.ts';
import {wizard} from '../../source/rollout/wizard.ts';
import {after} from './after.ts';
import {announcedWhole} from './announced-whole.ts';
import {openingFor} from './opening.ts';

const region = 'us-east-1';
const inAudit: AllowedImagesSettings = {
	State: 'audit-mode',
	ManagedBy: 'account',
	ImageCriteria: [{ImageProviders: ['amazon']}],
};
const scanned: ScanRecord = {
	status: 'done',
	id: 1,
	settings: inAudit,
	isComplete: true,
	managed: {added: 0, judgedHere: 0, visibility: 'hidden'},
	counts: {instances: 5, notAllowed: 0, unknown: 0, imagesNotAllowed: 0},
	offendingImages: [],
	finishedAt: '2026-01-01T00:00:00.000Z',
};

/** What the history and the Region say of taking back that audit mode was turned on. */
const undoRow: UndoRow = {
	target: {
		region,
		before: {...inAudit, State: 'disabled'},
		entries: [
			{
				id: 'aaaa0001',
				at: '2026-01-01T00:00:00.000Z',
				account: '123456789012',
				arn: 'arn:aws:iam::123456789012:user/jane',
				region,
				kind: 'audit-mode',
				before: {...inAudit, State: 'disabled'},
				after: inAudit,
				outcome: {status: 'done', answer: '{}'},
			},
		],
	},
	preview: {type: 'possible', found: inAudit, steps: ['disabled']},
	later: [],
};

/** A rollout with one Region in its queue that was read and scanned, at a step. */
function rolloutAt(
	step: Step,
	{settings = inAudit, ...work}: Partial<RegionWork> & {settings?: AllowedImagesSettings} = {},
): RolloutState {
	const reading = here(wanted, {settings, at: '2026-01-01T00:00:00.000Z'});
	return {
		...openingFor(step),
		regions: here(wanted, [{name: region, optInStatus: 'opt-in-not-required'}]),
		overview: {[region]: {settings: here(wanted, settings), counts: wanted}},
		queue: [region],
		work: {[region]: {...noWork, reading, scan: scanned, ...work}},
	};
}

/** What the screen tells once all that a step announces was on it. */
function announcedIn(state: RolloutState): UserEvent {
	return announcedWhole(state) ?? assert.fail();
}

test('whoever came to apply a preset finds it as the draft of a Region, and as what a fleet run plans', () => {
	const preset = {name: 'base', criteria: [{ImageProviders: ['amazon', 'aws-marketplace']}]};
	const came: RolloutState = {...rolloutAt(regionsStep), work: {}};
	const state = {...came, options: {...came.options, preset}};
	const alone = after(state, {type: 'next'});
	assert.deepEqual(alone.work[region]?.draft?.criteria, preset.criteria);
	// A Region that is in audit mode already goes on with its criteria, and not with a scan of those that it has.
	const offered = (settings: AllowedImagesSettings) => {
		const {step: offer, shell} = offeredStep(
			withReading(alone, region, settings, '2026-01-01T00:00:00.000Z'),
			settings,
		);
		return [offer.name, shell.notice?.text];
	};

	// What is passed by is told of.
	assert.deepEqual(offered(inAudit), ['criteria', 'Audit mode is on already: the criteria come next.']);
	assert.deepEqual(offered({...inAudit, ImageCriteria: preset.criteria}), [
		'scan',
		'Audit mode is on and has criteria already: the scan comes next. esc leads to the criteria.',
	]);
	assert.deepEqual(offered({...inAudit, ManagedBy: 'declarative-policy'}), [
		'scan',
		'Nothing can be changed here, so it is scanned: a declarative policy manages this Region.',
	]);
	assert.deepEqual(offered({...inAudit, State: 'disabled'}), ['audit', undefined]);
	const {step, fleet, work} = after(state, {type: 'mark'}, {type: 'fleet'});
	assert.deepEqual(step, {name: 'fleet', view: {type: 'plan', cursor: 0, isBeginning: false}});
	assert.deepEqual(fleet?.chosen, {criteria: preset.criteria, origin: 'preset "base"', preset: 'base'});
	// Nothing is on its way before the plan is confirmed.
	assert.deepEqual([fleet.progress, work[region]?.answers], [{}, []]);
	const broken = {...state, options: {...state.options, preset: {...preset, criteria: [{}]}}};
	assert.equal(after(broken, {type: 'mark'}, {type: 'fleet'}).fleet?.chosen, undefined);
});

test('a draft starts from what another Region has, once that was read, and from no Region without criteria', () => {
	const choosing = rolloutAt({name: 'criteria', view: {type: 'sources', cursor: 6}});
	assert.equal(canStartFrom(choosing, 'another-region'), 'no other Region that was read has criteria');
	assert.equal(after(choosing, {type: 'next'}).work[region]?.draft, undefined);
	const criteria = [{ImageProviders: ['111122223333']}];
	const row = (settings: AllowedImagesSettings) => ({settings: here(wanted, settings), counts: wanted});
	const known: RolloutState = {
		...choosing,
		overview: {
			...choosing.overview,
			'af-south-1': row({...inAudit, State: 'disabled', ImageCriteria: []}),
			'eu-west-1': row({...inAudit, ImageCriteria: criteria}),
			'eu-west-2': {settings: wanted, counts: wanted},
		},
	};
	assert.deepEqual(
		otherRegions(known).map((other) => other.region),
		['eu-west-1'],
	);
	const {work, step} = after(known, {type: 'next'}, {type: 'next'});
	assert.deepEqual(work[region]?.draft?.criteria, criteria);
	assert.equal(work[region].draft.origin, 'what eu-west-1 has');
	assert.equal(step.name === 'criteria' && step.view.type, 'form');
	assert.deepEqual(after(known, {type: 'next'}, {type: 'back'}).step, choosing.step);
});

test('the list of Regions tells what was changed last in each, of this account, and what was refused changed nothing', () => {
	const entry = (id: string, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
		id,
		at: '2026-01-01T00:00:00.000Z',
		account: '123456789012',
		arn: 'arn:aws:iam::123456789012:user/jane',
		region,
		kind: 'audit-mode',
		before: {...inAudit, State: 'disabled'},
		after: inAudit,
		outcome: {status: 'done', answer: '{}'},
		...more,
	});
	const problem = {kind: 'denied', what: 'Denied.', next: ''} as const;
	const changes = lastChangesOf('123456789012', [
		entry('1'),
		entry('2', {outcome: {status: 'unknown'}}),
		entry('3', {outcome: {status: 'failed', problem}}),
		entry('4', {account: '999999999999'}),
	]);
	assert.deepEqual(Object.keys(changes), [region]);
	// Whether it was made, nobody knows: it is not passed over for an older one.
	assert.equal(changes[region]?.id, '2');
	// Coming back to the list reads them again: there may be more by then.
	const list: RolloutState = {...rolloutAt(decideStep), lastChanges: here(wanted, changes)};
	assert.equal(goToRegions(list).lastChanges?.status, 'wanted');
});

const inTwo = ['ap-south-1', region].map((name) => ({name, optInStatus: 'opted-in' as const}));

const examples: Readonly<Record<StepName, () => void>> = {
	account() {
		assert.deepEqual(after({...rolloutAt({name: 'account'}), queue: []}, {type: 'next'}).step, regionsStep);
		// Coming back, the list is on the Region that one was in.
		const inRegion = {...rolloutAt({name: 'account'}), regions: here(wanted, inTwo)};
		const back = after(inRegion, {type: 'next'});
		assert.deepEqual(back.step, regionsStep);
		assert.equal(regionAt(back, regionsStep)?.name, region);
		// A filter that the list was left with is still there.
		const left = after({...inRegion, step: {...regionsStep, filter: textField('us-')}}, {type: 'next'});
		assert.notEqual(left.step.name, 'regions');
		const returned = goToRegions(left);
		assert.deepEqual(returned.step, {...regionsStep, filter: textField('us-')});
		assert.equal(returned.step.name === 'regions' && regionAt(returned, returned.step)?.name, region);
		// What could not be read is asked for again; what is known stays.
		const known = rolloutAt({name: 'account'});
		const problem = {kind: 'unreachable', what: 'Nothing answers.', next: ''} as const;
		const again = after({...known, regions: failed(wanted, problem)}, {type: 'retry'});
		assert.deepEqual([again.regions.status, again.permissions], ['wanted', known.permissions]);
		assert.strictEqual(after(known, {type: 'retry'}).regions, known.regions);
	},

	regions() {
		// Without a mark, enter starts with the Region under the cursor; it is read first, and the way on follows from that.
		const {queue, step} = after(rolloutAt(regionsStep), {type: 'next'});
		assert.deepEqual([queue, step.name], [[region], 'audit']);
		// Where it can't be worked on, the key says so; a mark that is there can be taken away, and what is marked be started with.
		const list = {...regionsStep};
		const closed: RolloutState = {
			...rolloutAt(list),
			regions: here(wanted, [{name: region, optInStatus: 'not-opted-in'}]),
		};
		const reason = `${region} can't be worked on: the account has not opted in to it`;
		assert.deepEqual([canStart(closed, list), canMark(closed, list)], [reason, reason]);
		const marked = {...closed, marked: [region]};
		assert.deepEqual([canStart(marked, list), canMark(marked, list)], [true, true]);
		const filtered = {...list, filter: textField('zzz')};
		assert.equal(canStart(rolloutAt(filtered), filtered), 'no Region matches the filter');
		// The filter is taken away from around the Region that it led to.
		const found = {...rolloutAt({...list, filter: textField(region)}), regions: here(wanted, inTwo)};
		const cleared = after(found, {type: 'back'});
		assert.equal(cleared.step.name === 'regions' && regionAt(cleared, cleared.step)?.name, region);
		assert.equal(
			canStart({...marked, regions: failed(wanted, {kind: 'denied', what: 'Denied.', next: ''})}, list),
			'the list could not be read: r reads it again',
		);
	},

	audit() {
		// From `disabled` audit mode is turned on at once; from `enabled` it is a loosening, which is asked about.
		const disabled = rolloutAt(auditStep, {settings: {...inAudit, State: 'disabled'}});
		const {step} = after(disabled, announcedIn(disabled), {type: 'next'});
		assert.equal(step.name === 'audit' && step.run.status, 'running');
		const asked = after(rolloutAt(auditStep, {settings: {...inAudit, State: 'enabled'}}), {type: 'next'}).step;
		assert.equal(asked.name === 'audit' && asked.isLooseningAsked, true);
	},

	criteria() {
		// The first source is the Region's own criteria: they become the draft, in the form.
		const {step, work} = after(rolloutAt({name: 'criteria', view: {type: 'sources', cursor: 0}}), {type: 'next'});
		assert.equal(step.name === 'criteria' && step.view.type, 'form');
		assert.deepEqual(work[region]?.draft?.criteria, inAudit.ImageCriteria);
		// Where it has none, the cursor begins on what can be chosen.
		const none = rolloutAt({name: 'criteria', view: {type: 'sources'}}, {settings: {...inAudit, ImageCriteria: []}});
		assert.equal(after(none, {type: 'next'}).work[region]?.draft?.origin, 'Amazon and the Marketplace');
	},

	apply() {
		const draft = {criteria: [{ImageProviders: ['none']}], origin: 'a test', undo: [], redo: []};
		const state = rolloutAt({name: 'apply', run: {status: 'ready'}}, {draft});
		const {step} = after(state, announcedIn(state), {type: 'next'});
		assert.equal(step.name === 'apply' && step.run.status, 'running');
	},

	scan() {
		assert.deepEqual(after(rolloutAt({name: 'scan'}), {type: 'next'}).step, reviewStep);
		// `esc` leads to the criteria; where audit mode isn't on, to that, which comes before them.
		assert.equal(after(rolloutAt({name: 'scan'}), {type: 'back'}).step.name, 'criteria');
		const off = rolloutAt({name: 'scan'}, {settings: {...inAudit, State: 'disabled'}});
		assert.equal(after(off, {type: 'back'}).step.name, 'audit');
		assert.deepEqual(after(rolloutAt({name: 'scan'}), {type: 'rescan'}).work[region]?.scan, {status: 'running', id: 2});
	},

	review() {
		// `w` asks for a file name, and enter writes the list there: an effect's work.
		const named = {...emptyPrompt, field: textField('list.csv')};
		const {step} = after(rolloutAt({...reviewStep, exporting: named}), {type: 'submit'});
		assert.equal(step.name === 'review' && step.exporting?.phase, 'sending');
		// After `:` a number, typed or pasted, is that of a line; words look for what can be done.
		const jumping = after(rolloutAt(reviewStep), {type: 'jump'});
		const typed = after(jumping, {type: 'text', press: '1'}, {type: 'paste', text: '2'});
		assert.equal(typed.step.name === 'review' && typed.step.jump?.value, '12');
		const looking = after(jumping, {type: 'text', press: 'w'}).shell;
		assert.deepEqual([looking.help, looking.search?.field.value], [true, 'w']);
	},

	decide() {
		// With a complete scan of what is in force, enforcing is possible: its own step asks for the words.
		assert.equal(after(rolloutAt(decideStep), {type: 'enforce'}).step.name, 'enforce');
		const {step, shell} = after(rolloutAt(decideStep, {scan: {...scanned, isComplete: false}}), {type: 'enforce'});
		assert.deepEqual([step.name, shell.notice?.text], ['decide', 'Enforcing is not possible: the scan is incomplete.']);
		// Of a Region that enforces, one of the ways leads back to audit mode; nothing is sent by choosing it.
		const enforced = rolloutAt(decideStep, {settings: {...inAudit, State: 'enabled'}});
		assert.deepEqual(decisionsIn(enforced), ['keep-audit-mode', 'loosen', 'revise', 'enforce']);
		const asked = after(enforced, {type: 'choose', index: 1});
		assert.equal(asked.step.name === 'audit' && asked.step.isLooseningAsked, true);
		assert.equal(after(asked, {type: 'back'}).step.name, 'decide');
		// Once it is done, the summary is next.
		const done: RolloutState = {...asked, step: {...auditStep, from: decideStep, run: {status: 'done', answer: ''}}};
		assert.equal(after(done, {type: 'next'}).step.name, 'summary');
	},

	enforce() {
		const impact = here(wanted, {failing: [], allowed: [], unknown: [], notes: []});
		const ready = {
			name: 'enforce',
			impact,
			field: emptyField,
			mismatch: false,
			run: {status: 'ready'},
			top: 0,
		} as const;
		const state = rolloutAt(ready);
		const words: readonly UserEvent[] = [{type: 'paste', text: region}, {type: 'submit'}];
		// Words count once all of the panel has been on the screen.
		assert.deepEqual(after(state, ...words).step, ready);
		const panel = panelIn(state) ?? assert.fail();
		const {step} = after(state, {type: 'shown', panel, from: 0, to: 9, of: 9}, ...words);
		assert.equal(step.name === 'enforce' && step.run.status, 'running');
	},

	summary() {
		const two = {...rolloutAt({name: 'summary'}), queue: [region, 'us-west-2']};
		assert.deepEqual([after(two, {type: 'next'}).position, after(two, {type: 'next'}).step.name], [1, 'audit']);
	},

	launches() {
		// `L` in the review asks for everything that launches; what was found stays for the next time.
		const {step, work} = after(rolloutAt(reviewStep), {type: 'launches', by: 'source'});
		assert.deepEqual([step.name, work[region]?.launches?.status], ['launches', 'wanted']);
		assert.equal(after(rolloutAt(reviewStep), {type: 'launches', by: 'image'}, {type: 'back'}).step.name, 'review');
		// AWS takes the command below without a template only with these versions.
		const listed = after(rolloutAt(reviewStep), {type: 'launches', by: 'source'});
		assert.equal(
			wizard.command(listed),
			`aws ec2 describe-launch-template-versions --region ${region} --versions '$Default' '$Latest'`,
		);
	},

	since() {
		// `N` in the review lists what is different since the last scan, and once more leads back.
		const {step} = after(rolloutAt(reviewStep), {type: 'since'});
		assert.deepEqual([step.name, step.name === 'since' && step.regions], ['since', [region]]);
		assert.equal(after(rolloutAt(reviewStep), {type: 'since'}, {type: 'since'}).step.name, 'review');
	},

	undo() {
		// What is taken back is read first; then the Region's name has to be typed for the panel that was seen.
		const {step} = after(rolloutAt({name: 'summary'}), {type: 'take-back', scope: 'region'});
		assert.deepEqual([step.name, step.name === 'undo' && step.rows.status], ['undo', 'wanted']);
		assert.strictEqual(step.name, 'undo');
		const asked = {...step, rows: here(step.rows, [undoRow])};
		// The command below is the call that it comes to.
		assert.equal(wizard.command(rolloutAt(asked)), `aws ec2 disable-allowed-images-settings --region ${region}`);
		const other = {...undoRow, target: {...undoRow.target, region: 'us-west-2'}};
		const both = {...step, scope: 'run', rows: here(step.rows, [undoRow, other])} as const;
		assert.match(wizard.command(rolloutAt(both)) ?? '', new RegExp(`--region ${region} && .* --region us-west-2$`));
		const shown = {type: 'shown-undo', panel: asked.rows.value, from: 0, to: 5, of: 5} as const;
		const typed = {type: 'paste', text: region} as const;
		const {step: taken} = after(rolloutAt(asked), shown, typed, {type: 'submit'});
		assert.deepEqual(taken.name === 'undo' && taken.progress, {[region]: 'waiting'});
	},

	watch() {
		// From the watch one key and one answer lead back to audit mode, by the step that asks before it loosens.
		const state = rolloutAt({name: 'watch', cursor: 0, regions: [region]}, {settings: {...inAudit, State: 'enabled'}});
		const asked = after(state, {type: 'loosen'});
		const {step} = asked;
		assert.equal(step.name === 'audit' && step.isLooseningAsked, true);
		const {step: loosened} = after(asked, announcedIn(asked), {type: 'answer', yes: true});
		assert.equal(loosened.name === 'audit' && loosened.run.status, 'running');
		// A no, and esc, lead back to where it was asked.
		assert.deepEqual(after(asked, {type: 'answer', yes: false}).step, state.step);
		assert.deepEqual(after(asked, {type: 'back'}).step, state.step);
	},

	fleet() {
		// Marked Regions are worked on together: first comes the choice of their criteria.
		const {step, fleet} = after({...rolloutAt(regionsStep), marked: [region]}, {type: 'fleet'});
		assert.equal(step.name === 'fleet' && step.view.type, 'choose');
		assert.deepEqual(fleet?.regions, [region]);
	},
};

for (const name of Object.keys(steps) as StepName[]) {
	test(`an example of the step "${name}"`, examples[name]);
}
