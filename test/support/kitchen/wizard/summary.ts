/** What became of the Regions. */
import {failed, here, wanted} from '../../../../source/machine/loadable.ts';
import type {Scene} from '../scene.ts';
import type {Maker} from './maker.tsx';
import {denied} from './problems.ts';
import {withWork, withSettings} from './states.ts';

export function summaryScenes({at, pressed}: Maker): readonly Scene[] {
	return [
		at('summary', 'summary: proving'),
		at('proven', 'summary: proven'),
		at('proven', 'summary: alarm', (state) =>
			withWork(state, {
				proof: here(wanted, {
					visible: 20,
					hidden: 3,
					wronglyHidden: [
						'ami-0aaaaaaaaaaaaaaa1',
						'ami-0aaaaaaaaaaaaaaa2',
						'ami-0aaaaaaaaaaaaaaa3',
						'ami-0aaaaaaaaaaaaaaa4',
					],
					wronglyVisible: ['ami-0bbbbbbbbbbbbbbb1'],
					gone: 2,
					undecided: 1,
				}),
			}),
		),
		pressed('proven', "summary: AWS's answers", ['i']),
		pressed('proven', 'summary: a Region to do', ['down']),
		at('decide', 'summary: would be blocked', (state) => ({
			...withWork(state, {outcome: 'audit mode kept'}),
			step: {name: 'summary'},
		})),
		pressed('proven', 'summary: taking back', ['u']),
		pressed('proven', 'summary: asked before loosening', ['a']),
		pressed('proven', 'summary: report', ['w']),
		at('proven', 'summary: not proven', (state) => withWork(state, {proof: failed(wanted, denied)})),
		at('proven', 'summary: many Regions', (state) => ({
			...state,
			queue: Array.from({length: 28}, (_, index) => (index === 0 ? 'us-east-1' : `xx-test-${index}`)),
			position: 0,
		})),
		at('proven', 'summary: kept in audit mode', (state) =>
			withSettings(withWork(state, {outcome: 'audit mode kept'}), {State: 'audit-mode'}),
		),
	];
}
