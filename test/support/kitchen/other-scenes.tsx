/** The presets and the organization screen in every state, and the components on their own. */
import type {ReactElement} from 'react';
import {reduce, type Machine} from '../../../source/machine/machine.ts';
import type {Shelled} from '../../../source/machine/shell.ts';
import type {ShellEvent} from '../../../source/machine/event.ts';
import {emptyPrompt, promptWith} from '../../../source/machine/prompt.ts';
import {textField} from '../../../source/machine/text-field.ts';
import {organization} from '../../../source/organization/organization.ts';
import type {OrganizationSession} from '../../../source/organization/session.ts';
import {initialOrganization, type OrganizationState} from '../../../source/organization/state.ts';
import {presets as presetsMachine} from '../../../source/presets/presets.ts';
import type {PresetsSession} from '../../../source/presets/session.ts';
import {initialPresets, type PresetsState, type PresetsView} from '../../../source/presets/state.ts';
import type {Problem} from '../../../source/problem.ts';
import {eventOf} from '../../../source/ui/keys/binding.ts';
import {focusOf, programKeys, type ProgramKeys} from '../../../source/ui/keys/registry.ts';
import {OrganizationApp} from '../../../source/ui/programs/organization-app.tsx';
import {PresetsApp} from '../../../source/ui/programs/presets-app.tsx';
import {escape, hostileCriteria, manyCriteria, presets, wideCriteria} from './hostile.ts';
import type {Scene, Still} from './scene.ts';
import type {Walk} from './walk.ts';

const full: Problem = {kind: 'storage', what: 'The disk is full.', next: 'Free some space.'};

export function presetsScenes(): readonly Scene[] {
	const known: PresetsState = {
		...initialPresets({demo: true, readOnly: false, region: 'us-east-1'}),
		presets: {status: 'here', attempt: 0, value: presets},
	};
	const [base, wide, odd, everything] = presets;
	if (base === undefined || wide === undefined || odd === undefined || everything === undefined) {
		throw new TypeError('The kitchen has these presets');
	}

	const scene = (name: string, state: Partial<PresetsState>, presses: readonly string[] = []): Scene => ({
		name: `presets: ${name}`,
		open: () =>
			still({
				machine: presetsMachine,
				state: {...known, ...state},
				keys: programKeys.presets,
				presses,
				screen: (session) => <PresetsApp session={session as unknown as PresetsSession} />,
			}),
	});
	const view = (name: string, shown: PresetsView, current = base.name): Scene => scene(name, {view: shown, current});
	const items = [
		{preset: {name: `evil${escape}`, criteria: hostileCriteria}, outcome: 'refused', why: 'It cannot be a name.'},
		{preset: {name: 'base', criteria: wideCriteria}, outcome: 'waiting'},
		...Array.from({length: 20}, (_, index) => ({
			preset: {name: `imported-${index}`, criteria: wideCriteria},
			outcome: 'saved' as const,
		})),
	] as const;
	return [
		scene('loading', {presets: {status: 'wanted', attempt: 0}}),
		scene('unreadable', {presets: {status: 'failed', attempt: 0, problem: full}}),
		scene('none', {presets: {status: 'here', attempt: 0, value: []}}),
		scene('one', {presets: {status: 'here', attempt: 0, value: [base]}}),
		scene('many', {}),
		scene('many, a wide one', {current: wide.name}),
		scene('many, an odd one', {current: odd.name}),
		scene('many, the longest', {current: everything.name}),
		scene('marked', {marked: [base.name, wide.name]}),
		scene('by use', {order: 'used'}),
		scene('help', {}, ['?']),
		view('in full', {type: 'detail', top: 0}),
		view('in full, the longest', {type: 'detail', top: 0}, everything.name),
		view('in full, scrolled', {type: 'detail', top: 30}, everything.name),
		view('in full, odd', {type: 'detail', top: 0}, odd.name),
		view('compared', {type: 'compare', before: base.name, after: wide.name, top: 0}),
		view('compared, the longest', {type: 'compare', before: base.name, after: everything.name, top: 0}),
		view('renaming', {type: 'rename', name: base.name, prompt: promptWith(base.name)}),
		view('renaming, refused', {type: 'rename', name: base.name, prompt: {...promptWith('odd'), problem: full}}),
		view('describing', {type: 'describe', name: wide.name, prompt: promptWith(wide.description)}),
		view('removing', {type: 'remove', preset: everything, isBusy: false}),
		view('removing, asked', {type: 'remove', preset: wide, isBusy: false}),
		view('Region', {type: 'region', prompt: promptWith('us-east-1')}),
		view('Region, reading', {type: 'region', prompt: {...promptWith('us-east-1'), phase: 'sending'}}),
		view('file', {type: 'file', prompt: emptyPrompt, errors: []}),
		view('file, errors', {
			type: 'file',
			prompt: promptWith('criteria.json'),
			errors: [
				`line 1: ${escape}`,
				...Array.from(
					{length: 30},
					(_, index) =>
						`ImageCriteria[${index}], line ${index}: "12345678901" has 11 digits; an account ID has 12 (lost a leading zero?)`,
				),
			],
		}),
		view('saving', {type: 'save', criteria: manyCriteria, origin: 'us-east-1', prompt: promptWith('everything')}),
		view('saving, overwriting', {
			type: 'save',
			criteria: wideCriteria,
			origin: 'us-east-1',
			prompt: {field: textField('base'), phase: 'overwrite?'},
		}),
		view('importing', {type: 'import', file: 'presets.json', items, position: 1, phase: 'overwrite?'}),
		view('imported', {type: 'import', file: 'presets.json', items, position: items.length, phase: 'saving'}),
		view('formats', {type: 'format', preset: wide, cursor: 0}),
		view('formats, one that cannot', {type: 'format', preset: wide, cursor: 2}),
		view('exporting', {type: 'export', preset: base, format: 'aws-cli', prompt: promptWith('base.json')}),
	];
}

export function organizationScenes({overview}: Walk): readonly Scene[] {
	const start = initialOrganization({directory: 'organization', role: 'reader', demo: true}, overview);
	const scene = (name: string, presses: readonly string[] = [], state: Partial<OrganizationState> = {}): Scene => ({
		name: `organization: ${name}`,
		open: () =>
			still({
				machine: organization,
				state: {...start, ...state},
				keys: programKeys.organization,
				presses,
				screen: (session) => <OrganizationApp session={session as unknown as OrganizationSession} />,
			}),
	});
	return [
		scene('grid'),
		scene('grid, another cell', ['down', 'down', 'right', 'right']),
		scene('grid, filter', ['/', ...'prod']),
		scene('grid, nothing matches', ['/', ...'zzz']),
		scene('a cell', ['enter']),
		scene('images', ['tab']),
		scene('an image', ['tab', 'enter']),
		scene('images, nothing matches', ['tab', '/', ...'zzz']),
		scene('plan', ['tab', 'tab']),
		scene('plan, scrolled', ['tab', 'tab', 'down', 'down', 'down']),
		scene('exporting', ['tab', 'w']),
		scene('empty', [], {overview: {...overview, accounts: [], regions: [], images: [], unsafe: [], waves: []}}),
		scene('no image', ['tab'], {overview: {...overview, images: []}}),
		scene('help', ['?']),
	];
}

/** A machine without its work, behind its screen. */
function still<State extends Shelled, Event extends {readonly type: string}, Context>({
	machine,
	state: start,
	keys: program,
	presses,
	screen,
}: {
	readonly machine: Machine<State, Event, Context>;
	readonly state: State;
	readonly keys: ProgramKeys<State, Event>;
	readonly presses: readonly string[];
	readonly screen: (session: object) => ReactElement;
}): Still {
	let state = start;
	const listeners = new Set<() => void>();
	const dispatch = (event: Event | ShellEvent): void => {
		const next = reduce(machine, state, event);
		if (next === state) {
			return;
		}

		state = next;
		for (const listener of listeners) {
			listener();
		}
	};

	const press = (...keys: readonly string[]): void => {
		for (const key of keys) {
			const event = eventOf(focusOf(program, state), key);
			if (event !== undefined) {
				dispatch(event as Event | ShellEvent);
			}
		}
	};

	press(...presses);
	const session = {
		getState: () => state,
		subscribe(listener: () => void) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		dispatch,
	};
	return {
		screen: screen(session),
		press,
		look: () => [state],
		focus: () => focusOf(program, state),
	};
}
