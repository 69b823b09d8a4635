/**
The safety invariant, by search: whatever a person presses, however AWS answers, whoever changes what in between, and wherever the process is
killed, `Enable(enabled)` leaves only after a complete scan under the criteria in force, the exact words typed, and an unchanged re-read.
*/
import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {isDeepStrictEqual} from 'node:util';
import type {ProblemKind} from '../../source/problem.ts';
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import {checkCriteria} from '../../source/criteria/validation/check.ts';
import {eventOf} from '../../source/ui/keys/binding.ts';
import {focusOf, programKeys} from '../../source/ui/keys/registry.ts';
import {announcementOf} from '../../source/rollout/announced.ts';
import {panelIn} from '../../source/rollout/guards.ts';
import {
	currentWork,
	type UserEvent,
	currentRegion,
	currentSettings,
	type RolloutState,
	type Step,
	type StepName,
	type WizardOptions,
	type WizardState,
} from '../../source/rollout/state.ts';
import {WizardSession} from '../../source/rollout/session.ts';
import fc from '../support/fast-check.ts';
import {seed} from '../support/seed.ts';
import {UndoAgreement, undoLines, type Wording as UndoWording} from './undo-agreement.ts';
import {FakeWorld, settle, type Deed} from './world.ts';

type Wording = 'the words' | 'the name' | 'wrong count' | 'other Region' | 'almost';

type ForeignChange = 'criteria' | 'disabled' | 'audit-mode' | 'enabled' | 'policy' | 'as before';
/** Somebody else changes the current Region in a step, once so many of the answers that it waits for are in. */
type Meddling = {readonly step: StepName; readonly answers: number; readonly change: ForeignChange};

type Action =
	| {readonly type: 'press'; readonly key: string}
	| {readonly type: 'march'; readonly steps: number}
	/**
	On to the enforce step, wherever that is from here; `scanOnly` leaves audit mode off, `forced` goes past what a key would refuse.
	Somebody else may meddle on the way.
	*/
	| {
			readonly type: 'rush';
			readonly scanOnly: boolean;
			readonly forced: boolean;
			readonly meddling?: Meddling | undefined;
	  }
	/** Types the words, right or wrong, and presses enter. */
	| {readonly type: 'confirm'; readonly text: Wording}
	/** An event that no key may stand for here: the reducer has to hold by itself. */
	| {readonly type: 'force'; readonly event: UserEvent}
	| {readonly type: 'type'; readonly text: Wording}
	| {readonly type: 'answer'; readonly index: number}
	| {readonly type: 'answer all'}
	| {readonly type: 'fail'; readonly index: number; readonly kind: ProblemKind}
	/** It is done, and the answer is lost. */
	| {readonly type: 'lose'; readonly index: number}
	| {
			readonly type: 'foreign';
			readonly region: string;
			readonly change: ForeignChange;
	  }
	/** Somebody else changes the current Region and sets it back, and it is read after each. */
	| {readonly type: 'flicker'; readonly change: ForeignChange}
	/** Ctrl-C, once so many answers are in. */
	| {readonly type: 'interrupt'; readonly answers: number}
	| {readonly type: 'break zone'; readonly zone: string}
	/** The screen stops drawing, as in a terminal that hangs, or draws again: all of what a step announces, or one line of it. */
	| {readonly type: 'screen'; readonly isOn: boolean; readonly isSmall: boolean}
	/** From the summary to taking back, and the words typed there. */
	| {readonly type: 'take back'; readonly wording: UndoWording}
	| {readonly type: 'kill'};

const keys = [
	'enter',
	'esc',
	'down',
	'up',
	'space',
	'a',
	'b',
	'r',
	'y',
	'n',
	'g',
	's',
	'e',
	'1',
	'2',
	'3',
	'4',
	'7',
	'f',
	't',
	'=',
	'!',
	'/',
	'?',
	'ctrl+c',
	'x',
	'u',
	'd',
	'v',
	'L',
	'tab',
	'backspace',
	'N',
];
const regions = ['us-east-1', 'us-west-2'];

const forcedEvents: readonly UserEvent[] = [
	{type: 'next'},
	{type: 'back'},
	{type: 'submit'},
	{type: 'enforce'},
	{type: 'revise'},
	{type: 'retry'},
	{type: 'rescan'},
	{type: 'browse'},
	{type: 'accept-settings'},
	{type: 'ask-again'},
	{type: 'loosen'},
	{type: 'take-back', scope: 'region'},
	{type: 'take-back', scope: 'run'},
	{type: 'watch'},
	{type: 'launches', by: 'source'},
	{type: 'launches', by: 'image'},
	{type: 'open-launch'},
	{type: 'stop-launches'},
	{type: 'export'},
	{type: 'answer', yes: true},
	{type: 'choose', index: 1},
	{type: 'choose', index: 3},
	{type: 'choose', index: 4},
	{type: 'add-to-draft', criteria: [{ImageProviders: ['not a provider']}], label: 'nonsense'},
];

const anyWording: fc.Arbitrary<Wording> = fc.oneof(
	{weight: 3, arbitrary: fc.constant('the words' as const)},
	{weight: 2, arbitrary: fc.constantFrom<Wording[]>('the name', 'wrong count', 'other Region', 'almost')},
);

/** What one may have come to apply. */
const anyPreset = fc.oneof(
	{weight: 5, arbitrary: fc.constant(undefined)},
	{
		weight: 1,
		arbitrary: fc.constantFrom(
			{name: 'base', criteria: [{ImageProviders: ['222222222222']}]},
			{name: 'nothing', criteria: []},
		),
	},
);

const anyForeignChange = fc.constantFrom<ForeignChange[]>(
	'criteria',
	'disabled',
	'audit-mode',
	'enabled',
	'policy',
	'as before',
);

const anyAction: fc.Arbitrary<Action> = fc.oneof(
	{weight: 8, arbitrary: fc.record({type: fc.constant('press' as const), key: fc.constantFrom(...keys)})},
	{weight: 5, arbitrary: fc.record({type: fc.constant('march' as const), steps: fc.integer({min: 1, max: 14})})},
	{
		weight: 3,
		arbitrary: fc.record({
			type: fc.constant('rush' as const),
			forced: fc.boolean(),
			scanOnly: fc.oneof({weight: 4, arbitrary: fc.constant(false)}, {weight: 1, arbitrary: fc.constant(true)}),
			meddling: fc.option(
				fc.record({
					step: fc.constantFrom<StepName[]>(
						'audit',
						'criteria',
						'apply',
						'scan',
						'scan',
						'review',
						'decide',
						'enforce',
					),
					answers: fc.nat(6),
					change: anyForeignChange,
				}),
				{nil: undefined},
			),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({type: fc.constant('force' as const), event: fc.constantFrom(...forcedEvents)}),
	},
	{weight: 2, arbitrary: fc.record({type: fc.constant('type' as const), text: anyWording})},
	{weight: 5, arbitrary: fc.record({type: fc.constant('confirm' as const), text: anyWording})},
	{weight: 3, arbitrary: fc.record({type: fc.constant('answer' as const), index: fc.nat(7)})},
	{weight: 4, arbitrary: fc.constant({type: 'answer all' as const})},
	{
		weight: 1,
		arbitrary: fc.record({
			type: fc.constant('fail' as const),
			index: fc.nat(7),
			kind: fc.constantFrom<ProblemKind>('denied', 'unreachable', 'throttled', 'service', 'expired'),
		}),
	},
	{weight: 1, arbitrary: fc.record({type: fc.constant('lose' as const), index: fc.nat(7)})},
	{
		weight: 1,
		arbitrary: fc.record({
			type: fc.constant('foreign' as const),
			region: fc.constantFrom(...regions),
			change: anyForeignChange,
		}),
	},
	{weight: 1, arbitrary: fc.record({type: fc.constant('flicker' as const), change: anyForeignChange})},
	{weight: 1, arbitrary: fc.record({type: fc.constant('interrupt' as const), answers: fc.nat(3)})},
	{
		weight: 1,
		arbitrary: fc.record({type: fc.constant('break zone' as const), zone: fc.constantFrom('us-east-1a', 'us-west-2a')}),
	},
	{
		weight: 1,
		arbitrary: fc.record({type: fc.constant('screen' as const), isOn: fc.boolean(), isSmall: fc.boolean()}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			type: fc.constant('take back' as const),
			wording: fc.record({
				words: fc.constantFrom<Array<'right' | 'wrong'>>('right', 'right', 'wrong'),
				drawn: fc.constantFrom(undoLines, undoLines, undoLines - 1, 0),
			}),
		}),
	},
	{weight: 1, arbitrary: fc.constant({type: 'kill' as const})},
);

/** Drives one session, and keeps a book of its own on what was typed. */
class Driver {
	readonly world = new FakeWorld();
	readonly options: WizardOptions;
	session: WizardSession;
	/** Whether frames are drawn. */
	#isScreenOn = true;
	/** Whether all of what a step announces fits on it. */
	#isSmall = false;
	/** What was announced last, and which of its lines have been drawn. */
	#announced: {readonly told: unknown; readonly lines: Set<number>} = {told: undefined, lines: new Set()};
	/** The parts of the state that the danger panel on the screen was drawn from. */
	#drawn: readonly unknown[] = [];
	/** What stands in the confirmation field, by a reckoning of our own. */
	typed = '';
	/** What was typed when enter was pressed last on the enforce screen. */
	confirmed = '';
	/** Whether a person said yes to loosening, and that was not carried out yet. */
	isLooseningAgreed = false;
	enforcements = 0;
	undone = 0;
	readonly #undo = new UndoAgreement();
	#judged = 0;
	/** What somebody else found in a Region, to set it back to. */
	readonly #beforeForeigner = new Map<string, AllowedImagesSettings>();

	constructor(options: WizardOptions) {
		this.options = options;
		this.session = this.#open();
	}

	#open(): WizardSession {
		const session = new WizardSession(this.world.world, this.options);
		session.start();
		return session;
	}

	press(key: string): void {
		const before = this.session.getState();
		const isConfirming = this.#takesWords(before);
		if (isConfirming && key === 'backspace') {
			this.typed = this.typed.slice(0, -1);
		} else if (isConfirming && (key === 'space' || key.length === 1)) {
			this.typed += key === 'space' ? ' ' : key;
		}

		const event = eventOf(focusOf(programKeys.wizard, before), key);
		if (event?.type === 'browser') {
			this.session.browse(event.command);
		} else if (event !== undefined) {
			this.dispatch(event);
		}
	}

	dispatch(event: UserEvent): void {
		const before = this.session.getState();
		const isConfirming = this.#takesWords(before);
		if (isConfirming && event.type === 'submit') {
			this.confirmed = this.typed;
		}

		const isAsked = before.phase === 'rollout' && before.step.name === 'audit' && before.step.isLooseningAsked;
		if (isAsked && event.type === 'answer') {
			this.isLooseningAgreed = event.yes;
		}

		this.session.dispatch(event);
		this.#judgeReading(before);
		// The words stay in the field while a change is under way and after it failed; leaving the step drops them, and so does asking for it once more.
		const isAskedAgain =
			event.type === 'ask-again' &&
			before.phase === 'rollout' &&
			'run' in before.step &&
			before.step.run.status === 'nothing so far';
		if (!this.#isAtConfirmation() || isAskedAgain) {
			this.typed = '';
		}
	}

	async do(action: Action): Promise<void> {
		switch (action.type) {
			case 'press': {
				this.press(action.key);
				break;
			}

			case 'march': {
				for (let step = 0; step < action.steps; step++) {
					await this.#answerAll();
					this.press(this.#wayOn());
				}

				break;
			}

			case 'rush': {
				await this.#rush(action);
				break;
			}

			case 'force': {
				this.dispatch(action.event);
				break;
			}

			case 'type': {
				this.#type(action.text);
				break;
			}

			case 'confirm': {
				this.#type(action.text);
				this.press('enter');
				break;
			}

			case 'answer': {
				this.world.answer(action.index);
				break;
			}

			case 'answer all': {
				await this.#answerAll();
				break;
			}

			case 'fail': {
				this.world.fail(action.index, action.kind);
				break;
			}

			case 'lose': {
				this.world.lose(action.index);
				break;
			}

			case 'foreign': {
				this.#changeAsForeigner(action.region, action.change);
				break;
			}

			case 'flicker': {
				const state = this.session.getState();
				const region = state.phase === 'rollout' ? currentRegion(state) : undefined;
				for (const change of region === undefined ? [] : [action.change, 'as before' as const]) {
					this.#changeAsForeigner(region ?? '', change);
					this.dispatch({type: 'retry'});
					await this.#answerAll();
				}

				break;
			}

			case 'interrupt': {
				await this.#answer(action.answers);
				this.press('ctrl+c');
				await this.#answerAll();
				// Any other key disarms it: the search is not over.
				this.press('down');
				break;
			}

			case 'break zone': {
				this.world.brokenZones.add(action.zone);
				break;
			}

			case 'take back': {
				await this.#toSummary();
				this.press('u');
				await this.#answerAll();
				this.#undo.confirm(
					this.session,
					(key) => {
						this.press(key);
					},
					action.wording,
				);
				break;
			}

			case 'screen': {
				this.#isScreenOn = action.isOn;
				this.#isSmall = action.isSmall;
				break;
			}

			case 'kill': {
				this.world.drop();
				this.session.dispatch({type: 'quit'});
				this.typed = '';
				this.session = this.#open();
			}
		}

		await settle();
		this.#draw();
		this.judge();
	}

	/** Draws the danger panel, if it is to be drawn, and tells so, as the screen does. */
	#draw(): void {
		const state = this.session.getState();
		if (!this.#isScreenOn || state.phase !== 'rollout' || state.shell.help) {
			return;
		}

		this.#drawAnnouncement(state);
		const panel = panelIn(state);
		if (panel === undefined) {
			return;
		}

		this.#drawn = Object.values(panel);
		this.session.dispatch({type: 'shown', panel, from: 0, to: 5, of: 5});
	}

	/** The same for what a step announces, which is three lines long. */
	#drawAnnouncement(state: RolloutState): void {
		const {step} = state;
		if (step.name !== 'audit' && step.name !== 'apply') {
			return;
		}

		const told = announcedBy(state);
		if (!isDeepStrictEqual(this.#announced.told, told)) {
			this.#announced = {told, lines: new Set()};
		}

		const from = this.#isSmall ? (step.read?.top ?? 0) : 0;
		const to = this.#isSmall ? from + 1 : announcedLines;
		for (let line = from; line < to; line++) {
			this.#announced.lines.add(line);
		}

		const panel = announcementOf(state, step);
		this.session.dispatch({type: 'shown-change', panel, from, to, of: announcedLines});
	}

	/** A change without words is begun only once every line of what was announced of it was drawn. */
	#judgeReading(before: WizardState): void {
		const state = this.session.getState();
		if (
			before.phase === 'account' ||
			state.phase === 'account' ||
			!isBeginning(state.step) ||
			isBeginning(before.step)
		) {
			return;
		}

		assert.deepEqual(this.#announced.told, announcedBy(before), 'a change was begun that was not announced');
		assert.equal(this.#announced.lines.size, announcedLines, 'a change was begun before all of it was on the screen');
	}

	/** Whether the confirmation field takes words: not while a change is under way, and not before its panel was drawn as it is now. */
	#takesWords(state: WizardState): boolean {
		if (state.phase !== 'rollout' || state.step.name !== 'enforce' || state.shell.help) {
			return false;
		}

		const {run, impact} = state.step;
		const {reading, scan} = currentWork(state);
		const isIdle = run.status === 'ready' || run.status === 'failed';
		return isIdle && [reading, scan, impact].every((part, index) => part === this.#drawn[index]);
	}

	/** Lets every answer through, until nothing is asked any more for a few turns: a scan rests between its pages. */
	async #rush({scanOnly, forced, meddling}: Extract<Action, {type: 'rush'}>): Promise<void> {
		let isMeddled = meddling === undefined;
		for (let step = 0; step < 24; step++) {
			const state = this.session.getState();
			const name = state.phase === 'rollout' ? state.step.name : undefined;
			if (!isMeddled && meddling?.step === name && state.phase === 'rollout') {
				isMeddled = true;
				await this.#answer(meddling?.answers ?? 0);
				this.#changeAsForeigner(currentRegion(state) ?? '', meddling?.change ?? 'criteria');
			}

			if (name === 'enforce') {
				return;
			}

			await this.#answerAll();
			const key = scanOnly && name === 'audit' ? 's' : this.#wayOn();
			if (forced && key === 'enter') {
				this.dispatch({type: 'next'});
			} else {
				this.press(key);
			}
		}
	}

	/** On to the summary, leaving what there is to decide as it is. */
	async #toSummary(): Promise<void> {
		for (let step = 0; step < 16; step++) {
			const state = this.session.getState();
			const name = state.phase === 'rollout' ? state.step.name : undefined;
			if (name === 'summary') {
				return;
			}

			await this.#answerAll();
			this.press(name === 'decide' ? '1' : this.#wayOn());
		}
	}

	#isAtConfirmation(): boolean {
		const state = this.session.getState();
		return state.phase === 'rollout' && state.step.name === 'enforce';
	}

	async #answerAll(): Promise<void> {
		await this.#answer(120);
	}

	/** Lets so many answers through, one after the other, as long as any are waited for. */
	async #answer(count: number): Promise<void> {
		let calmTurns = 0;
		let answered = 0;
		while (answered < count && calmTurns < 4) {
			const isCalm = this.world.waiting === 0;
			calmTurns = isCalm ? calmTurns + 1 : 0;
			answered += isCalm ? 0 : 1;
			this.world.answer(0);
			await settle();
			this.#draw();
			this.judge();
		}
	}

	/** The key that leads on from here, so that the search gets deep; it never types the confirmation. */
	#wayOn(): string {
		const state = this.session.getState();
		if (state.phase === 'account') {
			return 'r';
		}

		switch (state.step.name) {
			case 'audit':
			case 'apply': {
				const isAsked = state.step.name === 'audit' && state.step.isLooseningAsked;
				return isAsked ? 'y' : ['foreign', 'differs'].includes(state.step.run.status) ? 'g' : 'enter';
			}

			case 'criteria': {
				return state.step.view.type === 'sources' ? '4' : 'enter';
			}

			case 'review': {
				return 'd';
			}

			case 'decide': {
				return '3';
			}

			default: {
				return 'enter';
			}
		}
	}

	#type(text: Wording): void {
		for (const character of this.#text(text)) {
			this.press(character === ' ' ? 'space' : character);
		}
	}

	#text(text: Wording): string {
		const state = this.session.getState();
		const region = state.phase === 'rollout' ? (currentRegion(state) ?? regions[0] ?? '') : '';
		const count = this.#offendingIn(region);
		const words = count === 0 ? region : `block ${count} ${count === 1 ? 'image' : 'images'} in ${region}`;
		switch (text) {
			case 'the words': {
				return words;
			}

			case 'the name': {
				return region;
			}

			case 'wrong count': {
				return `block ${count + 1} images in ${region}`;
			}

			case 'other Region': {
				return words.replace(region, regions.find((name) => name !== region) ?? '');
			}

			case 'almost': {
				return words.slice(0, -1);
			}
		}
	}

	/** How many images the last complete scan of a Region found not allowed. */
	#offendingIn(region: string): number {
		const scan = this.world.deeds.findLast(
			(deed): deed is Extract<Deed, {type: 'scan-end'}> => deed.type === 'scan-end' && deed.region === region,
		);
		return scan?.offending.size ?? 0;
	}

	#changeAsForeigner(region: string, change: Extract<Action, {type: 'foreign'}>['change']): void {
		const settings = this.world.regions[region];
		if (settings === undefined) {
			return;
		}

		const before = this.#beforeForeigner.get(region) ?? settings;
		this.#beforeForeigner.set(region, settings);
		this.world.regions[region] = changedBy(change, settings, before);
	}

	/** Holds every call that left against what was read, scanned, recorded and typed before it, and every claim against what was read after it. */
	judge(): void {
		const {deeds} = this.world;
		this.#judgeClaims();
		for (; this.#judged < deeds.length; this.#judged++) {
			const deed = deeds[this.#judged];
			if (deed?.type === 'sent') {
				this.#judgeCall(deed, deeds.slice(0, this.#judged));
			}
		}

		this.#undo.leave(this.session);
	}

	/** `enforced` may be said of what was seen to be in force, to the letter, and of nothing else. */
	#judgeClaims(): void {
		const state = this.session.getState();
		for (const [region, {outcome}] of Object.entries(state.phase === 'rollout' ? state.work : {})) {
			if (outcome !== 'enforced') {
				continue;
			}

			const {deeds} = this.world;
			const sent = deeds.findLastIndex(
				(deed) => deed.type === 'sent' && deed.region === region && deed.kind === 'enabled',
			);
			const before = lastSettings(deeds, region, sent);
			const reported = deeds
				.slice(sent)
				.flatMap((deed) =>
					(deed.type === 'settled' || deed.type === 'settings') && deed.region === region ? [deed.settings] : [],
				);
			assert.ok(
				reported.some((settings) => isDeepStrictEqual(settings, {...before, State: 'enabled'})),
				'said to be enforced as it was confirmed, and not seen to be',
			);
		}
	}

	#judgeCall({region, kind, criteria, isAborted}: Extract<Deed, {type: 'sent'}>, past: readonly Deed[]): void {
		assert.equal(this.options.readOnly, false, 'a read-only run sent a change');
		assert.equal(this.options.purpose, 'rollout', 'a review sent a change');
		assert.equal(isAborted, false, 'a change left that had been stopped');
		const lastRead = lastSettings(past, region, past.length);
		assert.equal(lastRead?.ManagedBy, 'account', 'a change was sent to a Region under a policy');
		const record = past.findLast((deed) => deed.type === 'recorded');
		assert.strictEqual(record?.type, 'recorded', 'a change left that is not in the history');
		assert.deepEqual([record.region, record.kind], [region, kind], 'the history tells of another change');
		assert.deepEqual(record.before, lastRead, 'the history does not hold what was read right before the change');
		const isUndo = this.#undo.judge(region, kind);
		this.undone += isUndo ? 1 : 0;
		if (kind === 'audit-mode' && lastRead.State !== 'disabled' && !isUndo) {
			assert.ok(this.isLooseningAgreed, 'loosened without a question');
			this.isLooseningAgreed = false;
		}

		if (kind === 'criteria') {
			assert.notEqual(lastRead.State, 'enabled', 'replaced what is enforced');
			assert.deepEqual(checkCriteria(criteria ?? []).errors, [], 'sent criteria with errors');
		}

		if (kind !== 'enabled') {
			return;
		}

		this.enforcements++;
		const restart = past.findLastIndex((deed) => deed.type === 'restart');
		// Regions are scanned for their counts, too: only a scan between two equal readings, and none other since, decides.
		const ends = past.flatMap((deed, index) =>
			index > restart && deed.type === 'scan-end' && deed.region === region ? [index] : [],
		);
		const deciding = ends.findLast((end) => {
			const start = past.findLastIndex(
				(deed, index) => index < end && deed.type === 'scan-start' && deed.region === region,
			);
			const readings = [lastSettings(past, region, start), ...settingsSince(past, region, end)];
			return readings.length > 1 && readings.every((reading) => isDeepStrictEqual(reading, lastRead));
		});
		const scan = deciding === undefined ? undefined : past[deciding];
		assert.strictEqual(scan?.type, 'scan-end', 'enforced without a scan of what is in force in this run');
		assert.equal(scan.isComplete, true, 'enforced after an incomplete scan');
		assert.equal(lastRead.State, 'audit-mode');
		const count = scan.offending.size;
		const words = count === 0 ? region : `block ${count} ${count === 1 ? 'image' : 'images'} in ${region}`;
		assert.equal(this.confirmed, words, 'enforced without the exact words');
		// Words count once.
		this.confirmed = '';
	}
}

/** How long what a step announces is taken to be. */
const announcedLines = 3;

/** All that what a step announces hangs on. */
function announcedBy(state: RolloutState) {
	const {step} = state;
	return {
		step: step.name,
		isAsked: step.name === 'audit' && step.isLooseningAsked,
		run: 'run' in step && step.run.status,
		region: currentRegion(state),
		settings: currentSettings(state),
		criteria: step.name === 'apply' && currentWork(state).draft?.criteria,
	};
}

/** Whether a change is on its way that no words are typed for. */
function isBeginning(step: Step): boolean {
	return (step.name === 'audit' || step.name === 'apply') && step.run.status === 'running';
}

function changedBy(
	change: ForeignChange,
	settings: AllowedImagesSettings,
	before: AllowedImagesSettings,
): AllowedImagesSettings {
	switch (change) {
		case 'as before': {
			return before;
		}

		case 'criteria': {
			return {...settings, ImageCriteria: [{ImageProviders: ['999999999999']}]};
		}

		case 'policy': {
			return {...settings, ManagedBy: 'declarative-policy'};
		}

		case 'audit-mode':
		case 'disabled':
		case 'enabled': {
			return {...settings, State: change};
		}
	}
}

/** All that a Region reported from a moment on. */
function settingsSince(past: readonly Deed[], region: string, since: number) {
	return past.flatMap((deed, index) =>
		index > since && deed.type === 'settings' && deed.region === region ? [deed.settings] : [],
	);
}

function lastSettings(past: readonly Deed[], region: string, until: number) {
	const deed = past.findLast(
		(candidate, index) => index < until && candidate.type === 'settings' && candidate.region === region,
	);
	return deed?.type === 'settings' ? deed.settings : undefined;
}

/** Enough for each run of all tests; `npm run search` takes more, and others each time. */
const runs = Number(process.env.SAFETY_RUNS ?? 8000);

/** Somebody turns the Region off and back on while what enforcing would hit is looked up: what that look-up reads of the Region was told to nobody. */
const seenDisabledForAMoment: Action[] = [
	{type: 'rush', forced: false, scanOnly: false, meddling: {step: 'decide', answers: 0, change: 'disabled'}},
	{type: 'rush', forced: false, scanOnly: false, meddling: {step: 'enforce', answers: 4, change: 'audit-mode'}},
	{type: 'confirm', text: 'the words'},
	{type: 'confirm', text: 'the name'},
	{type: 'type', text: 'the name'},
	{type: 'break zone', zone: 'us-east-1a'},
	{type: 'march', steps: 1},
];

/** Parts, each with cases of its own, so that none of them is long on a machine that has other work. */
const parts = 8;
for (let part = 0; part < parts; part++) {
	test(`nothing is enforced by accident: part ${part + 1} of ${parts}`, async (t) => {
		const sequences = Math.ceil(runs / parts);
		let enforcements = 0;
		let undone = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(anyAction, {minLength: 4, maxLength: 40}), anyPreset, async (actions, preset) => {
				const driver = new Driver({
					demo: false,
					readOnly: false,
					purpose: 'rollout',
					...(preset !== undefined && {preset}),
				});
				for (const one of actions) {
					await driver.do(one);
				}

				driver.session.stop();
				enforcements += driver.enforcements;
				undone += driver.undone;
			}),
			{seed: seed + part, numRuns: sequences, examples: part === 0 ? [[seenDisabledForAMoment, undefined]] : []},
		);
		t.diagnostic(`${sequences} sequences, ${enforcements} enforcements, ${undone} calls that took back`);
		// The search is worth something only if it gets there.
		assert.ok(enforcements > sequences / 80, `only ${enforcements} enforcements in ${sequences} sequences`);
		assert.ok(undone > sequences / 200, `only ${undone} calls that took back in ${sequences} sequences`);
	});
}

// In the real program a review is read-only as well: each of the two has to do by itself.
const harmless: readonly WizardOptions[] = [
	{demo: false, readOnly: true, purpose: 'rollout'},
	{demo: false, readOnly: false, purpose: 'review'},
];
for (const options of harmless) {
	test(`a ${options.readOnly ? 'read-only run' : 'review'} sends no change at all`, async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(anyAction, {minLength: 4, maxLength: 40}), async (actions) => {
				const driver = new Driver(options);
				for (const one of actions) {
					await driver.do(one);
				}

				driver.session.stop();
				assert.equal(
					driver.world.deeds.some(({type}) => type === 'sent'),
					false,
				);
			}),
			{numRuns: Math.ceil(runs / 10)},
		);
	});
}
