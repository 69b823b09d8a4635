/** What keys do to the choices in the review, and to what is typed into its filter. */
import type {Browser} from '../../../inventory/list/browser.ts';
import {completionsOf} from '../../../inventory/list/filter-completion.ts';
import {groupColumns} from '../../../inventory/list/groups.ts';
import {sortColumns} from '../../../inventory/list/sort.ts';
import {graphemesOf, textField, type TextField} from '../../../machine/text-field.ts';
import {noticeOf} from '../../shown-details.ts';
import type {StepOf, WizardState} from '../../state.ts';
import type {ListCommand} from './list-commands.ts';
import {choicesOf, columnKey, type Picker} from './picker.ts';

/** Shows what there is to choose, beginning with what holds now. */
export function pick(what: Picker['what']): ListCommand {
	return ({browser}) => {
		const choices = choicesOf(what, browser);
		const chosen = what === 'columns' ? 0 : choices.findIndex(({isChosen}) => isChosen);
		return choices.length === 0
			? noticeOf('There is no line here to take a value from.')
			: {type: 'pick', picker: {what, choices, cursor: Math.max(0, chosen)}};
	};
}

/** Takes the current choice: sorts by it, shows or hides it, or filters by it. */
export function choose({isNegated = false}: {readonly isNegated?: boolean} = {}): ListCommand {
	return ({browser, state}) => {
		const step = reviewIn(state);
		const picker = step?.picker;
		const choice = picker?.choices[picker.cursor];
		if (step === undefined || picker === undefined || choice === undefined) {
			return {type: 'back'};
		}

		switch (picker.what) {
			case 'sort': {
				sortBy(choice.id, browser);
				return {type: 'back'};
			}

			case 'columns': {
				const {view} = browser.getSnapshot();
				const columns = {[columnKey(view, choice.id)]: !choice.isChosen};
				browser.chooseColumns(columns);
				return {type: 'chose-columns', columns, picker: {...picker, choices: choicesOf('columns', browser)}};
			}

			case 'value': {
				const word = `${isNegated ? '!' : ''}${choice.id}`;
				const before = step.filter.value.trim();
				return {type: 'typed-filter', field: textField(before === '' ? word : `${before} ${word}`)};
			}
		}
	};
}

function sortBy(id: string, browser: Browser): void {
	if (browser.getSnapshot().view === 'instances') {
		const column = sortColumns.find((one) => one === id);
		if (column !== undefined) {
			browser.sortBy(column);
		}

		return;
	}

	const column = groupColumns.find((one) => one === id);
	if (column !== undefined) {
		browser.sortGroupsBy(column);
	}
}

/** Completes the word before the cursor by the first that is offered. */
export const complete: ListCommand = ({browser, state}) => {
	const field = reviewIn(state)?.filter;
	const [first] = field === undefined ? [] : offered(field, browser);
	if (field === undefined || first === undefined) {
		return noticeOf('Nothing that is known here begins so.');
	}

	const {after} = around(field);
	return {type: 'typed-filter', field: {value: first + after, cursor: graphemesOf(first).length}};
};

/** What the text before the cursor could become. */
export function offered(field: TextField, {inventory}: Browser): readonly string[] {
	const {before} = around(field);
	return completionsOf(before, inventory).filter((text) => text.trimEnd() !== before.trimEnd() || before === '');
}

function around({value, cursor}: TextField): {readonly before: string; readonly after: string} {
	const before = graphemesOf(value).slice(0, cursor).join('');
	return {before, after: value.slice(before.length)};
}

function reviewIn(state: WizardState): StepOf<'review'> | undefined {
	return state.phase === 'rollout' && state.step.name === 'review' ? state.step : undefined;
}
