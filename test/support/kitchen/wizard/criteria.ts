/** Choosing and editing criteria. */
import type {ImageCriteria} from '../../../../source/criteria/criterion.ts';
import {failed, here, wanted} from '../../../../source/machine/loadable.ts';
import {emptyPrompt, promptWith} from '../../../../source/machine/prompt.ts';
import type {Problem} from '../../../../source/problem.ts';
import type {Step} from '../../../../source/rollout/state.ts';
import {hostileCriteria, manyCriteria, wideCriteria} from '../hostile.ts';
import type {Scene} from '../scene.ts';
import type {Maker} from './maker.tsx';
import {withWork, draftOf} from './states.ts';

export function criteriaScenes({at, pressed}: Maker): readonly Scene[] {
	const inForm = (name: string, criteria: ImageCriteria, presses: readonly string[] = []) =>
		at('form', `criteria: ${name}`, (state) => withWork(state, {draft: draftOf(criteria)}), {presses});
	const withView = (name: string, view: Extract<Step, {name: 'criteria'}>['view']) =>
		at('form', `criteria: ${name}`, (state) => ({...state, step: {name: 'criteria', view}}));
	const refused: Problem = {
		kind: 'not-found',
		what: 'There is no file criteria.json here.',
		next: 'Did you mean criteria.example.json?',
	};
	return [
		at('sources', 'criteria: sources'),
		pressed('sources', 'criteria: sources, the last', ['down', 'down', 'down', 'down', 'down', 'down']),
		at('sources', 'criteria: sources, without presets', (state) => ({...state, presets: here(wanted, [])})),
		pressed('sources', 'criteria: presets', ['2', 'down', 'down']),
		pressed('sources', 'criteria: removing a preset', ['2', 'x']),
		withView('presets, none', {type: 'presets', cursor: 0, removing: false}),
		at('sources', 'criteria: presets unreadable', (state) => ({
			...state,
			presets: failed(wanted, {
				kind: 'storage',
				what: 'presets.json is not JSON.',
				next: 'It was kept aside as presets.json.broken.',
			}),
			step: {name: 'criteria', view: {type: 'presets', cursor: 0, removing: false}},
		})),
		pressed('sources', 'criteria: another Region', ['7', 'down']),
		at('sources', 'criteria: another Region, a long one', (state) => ({
			...state,
			overview: {
				...state.overview,
				'ap-east-9': {
					settings: here(wanted, {State: 'enabled', ManagedBy: 'declarative-policy', ImageCriteria: manyCriteria}),
					counts: wanted,
				},
			},
			step: {name: 'criteria', view: {type: 'regions', cursor: 0, source: 6}},
		})),
		pressed('sources', 'criteria: file', ['3']),
		withView('file, not found', {type: 'file', prompt: {...promptWith('criteria.json'), problem: refused}}),
		withView('file, reading', {type: 'file', prompt: {...promptWith('criteria.json'), phase: 'sending'}}),
		at('form', 'criteria: form', undefined, {inventories: new Map()}),
		at('form', 'criteria: form with its impact'),
		inForm('form, a value', wideCriteria, ['down']),
		inForm(
			'form, many',
			manyCriteria,
			Array.from({length: 30}, () => 'down'),
		),
		inForm('form, hostile', hostileCriteria, ['down', 'down']),
		inForm('form, errors', [{ImageProviders: ['12345678901', 'amazon']}, {}, {ImageNames: ['*']}], ['down']),
		inForm('form, empty', []),
		inForm('form, difference', wideCriteria, ['tab']),
		inForm('form, JSON', wideCriteria, ['tab', 'tab']),
		inForm('form, JSON of many', manyCriteria, ['tab', 'tab']),
		inForm('form, adding', wideCriteria, ['a', 'down']),
		inForm('form, a new value', wideCriteria, ['a', 'enter']),
		inForm('form, editing a value', wideCriteria, ['down', 'e']),
		at('form', 'criteria: form, a wrong value', (state) => withWork(state, {draft: draftOf(wideCriteria)}), {
			presses: ['a', 'enter'],
			text: '12345',
			after: ['enter'],
		}),
		withView('editor', {type: 'editor', text: '[]', attempt: 0}),
		withView('errors from the editor', {
			type: 'editor-errors',
			text: '[',
			errors: Array.from(
				{length: 12},
				(_, index) =>
					`ImageCriteria[${index}].ImageProviders[2], line ${index + 9}: "12345678901" has 11 digits; an account ID has 12 (lost a leading zero?)`,
			),
		}),
		withView('saving', {type: 'save', prompt: emptyPrompt}),
		withView('overwriting', {type: 'save', prompt: {...promptWith('base'), phase: 'overwrite?'}}),
		at('form', 'criteria: saving many', (state) => ({
			...withWork(state, {draft: draftOf(manyCriteria)}),
			step: {name: 'criteria', view: {type: 'save', prompt: promptWith('everything')}},
		})),
	];
}
