/**
A line being typed and what becomes of it: edited, sent off, refused with its reason, asked about where what it names is there already. Every
prompt of every screen is one of these.
*/
import type {Problem} from '../problem.ts';
import type {PromptEvent, TextEvent} from './event.ts';
import {editText, emptyField, insertText, textField, type TextField} from './text-field.ts';

export type Prompt = {
	readonly field: TextField;
	readonly phase: 'typing' | 'sending' | 'overwrite?' | 'overwriting';
	/** Why it was refused; gone with the next press. */
	readonly problem?: Problem;
};

export const emptyPrompt: Prompt = {field: emptyField, phase: 'typing'};

/** A prompt that offers a text to begin with. */
export function promptWith(text: string | undefined): Prompt {
	return {field: textField(text), phase: 'typing'};
}

/** A field after a press or a paste; the very same one where the press is not for text. */
export function typeInto(field: TextField, event: TextEvent): TextField {
	return event.type === 'paste' ? insertText(field, event.text) : (editText(field, event.press) ?? field);
}

/** What the events of a prompt mean in a place that is one. */
export function prompting<State, Place>(
	reduce: (state: State, place: Place, event: PromptEvent) => State,
): Readonly<Record<PromptEvent['type'], typeof reduce>> {
	return {text: reduce, paste: reduce, submit: reduce, answer: reduce, back: reduce};
}

/**
A prompt after an event, or the very same one where the event means nothing to it; `closed` once a person went back. While it is being sent
off it takes nothing; only `back` stops it, where stopping is possible (`canStop`).
*/
export function reducePrompt(
	prompt: Prompt,
	event: PromptEvent,
	{canBeEmpty = false, canStop = false}: {readonly canBeEmpty?: boolean; readonly canStop?: boolean} = {},
): Prompt | 'closed' {
	const {problem: _, ...calm} = prompt;
	switch (prompt.phase) {
		case 'sending':
		case 'overwriting': {
			return event.type === 'back' && canStop ? {...calm, phase: 'typing'} : prompt;
		}

		case 'overwrite?': {
			const isNo = event.type === 'back' || (event.type === 'answer' && !event.yes);
			return isNo ? {...calm, phase: 'typing'} : event.type === 'answer' ? {...calm, phase: 'overwriting'} : prompt;
		}

		case 'typing': {
			if (event.type === 'back') {
				return 'closed';
			}

			if (event.type === 'submit') {
				return typedIn(prompt) === '' && !canBeEmpty ? prompt : {...calm, phase: 'sending'};
			}

			return event.type === 'answer' ? prompt : {...calm, field: typeInto(prompt.field, event)};
		}
	}
}

/** What a prompt says, trimmed. */
export function typedIn({field}: Pick<Prompt, 'field'>): string {
	return field.value.trim();
}

/** What is to be sent off: the text, and whether what it names may be overwritten; `undefined` as long as it is typed. */
export function sentFrom(prompt: Prompt): {readonly text: string; readonly overwrite: boolean} | undefined {
	return prompt.phase === 'sending' || prompt.phase === 'overwriting'
		? {text: typedIn(prompt), overwrite: prompt.phase === 'overwriting'}
		: undefined;
}

/** A prompt whose text was refused: it is typed on, and nothing typed is lost. */
export function refused({field}: Prompt, problem: Problem): Prompt {
	return {field, phase: 'typing', problem};
}

/** The same for a name of what can be overwritten: where it is there already, that is asked. */
export function refusedOrTaken({field}: Prompt, problem: Problem): Prompt {
	return {field, phase: problem.code === 'exists' ? 'overwrite?' : 'typing', problem};
}
