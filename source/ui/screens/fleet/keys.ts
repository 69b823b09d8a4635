/** The keys of a fleet run, and those of the list of Regions that lead there. */
import {canEnforceTogether, cleanRegions} from '../../../rollout/guards.ts';
import type {UserEvent, WizardState} from '../../../rollout/state.ts';
import {canConfirmPlan} from '../../../rollout/steps/fleet/moves.ts';
import {isRunning} from '../../../rollout/steps/fleet/run.ts';
import type {KeyBinding} from '../../keys/binding.ts';
import type {Context} from '../../keys/context.ts';
import {inRollout} from '../../keys/key-event.ts';

type Binding = KeyBinding<WizardState, Context, UserEvent>;

const isUnfinished = inRollout(({unfinished}) =>
	unfinished.status === 'here' && unfinished.value !== undefined ? true : 'no run was left midway',
);

export const fleetBindings: readonly Binding[] = [
	{
		keys: ['f'],
		words: {
			general: 'work on all marked Regions together (fleet)',
			now: (state) =>
				state.phase === 'rollout' && state.marked.length > 0 ? `${state.marked.length} together` : 'fleet',
		},
		where: ['regions'],
		isInFooter: true,
		guard: inRollout(({marked}) => (marked.length > 0 ? true : 'no Region is marked')),
		event: {type: 'fleet'},
	},
	{
		keys: ['F'],
		words: {
			general: 'go on with a fleet run that was left midway',
			now: (state) =>
				state.phase === 'rollout' && state.unfinished.status === 'here' && state.unfinished.value !== undefined
					? `go on with the run over ${state.unfinished.value.regions.length} Regions`
					: 'go on with a fleet run',
		},
		where: ['regions'],
		guard: isUnfinished,
		event: {type: 'resume-fleet'},
	},
	{keys: ['enter'], words: 'choose', where: ['fleet-choose'], isInFooter: true, event: {type: 'next'}},
	{
		keys: ['enter'],
		words: 'carry out the plan',
		where: ['fleet-plan'],
		isInFooter: true,
		guard: inRollout((state) => canConfirmPlan(state)),
		event: {type: 'next'},
	},
	{
		keys: ['enter'],
		words: {general: 'review its instances', now: () => 'review'},
		where: ['fleet'],
		isInFooter: true,
		event: {type: 'next'},
	},
	{keys: ['d'], words: 'decide', where: ['fleet'], isInFooter: true, event: {type: 'enforce'}},
	{
		keys: ['n'],
		words: {general: 'on to the next Region that is to be decided by itself', now: () => 'next'},
		where: ['fleet'],
		isInFooter: true,
		event: {type: 'next-undecided'},
	},
	{
		keys: ['E'],
		words: {
			general: 'enforce all clean Regions together',
			now: (state) =>
				state.phase === 'rollout' ? `enforce ${cleanRegions(state).length} clean` : 'enforce the clean ones',
		},
		where: ['fleet'],
		isInFooter: true,
		guard: inRollout((state) => canEnforceTogether(state)),
		event: {type: 'together'},
	},
	{
		keys: ['m'],
		words: {general: 'summary: what came of each Region', now: () => 'summary'},
		where: ['fleet'],
		isInFooter: true,
		event: {type: 'summary'},
	},
	{
		keys: ['b'],
		words: {general: 'browse the instances of all Regions', now: () => 'browse all'},
		where: ['fleet'],
		isInFooter: true,
		event: {type: 'browse'},
	},
	{keys: ['/'], words: 'filter', where: ['fleet'], isInFooter: true, event: {type: 'filter'}},
	{keys: ['s'], words: 'sort by the next column', where: ['fleet'], event: {type: 'sort'}},
	{keys: ['S'], words: 'reverse the order', where: ['fleet'], event: {type: 'reverse-sort'}},
	{keys: ['home', 'g'], words: 'first', where: ['fleet'], event: {type: 'move-to', to: 'top'}},
	{keys: ['end', 'G'], words: 'last', where: ['fleet'], event: {type: 'move-to', to: 'end'}},
	{keys: ['enter'], words: 'keep the filter', where: ['fleet-filter'], isInFooter: true, event: {type: 'submit'}},
	{keys: ['esc'], words: 'clear the filter', where: ['fleet-filter'], isInFooter: true, event: {type: 'back'}},
	{keys: ['up'], words: 'one up', where: ['fleet-filter'], event: {type: 'move', by: -1}},
	{keys: ['down'], words: 'one down', where: ['fleet-filter'], event: {type: 'move', by: 1}},
	{keys: ['x'], words: 'take it out of the run', where: ['fleet-plan', 'fleet'], event: {type: 'take-out'}},
	{keys: ['r'], words: 'try again', where: ['fleet-plan', 'fleet'], event: {type: 'retry'}},
	{
		keys: ['c'],
		words: 'leave what has not begun',
		where: ['fleet'],
		guard: inRollout(({fleet}) =>
			fleet !== undefined && isRunning(fleet) && !fleet.isStopped ? true : 'nothing is on its way',
		),
		event: {type: 'stop-fleet'},
	},
	{keys: ['enter'], words: 'enforce them', where: ['fleet-together'], isInFooter: true, event: {type: 'submit'}},
	{keys: ['up'], words: 'one line up', where: ['fleet-together'], event: {type: 'move', by: -1}},
	{keys: ['down'], words: 'read on', where: ['fleet-together'], event: {type: 'move', by: 1}},
	{keys: ['pageup'], words: 'a page up', where: ['fleet-together'], event: {type: 'move', by: -100}},
	{keys: ['pagedown'], words: 'a page on', where: ['fleet-together'], event: {type: 'move', by: 100}},
	{
		keys: ['esc'],
		words: 'back',
		where: ['fleet-choose', 'fleet-plan', 'fleet', 'fleet-together'],
		isInFooter: true,
		event: {type: 'back'},
	},
];
