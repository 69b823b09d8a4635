/** The presets screen in every state. */
import {emptyPrompt, promptWith} from '../../../source/machine/prompt.ts';
import {textField} from '../../../source/machine/text-field.ts';
import {presets as presetsMachine} from '../../../source/presets/presets.ts';
import type {PresetsSession} from '../../../source/presets/session.ts';
import type {RegionStatus} from '../../../source/operations/region-status.ts';
import {initialPresets, type PresetsState, type PresetsView} from '../../../source/presets/state.ts';
import type {Problem} from '../../../source/problem.ts';
import {programKeys} from '../../../source/ui/keys/registry.ts';
import {PresetsApp} from '../../../source/ui/programs/presets-app.tsx';
import {escape, hostileCriteria, manyCriteria, presets, wideCriteria} from './hostile.ts';
import type {Scene} from './scene.ts';
import {stillProgram} from './still-program.ts';

const full: Problem = {kind: 'storage', what: 'The disk is full.', next: 'Free some space.'};

const expired: Problem = {
	kind: 'expired',
	what: 'The session of profile "prod" has expired.',
	next: 'Sign in with `aws sso login --profile prod`.',
};

/** What the Regions of an account were read to hold. */
function appliedIn(regions: readonly RegionStatus[]): NonNullable<PresetsState['applied']> {
	return {
		status: 'here',
		attempt: 0,
		value: {account: '123456789012', at: '2026-06-01T12:00:00.000Z', regions},
	};
}

const places: readonly RegionStatus[] = [
	...['eu-central-1', 'eu-west-1', 'us-east-1'].map((region, index) => ({
		region,
		settings: {
			State: ['enabled', 'audit-mode', 'disabled'][index] ?? '',
			ManagedBy: index === 1 ? 'declarative-policy' : 'account',
			ImageCriteria: presets[0]?.criteria ?? [],
		},
	})),
	{region: 'us-east-2', settings: {State: 'unheard-of', ManagedBy: 'account', ImageCriteria: wideCriteria}},
	...['us-west-1', 'us-west-2'].map((region) => ({region, problem: {...expired, kind: 'denied'} as const})),
];

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
			stillProgram({
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
		scene('where, reading', {applied: {status: 'wanted', attempt: 0}, readSoFar: {done: 12, count: 17}}),
		scene('where, not signed in', {applied: {status: 'failed', attempt: 0, problem: expired}}),
		scene('where', {applied: appliedIn(places)}),
		scene('where, one in part', {applied: appliedIn(places), current: wide.name}),
		scene('where, in none', {applied: appliedIn(places), current: 'team-3'}),
		scene('where, nothing read', {applied: appliedIn(places.filter(({settings}) => settings === undefined))}),
		scene('where, in full', {applied: appliedIn(places), view: {type: 'detail', top: 0}}),
		scene('read-only', {options: {...known.options, readOnly: true}}, ['A']),
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
