/**
Edits on a draft, as the form makes them: pure, each gives new criteria. A parameter's values are texts here, as a person reads and types
them; a value that can't be one at all is refused here, all other rules are the checks'.
*/
import type {ImageCriteria, ImageCriterion} from './criterion.ts';
import type {EditableParameter} from './parameters/parameter.ts';
import {allParameters} from './parameters/registry.ts';

export type {EditableParameter} from './parameters/parameter.ts';

/** What the form offers, in its order. */
export const editableParameters: readonly EditableParameter[] = allParameters.flatMap(([, {edit}]) => edit);

/** A parameter's values in a criterion, as texts; none where it is not given. */
export function valuesIn(criterion: ImageCriterion, parameter: EditableParameter): readonly string[] {
	const value = at(criterion, parameter);
	return value === undefined ? [] : (Array.isArray(value) ? value : [value]).map((one: unknown) => parameter.show(one));
}

/** What was typed, as values of a parameter: several for a list of providers, else one. */
export function readValue(
	parameter: EditableParameter,
	text: string,
): {readonly values: readonly unknown[]} | {readonly error: string} {
	const typed = text.trim();
	return typed === '' ? {error: `type ${parameter.hint}`} : parameter.read(typed);
}

/** Adds values to a list that does not have them yet; a limit is set. */
export function addValues(
	criteria: ImageCriteria,
	criterion: number,
	parameter: EditableParameter,
	values: readonly unknown[],
): ImageCriteria {
	return change(criteria, criterion, parameter, (now) => {
		if (!parameter.isList) {
			return values[0];
		}

		const known = listOf(now);
		const texts = new Set(known.map((value) => JSON.stringify(value)));
		return [...known, ...values.filter((value) => !texts.has(JSON.stringify(value)))];
	});
}

/** Puts values in the place of one. */
export function replaceValue(
	criteria: ImageCriteria,
	criterion: number,
	parameter: EditableParameter,
	position: number,
	values: readonly unknown[],
): ImageCriteria {
	return change(criteria, criterion, parameter, (now) =>
		parameter.isList ? listOf(now).toSpliced(position, 1, ...values) : values[0],
	);
}

/** Takes one value out; a list's last one takes the parameter with it. */
export function removeValue(
	criteria: ImageCriteria,
	criterion: number,
	parameter: EditableParameter,
	position: number,
): ImageCriteria {
	return change(criteria, criterion, parameter, (now) => {
		const left = parameter.isList ? listOf(now).toSpliced(position, 1) : [];
		return left.length === 0 ? undefined : left;
	});
}

export function addCriterion(criteria: ImageCriteria): ImageCriteria {
	return [...criteria, {}];
}

export function removeCriterion(criteria: ImageCriteria, criterion: number): ImageCriteria {
	return criteria.toSpliced(criterion, 1);
}

function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

function at(criterion: ImageCriterion, {path}: EditableParameter): unknown {
	const [parameter = '', field] = path.split('.', 2);
	const value = criterion[parameter];
	return field === undefined ? value : (value as Readonly<Record<string, unknown>> | undefined)?.[field];
}

/** Changes one parameter; `undefined` takes it out, and a condition without fields with it. */
function change(
	criteria: ImageCriteria,
	index: number,
	parameter: EditableParameter,
	edit: (now: unknown) => unknown,
): ImageCriteria {
	const criterion = criteria[index];
	if (criterion === undefined) {
		return criteria;
	}

	const value = edit(at(criterion, parameter));
	const [name = '', field] = parameter.path.split('.', 2);
	if (field === undefined) {
		return criteria.with(index, set(criterion, name, value));
	}

	const condition = set((criterion[name] ?? {}) as Readonly<Record<string, unknown>>, field, value);
	return criteria.with(index, set(criterion, name, Object.keys(condition).length === 0 ? undefined : condition));
}

function set<Target extends Readonly<Record<string, unknown>>>(target: Target, key: string, value: unknown): Target {
	if (value !== undefined) {
		return {...target, [key]: value};
	}

	const {[key]: _, ...rest} = target;
	return rest as Target;
}
