/**
The form on a draft, as rows: one for each criterion, one for each value or limit in it, one to add more. Which row the cursor is on and what
is being typed is state; everything here is pure.
*/
import {checkCriteria} from '../criteria/check.ts';
import type {CriteriaIssue} from '../criteria/issue.ts';
import type {ImageCriteria, ImageCriterion} from '../criteria/criterion.ts';
import {
	addCriterion,
	addValues,
	editableParameters,
	readValue,
	removeCriterion,
	removeValue,
	replaceValue,
	valuesIn,
	type EditableParameter,
} from '../criteria/edit.ts';
import {editText, emptyField, insertText, textField, type TextField} from '../machine/text-field.ts';
import type {UserEvent} from './events.ts';
import type {CriteriaView} from './state.ts';

type FormView = Extract<CriteriaView, {type: 'form'}>;

/** What is being entered: the parameter to add, picked from the list, or a value, typed. */
export type FormEntry =
	| {readonly type: 'pick'; readonly criterion: number; readonly cursor: number}
	| {
			readonly type: 'value';
			readonly criterion: number;
			readonly parameter: EditableParameter;
			/** The value being replaced; absent where one is added. */
			readonly position?: number;
			readonly field: TextField;
			/** What is wrong with it; shown until the next press. */
			readonly error?: string;
	  };

export type FormRow =
	| {readonly type: 'criterion'; readonly criterion: number}
	| {
			readonly type: 'value';
			readonly criterion: number;
			readonly parameter: EditableParameter;
			readonly position: number;
			readonly text: string;
	  }
	| {readonly type: 'add'; readonly criterion: number}
	| {readonly type: 'new'};

/** The rows of a draft, from top to bottom. */
export function rowsOf(criteria: ImageCriteria): readonly FormRow[] {
	return [
		...criteria.flatMap((criterion, index): FormRow[] => [
			{type: 'criterion', criterion: index},
			...valueRows(criterion, index),
			{type: 'add', criterion: index},
		]),
		{type: 'new'},
	];
}

function valueRows(criterion: ImageCriterion, index: number): FormRow[] {
	return editableParameters.flatMap((parameter) =>
		valuesIn(criterion, parameter).map((text, position): FormRow => ({
			type: 'value',
			criterion: index,
			parameter,
			position,
			text,
		})),
	);
}

/** The errors and warnings that belong to a row: those whose path is the value's, or for a criterion's own row, its path. */
export function issuesOf(
	row: FormRow,
	criteria: ImageCriteria,
	issues: readonly CriteriaIssue[],
): readonly CriteriaIssue[] {
	switch (row.type) {
		case 'value': {
			const path = `ImageCriteria[${row.criterion}].${row.parameter.path}`;
			const own = row.parameter.isList ? `${path}[${row.position}]` : path;
			return issues.filter((issue) => issue.path === own || issue.path.startsWith(`${own}.`));
		}

		case 'criterion': {
			const path = `ImageCriteria[${row.criterion}]`;
			const shown = new Set(
				valueRows(criteria[row.criterion] ?? {}, row.criterion).flatMap((value) => issuesOf(value, criteria, issues)),
			);
			return issues.filter((issue) => (issue.path === path || issue.path.startsWith(`${path}.`)) && !shown.has(issue));
		}

		case 'add':
		case 'new': {
			return [];
		}
	}
}

/** What a person's event makes of the draft and the form on it. */
export function reduceForm(
	criteria: ImageCriteria,
	view: FormView,
	event: UserEvent,
): {criteria: ImageCriteria; view: FormView} {
	if (view.entry?.type === 'pick') {
		return {criteria, view: reducePick(view, view.entry, event)};
	}

	return view.entry?.type === 'value'
		? reduceValue(criteria, view, view.entry, event)
		: reduceRows(criteria, view, event);
}

function reduceRows(
	criteria: ImageCriteria,
	view: FormView,
	event: UserEvent,
): {criteria: ImageCriteria; view: FormView} {
	const rows = rowsOf(criteria);
	const cursor = Math.min(view.cursor, rows.length - 1);
	const row = rows[cursor];
	const unchanged = {criteria, view};
	if (event.type === 'move') {
		return {criteria, view: {...view, cursor: Math.max(0, Math.min(rows.length - 1, cursor + event.by))}};
	}

	if (event.type === 'paste' && row !== undefined && row.type !== 'new') {
		// A list pasted on a criterion is a list of providers.
		const providers = editableParameters.find(({path}) => path === 'ImageProviders');
		return providers === undefined
			? unchanged
			: take(criteria, view, {
					type: 'value',
					criterion: row.criterion,
					parameter: providers,
					field: textField(event.text),
				});
	}

	if (event.type !== 'criteria' || row === undefined) {
		return unchanged;
	}

	switch (event.action) {
		case 'new-criterion': {
			return startCriterion(criteria);
		}

		case 'edit': {
			if (row.type === 'new') {
				return startCriterion(criteria);
			}

			if (row.type !== 'value') {
				return {criteria, view: {...view, entry: {type: 'pick', criterion: row.criterion, cursor: 0}}};
			}

			const {criterion, parameter, position, text} = row;
			return {
				criteria,
				view: {...view, entry: {type: 'value', criterion, parameter, position, field: textField(text)}},
			};
		}

		case 'add': {
			return row.type === 'new'
				? startCriterion(criteria)
				: {criteria, view: {...view, entry: {type: 'pick', criterion: row.criterion, cursor: 0}}};
		}

		case 'remove': {
			if (row.type === 'criterion') {
				return {criteria: removeCriterion(criteria, row.criterion), view};
			}

			return row.type === 'value'
				? {criteria: removeValue(criteria, row.criterion, row.parameter, row.position), view}
				: unchanged;
		}

		case 'sources':
		case 'external-editor':
		case 'save-preset':
		case 'undo':
		case 'redo':
		case 'panel': {
			return unchanged;
		}
	}
}

function startCriterion(criteria: ImageCriteria): {criteria: ImageCriteria; view: FormView} {
	const next = addCriterion(criteria);
	const criterion = next.length - 1;
	const cursor = rowsOf(next).findIndex((row) => row.type === 'criterion' && row.criterion === criterion);
	return {criteria: next, view: {type: 'form', cursor, entry: {type: 'pick', criterion, cursor: 0}}};
}

function reducePick(view: FormView, entry: Extract<FormEntry, {type: 'pick'}>, event: UserEvent): FormView {
	const {entry: _, ...closed} = view;
	switch (event.type) {
		case 'move': {
			const cursor = Math.max(0, Math.min(editableParameters.length - 1, entry.cursor + event.by));
			return {...view, entry: {...entry, cursor}};
		}

		case 'next': {
			const parameter = editableParameters[entry.cursor];
			return parameter === undefined
				? view
				: {...view, entry: {type: 'value', criterion: entry.criterion, parameter, field: emptyField}};
		}

		case 'back': {
			return closed;
		}

		default: {
			return view;
		}
	}
}

function closedForm({entry: _, ...view}: FormView): FormView {
	return view;
}

function reduceValue(
	criteria: ImageCriteria,
	view: FormView,
	entry: Extract<FormEntry, {type: 'value'}>,
	event: UserEvent,
): {criteria: ImageCriteria; view: FormView} {
	const {error: _, ...calm} = entry;
	const as = (field: TextField): {criteria: ImageCriteria; view: FormView} => ({
		criteria,
		view: {...view, entry: {...calm, field}},
	});
	switch (event.type) {
		case 'text': {
			const field = editText(entry.field, event.press);
			return field === undefined ? {criteria, view} : as(field);
		}

		case 'paste': {
			return as(insertText(entry.field, event.text));
		}

		case 'submit': {
			return take(criteria, view, calm);
		}

		case 'back': {
			return {criteria, view: closedForm(view)};
		}

		default: {
			return {criteria, view};
		}
	}
}

/** Takes what was typed into the draft; what can't be one stays in the field with what is wrong. */
function take(
	criteria: ImageCriteria,
	view: FormView,
	entry: Extract<FormEntry, {type: 'value'}>,
): {criteria: ImageCriteria; view: FormView} {
	const {criterion, parameter, position, field} = entry;
	const read = readValue(parameter, field.value);
	if ('error' in read) {
		return {criteria, view: {...view, entry: {...entry, error: read.error}}};
	}

	const next =
		position === undefined
			? addValues(criteria, criterion, parameter, read.values)
			: replaceValue(criteria, criterion, parameter, position, read.values);
	const {entry: _, ...closed} = view;
	return {criteria: next, view: closed};
}

/** What is wrong with a value while it is typed, if anything: the checks of the whole, on this value alone. */
export function errorWhileTyping(entry: FormEntry | undefined): string | undefined {
	if (entry?.type !== 'value' || entry.field.value.trim() === '') {
		return undefined;
	}

	const read = readValue(entry.parameter, entry.field.value);
	if ('error' in read) {
		return read.error;
	}

	const alone = addValues([{}], 0, entry.parameter, read.values);
	return checkCriteria(alone).errors[0]?.message;
}
