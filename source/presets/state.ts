/** The state of the presets screen, a machine of its own. It works on what is saved on this machine; of AWS it only ever reads a Region's settings. */
import type {ImageCriteria} from '../criteria/criterion.ts';
import type {PresetInFile} from '../criteria/formats/presets-file.ts';
import type {Effect} from '../machine/effect.ts';
import type {Handlers, MachineEvent} from '../machine/event.ts';
import {here, wanted, type Loadable} from '../machine/loadable.ts';
import {refused, refusedOrTaken, type Prompt} from '../machine/prompt.ts';
import {calmShell, withNotice, type Shell} from '../machine/shell.ts';
import type {AppliedCriteria} from '../operations/applied-criteria.ts';
import type {Cloud, Preset} from '../operations/ports.ts';
import type {Problem} from '../problem.ts';
import type {World} from '../operations/world.ts';
import type {PresetFormat} from './formats.ts';

export type PresetsOptions = {
	readonly demo: boolean;
	readonly readOnly: boolean;
	/** The endpoint in use, where it isn't AWS's own; shown in the equal AWS CLI command. */
	readonly endpointUrl?: string;
	readonly profile?: string;
	/** The Region to offer when one is asked for. */
	readonly region?: string;
};

export const presetOrders = ['name', 'used', 'created'] as const;
/** What the list is sorted by: the name, or a date with the latest first. */
type PresetOrder = (typeof presetOrders)[number];

export type PresetsState = {
	readonly options: PresetsOptions;
	readonly presets: Loadable<readonly Preset[]>;
	readonly order: PresetOrder;
	/** The name of the preset under the cursor; the first one's where it isn't there. */
	readonly current?: string;
	/** The names of at most two presets, in the order they were marked. */
	readonly marked: readonly string[];
	readonly view: PresetsView;
	/** What was removed last, and can be put back. */
	readonly removed?: Preset;
	/** It is being put back. */
	readonly isRestoring: boolean;
	/** What the Regions of the account hold; absent until it was asked for. */
	readonly applied?: Loadable<AppliedCriteria>;
	/** How many Regions of how many have been read, while that is under way. */
	readonly readSoFar?: {readonly done: number; readonly count: number};
	/** The preset that the wizard goes on with, once this screen has ended. */
	readonly applying?: Preset;
	readonly shell: Shell;
};

export type PresetsView =
	| ImportView
	| {readonly type: 'rename'; readonly name: string; readonly prompt: Prompt}
	| {readonly type: 'describe'; readonly name: string; readonly prompt: Prompt}
	| {readonly type: 'region'; readonly prompt: Prompt}
	/** `errors` are all that is wrong with the file. */
	| {readonly type: 'file'; readonly prompt: Prompt; readonly errors: readonly string[]}
	| {readonly type: 'save'; readonly prompt: Prompt; readonly criteria: ImageCriteria; readonly origin: string}
	| {readonly type: 'export'; readonly prompt: Prompt; readonly preset: Preset; readonly format: PresetFormat}
	| {readonly type: 'list'}
	/** `top` is the first line of the JSON that is shown. */
	| {readonly type: 'detail'; readonly top: number}
	| {readonly type: 'compare'; readonly before: string; readonly after: string; readonly top: number}
	| {readonly type: 'remove'; readonly preset: Preset; readonly isBusy: boolean}
	| {readonly type: 'format'; readonly preset: Preset; readonly cursor: number};

export type ViewOf<Type extends PresetsView['type']> = Extract<PresetsView, {readonly type: Type}>;

/** A file of many presets, imported one by one: each is saved unless its name is taken, and then a person is asked. */
export type ImportView = {
	readonly type: 'import';
	readonly file: string;
	readonly items: readonly ImportItem[];
	/** The item whose turn it is. */
	readonly position: number;
	readonly phase: 'saving' | 'overwrite?' | 'overwriting';
	/** What a person said once for all names that are taken. */
	readonly forAll?: 'overwrite' | 'leave';
};

export type ImportItem = {
	readonly preset: PresetInFile;
	readonly outcome: 'waiting' | 'saved' | 'overwritten' | 'left as it was' | 'refused';
	/** Why it was refused. */
	readonly why?: string;
};

export type PresetsEvent =
	| Exclude<MachineEvent, {readonly type: 'answer'}>
	/** `forAll`: the same for every later question of this import. */
	| {readonly type: 'answer'; readonly yes: boolean; readonly forAll?: boolean}
	/** Chooses by its number. */
	| {readonly type: 'choose'; readonly index: number}
	| {
			readonly type:
				| 'mark'
				| 'sort'
				| 'compare'
				| 'swap'
				| 'rename'
				| 'describe'
				| 'remove'
				| 'restore'
				| 'apply'
				| 'from-region'
				| 'from-file'
				| 'export';
	  };

/** What events mean in a view. */
export type OnView<Type extends PresetsView['type']> = Handlers<PresetsState, ViewOf<Type>, PresetsEvent>;

/** What the presets screen needs from the outside. The cloud is only read from. */
export type PresetsWorld = Pick<World, 'presets' | 'readText' | 'writeFile' | 'openCloud' | 'copy' | 'openUrl' | 'now'>;

export type PresetsContext = {
	readonly world: PresetsWorld;
	/** Opened the first time, and anew where that failed. */
	readonly cloud: () => Promise<Cloud>;
};

export type PresetsEffect<Order extends {readonly key: string}, Value> = Effect<
	PresetsState,
	PresetsContext,
	Order,
	Value
>;

/** An order that says all with its key. */
export type Plain = {readonly key: string};

export function initialPresets(options: PresetsOptions): PresetsState {
	return {
		options,
		presets: wanted,
		order: 'name',
		marked: [],
		view: {type: 'list'},
		isRestoring: false,
		shell: calmShell,
	};
}

/** The presets in the order shown; none as long as they are not known. */
export function sortedPresets({presets, order}: PresetsState): readonly Preset[] {
	if (presets.status !== 'here') {
		return [];
	}

	const byName = presets.value.toSorted((left, right) => left.name.localeCompare(right.name, 'en'));
	switch (order) {
		case 'name': {
			return byName;
		}

		case 'used': {
			return byName.toSorted((left, right) => compareText(right.lastUsedAt ?? '', left.lastUsedAt ?? ''));
		}

		case 'created': {
			return byName.toSorted((left, right) => compareText(right.createdAt, left.createdAt));
		}
	}
}

/** Where the cursor is in the order shown; 0 where there are none. */
export function cursorOf(state: PresetsState): number {
	return Math.max(
		0,
		sortedPresets(state).findIndex(({name}) => name === state.current),
	);
}

/** The preset under the cursor. */
export function currentPreset(state: PresetsState): Preset | undefined {
	return sortedPresets(state)[cursorOf(state)];
}

export function presetNamed({presets}: PresetsState, name: string): Preset | undefined {
	return presets.status === 'here' ? presets.value.find((preset) => preset.name === name) : undefined;
}

/** The criteria as they are shown and exported, line by line. */
export function jsonLines(criteria: ImageCriteria): readonly string[] {
	return JSON.stringify({ImageCriteria: criteria}, undefined, 2).split('\n');
}

export function show(state: PresetsState, view: PresetsView): PresetsState {
	return {...state, view};
}

/** The current view, if it is of this type. */
export function viewIn<Type extends PresetsView['type']>({view}: PresetsState, type: Type): ViewOf<Type> | undefined {
	return isOf(view, type) ? view : undefined;
}

function isOf<Type extends PresetsView['type']>(view: PresetsView, type: Type): view is ViewOf<Type> {
	return view.type === type;
}

export function backToList(
	state: PresetsState,
	text: string,
	tone: 'info' | 'warning' | 'danger' = 'info',
): PresetsState {
	return withNotice(show(state, {type: 'list'}), tone, text);
}

/** What was typed was refused: it stays, with what is wrong with it. */
export function refuse(state: PresetsState, problem: Problem): PresetsState {
	const {view} = state;
	switch (view.type) {
		case 'save':
		case 'export': {
			return show(state, {...view, prompt: refusedOrTaken(view.prompt, problem)});
		}

		default: {
			return 'prompt' in view ? show(state, {...view, prompt: refused(view.prompt, problem)}) : state;
		}
	}
}

/** The presets as they are now; the cursor stays where it was in the list if its preset is gone. */
export function withPresets(state: PresetsState, presets: readonly Preset[]): PresetsState {
	const isThere = (name: string) => presets.some((preset) => preset.name === name);
	const marked = state.marked.filter((name) => isThere(name));
	const known: PresetsState = {...state, presets: here(state.presets, presets), marked};
	const {current: previous = currentPreset(state)?.name, ...rest} = known;
	if (previous === undefined) {
		return known;
	}

	if (isThere(previous)) {
		return {...known, current: previous};
	}

	const current = neighbourOf(state, presets);
	return current === undefined ? rest : {...rest, current};
}

/** Of the presets that are left, the first one below the one that was current, or else the last one. */
function neighbourOf(state: PresetsState, presets: readonly Preset[]): string | undefined {
	const before = sortedPresets(state).map(({name}) => name);
	const left = sortedPresets({...state, presets: here(state.presets, presets)}).map(({name}) => name);
	const index = before.indexOf(state.current ?? before[0] ?? '');
	return before.slice(index + 1).find((name) => left.includes(name)) ?? left.at(-1);
}

function compareText(left: string, right: string): number {
	return left < right ? -1 : left > right ? 1 : 0;
}
