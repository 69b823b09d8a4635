/**
Declarative policies of AWS Organizations, read as criteria, as strictly as AWS reads them: a slip above the criteria would else become "own images
only", or an allow list without its limits.
@see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html
*/
import type {PathSegment} from '../validation/issue.ts';
import type {Spelling} from '../parameters/parameter.ts';
import {isStructure} from '../validation/structure.ts';
import {asJson} from '../validation/text.ts';
import {criterionNames, otherAttributes, policyParameters, policyStates, stateFromPolicy} from './policy-names.ts';
import {nearName, PolicySyntax, type Dialect, type Level, type Placed} from './policy-syntax.ts';
import type {Shape} from './shape.ts';

const inCriterion = policyParameters.keys().toArray();
const underCriterion = 'in a criterion: image_criteria.criteria_1';
const underSettings = 'under ec2_attributes.allowed_images_settings';
const fieldPlaces = Object.fromEntries(
	policyParameters
		.values()
		.flatMap(({spelling}) => (spelling.type === 'limit' ? [[spelling.limit, `under ${spelling.name}`]] : [])),
);

const top: Level = {
	names: ['ec2_attributes'],
	misplaced: {
		exception_message: 'directly under ec2_attributes',
		allowed_images_settings: 'directly under ec2_attributes',
		image_criteria: underSettings,
	},
	operatorsStand: 'at each value',
};

const attributes: Level = {
	names: ['exception_message', 'allowed_images_settings', ...otherAttributes],
	misplaced: {state: underSettings, image_criteria: underSettings},
	unknown: 'warning',
	operatorsStand: 'at each value: {"exception_message": {"@@assign": "…"}}',
};

const settings: Level = {
	names: ['state', 'image_criteria'],
	misplaced: {
		exception_message: 'directly under ec2_attributes',
		...Object.fromEntries(criterionNames.map((name) => [name, 'under image_criteria'])),
		...Object.fromEntries(inCriterion.map((name) => [name, underCriterion])),
	},
	operatorsStand: 'at each value: {"state": {"@@assign": "audit_mode"}}',
};

const criteriaLevel: Level = {
	names: criterionNames,
	misplaced: {state: underSettings, ...Object.fromEntries(inCriterion.map((name) => [name, underCriterion]))},
	meant(name) {
		const near = criterionNames.find((known) => known.replace(/\D+/, '') === /(?<!\d)\d{1,2}$/.exec(name)?.[0]);
		return near === undefined ? 'criteria are named criteria_1 to criteria_10' : `did you mean ${near}?`;
	},
	operatorsStand: 'at each list of values: {"criteria_1": {"allowed_image_providers": {"@@assign": [ … ]}}}',
};

const criterionLevel: Level = {
	names: inCriterion,
	misplaced: fieldPlaces,
	operatorsStand: 'at each list of values: {"allowed_image_providers": {"@@assign": [ … ]}}',
};

/** Reads one policy, and remembers where in it each value of the criteria came from. */
class PolicyReading {
	readonly syntax: PolicySyntax;
	readonly criteria: unknown[] = [];
	state: string | undefined;
	readonly #places = new Map<string, readonly PathSegment[]>();

	constructor(dialect: Dialect) {
		this.syntax = new PolicySyntax(dialect);
	}

	policy(policy: Placed): void {
		const inside = this.syntax.members(policy, top)?.get('ec2_attributes');
		const given = inside && this.syntax.members(inside, attributes);
		if (inside === undefined || given === undefined) {
			return;
		}

		const message = given.get('exception_message');
		if (message !== undefined) {
			this.#text(message);
		}

		const own = given.get('allowed_images_settings');
		if (own !== undefined) {
			this.#settings(own);
		} else if (this.#isFine()) {
			this.syntax.fail(inside.path, 'has no allowed_images_settings; the policy holds no criteria');
		}
	}

	/** The place of the value, or of the nearest one around it that is remembered. */
	locate(target: readonly PathSegment[]): readonly PathSegment[] {
		for (let {length} = target; length > 0; length--) {
			const place = this.#places.get(JSON.stringify(target.slice(0, length)));
			if (place !== undefined) {
				return place;
			}
		}

		return ['ec2_attributes', 'allowed_images_settings', 'image_criteria'];
	}

	#settings(own: Placed): void {
		const given = this.syntax.members(own, settings);
		if (given === undefined) {
			return;
		}

		const state = given.get('state');
		if (state !== undefined) {
			this.#state(state);
		} else if (this.syntax.dialect === 'written' && this.#isFine()) {
			this.syntax.warn(own.path, 'gives no state; it is what a parent policy says, if any does');
		}

		const list = given.get('image_criteria');
		if (list !== undefined) {
			this.#list(list);
		} else if (this.#isFine()) {
			this.syntax.fail(own.path, 'has no image_criteria; the policy holds no criteria');
		}
	}

	#list(list: Placed): void {
		const given = this.syntax.members(list, criteriaLevel);
		if (given?.size === 0 && this.#isFine()) {
			this.syntax.fail(list.path, 'holds no criteria; write {"criteria_1": { … }}');
		}

		// In the order of their numbers, whatever the order in the text.
		for (const name of criterionNames) {
			const criterion = given?.get(name);
			if (criterion !== undefined) {
				this.#criterion(criterion);
			}
		}

		// What is wrong inside of one by another name is said, too; that name alone makes the policy one that AWS refuses.
		for (const [name, value] of Object.entries(isStructure(list.value) ? list.value : {})) {
			const isOther = !criterionNames.includes(name) && !name.startsWith('@');
			if (isOther && criteriaLevel.misplaced?.[name] === undefined && isStructure(value)) {
				this.#criterion({value, path: [...list.path, name]});
			}
		}
	}

	#criterion(criterion: Placed): void {
		const index = this.criteria.length;
		const given = this.syntax.members(criterion, criterionLevel);
		this.#remember([index], criterion.path);
		const values: Record<string, unknown> = {};
		for (const [name, content] of given ?? []) {
			const known = policyParameters.get(name);
			if (known === undefined) {
				continue;
			}

			const {name: parameter, spelling} = known;
			this.#remember([index, parameter], content.path);
			values[parameter] =
				spelling.type === 'list'
					? this.#values(content, [index, parameter], spelling)
					: this.#condition(content, [index, parameter], spelling);
		}

		this.criteria.push(values);
	}

	#values(
		content: Placed,
		target: readonly PathSegment[],
		{unspell}: Extract<Spelling<unknown>, {type: 'list'}>,
	): readonly unknown[] {
		return (this.syntax.list(content) ?? []).map(({value, path}, position) => {
			this.#remember([...target, position], path);
			if (unspell === undefined || typeof value !== 'string') {
				return value;
			}

			const {value: meant, problem} = unspell(value);
			if (problem !== undefined) {
				this.syntax.fail(path, problem);
			}

			return meant;
		});
	}

	#condition(
		content: Placed,
		target: readonly PathSegment[],
		{limit: name, field}: Extract<Spelling<unknown>, {type: 'limit'}>,
	): unknown {
		const given = this.syntax.members(content, {
			names: [name],
			operatorsStand: `at its value: {${asJson(name)}: {"@@assign": "300"}}`,
		});
		const limit = given?.get(name);
		if (limit === undefined) {
			if (given !== undefined && this.#isFine()) {
				this.syntax.fail(content.path, `says nothing; write {${asJson(name)}: …}`);
			}

			return undefined;
		}

		const assigned = this.syntax.single(limit);
		this.#remember([...target, field], assigned?.path ?? limit.path);
		const value = assigned?.value;
		// Policies write their numbers as text.
		return assigned && {[field]: typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value};
	}

	#state(state: Placed): void {
		const assigned = this.syntax.single(state);
		if (assigned === undefined) {
			return;
		}

		const {value, path} = assigned;
		if (typeof value === 'string' && policyStates.includes(value)) {
			this.state = stateFromPolicy(value);
		} else {
			const near = typeof value === 'string' ? nearName(value, policyStates) : undefined;
			const hint = near === undefined ? `it is one of ${policyStates.join(', ')}` : `did you mean ${asJson(near)}?`;
			this.syntax.fail(path, `${asJson(value)} is not a state; ${hint}`);
		}
	}

	#text(message: Placed): void {
		const assigned = this.syntax.single(message);
		if (assigned !== undefined && typeof assigned.value !== 'string') {
			this.syntax.fail(assigned.path, `${asJson(assigned.value)} is not text; write it in quotes`);
		}
	}

	#remember(target: readonly PathSegment[], place: readonly PathSegment[]): void {
		this.#places.set(JSON.stringify(target), place);
	}

	#isFine(): boolean {
		return this.syntax.found.every(({severity}) => severity !== 'error');
	}
}

/**
Takes a policy apart; everything in it that AWS would refuse is an error, at its place.

@param policy the whole document, from `ec2_attributes` on.
@param dialect whether the values stand under operators.
*/
export function readPolicy(policy: unknown, dialect: Dialect): Shape {
	const reading = new PolicyReading(dialect);
	reading.policy({value: policy, path: []});
	const {criteria, state, syntax} = reading;
	if (syntax.lacksOperators && !JSON.stringify(policy).includes('"@@')) {
		syntax.warn(
			['ec2_attributes'],
			'has no operator at all, as a policy in effect; those are read as "aws organizations describe-effective-policy" prints them, EffectivePolicy and all',
		);
	}

	return {
		source: 'declarative-policy',
		criteria,
		...(state !== undefined && {state}),
		locate: (segments) => reading.locate(segments),
		found: syntax.found,
	};
}
