/** The keys of the list of launches. */
import {
	addLaunchSuggestion,
	copyLaunchedImage,
	groupLaunches,
	scrollLaunchDetails,
} from '../../../rollout/steps/launches/commands.ts';
import {currentRow, launchesIn} from '../../../rollout/steps/launches/rows.ts';
import {
	applyDraftKey,
	decideKey,
	list,
	noFilterKey,
	reviseKey,
	suggestionKeys,
	zoomKey,
	type StepKeys,
} from '../../keys/step-keys.ts';
import {backKey, copyCommandKey, endKeys, listKeys, quitKey} from '../../keys/usual.ts';

export const launchesKeys: StepKeys<'launches', 'launches'> = {
	places: {launches: 'Launches'},
	placeOf: () => 'launches',
	bindings: [
		{
			keys: ['enter'],
			words: {
				general: 'what launches the image; of one source all details',
				// Rows are images, each with what launches it.
				now: ({step}) => (step.by === 'image' && step.opened === undefined ? 'open' : 'details'),
			},
			where: ['launches'],
			isInFooter: true,
			guard: (state) => (currentRow(state, state.step) === undefined ? 'nothing is listed' : true),
			event: {type: 'open-launch'},
		},
		zoomKey(['launches']),
		decideKey(['launches']),
		{keys: ['tab'], words: 'group', where: ['launches'], isInFooter: true, event: list(groupLaunches(1))},
		{keys: ['shift+tab'], words: 'group the other way', where: ['launches'], event: list(groupLaunches(-1))},
		{keys: ['L'], words: 'instances', where: ['launches'], isInFooter: true, event: {type: 'browse'}},
		{
			keys: ['r'],
			words: 'read again',
			where: ['launches'],
			isInFooter: true,
			guard: (state) =>
				launchesIn(state, state.step.regions).waiting.length < state.step.regions.length ? true : 'it is being read',
			event: {type: 'retry'},
		},
		{
			keys: ['s'],
			words: 'stop reading CloudTrail, keep what was read',
			where: ['launches'],
			guard: (state) => (launchesIn(state, state.step.regions).waiting.length > 0 ? true : 'it is read already'),
			event: {type: 'stop-launches'},
		},
		noFilterKey(['launches'], 'L'),
		...listKeys(['launches'] as const),
		...endKeys(['launches'] as const),
		{keys: ['J', 'shift+down'], words: 'the details on', where: ['launches'], event: list(scrollLaunchDetails(3))},
		{keys: ['K', 'shift+up'], words: 'the details back', where: ['launches'], event: list(scrollLaunchDetails(-3))},
		{keys: ['c'], words: "copy the image's ID", where: ['launches'], event: list(copyLaunchedImage)},
		reviseKey(['launches']),
		...suggestionKeys(['launches'] as const, addLaunchSuggestion),
		applyDraftKey(['launches']),
		copyCommandKey(['launches']),
		backKey(['launches']),
		quitKey(['launches']),
	],
};
