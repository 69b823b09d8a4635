/** The keys of a fleet run. */
import {fleetSources} from '../../../rollout/steps/fleet/sources.ts';
import {canEnforceTogether, cleanRegions, isCleanPanelShown, phraseForTogether} from '../../../rollout/guards.ts';
import {canConfirmPlan, isPlanShown, type FleetView} from '../../../rollout/steps/fleet/moves.ts';
import type {RolloutState} from '../../../rollout/state.ts';
import {isRunning} from '../../../rollout/steps/fleet/run.ts';
import type {StateIn, StepKeys} from '../../keys/step-keys.ts';
import {
	backKey,
	copyCommandKey,
	endKeys,
	fieldKeys,
	lineKeys,
	listKeys,
	quitKey,
	readFirstKeys,
	readingKeys,
	wordsKeys,
} from '../../keys/usual.ts';

type Place = FleetView['type'] | 'beginning' | 'filter' | 'unread' | 'unread-plan';

export const fleetKeys: StepKeys<'fleet', Place> = {
	places: {
		choose: 'Fleet, choosing the criteria',
		'unread-plan': 'Fleet, the plan, before all of it was read',
		plan: 'Fleet, the plan',
		// It is carried out once it is written down: nothing of it can be chosen any more, and nothing is sent yet.
		beginning: {title: 'Fleet, while the plan is written down', interrupt: 'twice: quit'},
		regions: 'Fleet',
		filter: {title: 'Fleet, typing a filter', typing: 'ahead'},
		unread: 'Fleet, enforcing together, before all of it was read',
		together: {title: 'Fleet, enforcing together', typing: 'once drawn'},
	},
	placeOf: (state) => placeOf(state, state.step.view),
	bindings: [
		{
			keys: ['enter'],
			words: 'choose',
			where: ['choose'],
			isInFooter: true,
			guard: (state) => (fleetSources(state).length > 0 ? true : 'there is nothing to choose from'),
			event: {type: 'next'},
		},
		{keys: ['enter'], words: 'read on', where: ['unread-plan'], isInFooter: true, event: {type: 'next'}},
		{
			keys: ['K', 'shift+up'],
			words: 'a page up in what it does',
			where: ['unread-plan', 'plan'],
			event: {type: 'read-plan', by: -100},
		},
		{
			keys: ['J', 'shift+down'],
			words: 'a page on in what it does',
			where: ['unread-plan', 'plan'],
			event: {type: 'read-plan', by: 100},
		},
		{
			keys: ['enter'],
			words: 'carry out the plan',
			where: ['plan'],
			isInFooter: true,
			guard: (state) => canConfirmPlan(state),
			event: {type: 'next'},
		},
		{
			keys: ['enter'],
			words: {general: 'review its instances', now: () => 'review'},
			where: ['regions'],
			isInFooter: true,
			event: {type: 'next'},
		},
		{keys: ['d'], words: 'decide', where: ['regions'], isInFooter: true, event: {type: 'enforce'}},
		{
			keys: ['n'],
			words: {general: 'on to the next Region that is to be decided on its own', now: () => 'next'},
			where: ['regions'],
			isInFooter: true,
			event: {type: 'next-undecided'},
		},
		{
			keys: ['E'],
			words: {
				general: 'enforce all clean Regions together',
				now: (state) => `enforce ${cleanRegions(state).length} clean`,
			},
			where: ['regions'],
			isInFooter: true,
			guard: (state) => canEnforceTogether(state),
			event: {type: 'together'},
		},
		{
			keys: ['m'],
			words: {general: 'summary: what came of each Region', now: () => 'summary'},
			where: ['regions'],
			isInFooter: true,
			event: {type: 'summary'},
		},
		{
			keys: ['b'],
			words: {general: 'browse the instances of all Regions', now: () => 'browse all'},
			where: ['regions'],
			isInFooter: true,
			event: {type: 'browse'},
		},
		{keys: ['/'], words: 'filter', where: ['regions'], isInFooter: true, event: {type: 'filter'}},
		{keys: ['s'], words: 'sort by the next column', where: ['regions'], event: {type: 'sort'}},
		{keys: ['S'], words: 'reverse the order', where: ['regions'], event: {type: 'reverse-sort'}},
		...endKeys(['regions'] as const),
		...fieldKeys(['filter'] as const, 'keep the filter', 'clear the filter'),
		...lineKeys(['filter'] as const),
		{
			keys: ['x'],
			words: 'take it out of the run',
			where: ['unread-plan', 'plan', 'regions'],
			event: {type: 'take-out'},
		},
		{keys: ['r'], words: 'try again', where: ['unread-plan', 'plan', 'regions'], event: {type: 'retry'}},
		{
			keys: ['c'],
			words: 'leave what has not begun',
			where: ['regions'],
			guard: ({fleet}) =>
				fleet !== undefined && isRunning(fleet) && !fleet.isStopped ? true : 'nothing is on its way',
			event: {type: 'stop-fleet'},
		},
		{keys: ['enter'], words: 'read on', where: ['unread'], isInFooter: true, event: {type: 'submit'}},
		...readFirstKeys(['unread'] as const),
		backKey(['unread']),
		...wordsKeys(['together'] as const, 'enforce them', {
			areThere: ({step: {view}}: StateIn<'fleet'>) =>
				view.type === 'together' && view.field.value === phraseForTogether(view.panel),
		}),
		...readingKeys(['together'] as const),
		...listKeys(['choose', 'unread-plan', 'plan', 'regions'] as const),
		backKey(['choose', 'unread-plan', 'plan', 'regions']),
		copyCommandKey(['unread-plan', 'plan', 'regions', 'unread']),
		quitKey(['regions']),
	],
};

function placeOf(state: RolloutState, view: FleetView): Place {
	switch (view.type) {
		case 'plan': {
			if (view.isBeginning) {
				return 'beginning';
			}

			return canConfirmPlan(state) !== true || isPlanShown(state, view) ? 'plan' : 'unread-plan';
		}

		case 'regions': {
			return view.isFiltering === true ? 'filter' : 'regions';
		}

		case 'together': {
			return isCleanPanelShown(view.panel, view.shown) ? 'together' : 'unread';
		}

		default: {
			return view.type;
		}
	}
}
