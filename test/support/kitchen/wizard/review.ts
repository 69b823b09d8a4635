/** The review: instances, images, groups. */
import type {Instance} from '../../../../source/inventory/instance.ts';
import {failed, here, wanted} from '../../../../source/machine/loadable.ts';
import {promptWith} from '../../../../source/machine/prompt.ts';
import {textField} from '../../../../source/machine/text-field.ts';
import type {Problem} from '../../../../source/problem.ts';
import {reviewStep} from '../../../../source/rollout/moves/steps.ts';
import {reviewOfScan} from '../../../../source/rollout/offline/saved-scan.ts';
import {currentWork, type RolloutState} from '../../../../source/rollout/state.ts';
import {wideCriteria} from '../hostile.ts';
import type {Scene} from '../scene.ts';
import {cleanOf, emptyInventory, instancesOf} from './inventories.ts';
import type {Maker} from './maker.tsx';
import {denied} from './problems.ts';
import {withWork, settingsIn, draftOf} from './states.ts';

export function reviewScenes({stops, scene, at, pressed, midway, now}: Maker): readonly Scene[] {
	const tabs = (count: number) => Array.from({length: count}, () => 'tab');
	const refused: Problem = {kind: 'storage', what: 'The disk is full.', next: 'Free some space, or write elsewhere.'};
	const saved = (instances: readonly Instance[]) =>
		reviewOfScan({instances}, {demo: true, readOnly: true, purpose: 'scan-file'}, now.toISOString());
	const fromFile = (name: string, {state, inventory}: ReturnType<typeof saved>) =>
		scene(name, state, new Map(state.queue.map((region) => [region, inventory])));
	const mending = (state: RolloutState): RolloutState =>
		withWork(state, {
			draft: draftOf([{ImageProviders: ['amazon', 'aws-marketplace', '444455556666', '136693071363']}]),
		});
	return [
		at('review', 'review'),
		pressed('review', 'review: images at the end', ['G']),
		pressed('review', 'review: all images', ['o', 'down']),
		pressed('review', 'review: instances', ['shift+tab']),
		pressed('review', 'review: at the end', ['shift+tab', 'G']),
		pressed('review', 'review: all', ['shift+tab', 'o', 'down']),
		...[1, 2, 3, 4, 5, 6].map((count) => pressed('review', `review: grouped ${count}`, tabs(count))),
		pressed('review', 'review: all grouped', ['o', 'tab']),
		pressed('review', 'review: an image open', ['enter']),
		pressed('review', 'review: a reason open', [...tabs(2), 'enter']),
		pressed('review', 'review: without details', ['i']),
		pressed('review', 'review: details alone', ['z']),
		pressed('review', 'review: details scrolled', ['J', 'J']),
		pressed('review', 'review: marked', ['space', 'space', 'space']),
		pressed('review', 'review: filter', ['/'], 'spark'),
		pressed('review', 'review: a wrong filter', ['/'], 'state:'),
		pressed('review', 'review: nothing matches', ['/'], 'zzzzz', ['enter']),
		pressed('review', 'review: jump', [':'], '12'),
		pressed('review', 'review: completing a key', ['/'], 'pro'),
		pressed('review', 'review: completing a value', ['/'], 'spark provider:'),
		pressed('review', 'review: a completed filter', ['/'], 'spark provider:4', ['tab']),
		pressed('review', 'review: sort by', ['s']),
		pressed('review', 'review: sort instances by', ['shift+tab', 's', 'down']),
		pressed('review', 'review: columns', ['t']),
		pressed('review', 'review: columns of instances', ['shift+tab', 't', 'down', 'enter']),
		pressed('review', 'review: more columns of instances', [
			'shift+tab',
			't',
			'down',
			'enter',
			'G',
			'enter',
			'esc',
			'i',
		]),
		pressed('review', 'review: a value to filter by', ['=']),
		pressed('review', 'review: a value of an instance to filter by', ['shift+tab', '=']),
		pressed('review', 'review: filtered by a value', ['=', 'enter']),
		pressed('review', 'review: a choice without details', ['i', 's']),
		pressed('review', 'review: a choice with the details alone', ['z', 's']),
		pressed('review', 'review: export', ['w']),
		at('review', 'review: export refused', (state) => ({
			...state,
			step: {...reviewStep, exporting: {...promptWith('report.html'), problem: refused}},
		})),
		at('review', 'review: export, overwriting', (state) => ({
			...state,
			step: {...reviewStep, exporting: {...promptWith('report.html'), phase: 'overwrite?'}},
		})),
		at('review', 'review: with a draft', (state) => withWork(state, {draft: draftOf(wideCriteria)})),
		at('review', 'review: mended by a draft', mending),
		at('review', 'review: instances mended by a draft', mending, {presses: ['shift+tab']}),
		at('review', 'review: providers mended by a draft', mending, {presses: ['o', 'tab']}),
		at('review', 'review: lost by a draft', (state) => withWork(state, {draft: draftOf(wideCriteria)}), {
			presses: ['o'],
		}),
		at(
			'review',
			'review: hostile names',
			(state) => ({
				...state,
				queue: ['eu-west-1'],
				position: 0,
				work: {
					'eu-west-1': {
						...currentWork(state),
						reading: here(wanted, {settings: settingsIn(state, 'eu-west-1'), at: now.toISOString()}),
					},
				},
				step: {...reviewStep, filter: textField('tag')},
			}),
			{inventories: stops.regions.inventories, presses: ['o']},
		),
		at(
			'review',
			'review: no offender',
			(state) => ({
				...state,
				queue: ['us-west-2'],
				position: 0,
				work: {'us-west-2': currentWork(state)},
			}),
			{inventories: new Map([['us-west-2', cleanOf(midway)]])},
		),
		at('review', 'review: no instance', undefined, {inventories: new Map([['us-east-1', emptyInventory()]])}),
		at(
			'review',
			'review: no Regions',
			(state) => ({
				...state,
				options: {...state.options, purpose: 'review'},
				regions: failed(wanted, denied),
				queue: [],
				work: {},
			}),
			{inventories: new Map()},
		),
		fromFile('review: a saved scan', saved(instancesOf(midway))),
		fromFile('review: a saved scan without an instance', saved([])),
	];
}
