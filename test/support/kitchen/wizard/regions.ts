/** The list of Regions. */
import {failed, here, wanted} from '../../../../source/machine/loadable.ts';
import type {RolloutState} from '../../../../source/rollout/state.ts';
import {wideCriteria} from '../hostile.ts';
import type {Scene} from '../scene.ts';
import type {Maker} from './maker.tsx';
import {unreachable} from './problems.ts';

export function regionScenes({stops, at, pressed, now}: Maker): readonly Scene[] {
	const {regions} = stops.regions.state;
	const withPreset = (state: RolloutState): RolloutState => ({
		...state,
		options: {...state.options, preset: {name: 'base', criteria: wideCriteria}},
	});
	const names = regions.status === 'here' ? regions.value.map(({name}) => name) : [];
	return [
		at('regions', 'regions: loading', (state) => ({...state, regions: wanted, overview: {}})),
		at('regions', 'regions: first rows', (state) => ({
			...state,
			overview: Object.fromEntries(
				Object.entries(state.overview).map(([name, row], index) => [
					name,
					index < 2 ? row : {settings: wanted, counts: wanted},
				]),
			),
		})),
		at('regions', 'regions'),
		...names.map((name, index) =>
			pressed('regions', `regions: at ${name}`, ['g', ...Array.from({length: index}, () => 'down')]),
		),
		pressed('regions', 'regions: marked', ['a']),
		at('regions', 'regions: for a preset', withPreset),
		at('regions', 'regions: for a preset, marked', withPreset, {presses: ['a']}),
		pressed('regions', 'regions: filter', ['/'], 'us-'),
		pressed('regions', 'regions: nothing matches', ['/'], 'mars'),
		at('regions', 'regions: unreachable', (state) => ({...state, regions: failed(wanted, unreachable)})),
		at('regions', 'regions: a run left midway', (state) => ({
			...state,
			unfinished: here(wanted, {
				id: 'run-1',
				at: now.toISOString(),
				account: state.identity.account,
				regions: ['us-east-1', 'us-west-2'],
				criteria: wideCriteria,
				origin: 'preset "base"',
			}),
		})),
	];
}
