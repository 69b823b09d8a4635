/** The keys of the list of launches, and the one of the review that leads there. */
import {canChange} from '../../../rollout/guards.ts';
import {
	addLaunchSuggestion,
	copyLaunchedImage,
	groupLaunches,
	scrollLaunchDetails,
} from '../../../rollout/steps/launches/commands.ts';
import type {WizardState} from '../../../rollout/state.ts';
import {launchesIn} from '../../../rollout/steps/launches/rows.ts';
import type {ListCommand} from '../../../rollout/steps/review/list-commands.ts';
import type {KeyBinding} from '../../keys/binding.ts';
import type {Context} from '../../keys/context.ts';
import {inRollout as rollout, type KeyEvent} from '../../keys/key-event.ts';

type Binding = KeyBinding<WizardState, Context, KeyEvent>;

function list(command: ListCommand): KeyEvent {
	return {type: 'browser', command};
}

/** Whether rows are images, each with what launches it. */
function isGrouped(state: WizardState): boolean {
	return (
		state.phase === 'rollout' &&
		state.step.name === 'launches' &&
		state.step.by === 'image' &&
		state.step.opened === undefined
	);
}

export const launchBindings: readonly Binding[] = [
	{
		keys: ['L'],
		words: {general: 'what launches, running or not; and back', now: () => 'launches'},
		where: ['review'],
		isInFooter: true,
		guard: rollout(({options}) => (options.purpose === 'scan-file' ? 'a saved scan tells of instances alone' : true)),
		event: {type: 'launches', by: 'source'},
	},
	{
		keys: ['enter'],
		words: {
			general: 'what launches the image; of one source all details',
			now: (state) => (isGrouped(state) ? 'open' : 'details'),
		},
		where: ['launches'],
		isInFooter: true,
		event: {type: 'open-launch'},
	},
	{
		keys: ['d'],
		words: 'decide',
		where: ['launches'],
		isInFooter: true,
		guard: rollout(({options}) => (options.purpose === 'rollout' ? true : 'a review decides nothing')),
		event: {type: 'next'},
	},
	{keys: ['tab'], words: 'group', where: ['launches'], isInFooter: true, event: list(groupLaunches(1))},
	{keys: ['shift+tab'], words: 'group the other way', where: ['launches'], event: list(groupLaunches(-1))},
	{keys: ['L'], words: 'instances', where: ['launches'], isInFooter: true, event: {type: 'browse'}},
	{keys: ['r'], words: 'read again', where: ['launches'], isInFooter: true, event: {type: 'retry'}},
	{
		keys: ['s'],
		words: 'stop reading CloudTrail, keep what was read',
		where: ['launches'],
		guard: rollout((state) =>
			state.step.name === 'launches' && launchesIn(state, state.step.regions).waiting.length > 0
				? true
				: 'it is read already',
		),
		event: {type: 'stop-launches'},
	},
	{keys: ['up', 'k'], words: 'one up', where: ['launches'], event: {type: 'move', by: -1}},
	{keys: ['down', 'j'], words: 'one down', where: ['launches'], event: {type: 'move', by: 1}},
	{keys: ['pageup'], words: 'ten up', where: ['launches'], event: {type: 'move', by: -10}},
	{keys: ['pagedown'], words: 'ten down', where: ['launches'], event: {type: 'move', by: 10}},
	{keys: ['home', 'g'], words: 'first', where: ['launches'], event: {type: 'move-to', to: 'top'}},
	{keys: ['end', 'G'], words: 'last', where: ['launches'], event: {type: 'move-to', to: 'end'}},
	{keys: ['J', 'shift+down'], words: 'the details on', where: ['launches'], event: list(scrollLaunchDetails(3))},
	{keys: ['K', 'shift+up'], words: 'the details back', where: ['launches'], event: list(scrollLaunchDetails(-3))},
	{keys: ['z'], words: 'the details alone, or not', where: ['launches'], event: {type: 'zoom'}},
	{keys: ['c'], words: "copy the image's ID", where: ['launches'], event: list(copyLaunchedImage)},
	{keys: ['e'], words: 'revise the criteria', where: ['launches'], guard: rollout(canChange), event: {type: 'revise'}},
	...[0, 1, 2].map((index): Binding => ({
		keys: index === 0 ? ['1', 'a'] : [String(index + 1)],
		words: `add suggestion ${index + 1} to the draft`,
		where: ['launches'],
		guard: rollout(canChange),
		event: list(addLaunchSuggestion(index)),
	})),
	{keys: ['y'], words: 'copy the AWS CLI command', where: ['launches'], event: {type: 'copy-command'}},
	{keys: ['esc'], words: 'back', where: ['launches'], isInFooter: true, event: {type: 'back'}},
	{keys: ['q'], words: 'quit', where: ['launches'], isInFooter: true, event: {type: 'quit'}},
];
