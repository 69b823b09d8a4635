/** What the keys of a wizard step are, and those that belong to several steps. */
import {bothOf, type Guard} from '../../machine/guard.ts';
import {canApplyDraft, canChange, hasOpenDraft} from '../../rollout/guards.ts';
import {isSent, type ChangeRun} from '../../rollout/changing.ts';
import {
	currentSettings,
	currentWork,
	type RolloutState,
	type StepName,
	type StepOf,
	type UserEvent,
} from '../../rollout/state.ts';
import {enforcedIn} from '../../rollout/steps/watch.ts';
import type {ListCommand} from '../../rollout/steps/review/list-commands.ts';
import type {KeyBinding, ScreenKeys} from './binding.ts';

/** An event for the state, or a command for the list of instances. */
export type KeyEvent = UserEvent | {readonly type: 'browser'; readonly command: ListCommand};

/** The keys of one step's screen. They are asked only where the rollout is in that step. */
export type StepKeys<Name extends StepName, Place extends string> = ScreenKeys<StateIn<Name>, Place, KeyEvent>;

export type StateIn<Name extends StepName> = RolloutState & {readonly step: StepOf<Name>};

/** The keys of every step that is changing something, which take the place of its own meanwhile. */
export const changeKeys: ScreenKeys<RolloutState, 'waiting' | 'sent', KeyEvent> = {
	places: {
		waiting: 'While a change is on its way',
		sent: 'After a change that nobody answered, or that met another one',
	},
	placeOf(state) {
		const run = runOf(state);
		return run === undefined ? undefined : run.status === 'running' ? 'waiting' : isSent(run) ? 'sent' : undefined;
	},
	bindings: [
		{
			keys: ['a'],
			words: 'back to audit mode…',
			where: ['sent'],
			isInFooter: true,
			guard: (state) =>
				runOf(state)?.status === 'differs' && currentSettings(state)?.State === 'enabled'
					? true
					: 'it does not enforce',
			event: {type: 'loosen'},
		},
		{
			keys: ['g'],
			words: 'go on from these settings',
			where: ['sent'],
			isInFooter: true,
			guard: (state) => (runOf(state)?.status === 'differs' ? true : 'they did not change, or are still being read'),
			event: {type: 'accept-settings'},
		},
		{
			keys: ['enter'],
			words: 'ask for it once more',
			where: ['sent'],
			isInFooter: true,
			guard: (state) => (runOf(state)?.status === 'nothing so far' ? true : 'what came of it has to be known first'),
			event: {type: 'ask-again'},
		},
		{keys: ['r'], words: 'read again', where: ['sent'], isInFooter: true, event: {type: 'retry'}},
		{keys: ['esc'], words: 'back', where: ['sent'], isInFooter: true, event: {type: 'back'}},
		{keys: ['q'], words: 'quit', where: ['sent'], isInFooter: true, event: {type: 'quit'}},
	],
};

type Shared<Place> = KeyBinding<RolloutState, Place, UserEvent>;

/** Before a change is sent: what somebody else made of the Region is accepted, or read again. */
export function settingsKeys<Place>(where: readonly Place[]): ReadonlyArray<Shared<Place>> {
	return [
		{
			keys: ['g'],
			words: 'go on from the new settings',
			where,
			// The way on that the screen tells of, once there is something to go on from.
			isInFooter: (state) => runOf(state)?.status === 'foreign',
			guard: (state) => (runOf(state)?.status === 'foreign' ? true : 'nobody else changed anything'),
			event: {type: 'accept-settings'},
		},
		{
			keys: ['r'],
			words: 'read again',
			where,
			isInFooter: (state) => currentWork(state).reading.status === 'failed',
			guard: (state) => (currentWork(state).reading.status === 'wanted' ? 'it is being read' : true),
			event: {type: 'retry'},
		},
	];
}

/** Straight to applying the draft, from where its effect was looked at. */
export function applyDraftKey<Place>(where: readonly Place[]): Shared<Place> {
	return {
		keys: ['A'],
		words: 'apply the draft and scan again',
		where,
		guard: (state) => (hasOpenDraft(state) ? canApplyDraft(state) : 'there is no draft to apply'),
		event: {type: 'apply-draft'},
	};
}

/** Whether a Region may be led back to audit mode. */
export function canLoosen(state: RolloutState, region: string | undefined): Guard {
	if (region === undefined) {
		return 'nothing was refused yet that would tell which of the Regions; the summary leads back each of them';
	}

	const change = canChange(state, region);
	return change === true && !enforcedIn(state).includes(region) ? 'it does not enforce' : change;
}

/** What a key asks of the list on the screen, and not of the state. */
export function list(command: ListCommand): KeyEvent {
	return {type: 'browser', command};
}

/** The suggestions for the current image, by their number; `hasImage`: whether the current line is of one. */
export function suggestionKeys<State extends RolloutState, Place>(
	where: readonly Place[],
	add: (index: number) => ListCommand,
	hasImage: (state: State) => Guard = () => true,
): ReadonlyArray<KeyBinding<State, Place, KeyEvent>> {
	return [0, 1, 2].map((index) => ({
		keys: index === 0 ? ['1', 'a'] : [String(index + 1)],
		words: `add suggestion ${index + 1} to the draft`,
		where,
		guard: (state) => bothOf(canChange(state), hasImage(state)),
		event: list(add(index)),
	}));
}

/** On to the decision, where there is one. */
export function decideKey<Place>(where: readonly Place[]): Shared<Place> {
	return {
		keys: ['d'],
		words: 'decide',
		where,
		isInFooter: true,
		guard: ({options}) => (options.purpose === 'rollout' ? true : 'a review decides nothing'),
		event: {type: 'next'},
	};
}

/** A list that has no filter of its own says so, and which key leads to the one that has. */
export function noFilterKey<Place>(where: readonly Place[], lead: string): Shared<Place> {
	return {
		keys: ['/'],
		words: 'filter',
		where,
		guard: () => `only the list of instances can be filtered: ${lead} leads to it`,
		event: {type: 'filter'},
	};
}

/** The details beside or below a list take the screen, and give it back: where they have it, that is a way on that one has to be told of. */
export function zoomKey<Place>(
	where: readonly Place[],
): KeyBinding<RolloutState & {readonly step: StepOf<'review' | 'launches'>}, Place, UserEvent> {
	return {
		keys: ['z'],
		words: {
			general: 'the details alone, or not',
			now: ({step}) => (step.isZoomed === true ? 'back to the list' : 'the details alone'),
		},
		where,
		isInFooter: ({step}) => step.isZoomed === true,
		event: {type: 'zoom'},
	};
}

/** Back to the criteria. */
export function reviseKey<Place>(where: readonly Place[]): Shared<Place> {
	return {
		keys: ['e'],
		words: 'revise the criteria',
		where,
		guard: (state) => canChange(state),
		event: {type: 'revise'},
	};
}

/** The change that a step is making, if it makes any. */
function runOf({step}: RolloutState): ChangeRun | undefined {
	return 'run' in step ? step.run : undefined;
}
