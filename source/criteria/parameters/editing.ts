/** How values are typed and shown in the form: the kinds that several parameters share. */
import type {EditableParameter} from './parameter.ts';

type Described = Pick<EditableParameter, 'path' | 'label'>;

/** A list of texts. */
export function textList(described: Described & Pick<EditableParameter, 'hint'>): EditableParameter {
	return {...described, isList: true, show: String, read: (typed) => ({values: [typed]})};
}

/** A single text. */
export function oneText(described: Described & Pick<EditableParameter, 'hint'>): EditableParameter {
	return {...textList(described), isList: false};
}

/** A limit in days. */
export function daysLimit(described: Described, more = ''): EditableParameter {
	return {
		...described,
		hint: `a number of days${more}`,
		isList: false,
		show: String,
		read: (typed) => (/^\d+$/.test(typed) ? {values: [Number(typed)]} : {error: 'a whole number of days, please'}),
	};
}
