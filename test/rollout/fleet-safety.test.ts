/**
The safety invariant for fleets, by search: whatever a person presses over several Regions, however AWS answers, and whoever changes what in
between, a Region is enforced only after a complete scan of it under what is in force, the exact words typed for a panel that listed it, and
an unchanged re-read of that very Region. No run ever loosens.
*/
import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {isDeepStrictEqual} from 'node:util';
import fc from '../support/fast-check.ts';
import {WizardSession} from '../../source/rollout/session.ts';
import {currentRegion, type WizardState} from '../../source/rollout/state.ts';
import {phraseForTogether} from '../../source/rollout/guards.ts';
import {eventOf} from '../../source/ui/keys/binding.ts';
import {focusOf, programKeys} from '../../source/ui/keys/registry.ts';
import {planTold} from '../../source/rollout/steps/fleet/moves.ts';
import {announcedWhole} from './announced-whole.ts';
import {UndoAgreement, undoLines, type Wording} from './undo-agreement.ts';
import {FakeWorld, settle, type Deed} from './world.ts';

const regions = ['us-east-1', 'us-west-2'];
/** How long the panel over clean Regions is taken to be. */
const panelLines = 3;
/** How long what a plan does is taken to be. */
const planLines = 3;
const keys = [
	'enter',
	'esc',
	'down',
	'up',
	'a',
	'f',
	'd',
	'n',
	'E',
	'b',
	'x',
	'r',
	'c',
	'F',
	'space',
	'y',
	'3',
	'ctrl+c',
	// The table: sorted, filtered; the summary: report, watch, undo, proof, answers, back to audit mode.
	's',
	'S',
	'/',
	'm',
	'u',
	'U',
	'w',
	'W',
	'p',
	'i',
	// What is different since the last scan.
	'N',
];

type Action =
	| {readonly type: 'press'; readonly key: string}
	/** From wherever it is to the table of a run, with the answers let through. */
	| {readonly type: 'run'; readonly preset: 'first' | 'second'}
	| {readonly type: 'confirm'; readonly words: 'right' | 'wrong'; readonly drawn: number}
	/** From the table or the summary to taking back, and the words typed there. */
	| {readonly type: 'take back'; readonly key: 'u' | 'U'; readonly wording: Wording}
	| {readonly type: 'answer'; readonly index: number}
	| {readonly type: 'answer all'}
	| {readonly type: 'fail'; readonly index: number}
	| {readonly type: 'foreign'; readonly region: string; readonly change: 'criteria' | 'disabled' | 'enabled' | 'policy'}
	| {readonly type: 'break zone'; readonly zone: string}
	/** From now on nobody may ask for what AWS services manage. */
	| {readonly type: 'hide'; readonly region: string}
	/** From now on the window shows one line of a plan at a time, or all of them. */
	| {readonly type: 'window'; readonly isSmall: boolean}
	| {readonly type: 'kill'};

const anyAction: fc.Arbitrary<Action> = fc.oneof(
	{weight: 8, arbitrary: fc.record({type: fc.constant('press' as const), key: fc.constantFrom(...keys)})},
	{
		weight: 5,
		arbitrary: fc.record({
			type: fc.constant('run' as const),
			// The first allows every image, the second leaves offenders.
			preset: fc.constantFrom<Array<'first' | 'second'>>('first', 'first', 'second'),
		}),
	},
	{
		weight: 5,
		arbitrary: fc.record({
			type: fc.constant('confirm' as const),
			words: fc.constantFrom<Array<'right' | 'wrong'>>('right', 'right', 'wrong'),
			// Mostly all of its lines.
			drawn: fc.constantFrom(panelLines, panelLines, panelLines, panelLines - 1, 0),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			type: fc.constant('take back' as const),
			key: fc.constantFrom<Array<'u' | 'U'>>('u', 'U'),
			wording: fc.record({
				words: fc.constantFrom<Array<'right' | 'wrong'>>('right', 'right', 'wrong'),
				drawn: fc.constantFrom(undoLines, undoLines, undoLines - 1, 0),
			}),
		}),
	},
	{weight: 3, arbitrary: fc.record({type: fc.constant('answer' as const), index: fc.nat(7)})},
	{weight: 4, arbitrary: fc.constant({type: 'answer all' as const})},
	{weight: 1, arbitrary: fc.record({type: fc.constant('fail' as const), index: fc.nat(7)})},
	{
		weight: 1,
		arbitrary: fc.record({
			type: fc.constant('foreign' as const),
			region: fc.constantFrom(...regions),
			change: fc.constantFrom<Array<'criteria' | 'disabled' | 'enabled' | 'policy'>>(
				'criteria',
				'disabled',
				'enabled',
				'policy',
			),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			type: fc.constant('break zone' as const),
			zone: fc.constantFrom('us-east-1a', 'us-west-2a'),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({type: fc.constant('hide' as const), region: fc.constantFrom(...regions)}),
	},
	{weight: 2, arbitrary: fc.record({type: fc.constant('window' as const), isSmall: fc.boolean()})},
	{weight: 1, arbitrary: fc.constant({type: 'kill' as const})},
);

function fleetViewIn(state: WizardState) {
	return state.phase === 'rollout' && state.step.name === 'fleet' ? state.step.view : undefined;
}

/** Whether a plan is being carried out from its own view. */
function isBeginning(state: WizardState): boolean {
	const view = fleetViewIn(state);
	return view?.type === 'plan' && view.isBeginning;
}

class Driver {
	readonly world = new FakeWorld();
	session = this.#open();
	enforcements = 0;
	undone = 0;
	readonly #undo = new UndoAgreement();
	/** The Region that a person said yes to loosening. */
	#loosening: string | undefined;
	/** The Regions that exact words were typed for, by a reckoning of our own; words count once. */
	readonly #agreed = new Set<string>();
	#judged = 0;
	#isSmall = false;
	/** What was drawn of the current plan. */
	#plan: {readonly told: string; readonly lines: Set<number>} = {told: '', lines: new Set()};

	#open(): WizardSession {
		const session = new WizardSession(this.world.world, {demo: false, readOnly: false, purpose: 'rollout'});
		session.start();
		return session;
	}

	press(key: string): void {
		this.#draw();
		const state = this.session.getState();
		const event = eventOf(focusOf(programKeys.wizard, state), key);
		if (event?.type === 'answer' && state.phase === 'rollout' && state.step.name === 'audit') {
			this.#loosening = event.yes ? currentRegion(state) : undefined;
		}

		if (event?.type === 'browser') {
			this.session.browse(event.command);
		} else if (event !== undefined) {
			this.session.dispatch(event);
		}

		if (!isBeginning(state) && isBeginning(this.session.getState())) {
			assert.equal(this.#plan.lines.size, planLines, 'a plan was begun that was not drawn in whole');
		}
	}

	#isReadingPlan(): boolean {
		const state = this.session.getState();
		return fleetViewIn(state)?.type === 'plan' && !isBeginning(state);
	}

	/** What the screen tells before a key is pressed: what was drawn of what is announced. */
	#draw(): void {
		const state = this.session.getState();
		const view = fleetViewIn(state);
		if (state.phase !== 'rollout' || view?.type !== 'plan') {
			const announced = announcedWhole(state);
			if (announced !== undefined) {
				this.session.dispatch(announced);
			}

			return;
		}

		const panel = planTold(state);
		if (panel !== this.#plan.told) {
			this.#plan = {told: panel, lines: new Set()};
		}

		const from = this.#isSmall ? (view.read?.top ?? 0) : 0;
		const to = this.#isSmall ? from + 1 : planLines;
		for (let line = from; line < to; line++) {
			this.#plan.lines.add(line);
		}

		this.session.dispatch({type: 'shown-plan', panel, from, to, of: planLines});
	}

	async do(action: Action): Promise<void> {
		switch (action.type) {
			case 'press': {
				this.press(action.key);
				break;
			}

			case 'run': {
				for (const key of ['enter', 'a', 'f', action.preset === 'first' ? 'up' : 'down', 'enter', 'enter']) {
					await this.#answer(60);
					this.press(key);
				}

				// In a small window it is read on first.
				for (let line = 1; line < planLines && this.#isReadingPlan(); line++) {
					this.press('enter');
				}

				break;
			}

			case 'window': {
				this.#isSmall = action.isSmall;
				break;
			}

			case 'confirm': {
				await this.#answer(120);
				this.press('E');
				this.#confirm(action);
				break;
			}

			case 'take back': {
				await this.#answer(60);
				for (const key of ['m', action.key]) {
					this.press(key);
				}

				await this.#answer(60);
				this.#undo.confirm(
					this.session,
					(key) => {
						this.press(key);
					},
					action.wording,
				);
				break;
			}

			case 'answer': {
				this.world.answer(action.index);
				break;
			}

			case 'answer all': {
				await this.#answer(120);
				break;
			}

			case 'fail': {
				this.world.fail(action.index, 'unreachable');
				break;
			}

			case 'foreign': {
				this.#meddle(action);
				break;
			}

			case 'break zone': {
				this.world.brokenZones.add(action.zone);
				break;
			}

			case 'hide': {
				this.world.hide(action.region);
				break;
			}

			case 'kill': {
				this.world.drop();
				this.session.dispatch({type: 'quit'});
				this.#agreed.clear();
				this.#loosening = undefined;
				this.session = this.#open();
			}
		}

		await settle();
		this.judge();
	}

	/** Types the words, once so many lines of the panel have been drawn. */
	#confirm({words, drawn}: Extract<Action, {type: 'confirm'}>): void {
		const state = this.session.getState();
		const view = fleetViewIn(state);
		if (view?.type !== 'together') {
			return;
		}

		const phrase = phraseForTogether(view.panel);
		for (let line = 0; line < drawn; line++) {
			this.session.dispatch({type: 'shown-together', panel: view.panel, from: line, to: line + 1, of: panelLines});
		}

		for (const character of words === 'right' ? phrase : phrase.replace('enforce', 'Enforce')) {
			this.press(character === ' ' ? 'space' : character);
		}

		if (words === 'right' && drawn === panelLines) {
			for (const {region} of view.panel) {
				this.#agreed.add(region);
			}
		}

		this.press('enter');
	}

	#meddle({region, change}: Extract<Action, {type: 'foreign'}>): void {
		const settings = this.world.regions[region];
		if (settings === undefined) {
			return;
		}

		this.world.regions[region] =
			change === 'criteria'
				? {...settings, ImageCriteria: [{ImageProviders: ['999999999999']}]}
				: change === 'policy'
					? {...settings, ManagedBy: 'declarative-policy'}
					: {...settings, State: change};
	}

	async #answer(count: number): Promise<void> {
		let calmTurns = 0;
		for (let answered = 0; answered < count && calmTurns < 4;) {
			const isCalm = this.world.waiting === 0;
			calmTurns = isCalm ? calmTurns + 1 : 0;
			answered += isCalm ? 0 : 1;
			this.world.answer(0);
			await settle();
			this.judge();
		}
	}

	judge(): void {
		const {deeds} = this.world;
		for (; this.#judged < deeds.length; this.#judged++) {
			const deed = deeds[this.#judged];
			if (deed?.type === 'sent') {
				this.#judgeCall(deed, deeds.slice(0, this.#judged));
			}
		}

		this.#undo.leave(this.session);
	}

	#judgeCall({region, kind, isAborted}: Extract<Deed, {type: 'sent'}>, all: readonly Deed[]): void {
		const past = all.filter((deed) => deed.type === 'restart' || deed.region === region);
		const lastRead = past.findLast((deed) => deed.type === 'settings')?.settings;
		const record = past.findLast((deed) => deed.type === 'recorded');
		assert.equal(isAborted, false, 'a change left that had been stopped');
		assert.equal(lastRead?.ManagedBy, 'account', 'a change was sent to a Region under a policy');
		assert.equal(record?.kind, kind, 'a change left that is not in the history');
		assert.deepEqual(record.before, lastRead, 'the history does not hold what was read right before the change');
		const isUndo = this.#undo.judge(region, kind);
		this.undone += isUndo ? 1 : 0;
		if (kind === 'audit-mode' && lastRead.State === 'enabled' && !isUndo) {
			assert.equal(this.#loosening, region, 'a run loosened a Region');
			this.#loosening = undefined;
		}

		if (kind === 'criteria') {
			assert.notEqual(lastRead.State, 'enabled', 'replaced what is enforced');
		}

		if (kind !== 'enabled') {
			return;
		}

		this.enforcements++;
		assert.ok(this.#agreed.delete(region), 'enforced without the exact words for a panel that listed it');
		assert.equal(lastRead.State, 'audit-mode');
		const restart = past.findLastIndex((deed) => deed.type === 'restart');
		const isBacked = past.some((deed, end) => {
			if (end <= restart || deed.type !== 'scan-end' || !deed.isComplete || deed.offending.size > 0) {
				return false;
			}

			const start = past.findLastIndex((other, index) => index < end && other.type === 'scan-start');
			if (past.slice(0, start).some(({type}) => type === 'hidden')) {
				return false;
			}

			const readings = past.flatMap((other, index) =>
				other.type === 'settings' && index > start ? [other.settings] : [],
			);
			return readings.length > 1 && readings.every((reading) => isDeepStrictEqual(reading, lastRead));
		});
		assert.ok(isBacked, 'enforced without a complete and clean scan of what is in force');
	}
}

const runs = Number(process.env.SAFETY_RUNS ?? 1500);

test('no fleet enforces a Region by accident', async (t) => {
	let enforcements = 0;
	let undone = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(anyAction, {minLength: 3, maxLength: 25}), async (actions) => {
			const driver = new Driver();
			for (const one of actions) {
				await driver.do(one);
			}

			driver.session.stop();
			enforcements += driver.enforcements;
			undone += driver.undone;
		}),
		{numRuns: runs},
	);
	t.diagnostic(`${runs} sequences, ${enforcements} enforcements, ${undone} calls that took back`);
	// The search is worth something only if it gets there.
	assert.ok(enforcements > runs / 40, `only ${enforcements} enforcements in ${runs} sequences`);
	assert.ok(undone > runs / 40, `only ${undone} calls that took back in ${runs} sequences`);
});
