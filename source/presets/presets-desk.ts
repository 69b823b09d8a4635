/**
The presets screen's own machine, beside the wizard's: its state, events and effects as data. It works on what is saved on this machine; of AWS it
only ever reads a Region's settings.
*/
import type {ImageCriteria} from '../criteria/criterion.ts';
import type {PresetInFile} from '../criteria/formats/presets-file.ts';
import type {Problem} from '../problem.ts';
import type {Preset} from '../operations/ports.ts';
import {calmShell, wanted, type Loadable, type Notice, type Shell} from '../rollout/state.ts';
import type {TextField} from '../machine/text-field.ts';
import type {PresetFormat} from './preset-export.ts';

export type DeskOptions = {
	readonly demo: boolean;
	readonly readOnly: boolean;
	/** The endpoint in use, where it isn't AWS's own; shown in the equal AWS CLI command. */
	readonly endpointUrl?: string;
	readonly profile?: string;
	/** The Region to offer when one is asked for. */
	readonly region?: string;
};

export const deskOrders = ['name', 'used', 'created'] as const;
/** What the list is sorted by: the name, or a date with the latest first. */
export type DeskOrder = (typeof deskOrders)[number];

export type DeskState = {
	readonly options: DeskOptions;
	readonly presets: Loadable<readonly Preset[]>;
	readonly order: DeskOrder;
	/** The name of the preset under the cursor; the first one's where it isn't there. */
	readonly atHand?: string;
	/** The names of at most two presets, in the order they were marked. */
	readonly marked: readonly string[];
	readonly view: DeskView;
	/** What was removed last, and can be put back. */
	readonly removed?: Preset;
	/** It is being put back. */
	readonly isRestoring: boolean;
	readonly shell: Shell;
};

/** A line being typed and what becomes of it: with `busy` it has been sent off. */
type Typing = {readonly field: TextField; readonly isBusy: boolean; readonly problem?: Problem};
/** The same, for what may be there already. */
type Naming = {
	readonly field: TextField;
	readonly phase: 'naming' | 'overwrite?' | 'saving' | 'overwriting';
	readonly problem?: Problem;
};

export type DeskView =
	| ({readonly type: 'rename'; readonly name: string} & Typing)
	| ({readonly type: 'describe'; readonly name: string} & Typing)
	| ({readonly type: 'region'} & Typing)
	/** `errors` are all that is wrong with the file. */
	| ({readonly type: 'file'; readonly errors: readonly string[]} & Typing)
	| ({readonly type: 'save'; readonly criteria: ImageCriteria; readonly origin: string} & Naming)
	| ({readonly type: 'export'; readonly preset: Preset; readonly format: PresetFormat} & Naming)
	| ImportView
	| {readonly type: 'list'}
	/** `top` is the first line of the JSON that is shown. */
	| {readonly type: 'detail'; readonly top: number}
	| {readonly type: 'compare'; readonly before: string; readonly after: string; readonly top: number}
	| {readonly type: 'remove'; readonly preset: Preset; readonly isBusy: boolean}
	| {readonly type: 'format'; readonly preset: Preset; readonly cursor: number};

/** A file of many presets, taken in one by one: each is saved unless its name is taken, and then a person is asked. */
export type ImportView = {
	readonly type: 'import';
	readonly file: string;
	readonly items: readonly ImportItem[];
	/** The item at hand. */
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

export type DeskUserEvent =
	| {readonly type: 'next'}
	| {readonly type: 'back'}
	| {readonly type: 'move'; readonly by: number}
	| {readonly type: 'move-to'; readonly to: 'top' | 'end'}
	| {readonly type: 'choose'; readonly index: number}
	| {readonly type: 'mark'}
	| {readonly type: 'sort'}
	| {readonly type: 'compare'}
	| {readonly type: 'swap'}
	| {readonly type: 'rename'}
	| {readonly type: 'describe'}
	| {readonly type: 'remove'}
	| {readonly type: 'restore'}
	| {readonly type: 'from-region'}
	| {readonly type: 'from-file'}
	| {readonly type: 'export'}
	| {readonly type: 'retry'}
	| {readonly type: 'text'; readonly press: string}
	| {readonly type: 'paste'; readonly text: string}
	| {readonly type: 'submit'}
	/** `forAll`: the same for every later question of this import. */
	| {readonly type: 'answer'; readonly yes: boolean; readonly forAll?: boolean}
	| {readonly type: 'notice'; readonly notice: Notice}
	| {readonly type: 'help'}
	| {readonly type: 'interrupt'}
	| {readonly type: 'quit'};

/** What came of an effect. Whatever changed the presets tells all of them as they are now. */
export type DeskResult =
	| {readonly type: 'presets'; readonly presets: readonly Preset[]}
	| {readonly type: 'renamed'; readonly from: string; readonly to: string; readonly presets: readonly Preset[]}
	| {readonly type: 'described'; readonly name: string; readonly presets: readonly Preset[]}
	| {readonly type: 'removed'; readonly preset: Preset; readonly presets: readonly Preset[]}
	| {readonly type: 'restored'; readonly name: string; readonly presets: readonly Preset[]}
	| {readonly type: 'saved'; readonly name: string; readonly presets: readonly Preset[]}
	/** One list of criteria was read, from a Region or a file; `name` is the one to offer. */
	| {readonly type: 'criteria'; readonly criteria: ImageCriteria; readonly origin: string; readonly name: string}
	/** A file of many presets was read. */
	| {readonly type: 'many'; readonly file: string; readonly presets: readonly PresetInFile[]}
	/** A file was read that cannot be used. */
	| {readonly type: 'errors'; readonly errors: readonly string[]}
	| {readonly type: 'written'; readonly path: string; readonly notes: readonly string[]}
	| {readonly type: 'failed'; readonly effect: DeskEffect; readonly problem: Problem};

export type DeskEvent = DeskUserEvent | {readonly type: 'result'; readonly result: DeskResult};

export type DeskEffect = {readonly id: string} & (
	| {readonly type: 'presets'}
	| {readonly type: 'rename'; readonly from: string; readonly to: string}
	| {readonly type: 'describe'; readonly name: string; readonly description: string}
	| {readonly type: 'remove'; readonly preset: Preset}
	| {readonly type: 'restore'; readonly preset: Preset}
	| {readonly type: 'read-region'; readonly region: string}
	| {readonly type: 'read-file'; readonly path: string}
	| {readonly type: 'save'; readonly preset: PresetInFile; readonly overwrite: boolean}
	| {
			readonly type: 'write';
			readonly path: string;
			readonly criteria: ImageCriteria;
			readonly format: PresetFormat;
			readonly overwrite: boolean;
	  }
);

export function initialDesk(options: DeskOptions): DeskState {
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
export function sortedPresets({presets, order}: DeskState): readonly Preset[] {
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
export function cursorOf(state: DeskState): number {
	return Math.max(
		0,
		sortedPresets(state).findIndex(({name}) => name === state.atHand),
	);
}

/** The preset under the cursor. */
export function presetAtHand(state: DeskState): Preset | undefined {
	return sortedPresets(state)[cursorOf(state)];
}

export function presetNamed({presets}: DeskState, name: string): Preset | undefined {
	return presets.status === 'here' ? presets.value.find((preset) => preset.name === name) : undefined;
}

/** The criteria as they are shown and exported, line by line. */
export function jsonLines(criteria: ImageCriteria): readonly string[] {
	return JSON.stringify({ImageCriteria: criteria}, undefined, 2).split('\n');
}

/** What a text field says, trimmed. */
export function typed({field}: {readonly field: TextField}): string {
	return field.value.trim();
}

/** Everything a state wants to be under way. */
export function deskEffects(state: DeskState): readonly DeskEffect[] {
	if (state.shell.ended !== false) {
		return [];
	}

	const {presets, removed, isRestoring} = state;
	const effect = viewEffect(state.view);
	return [
		...(presets.status === 'wanted' ? [{id: `presets:${presets.attempt}`, type: 'presets'} as const] : []),
		...(isRestoring && removed !== undefined
			? [{id: `restore:${removed.name}`, type: 'restore', preset: removed} as const]
			: []),
		...(effect === undefined ? [] : [effect]),
	];
}

function viewEffect(view: DeskView): DeskEffect | undefined {
	switch (view.type) {
		case 'list':
		case 'detail':
		case 'compare':
		case 'format': {
			return undefined;
		}

		case 'rename': {
			const to = typed(view);
			return view.isBusy ? {id: `rename:${view.name}:${to}`, type: 'rename', from: view.name, to} : undefined;
		}

		case 'describe': {
			const {name} = view;
			return view.isBusy ? {id: `describe:${name}`, type: 'describe', name, description: typed(view)} : undefined;
		}

		case 'remove': {
			const {preset} = view;
			return view.isBusy ? {id: `remove:${preset.name}`, type: 'remove', preset} : undefined;
		}

		case 'region': {
			const region = typed(view);
			return view.isBusy ? {id: `read-region:${region}`, type: 'read-region', region} : undefined;
		}

		case 'file': {
			const path = typed(view);
			return view.isBusy ? {id: `read-file:${path}`, type: 'read-file', path} : undefined;
		}

		case 'save': {
			const name = typed(view);
			return isSending(view.phase)
				? saveEffect(`save:${name}`, {name, criteria: view.criteria}, view.phase === 'overwriting')
				: undefined;
		}

		case 'import': {
			const item = view.items[view.position];
			return item !== undefined && view.phase !== 'overwrite?'
				? saveEffect(`import:${view.position}`, item.preset, view.phase === 'overwriting')
				: undefined;
		}

		case 'export': {
			const path = typed(view);
			const overwrite = view.phase === 'overwriting';
			const {preset, format} = view;
			return isSending(view.phase)
				? {id: `write:${path}:${view.phase}`, type: 'write', path, criteria: preset.criteria, format, overwrite}
				: undefined;
		}
	}
}

function saveEffect(id: string, preset: PresetInFile, overwrite: boolean): DeskEffect {
	return {id: `${id}:${overwrite ? 'overwrite' : 'new'}`, type: 'save', preset, overwrite};
}

function isSending(phase: Naming['phase']): boolean {
	return phase === 'saving' || phase === 'overwriting';
}

function compareText(left: string, right: string): number {
	return left < right ? -1 : left > right ? 1 : 0;
}
