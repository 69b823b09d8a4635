/** Several Regions side by side. */
import {here, valueOf, wanted} from '../../../../source/machine/loadable.ts';
import type {Change} from '../../../../source/operations/change/change.ts';
import type {Scene} from '../scene.ts';
import type {Maker} from './maker.tsx';
import {denied, policy} from './problems.ts';
import {settingsIn} from './states.ts';

export function fleetScenes({stops, at, pressed}: Maker): readonly Scene[] {
	const {fleet} = stops;
	const regions = fleet.state.fleet?.regions ?? [];
	const change = (region: string): Change => ({
		kind: 'audit-mode',
		region,
		expected: settingsIn(fleet.state, region),
	});
	const row = (region: string) => ({
		region,
		before: settingsIn(fleet.state, region),
		after: settingsIn(fleet.state, region),
		steps: ['audit-mode' as const],
	});
	return [
		at('fleet plan', 'fleet: choosing', (state) => ({
			...state,
			step: {name: 'fleet', view: {type: 'choose', cursor: 1}},
		})),
		at('fleet plan', 'fleet: nothing to choose from', (state) => ({
			...state,
			presets: here(wanted, []),
			work: {},
			step: {name: 'fleet', view: {type: 'choose', cursor: 0}},
		})),
		at('fleet plan', 'fleet: plan'),
		pressed('fleet plan', 'fleet: plan, the last', ['down', 'down', 'down', 'down']),
		at('fleet plan', 'fleet: plan, beginning', (state) => ({
			...state,
			step: {name: 'fleet', view: {type: 'plan', cursor: 0, isBeginning: true}},
		})),
		at('fleet', 'fleet: scanned'),
		at('fleet', 'fleet: scanned, launches being read', (state) => ({
			...state,
			work: Object.fromEntries(
				Object.entries(state.work).map(([region, work], index) => {
					const found = valueOf(work.launches);
					return [
						region,
						{
							...work,
							launches: wanted,
							...(index > 0 && found !== undefined && {standing: {attempt: 0, found}}),
						},
					];
				}),
			),
		})),
		at(
			'fleet',
			'fleet: on its way',
			(state) => ({
				...state,
				fleet: {
					...state.fleet!,
					isStopped: false,
					progress: Object.fromEntries(
						regions.map((region, index) => [
							region,
							[
								{status: 'waiting' as const, row: row(region)},
								{
									status: 'changing' as const,
									row: row(region),
									made: 0,
									change: change(region),
									stage: 'sending' as const,
								},
								{status: 'failed' as const, problem: denied},
								{status: 'differs' as const, expected: settingsIn(state, region), found: policy},
							][index % 4]!,
						]),
					),
				},
			}),
			{presses: ['down', 'down']},
		),
		pressed('fleet', 'fleet: together', ['E']),
		pressed('fleet', 'fleet: browsing all', ['b']),
	];
}
