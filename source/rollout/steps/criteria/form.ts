/**
The form on a draft, as rows: one for each criterion, one for each value or limit in it, one to add more. Which row the cursor is on and what
is being typed is state; everything here is pure.
*/
import {checkCriteria} from '../../../criteria/validation/check.ts';
import type {CriteriaIssue} from '../../../criteria/validation/issue.ts';
import type {ImageCriteria, ImageCriterion} from '../../../criteria/criterion.ts';
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
} from '../../../criteria/edit.ts';
import {handle, type Handlers, type TextEvent} from '../../../machine/event.ts';
import {movedCursor, onList} from '../../../machine/list.ts';
import {typeInto} from '../../../machine/prompt.ts';
import {emptyField, textField} from '../../../machine/text-field.ts';
import type {UserEvent} from '../../state.ts';
import type {FormEntry, ViewOf} from './views.ts';

type FormView = ViewOf<'form'>;

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

/** The draft and the form on it: what events on the form change. */
type Form = {readonly criteria: ImageCriteria; readonly view: FormView};

/** What a person's event makes of the draft and the form on it. */
export function reduceForm(criteria: ImageCriteria, view: FormView, event: UserEvent): Form {
	const {entry} = view;
	const current: Form = {criteria, view};
	if (entry !== undefined) {
		return entry.type === 'pick' ? handle(onPick, current, entry, event) : handle(onValue, current, entry, event);
	}

	const rows = rowsOf(criteria);
	const row = rows[onList(view.cursor, rows.length)];
	return row === undefined ? current : handle(onRow, current, row, event);
}

/** What events mean on the row under the cursor. */
const onRow: Handlers<Form, FormRow, UserEvent> = {
	move({criteria, view}, _, event) {
		return {criteria, view: {...view, cursor: movedCursor(view.cursor, event, rowsOf(criteria).length)}};
	},
	paste(form, row, {text}) {
		const parameter = editableParameters.find(({takesPastedList}) => takesPastedList);
		return parameter === undefined || row.type === 'new'
			? form
			: take(form, {type: 'value', criterion: row.criterion, parameter, field: textField(text)});
	},
	'new-criterion': ({criteria}) => startCriterion(criteria),
	edit(form, row) {
		if (row.type !== 'value') {
			return pickFor(form, row);
		}

		const {criterion, parameter, position, text} = row;
		return withEntry(form, {type: 'value', criterion, parameter, position, field: textField(text)});
	},
	add: pickFor,
	remove({criteria, view}, row) {
		if (row.type === 'criterion') {
			return {criteria: removeCriterion(criteria, row.criterion), view};
		}

		return row.type === 'value'
			? {criteria: removeValue(criteria, row.criterion, row.parameter, row.position), view}
			: {criteria, view};
	},
};

/** What to add to the row's criterion is picked from a list; on the last row, to a new criterion. */
function pickFor(form: Form, row: FormRow): Form {
	return row.type === 'new'
		? startCriterion(form.criteria)
		: withEntry(form, {type: 'pick', criterion: row.criterion, cursor: 0});
}

function withEntry({criteria, view}: Form, entry: FormEntry): Form {
	return {criteria, view: {...view, entry}};
}

function closed({criteria, view: {entry: _, ...view}}: Form): Form {
	return {criteria, view};
}

function startCriterion(criteria: ImageCriteria): Form {
	const next = addCriterion(criteria);
	const criterion = next.length - 1;
	const cursor = rowsOf(next).findIndex((row) => row.type === 'criterion' && row.criterion === criterion);
	return {criteria: next, view: {type: 'form', cursor, entry: {type: 'pick', criterion, cursor: 0}}};
}

const onPick: Handlers<Form, Extract<FormEntry, {type: 'pick'}>, UserEvent> = {
	move: (form, entry, event) =>
		withEntry(form, {...entry, cursor: movedCursor(entry.cursor, event, editableParameters.length)}),
	next(form, {criterion, cursor}) {
		const parameter = editableParameters[cursor];
		return parameter === undefined ? form : withEntry(form, {type: 'value', criterion, parameter, field: emptyField});
	},
	back: closed,
};

type ValueEntry = Extract<FormEntry, {type: 'value'}>;

const onValue: Handlers<Form, ValueEntry, UserEvent> = {
	text: type,
	paste: type,
	submit: take,
	back: closed,
};

function type(form: Form, {error: _, ...entry}: ValueEntry, event: TextEvent): Form {
	return withEntry(form, {...entry, field: typeInto(entry.field, event)});
}

/** Takes what was typed into the draft; what can't be one stays in the field with what is wrong. */
function take(form: Form, {error: _, ...entry}: ValueEntry): Form {
	const {criterion, parameter, position, field} = entry;
	const read = readValue(parameter, field.value);
	if ('error' in read) {
		return withEntry(form, {...entry, error: read.error});
	}

	const {criteria, view} = closed(form);
	return {
		criteria:
			position === undefined
				? addValues(criteria, criterion, parameter, read.values)
				: replaceValue(criteria, criterion, parameter, position, read.values),
		view,
	};
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
