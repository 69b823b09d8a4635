/**
The one registry of keys. A binding is data: the presses, what it does in words, where it works, why it may not right now, and the event it
stands for. The footer, the `?` help, the dispatcher and the readme's table are all made from it. `presets-keys.ts` holds the presets screen's part.
*/
import {currentSettings, currentWork, type RolloutState, type WizardState} from '../../rollout/state.ts';
import type {ChangeRun} from '../../rollout/changing.ts';
import {canChange, canApplyDraft, hasOpenDraft, isDraftApplied} from '../../rollout/guards.ts';
import type {Guard} from '../../machine/guard.ts';
import {canDecide, decisionsIn, leavingOf, type Decision} from '../../rollout/steps/decide.ts';
import {fleetBindings} from '../screens/fleet/keys.ts';
import {watchBindings} from '../screens/watch/keys.ts';
import {launchBindings} from '../screens/launches/keys.ts';
import {reviewBindings} from '../screens/review/keys.ts';
import {summaryBindings} from '../screens/summary/keys.ts';
import {undoBindings} from '../screens/undo/keys.ts';
import {
	bindingsIn as bindingsInRegistry,
	eventOf as eventInRegistry,
	wordsOf,
	type KeyBinding,
	type KeyRegistry,
} from './binding.ts';
import {contextOf, takesText, type Context} from './context.ts';
import {inRollout as rollout, type KeyEvent} from './key-event.ts';

export type Binding = KeyBinding<WizardState, Context, KeyEvent>;

const lists: readonly Context[] = [
	'regions',
	'fleet-choose',
	'fleet-plan',
	'fleet',
	'sources',
	'presets',
	'form',
	'form-pick',
	'decide',
	'summary',
];

export const bindings: readonly Binding[] = [
	// Account
	{keys: ['enter'], words: 'Regions', where: ['account'], isInFooter: true, event: {type: 'next'}},
	{keys: ['r'], words: 'try again', where: ['account-failed'], isInFooter: true, event: {type: 'retry'}},
	{
		keys: ['p'],
		words: 'choose a profile',
		where: ['account-failed', 'account'],
		isInFooter: true,
		event: {type: 'choose-profile'},
	},
	{
		keys: ['s'],
		words: {
			general: 'sign in, where the profile has a sign-in',
			now: (state) => signInOf(state)?.join(' ') ?? 'sign in',
		},
		where: ['account-failed'],
		isInFooter: true,
		guard: (state) => (signInOf(state) === undefined ? 'these credentials come from no sign-in' : true),
		event: {type: 'sign-in'},
	},
	{
		keys: ['o'],
		words: 'open the demo',
		where: ['account-failed'],
		isInFooter: true,
		event: {type: 'open-demo'},
	},
	{keys: ['enter'], words: 'use it', where: ['profile-name'], isInFooter: true, event: {type: 'submit'}},
	{keys: ['up'], words: 'one up', where: ['profile-name'], event: {type: 'move', by: -1}},
	{keys: ['down'], words: 'one down', where: ['profile-name'], event: {type: 'move', by: 1}},
	{keys: ['pageup'], words: 'ten up', where: ['profile-name'], event: {type: 'move', by: -10}},
	{keys: ['pagedown'], words: 'ten down', where: ['profile-name'], event: {type: 'move', by: 10}},
	{keys: ['esc'], words: 'back', where: ['profile-name'], isInFooter: true, event: {type: 'back'}},
	{keys: ['enter'], words: 'hand it over', where: ['mfa-code'], isInFooter: true, event: {type: 'submit'}},
	{keys: ['esc'], words: 'none', where: ['mfa-code'], isInFooter: true, event: {type: 'back'}},

	// Regions
	{
		keys: ['enter'],
		words: {
			general: 'start with the marked Regions, or the one at hand',
			now: (state) =>
				state.phase === 'rollout' && state.marked.length > 1 ? `${state.marked.length} one by one` : 'start',
		},
		where: ['regions'],
		isInFooter: true,
		event: {type: 'next'},
	},
	{keys: ['space'], words: 'mark', where: ['regions'], isInFooter: true, event: {type: 'mark'}},
	{keys: ['a'], words: 'all', where: ['regions'], isInFooter: true, event: {type: 'mark-all'}},
	{keys: ['/'], words: 'filter', where: ['regions'], isInFooter: true, event: {type: 'filter'}},
	{keys: ['r'], words: 'retry failed', where: ['regions'], event: {type: 'retry'}},
	...fleetBindings,
	{keys: ['enter'], words: 'keep the filter', where: ['regions-filter'], isInFooter: true, event: {type: 'submit'}},
	{keys: ['esc'], words: 'clear the filter', where: ['regions-filter'], isInFooter: true, event: {type: 'back'}},
	{keys: ['up'], words: 'one up', where: ['regions-filter'], event: {type: 'move', by: -1}},
	{keys: ['down'], words: 'one down', where: ['regions-filter'], event: {type: 'move', by: 1}},

	// Audit mode
	{
		keys: ['enter'],
		words: {general: 'turn audit mode on, or go on to the criteria', now: (state) => auditWords(state)},
		where: ['audit'],
		isInFooter: true,
		guard: rollout((state) => (isAuditing(state) ? true : canChange(state))),
		event: {type: 'next'},
	},
	{keys: ['s'], words: 'scan only', where: ['audit'], isInFooter: true, event: {type: 'browse'}},
	{
		keys: ['y'],
		words: 'yes, loosen to audit mode',
		where: ['loosening'],
		isInFooter: true,
		event: {type: 'answer', yes: true},
	},
	{
		keys: ['n', 'esc'],
		words: 'no, leave it enforced',
		where: ['loosening'],
		isInFooter: true,
		event: {type: 'answer', yes: false},
	},
	{
		keys: ['g'],
		words: 'go on from the new settings',
		where: ['audit', 'apply'],
		guard: rollout((state) => foreignGuard(state)),
		event: {type: 'accept-settings'},
	},
	{keys: ['r'], words: 'read again', where: ['audit', 'apply'], event: {type: 'retry'}},

	// A change that was sent
	{
		keys: ['a'],
		words: 'back to audit mode…',
		where: ['sent'],
		isInFooter: true,
		guard: rollout((state) =>
			runOf(state)?.status === 'differs' && currentSettings(state)?.State === 'enabled' ? true : 'it does not enforce',
		),
		event: {type: 'loosen'},
	},
	{
		keys: ['g'],
		words: 'go on from these settings',
		where: ['sent'],
		isInFooter: true,
		guard: rollout((state) => (runOf(state)?.status === 'differs' ? true : 'they are what they were, or being read')),
		event: {type: 'accept-settings'},
	},
	{
		keys: ['enter'],
		words: 'ask for it once more',
		where: ['sent'],
		isInFooter: true,
		guard: rollout((state) =>
			runOf(state)?.status === 'nothing so far' ? true : 'what came of it has to be known first',
		),
		event: {type: 'ask-again'},
	},
	{keys: ['r'], words: 'read again', where: ['sent'], isInFooter: true, event: {type: 'retry'}},

	// Criteria
	{
		keys: ['enter'],
		words: 'choose',
		where: ['sources', 'presets', 'form-pick'],
		isInFooter: true,
		event: {type: 'next'},
	},
	...[0, 1, 2, 3, 4].map((index): Binding => ({
		keys: [String(index + 1)],
		words: `choose number ${index + 1}`,
		where: ['sources'],
		event: {type: 'choose', index},
	})),
	{
		keys: ['x', 'delete'],
		words: 'remove the preset',
		where: ['presets'],
		isInFooter: true,
		event: {type: 'remove-preset'},
	},
	{
		keys: ['y'],
		words: 'yes, remove it',
		where: ['remove-preset'],
		isInFooter: true,
		event: {type: 'answer', yes: true},
	},
	{
		keys: ['n', 'esc'],
		words: 'no, keep it',
		where: ['remove-preset'],
		isInFooter: true,
		event: {type: 'answer', yes: false},
	},
	{keys: ['enter'], words: 'load', where: ['file-name'], isInFooter: true, event: {type: 'submit'}},
	{
		keys: ['esc'],
		words: 'back',
		where: ['file-name', 'preset-name', 'export-name', 'form-pick', 'form-value'],
		isInFooter: true,
		event: {type: 'back'},
	},
	{
		keys: ['enter'],
		words: {
			general: 'apply, or scan if applied already',
			now: (state) => (state.phase === 'rollout' && isDraftApplied(state) ? 'scan' : 'apply…'),
		},
		where: ['form'],
		isInFooter: true,
		guard: rollout((state) => (isDraftApplied(state) ? true : canApplyDraft(state))),
		event: {type: 'next'},
	},
	{
		keys: ['e'],
		words: {general: 'edit the row', now: () => 'edit'},
		where: ['form'],
		isInFooter: true,
		event: {type: 'edit'},
	},
	{keys: ['a'], words: 'add', where: ['form'], isInFooter: true, event: {type: 'add'}},
	{
		keys: ['d', 'delete'],
		words: {general: 'remove the row', now: () => 'remove'},
		where: ['form'],
		isInFooter: true,
		event: {type: 'remove'},
	},
	{keys: ['n'], words: 'new criterion', where: ['form'], event: {type: 'new-criterion'}},
	{keys: ['u'], words: 'undo', where: ['form'], isInFooter: true, event: {type: 'undo'}},
	{
		keys: ['tab'],
		words: {general: 'words, difference or JSON', now: () => 'view'},
		where: ['form'],
		isInFooter: true,
		event: {type: 'panel'},
	},
	{keys: ['ctrl+r'], words: 'redo', where: ['form'], event: {type: 'redo'}},
	{
		keys: ['v'],
		words: {general: 'open in $EDITOR', now: () => '$EDITOR'},
		where: ['form'],
		isInFooter: true,
		event: {type: 'external-editor'},
	},
	{
		keys: ['s'],
		words: {general: 'save as a preset', now: () => 'save'},
		where: ['form'],
		isInFooter: true,
		event: {type: 'save-preset'},
	},
	{keys: ['o'], words: 'start from something else', where: ['form'], event: {type: 'sources'}},
	{keys: ['enter'], words: 'take it', where: ['form-value'], isInFooter: true, event: {type: 'submit'}},
	{keys: ['enter'], words: 'save', where: ['preset-name', 'export-name'], isInFooter: true, event: {type: 'submit'}},
	{keys: ['y'], words: 'yes, overwrite', where: ['overwrite'], isInFooter: true, event: {type: 'answer', yes: true}},
	{
		keys: ['n', 'esc'],
		words: 'no, another name',
		where: ['overwrite'],
		isInFooter: true,
		event: {type: 'answer', yes: false},
	},
	{
		keys: ['enter', 'e'],
		words: 'back to the editor',
		where: ['editor-errors'],
		isInFooter: true,
		event: {type: 'next'},
	},
	{keys: ['esc'], words: 'drop it', where: ['editor-errors'], isInFooter: true, event: {type: 'back'}},

	// Apply
	{
		keys: ['enter'],
		words: {general: 'apply, then scan', now: (state) => (isRunDone(state) ? 'scan' : 'apply')},
		where: ['apply'],
		isInFooter: true,
		guard: rollout((state) => (isRunDone(state) ? true : canApplyDraft(state))),
		event: {type: 'next'},
	},

	// Scan
	{
		keys: ['enter'],
		words: 'review',
		where: ['scan'],
		isInFooter: true,
		guard: rollout((state) => scanGuard(state)),
		event: {type: 'next'},
	},
	{
		keys: ['esc'],
		words: {
			general: 'cancel the scan, or back',
			now: (state) =>
				state.phase === 'rollout' && currentWork(state).scan?.status === 'running' ? 'cancel scan' : 'back',
		},
		where: ['scan'],
		isInFooter: true,
		event: {type: 'back'},
	},
	{keys: ['b'], words: "browse what's here", where: ['scan'], isInFooter: true, event: {type: 'browse'}},
	{keys: ['r'], words: 'scan again', where: ['scan', 'decide'], isInFooter: true, event: {type: 'rescan'}},

	...reviewBindings,
	...launchBindings,

	// Decide
	{keys: ['enter'], words: 'choose', where: ['decide'], isInFooter: true, event: {type: 'next'}},
	...[0, 1, 2, 3].map((index): Binding => ({
		keys: [String(index + 1)],
		words: {
			general: `choose number ${index + 1}`,
			now: (state) => (state.phase === 'rollout' ? choiceInWords(state, index) : ''),
		},
		where: ['decide'],
		guard: rollout((state) => canDecide(state, decisionsIn(state)[index])),
		event: {type: 'choose', index},
	})),
	{
		keys: ['A'],
		words: 'apply the draft and scan again',
		where: ['decide', 'review', 'launches'],
		guard: rollout((state) => (hasOpenDraft(state) ? canApplyDraft(state) : 'there is no draft that is not applied')),
		event: {type: 'apply-draft'},
	},

	// Enforce
	{
		keys: ['enter'],
		words: 'enforce',
		where: ['enforce'],
		isInFooter: true,
		event: {type: 'submit'},
	},
	{keys: ['up'], words: 'one line up', where: ['enforce'], event: {type: 'move', by: -1}},
	{keys: ['down'], words: 'read on', where: ['enforce'], event: {type: 'move', by: 1}},
	{keys: ['pageup'], words: 'a page up', where: ['enforce'], event: {type: 'move', by: -100}},
	{keys: ['pagedown'], words: 'a page on', where: ['enforce'], event: {type: 'move', by: 100}},
	{keys: ['esc'], words: 'back', where: ['enforce'], isInFooter: true, event: {type: 'back'}},

	...summaryBindings,
	...undoBindings,
	...watchBindings,

	{
		keys: ['y'],
		words: 'yes, quit and lose it',
		where: ['quitting'],
		isInFooter: true,
		event: {type: 'answer', yes: true},
	},
	{
		keys: ['n', 'esc'],
		words: 'no, stay',
		where: ['quitting'],
		isInFooter: true,
		event: {type: 'answer', yes: false},
	},

	// Lists and everywhere
	{keys: ['up'], words: 'one up', where: lists, event: {type: 'move', by: -1}},
	{keys: ['down'], words: 'one down', where: lists, event: {type: 'move', by: 1}},
	{
		keys: ['k'],
		words: 'one up',
		where: lists,
		event: {type: 'move', by: -1},
	},
	{keys: ['j'], words: 'one down', where: lists, event: {type: 'move', by: 1}},
	{keys: ['pageup'], words: 'ten up', where: lists, event: {type: 'move', by: -10}},
	{keys: ['pagedown'], words: 'ten down', where: lists, event: {type: 'move', by: 10}},
	{keys: ['home', 'g'], words: 'first', where: ['regions'], event: {type: 'move-to', to: 'top'}},
	{keys: ['end', 'G'], words: 'last', where: ['regions'], event: {type: 'move-to', to: 'end'}},
	{
		keys: ['esc'],
		words: 'back',
		where: ['regions', 'audit', 'sources', 'presets', 'form', 'apply', 'sent', 'decide', 'summary'],
		isInFooter: true,
		event: {type: 'back'},
	},
	{
		keys: ['y'],
		words: 'copy the AWS CLI command',
		where: ['account', 'regions', 'fleet', 'audit', 'sources', 'form', 'apply', 'scan', 'review', 'decide', 'summary'],
		event: {type: 'copy-command'},
	},
	{keys: ['enter'], words: 'do it', where: ['help'], isInFooter: true, event: {type: 'help'}},
	{keys: ['up'], words: 'one up', where: ['help'], event: {type: 'move', by: -1}},
	{keys: ['down'], words: 'one down', where: ['help'], event: {type: 'move', by: 1}},
	{keys: ['pageup'], words: 'ten up', where: ['help'], event: {type: 'move', by: -10}},
	{keys: ['pagedown'], words: 'ten down', where: ['help'], event: {type: 'move', by: 10}},
	{keys: ['esc'], words: 'back', where: ['help'], isInFooter: true, event: {type: 'back'}},
	{
		keys: ['q'],
		words: 'quit',
		where: [
			'resolving',
			'account-failed',
			'account',
			'regions',
			'fleet',
			'audit',
			'sent',
			'scan',
			'review',
			'decide',
			'summary',
		],
		isInFooter: true,
		event: {type: 'quit'},
	},
];

const registry: KeyRegistry<WizardState, Context, KeyEvent> = {
	bindings,
	contextOf,
	takesText,
	isHelp: (context) => context === 'help',
};

/** The bindings that work in a state, in the registry's order. */
export function bindingsIn(state: WizardState): readonly Binding[] {
	return bindingsInRegistry(registry, state);
}

/** The actions on the screen behind the help that the typed words occur in, and which of them is chosen. */
export function actionsIn(state: WizardState): {readonly rows: readonly Binding[]; readonly cursor: number} {
	const behind = behindHelp(state);
	const words = (state.shell.search?.field.value ?? '').toLowerCase().split(/\s+/);
	const rows = bindingsIn(behind).filter(({keys, event, ...binding}) => {
		const text = `${keys.join(' ')} ${wordsOf(binding, behind)}`.toLowerCase();
		return event.type !== 'help' && words.every((word) => text.includes(word));
	});
	return {rows, cursor: Math.max(0, Math.min(state.shell.search?.cursor ?? 0, rows.length - 1))};
}

/** The state without the help that lies over it. */
export function behindHelp(state: WizardState): WizardState {
	return {...state, shell: {...state.shell, help: false}};
}

/** What a press means in a state; see `eventOf` of `binding.ts`. */
export function eventOf(state: WizardState, press: string): KeyEvent | undefined {
	return eventInRegistry(registry, state, press);
}

function signInOf(state: WizardState): readonly string[] | undefined {
	return state.phase === 'account' && state.identity.status === 'failed' ? state.identity.problem.signIn : undefined;
}

function auditWords(state: WizardState): string {
	if (state.phase !== 'rollout' || isAuditing(state)) {
		return 'criteria';
	}

	return currentSettings(state)?.State === 'enabled' ? 'loosen to audit mode…' : 'turn on audit mode';
}

function isAuditing(state: RolloutState): boolean {
	return isRunDone(state) || currentSettings(state)?.State === 'audit-mode';
}

function runOf({step}: RolloutState): ChangeRun | undefined {
	return 'run' in step ? step.run : undefined;
}

function isRunDone(state: WizardState): boolean {
	return state.phase === 'rollout' && 'run' in state.step && state.step.run.status === 'done';
}

function foreignGuard(state: RolloutState): Guard {
	return 'run' in state.step && state.step.run.status === 'foreign' ? true : 'nobody else changed anything';
}

function choiceInWords(state: RolloutState, index: number): string {
	const words: Readonly<Record<Decision, string>> = {
		'apply-draft': 'apply the draft and scan again',
		'keep-audit-mode': leavingOf(currentSettings(state)?.State).title.toLowerCase(),
		revise: 'revise the criteria',
		enforce: 'enforce…',
	};
	const decision = decisionsIn(state)[index];
	return decision === undefined ? `choose number ${index + 1}` : words[decision];
}

function scanGuard(state: RolloutState): Guard {
	const {scan} = currentWork(state);
	return scan?.status === 'done' ? true : 'the scan is not done; b browses what is here';
}
