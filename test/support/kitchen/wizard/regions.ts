/** The list of Regions. */
import {failed, here, wanted} from '../../../../source/machine/loadable.ts';
import type {RolloutState} from '../../../../source/rollout/state.ts';
import type {HistoryEntry} from '../../../../source/operations/ports.ts';
import {regionsStep} from '../../../../source/rollout/moves/steps.ts';
import {wideCriteria} from '../hostile.ts';
import type {Scene} from '../scene.ts';
import {settingsIn} from './states.ts';
import type {Maker} from './maker.tsx';
import {unreachable} from './problems.ts';

export function regionScenes({stops, at, pressed, now}: Maker): readonly Scene[] {
	const {regions} = stops.regions.state;
	const withPreset = (state: RolloutState): RolloutState => ({
		...state,
		options: {...state.options, preset: {name: 'base', criteria: wideCriteria}},
	});
	const withChanges = (state: RolloutState, change: Partial<HistoryEntry>): RolloutState => {
		const before = settingsIn(state, 'us-west-2');
		const entry: HistoryEntry = {
			id: '1',
			at: '2026-05-31T09:12:00.000Z',
			account: state.identity.account,
			arn: 'arn:aws:sts::123456789012:assumed-role/Admin/jane',
			region: 'us-west-2',
			kind: 'criteria',
			before,
			after: {...before, ImageCriteria: wideCriteria},
			outcome: {status: 'done', answer: '{"ReturnValue": true}'},
			...change,
		};
		const last = regions.status === 'here' ? regions.value.findIndex(({name}) => name === 'us-west-2') : 0;
		return {
			...state,
			lastChanges: here(wanted, {'us-west-2': entry}),
			step: {...regionsStep, cursor: last},
		};
	};

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
		at('regions', 'regions: last change', (state) => withChanges(state, {after: settingsIn(state, 'us-west-2')})),
		at('regions', 'regions: last change, overtaken', (state) => withChanges(state, {})),
		at('regions', 'regions: last change, not known', (state) => withChanges(state, {outcome: {status: 'unknown'}})),
		at('regions', 'regions: history being read', (state) => ({...state, lastChanges: wanted})),
		at('regions', 'regions: history unreadable', (state) => ({...state, lastChanges: failed(wanted, unreachable)})),
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
