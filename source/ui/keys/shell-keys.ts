/** The keys of what lies over every screen of every program. */
import type {Shelled} from '../../machine/shell.ts';
import type {MoveEvent, PromptEvent} from '../../machine/event.ts';
import type {ScreenKeys} from './binding.ts';
import {answerKeys, backKey, fieldKeys, pickKeys} from './usual.ts';

export const shellKeys: ScreenKeys<Shelled, 'help' | 'quitting' | 'code', MoveEvent | PromptEvent | {type: 'help'}> = {
	places: {
		help: {title: 'All that can be done here', typing: 'ahead'},
		quitting: 'Asked before quitting loses a draft',
		// What was typed before it was asked for is no code.
		code: {title: 'Typing the code of an MFA device', typing: 'once drawn'},
	},
	placeOf: ({shell: {code, quitting, help}}) =>
		code === undefined ? (quitting === undefined ? (help ? 'help' : undefined) : 'quitting') : 'code',
	bindings: [
		{keys: ['enter'], words: 'do it', where: ['help'], isInFooter: true, event: {type: 'help'}},
		...pickKeys(['help'] as const),
		backKey(['help']),
		...answerKeys(['quitting'] as const, 'yes, quit and lose it', 'no, stay'),
		...fieldKeys(['code'] as const, 'send the code', 'go on without'),
	],
};
