/** What launches images. */
import {failed, here, wanted} from '../../../../source/machine/loadable.ts';
import type {Scene} from '../scene.ts';
import type {Maker} from './maker.tsx';
import {denied} from './problems.ts';
import {withWork, launchesIn} from './states.ts';

export function launchScenes({at, pressed}: Maker): readonly Scene[] {
	return [
		at('launches', 'launches'),
		pressed(
			'launches',
			'launches: the last',
			Array.from({length: 60}, () => 'pagedown'),
		),
		pressed('launches', 'launches: in the midst', ['down', 'down', 'down']),
		pressed('launches', 'launches: no filter', ['/']),
		at('launches', 'launches: looking', (state) =>
			withWork(state, {launches: wanted, launchesProgress: 'CloudTrail: back to 2026-05-03'}),
		),
		at('launches', 'launches: CloudTrail being read', (state) =>
			withWork(state, {
				launches: wanted,
				launchesProgress: 'CloudTrail in us-east-1: back to 2026-05-03 10:00',
				standing: {
					attempt: 0,
					found: {
						region: 'us-east-1',
						launches: launchesIn(state).filter(({type}) => type !== 'recent-launch'),
						gaps: [],
					},
				},
			}),
		),
		at('launches', 'launches: failed', (state) => withWork(state, {launches: failed(wanted, denied)})),
		at('launches', 'launches: none', (state) =>
			withWork(state, {launches: here(wanted, {region: 'us-east-1', launches: [], gaps: []})}),
		),
		at('launches', 'launches: hostile, with gaps', (state) =>
			withWork(state, {
				launches: here(wanted, {
					region: 'us-east-1',
					launches: launchesIn(state).slice(0, 4),
					gaps: ['Auto Scaling groups', 'EC2 Fleets', 'Spot Fleets', 'launch templates', 'SSM parameters'].map(
						(what) => ({
							region: 'us-east-1',
							what,
							problem: denied,
						}),
					),
				}),
			}),
		),
	];
}
