/** What to do with a scanned Region. */
import {here, wanted} from '../../../../source/machine/loadable.ts';
import {decideStep} from '../../../../source/rollout/moves/steps.ts';
import type {RolloutState} from '../../../../source/rollout/state.ts';
import {manyCriteria} from '../hostile.ts';
import type {Scene} from '../scene.ts';
import type {Maker} from './maker.tsx';
import {denied, policy} from './problems.ts';
import {withWork, withSettings, scanOf, draftOf} from './states.ts';

/** As it is where nobody asked for the list of launches. */
function withoutLaunches(state: RolloutState): RolloutState {
	const work = Object.entries(state.work).map(([region, {launches: _, ...others}]) => [region, others] as const);
	return {...state, work: Object.fromEntries(work)};
}

export function decideScenes({stops, at, pressed}: Maker): readonly Scene[] {
	const clean = {instances: 270, notAllowed: 0, unknown: 0, imagesNotAllowed: 0};
	const decide = (name: string, change: (state: RolloutState) => RolloutState) =>
		at('decide', `decide: ${name}`, (state) => ({...change(state), step: decideStep}));
	const scanned = scanOf(stops.decide.state);
	return [
		at('decide', 'decide: offenders'),
		pressed('decide', 'decide: at enforce', ['down', 'down']),
		decide('clean', (state) => withWork(state, {scan: {...scanned, counts: clean, offendingImages: []}})),
		decide('ready', (state) =>
			withWork(state, {
				scan: {...scanned, counts: clean, offendingImages: []},
				launches: here(wanted, {region: 'us-east-1', launches: [], gaps: []}),
			}),
		),
		decide('looking what launches', (state) => withoutLaunches(withWork(state, {scan: {...scanned, counts: clean}}))),
		decide('offenders, looking what launches', withoutLaunches),
		decide('with a draft that mends', (state) =>
			withWork(state, {
				draft: draftOf([{ImageProviders: ['amazon', 'aws-marketplace', '444455556666', '136693071363']}]),
			}),
		),
		decide('nothing runs', (state) =>
			withWork(state, {scan: {...scanned, counts: {...clean, instances: 0}, offendingImages: []}}),
		),
		decide('no verdict', (state) => withWork(state, {scan: {...scanned, counts: {...clean, unknown: 12}}})),
		decide('incomplete', (state) => withWork(state, {scan: {...scanned, isComplete: false}})),
		decide('managed unknown', (state) =>
			withWork(state, {scan: {...scanned, managed: {added: 0, judgedHere: 0, problem: denied}}}),
		),
		decide('with a draft', (state) => withWork(state, {draft: draftOf(manyCriteria)})),
		decide('enforced already', (state) => withSettings(state, {State: 'enabled'})),
		decide('disabled', (state) => withSettings(state, {State: 'disabled'})),
		decide('by policy', (state) => withSettings(state, policy)),
		decide('not scanned', (state) => withWork(state, {scan: {status: 'cancelled', id: 1}})),
	];
}
