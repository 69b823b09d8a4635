/**
The one registry of keys, of every program with a screen. A key stands in one place, beside its screen, as data: the presses, what it does in words,
where it works, why it may not right now, and the event it stands for. The footer, the `?` list, the dispatcher and the documentation are all made
from it.
*/
import type {OrganizationEvent, OrganizationState} from '../../organization/state.ts';
import type {PresetsEvent, PresetsState} from '../../presets/state.ts';
import {currentRegion, type RolloutState, type WizardState} from '../../rollout/state.ts';
import type {MachineEvent} from '../../machine/event.ts';
import type {Guard} from '../../machine/guard.ts';
import type {Shelled} from '../../machine/shell.ts';
import {resolvingKeys} from '../screens/account/keys.ts';
import {organizationKeys} from '../screens/organization/keys.ts';
import {presetsKeys} from '../screens/presets/keys.ts';
import {screens} from '../screens/registry.ts';
import {focusIn, searched, withGeneralKeys, type Focus, type ScreenKeys} from './binding.ts';
import {shellKeys} from './shell-keys.ts';
import {changeKeys, type KeyEvent} from './step-keys.ts';

/** The keys of a screen as far as they can be told without a state. */
type ListedKeys = Pick<ScreenKeys<never, string, unknown>, 'places' | 'bindings'>;

/** The keys of a program. */
export type ProgramKeys<State extends Shelled, Event> = {
	/** Each screen's, in the order in which they are told. */
	readonly screens: readonly ListedKeys[];
	/** Where the focus is, as long as nothing lies over the screen. */
	focusOf(state: State): Focus<Event>;
};

export const programKeys: {
	readonly wizard: ProgramKeys<WizardState, KeyEvent>;
	readonly presets: ProgramKeys<PresetsState, PresetsEvent>;
	readonly organization: ProgramKeys<OrganizationState, OrganizationEvent>;
} = {
	wizard: {
		screens: [resolvingKeys, ...Object.values(screens).map(({keys}) => keys), changeKeys],
		focusOf: focusOfWizard,
	},
	presets: {
		screens: [presetsKeys],
		focusOf: (state) => certain(focusIn('presets', presetsKeys, state)),
	},
	organization: {
		screens: [organizationKeys],
		focusOf: (state) => certain(focusIn('organization', organizationKeys, state)),
	},
};

/** Where the focus is in a state, whatever lies over the screen: what the footer shows, and what presses mean. */
export function focusOf<State extends Shelled, Event>(
	keys: ProgramKeys<State, Event>,
	state: State,
): Focus<Event | MachineEvent> {
	const over = focusIn('shell', shellKeys, state);
	return over === undefined
		? withGeneralKeys<Event | MachineEvent>(keys.focusOf(state))
		: withGeneralKeys<Event | MachineEvent>(state.shell.help ? whereFound(over, keys, state) : over, false);
}

/** In the list of all that can be done, enter does what is chosen: nothing, where nothing has the words that were typed. */
function whereFound<State extends Shelled, Event, Own>(
	over: Focus<Own>,
	keys: ProgramKeys<State, Event>,
	state: State,
): Focus<Own> {
	const guard = (): Guard =>
		searched(focusBehind(keys, state), state.shell.search).rows.length > 0 ? true : 'nothing is found';
	return {...over, keys: over.keys.map((key) => (key.keys.includes('enter') ? {...key, guard} : key))};
}

/** The keys of the screen behind the list of all that can be done. */
export function focusBehind<State extends Shelled, Event>(
	keys: ProgramKeys<State, Event>,
	state: State,
): Focus<Event | MachineEvent> {
	return withGeneralKeys<Event | MachineEvent>(keys.focusOf(state));
}

/** In which step, and in which Region. */
function focusOfWizard(state: WizardState): Focus<KeyEvent> {
	if (state.phase === 'account') {
		return certain(focusIn('resolving', resolvingKeys, state));
	}

	const focus = focusIn('change', changeKeys, state) ?? focusInStep(state);
	return {...focus, place: `${focus.place} ${currentRegion(state) ?? ''}`};
}

function focusInStep(state: RolloutState): Focus<KeyEvent> {
	const {name} = state.step;
	// The step is the one that its keys are found by; TypeScript does not see that.
	const keys = screens[name].keys as unknown as ScreenKeys<RolloutState, string, KeyEvent>;
	return certain(focusIn(name, keys, state));
}

/** A screen that is there has a focus. */
function certain<Event>(focus: Focus<Event> | undefined): Focus<Event> {
	if (focus === undefined) {
		throw new TypeError('A screen says nothing of where its focus is');
	}

	return focus;
}
