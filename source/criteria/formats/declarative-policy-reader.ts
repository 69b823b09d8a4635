/**
Declarative policies of AWS Organizations, read as criteria. Takes policies as they are written (with `@@assign` and `@@append`) and effective ones
(plain values).
@see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html
*/
import {nearest} from '../../nearest.ts';
import type {PathSegment} from '../issue.ts';
import {asJson} from '../text.ts';
import type {Found, Shape} from './document.ts';
import {conditionNames, listNames, providerFromPolicy, stateFromPolicy} from './policy-names.ts';

const attribute = ['ec2_attributes', 'allowed_images_settings'] as const;

/** Collects a policy's criteria, and remembers where in the policy each value came from. */
class PolicyReading {
	readonly criteria: unknown[] = [];
	readonly found: Found[] = [];
	readonly #places = new Map<string, readonly PathSegment[]>();

	remember(target: readonly PathSegment[], place: readonly PathSegment[]): void {
		this.#places.set(JSON.stringify(target), place);
	}

	warn(segments: readonly PathSegment[], message: string): void {
		this.found.push({severity: 'warning', segments, message});
	}

	fail(segments: readonly PathSegment[], message: string): void {
		this.found.push({severity: 'error', segments, message});
	}

	/** The place of the value, or of the nearest one around it that is remembered. */
	locate(target: readonly PathSegment[]): readonly PathSegment[] {
		for (let {length} = target; length > 0; length--) {
			const place = this.#places.get(JSON.stringify(target.slice(0, length)));
			if (place !== undefined) {
				return place;
			}
		}

		return [...attribute, 'image_criteria'];
	}
}

/**
Takes a policy apart; what it says that criteria cannot is reported.

@param policy the whole document, from `ec2_attributes` on.
*/
export function readPolicy(policy: object): Shape | {readonly message: string} {
	const settings = at(at(policy, attribute[0]), attribute[1]);
	if (!isStructure(settings)) {
		return {message: 'is a declarative policy without ec2_attributes.allowed_images_settings; it holds no criteria'};
	}

	const reading = new PolicyReading();
	const path = [...attribute, 'image_criteria'];
	const list = settings.image_criteria ?? {};
	if (isStructure(list)) {
		for (const key of Object.keys(list).toSorted(byNumber)) {
			readCriterion(reading, list[key], [...path, key]);
		}
	} else {
		reading.fail(path, `${asJson(list)} is not a structure of criteria_1 to criteria_10`);
	}

	const state = assigned(settings.state);
	return {
		source: 'declarative-policy',
		criteria: reading.criteria,
		...(typeof state === 'string' && {state: stateFromPolicy(state)}),
		locate: (segments) => reading.locate(segments),
		found: reading.found,
	};
}

function readCriterion(reading: PolicyReading, value: unknown, path: readonly PathSegment[]): void {
	const key = String(path.at(-1));
	if (key.startsWith('@@')) {
		return;
	}

	if (!/^criteria_(?:[1-9]|10)$/.test(key)) {
		reading.fail(path, `${asJson(key)} is not a name of a criterion; they are criteria_1 to criteria_10`);
		return;
	}

	const index = reading.criteria.length;
	reading.remember([index], path);
	if (!isStructure(value)) {
		reading.criteria.push(value);
		return;
	}

	const criterion: Record<string, unknown> = {};
	for (const [name, content] of Object.entries(value)) {
		const parameter = listNames.get(name);
		const condition = conditionNames.get(name);
		if (parameter !== undefined) {
			criterion[parameter] = readList(reading, content, [index, parameter], [...path, name]);
		} else if (condition !== undefined) {
			criterion[condition.parameter] = readCondition(reading, content, condition, index, [...path, name]);
		} else if (!name.startsWith('@@')) {
			const [near] = nearest(name, [...listNames.keys(), ...conditionNames.keys()], 1);
			const hint = near === undefined ? 'declarative policies have no such key' : `did you mean ${near}?`;
			reading.fail([...path, name], `${asJson(name)} is not known; ${hint}`);
		}
	}

	reading.criteria.push(criterion);
}

function readList(
	reading: PolicyReading,
	content: unknown,
	target: readonly PathSegment[],
	path: readonly PathSegment[],
): unknown {
	reading.remember(target, path);
	const parts: ReadonlyArray<readonly [unknown, readonly PathSegment[]]> = isStructure(content)
		? Object.entries(content)
				.filter(([operator]) => !operator.startsWith('@@operators'))
				.map(([operator, values]) => [values, [...path, operator]] as const)
		: [[content, path]];
	const list: unknown[] = [];
	for (const [values, place] of parts) {
		const operator = place.at(-1);
		if (operator === '@@remove') {
			reading.warn(place, 'takes values away from a parent policy; that is left out');
		} else if (Array.isArray(values)) {
			for (const [position, value] of values.entries()) {
				reading.remember([...target, list.length], [...place, position]);
				list.push(typeof value === 'string' && target.at(-1) === 'ImageProviders' ? providerFromPolicy(value) : value);
			}
		} else {
			// Not a list: the check says so, at this place.
			reading.remember(target, place);
			return values;
		}
	}

	return list;
}

function readCondition(
	reading: PolicyReading,
	content: unknown,
	{parameter, field, name}: {readonly parameter: string; readonly field: string; readonly name: string},
	index: number,
	path: readonly PathSegment[],
): unknown {
	reading.remember([index, parameter], path);
	if (!isStructure(content)) {
		return content;
	}

	const others = Object.keys(content).filter((key) => key !== name && !key.startsWith('@@'));
	for (const key of others) {
		reading.fail([...path, key], `${asJson(key)} is not known; did you mean ${name}?`);
	}

	const given = content[name];
	if (given === undefined) {
		return {};
	}

	reading.remember([index, parameter, field], isStructure(given) ? [...path, name, '@@assign'] : [...path, name]);
	const value = assigned(given);
	// Policies write their numbers as text.
	return {[field]: typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value};
}

function assigned(value: unknown): unknown {
	return isStructure(value) && '@@assign' in value ? value['@@assign'] : value;
}

function byNumber(left: string, right: string): number {
	return Number(left.replace('criteria_', '')) - Number(right.replace('criteria_', ''));
}

function at(structure: unknown, key: string): unknown {
	return isStructure(structure) ? structure[key] : undefined;
}

function isStructure(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
