/**
What may stand where in a declarative policy, and what AWS's checks say of a slip. Two dialects: policies as they are written (every value under
an operator) and policies in effect, as `describe-effective-policy` prints them (plain values).
@see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html
@see https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html
*/
import {nearest} from '../../nearest.ts';
import type {PathSegment} from '../validation/issue.ts';
import {isStructure} from '../validation/structure.ts';
import {asJson} from '../validation/text.ts';
import type {Found} from './shape.ts';

export type Dialect = 'written' | 'effective';

/** A value with its place in the policy. */
export type Placed = {readonly value: unknown; readonly path: readonly PathSegment[]};

/** What is known of one level of a policy. */
export type Level = {
	/** The names that stand here. */
	readonly names: readonly string[];
	/** Names that belong elsewhere, with where. */
	readonly misplaced?: Readonly<Record<string, string>>;
	/** What a name is that is near to none of them: AWS may know more of them than this tool, where the level is not its own. */
	readonly unknown?: 'error' | 'warning';
	/** What to write for a name that is not known, where the nearest one would mislead. */
	readonly meant?: (name: string) => string;
	/** Where operators stand that are found here instead: "at each list of values". */
	readonly operatorsStand: string;
};

const childControl = '@@operators_allowed_for_child_policies';
const setters = ['@@assign', '@@append', '@@remove'];
const allowedForChildren = [...setters, '@@all', '@@none'];

/** Reads a policy level by level; what is wrong is collected, and left out of what is given. */
export class PolicySyntax {
	readonly found: Found[] = [];
	readonly dialect: Dialect;
	/** Whether a value stood without an operator where it needs one. */
	lacksOperators = false;

	constructor(dialect: Dialect) {
		this.dialect = dialect;
	}

	fail(path: readonly PathSegment[], message: string): void {
		this.found.push({severity: 'error', segments: path, message});
	}

	warn(path: readonly PathSegment[], message: string): void {
		this.found.push({severity: 'warning', segments: path, message});
	}

	/** The members of a structure that belong there; `undefined` if it is none. */
	members({value, path}: Placed, level: Level): ReadonlyMap<string, Placed> | undefined {
		if (!isStructure(value)) {
			this.fail(path, `${asJson(value)} is not a structure; write {${asJson(level.names[0])}: …}`);
			return undefined;
		}

		const members = new Map<string, Placed>();
		for (const [name, content] of Object.entries(value)) {
			const at = [...path, name];
			if (level.names.includes(name)) {
				members.set(name, {value: content, path: at});
			} else if (name.startsWith('@')) {
				this.#misplacedOperator(name, {value: content, path: at}, level);
			} else {
				this.#unknownName(name, at, level);
			}
		}

		return members;
	}

	/** The one value of a setting. */
	single(setting: Placed): Placed | undefined {
		if (this.dialect === 'effective') {
			return this.#plain(setting);
		}

		const operators = this.#operators(setting, ['@@assign']);
		const assigned = operators?.get('@@assign');
		if (operators !== undefined && assigned === undefined && this.#isFine(setting)) {
			this.fail(setting.path, 'says nothing; write {"@@assign": …}');
		}

		return assigned;
	}

	/** The values of a list, whatever operator sets them; `undefined` if they can't be told from this policy. */
	list(setting: Placed): readonly Placed[] | undefined {
		if (this.dialect === 'effective') {
			const plain = this.#plain(setting);
			return plain && this.#values(plain);
		}

		const operators = this.#operators(setting, setters);
		if (operators === undefined) {
			return undefined;
		}

		const {'@@assign': assigned, '@@append': appended, '@@remove': removed} = Object.fromEntries(operators);
		if (assigned === undefined && appended === undefined) {
			if (this.#isFine(setting)) {
				this.fail(
					removed?.path ?? setting.path,
					removed === undefined
						? 'says nothing; write {"@@assign": [ … ]}'
						: 'only takes values away from what a parent policy gives; read the policy in effect instead, as "aws organizations describe-effective-policy" prints it',
				);
			}

			return undefined;
		}

		if (removed !== undefined) {
			this.warn(removed.path, 'takes values away from a parent policy; that is left out');
		}

		// In the order of the text.
		const parts = operators
			.values()
			.filter((part) => part !== removed)
			.map((part) => this.#values(part))
			.toArray();
		return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
	}

	#values({value, path}: Placed): readonly Placed[] | undefined {
		if (!Array.isArray(value)) {
			this.fail(path, `${asJson(value)} is not a list; write [ … ]`);
			return undefined;
		}

		if (value.length === 0) {
			this.fail(path, 'is an empty list; AWS does not document what that allows');
			return undefined;
		}

		return value.map((item: unknown, position) => ({value: item, path: [...path, position]}));
	}

	/** The value setting operators at a setting; `undefined` if the value stands there without one. */
	#operators({value, path}: Placed, allowed: readonly string[]): ReadonlyMap<string, Placed> | undefined {
		if (!isStructure(value)) {
			this.lacksOperators = true;
			this.fail(path, `${asJson(value)} stands without an operator; write {"@@assign": ${asJson(value)}}`);
			return undefined;
		}

		const operators = new Map<string, Placed>();
		for (const [name, content] of Object.entries(value)) {
			const at = {value: content, path: [...path, name]};
			if (allowed.includes(name)) {
				operators.set(name, at);
			} else if (name === childControl) {
				this.#childControl(at);
			} else if (setters.includes(name)) {
				this.fail(at.path, `${asJson(name)} is for lists; a single value is set with "@@assign"`);
			} else {
				this.fail(at.path, unknown(name, [...allowed, childControl], 'operators'));
			}
		}

		return operators;
	}

	#plain(setting: Placed): Placed | undefined {
		const operator = isStructure(setting.value) ? Object.keys(setting.value)[0] : undefined;
		if (operator?.startsWith('@')) {
			this.fail(
				[...setting.path, operator],
				`${asJson(operator)} can't stand in a policy in effect; its values stand by themselves`,
			);
			return undefined;
		}

		return setting;
	}

	#misplacedOperator(name: string, operator: Placed, {operatorsStand}: Level): void {
		if (this.dialect === 'written' && name === childControl) {
			this.#childControl(operator);
		} else {
			const meant = [...setters, childControl].includes(name)
				? ''
				: `${unknown(name, [...setters, childControl], 'operators')}; and `;
			this.fail(
				operator.path,
				`${meant === '' ? asJson(name) : `${meant}it`} can't stand here; operators stand ${operatorsStand}`,
			);
		}
	}

	#childControl({value, path}: Placed): void {
		const values: readonly unknown[] = Array.isArray(value) ? value : [];
		const wrong = values.findIndex((one) => typeof one !== 'string' || !allowedForChildren.includes(one));
		if (!Array.isArray(value) || value.length === 0) {
			this.fail(
				path,
				`${asJson(value)} is not a list of operators; write ["@@none"], ["@@all"], or those that are allowed`,
			);
		} else if (wrong !== -1) {
			this.fail([...path, wrong], unknown(String(values[wrong]), allowedForChildren, 'operators'));
		}
	}

	#unknownName(name: string, path: readonly PathSegment[], level: Level): void {
		const place = level.misplaced?.[name];
		if (place !== undefined) {
			this.fail(path, `${asJson(name)} can't stand here; it belongs ${place}`);
		} else if (level.unknown === 'warning' && nearName(name, level.names) === undefined) {
			this.warn(path, `${asJson(name)} is not known to this tool; it is not looked at`);
		} else {
			this.fail(
				path,
				level.meant === undefined
					? unknown(name, level.names, 'names here')
					: `${asJson(name)} is not known; ${level.meant(name)}`,
			);
		}
	}

	/** Whether nothing was found wrong inside a setting yet: else what it lacks is only an echo. */
	#isFine({path}: Placed): boolean {
		return this.found.every(
			({severity, segments}) => !(severity === 'error' && path.every((one, index) => segments[index] === one)),
		);
	}
}

/** The known name that was most likely meant: by letters, else by words that are the same (`image_owners`, `ImageProviders`). */
export function nearName(name: string, names: readonly string[]): string | undefined {
	const typed = name
		.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_')
		.toLowerCase()
		.replaceAll('-', '_');
	const [near] = nearest(typed, names, 1);
	if (near !== undefined) {
		return near;
	}

	const words = new Set(typed.split('_'));
	const shared = (other: string) => other.split('_').filter((word) => words.has(word)).length;
	const most = names.toSorted((one, other) => shared(other) - shared(one))[0];
	return most !== undefined && shared(most) > 0 && shared(most) * 2 >= words.size ? most : undefined;
}

function unknown(name: string, names: readonly string[], what: string): string {
	const near = nearName(name, names);
	return `${asJson(name)} is not known; ${near === undefined ? `the ${what} are ${names.join(', ')}` : `did you mean ${near}?`}`;
}
