/** The keys of the review. To add one: a line here, with what it does; what concerns the list alone needs nothing else. */
import type {Guard} from '../../../machine/guard.ts';
import {canChange} from '../../../rollout/guards.ts';
import type {RolloutState, WizardState} from '../../../rollout/state.ts';
import {
	addSuggestion,
	copy,
	group,
	jump,
	leave,
	lookForReferences,
	onList,
	open,
	openInConsole,
	scrollDetails,
	type ListCommand,
} from '../../../rollout/steps/review/list-commands.ts';
import type {KeyBinding} from '../../keys/binding.ts';
import type {Context} from '../../keys/context.ts';
import {inRollout as rollout, type KeyEvent} from '../../keys/key-event.ts';

type Binding = KeyBinding<WizardState, Context, KeyEvent>;

function list(command: ListCommand): KeyEvent {
	return {type: 'browser', command};
}

function liveOnly(state: RolloutState): Guard {
	return state.options.purpose === 'scan-file' ? 'a saved scan asks nothing of AWS' : true;
}

function rolloutOnly(state: RolloutState): Guard {
	return state.options.purpose === 'rollout' ? true : 'a review decides nothing';
}

export const reviewBindings: readonly Binding[] = [
	{keys: ['enter'], words: 'open', where: ['review'], isInFooter: true, event: list(open)},
	{
		keys: ['d'],
		words: 'decide',
		where: ['review'],
		isInFooter: true,
		guard: rollout(rolloutOnly),
		event: {type: 'next'},
	},
	{keys: ['tab'], words: 'group', where: ['review'], isInFooter: true, event: list(group(1))},
	{keys: ['shift+tab'], words: 'group the other way', where: ['review'], event: list(group(-1))},
	{keys: ['/'], words: 'filter', where: ['review'], isInFooter: true, event: {type: 'filter'}},
	{
		keys: ['o'],
		words: 'offenders only, or all',
		where: ['review'],
		isInFooter: true,
		event: list(
			onList((browser) => {
				browser.toggleShow();
			}),
		),
	},
	{
		keys: ['s'],
		words: 'sort by the next column',
		where: ['review'],
		event: list(
			onList((browser) => {
				browser.cycleSort();
			}),
		),
	},
	{
		keys: ['S'],
		words: 'reverse the order',
		where: ['review'],
		event: list(
			onList((browser) => {
				browser.reverseSort();
			}),
		),
	},
	{
		keys: ['up', 'k'],
		words: 'one up',
		where: ['review'],
		event: list(
			onList((browser) => {
				browser.moveBy(-1);
			}),
		),
	},
	{
		keys: ['down', 'j'],
		words: 'one down',
		where: ['review'],
		event: list(
			onList((browser) => {
				browser.moveBy(1);
			}),
		),
	},
	{
		keys: ['pageup', 'ctrl+b'],
		words: 'a page up',
		where: ['review'],
		event: list(
			onList((browser) => {
				browser.page(-1);
			}),
		),
	},
	{
		keys: ['pagedown', 'ctrl+f'],
		words: 'a page down',
		where: ['review'],
		event: list(
			onList((browser) => {
				browser.page(1);
			}),
		),
	},
	{
		keys: ['home', 'g'],
		words: 'first',
		where: ['review'],
		event: list(
			onList((browser) => {
				browser.moveTo('top');
			}),
		),
	},
	{
		keys: ['end', 'G'],
		words: 'last',
		where: ['review'],
		event: list(
			onList((browser) => {
				browser.moveTo('end');
			}),
		),
	},
	{keys: [':'], words: 'jump to a line by its number', where: ['review'], event: {type: 'jump'}},
	{keys: ['enter'], words: 'jump there', where: ['review-jump'], isInFooter: true, event: list(jump)},
	{keys: ['esc'], words: 'stay', where: ['review-jump'], isInFooter: true, event: {type: 'back'}},
	{
		keys: ['space'],
		words: 'mark',
		where: ['review'],
		event: list(
			onList((browser) => {
				browser.toggleMark();
				browser.moveBy(1);
			}),
		),
	},
	{
		keys: ['v'],
		words: 'mark from the last mark to here',
		where: ['review'],
		event: list(
			onList((browser) => {
				browser.markRange();
			}),
		),
	},
	{
		keys: ['*'],
		words: 'mark all in the filter',
		where: ['review'],
		event: list(
			onList((browser) => {
				browser.markAll();
			}),
		),
	},
	{
		keys: ['x'],
		words: 'clear marks',
		where: ['review'],
		event: list(
			onList((browser) => {
				browser.clearMarks();
			}),
		),
	},
	{keys: ['i'], words: 'show or hide the details', where: ['review'], event: {type: 'detail'}},
	{keys: ['J', 'shift+down'], words: 'the details on', where: ['review'], event: list(scrollDetails(3))},
	{keys: ['K', 'shift+up'], words: 'the details back', where: ['review'], event: list(scrollDetails(-3))},
	{keys: ['z'], words: 'the details alone, or not', where: ['review'], event: {type: 'zoom'}},
	{
		keys: ['r'],
		words: 'references of the image',
		where: ['review'],
		guard: rollout(liveOnly),
		event: list(lookForReferences),
	},
	{keys: ['c'], words: 'copy the ID', where: ['review'], event: list(copy('id'))},
	{keys: ['C'], words: 'copy the ARN', where: ['review'], event: list(copy('arn'))},
	{keys: ['O'], words: 'open in the AWS console', where: ['review'], event: list(openInConsole)},
	{keys: ['e'], words: 'revise the criteria', where: ['review'], guard: rollout(canChange), event: {type: 'revise'}},
	...[0, 1, 2].map((index): Binding => ({
		keys: index === 0 ? ['1', 'a'] : [String(index + 1)],
		words: `add suggestion ${index + 1} to the draft`,
		where: ['review'],
		guard: rollout(canChange),
		event: list(addSuggestion(index)),
	})),
	{keys: ['w'], words: 'write to a file', where: ['review'], isInFooter: true, event: {type: 'export'}},
	{keys: ['R'], words: 'scan again', where: ['review'], guard: rollout(liveOnly), event: {type: 'rescan'}},
	{keys: ['esc'], words: 'back', where: ['review'], isInFooter: true, event: list(leave)},
	{keys: ['enter'], words: 'keep the filter', where: ['review-filter'], isInFooter: true, event: {type: 'submit'}},
	{keys: ['esc'], words: 'clear the filter', where: ['review-filter'], isInFooter: true, event: {type: 'back'}},
	{
		keys: ['up'],
		words: 'one up',
		where: ['review-filter'],
		event: list(
			onList((browser) => {
				browser.moveBy(-1);
			}),
		),
	},
	{
		keys: ['down'],
		words: 'one down',
		where: ['review-filter'],
		event: list(
			onList((browser) => {
				browser.moveBy(1);
			}),
		),
	},
];
