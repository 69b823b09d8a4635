import type {ImageEvidence, Verdict} from '../../criteria/evaluation/image.ts';
import type {Fields} from './fields.ts';
import {compareTexts} from './sort.ts';

/** What instances can be grouped by. */
export const groupings = [
	'image',
	'provider',
	'reason',
	'account',
	'region',
	'zone',
	'type',
	'state',
	'operator',
] as const;
export type Grouping = (typeof groupings)[number];

/** What a draft does to a verdict: what is not allowed would be, what is allowed would not, or it would not be known any more. */
export type DraftChange = 'mended' | 'refused' | 'unclear';

export type Group = {
	readonly by: Grouping;
	/** The text that its instances share; empty where they lack it. */
	readonly key: string;
	readonly instances: number;
	readonly notAllowed: number;
	readonly unknown: number;
	/** Under criteria that are being thought of: of how many that is another verdict. */
	readonly draft?: Readonly<Record<DraftChange, number>>;
	/** The image of its instances: all of one if grouped by image, else one of them. */
	readonly image?: ImageEvidence;
	/** The Region of one of its instances: an image is in one alone. */
	readonly region: string;
};

/** The words for the group of those that lack the property. */
export const groupless: Readonly<Record<Grouping, string>> = {
	image: 'no image metadata',
	provider: 'provider not known',
	reason: 'no reason',
	account: 'account not known',
	region: 'Region not known',
	zone: 'zone not known',
	type: 'type not known',
	state: 'state not known',
	operator: 'managed by no AWS service',
};

/** How many groups are made before the clock is looked at. */
const stride = 512;

/** Counts rows by one of their properties; goes over each row once, and rows can be added as they come. */
export class GroupCounter {
	readonly #fields: Fields;
	readonly #by: Grouping;
	/** By code of the property. */
	readonly #instances: number[] = [];
	readonly #notAllowed: number[] = [];
	readonly #unknown: number[] = [];
	readonly #image: number[] = [];
	readonly #region: number[] = [];
	readonly #changed: Readonly<Record<DraftChange, number[]>> = {mended: [], refused: [], unclear: []};

	constructor(fields: Fields, by: Grouping) {
		this.#fields = fields;
		this.#by = by;
	}

	add(row: number): void {
		const code = this.#fields.get(this.#by).codeOf(row);
		const image = this.#fields.columns.imageOf(row);
		if (this.#instances[code] === undefined) {
			this.#instances[code] = 0;
			this.#notAllowed[code] = 0;
			this.#unknown[code] = 0;
			this.#image[code] = image;
			this.#region[code] = this.#fields.columns.regionOf(row);
		}

		this.#instances[code]++;
		const verdict = this.#fields.verdicts.ofImage(image);
		if (verdict === 'not-allowed') {
			this.#notAllowed[code] = (this.#notAllowed[code] ?? 0) + 1;
		} else if (verdict === 'unknown') {
			this.#unknown[code] = (this.#unknown[code] ?? 0) + 1;
		}

		const change = changeBy(verdict, this.#fields.draft?.ofImage(image));
		if (change === undefined) {
			return;
		}

		const counts = this.#changed[change];
		counts[code] = (counts[code] ?? 0) + 1;
	}

	/** In the order in which the groups were first met by the inventory; there may be as many as rows, so it yields often. */
	*groups(): Generator<void, readonly Group[]> {
		const field = this.#fields.get(this.#by);
		const groups: Group[] = [];
		for (const [code, instances] of this.#instances.entries()) {
			if (code % stride === stride - 1) {
				yield;
			}

			// Codes that no added row has leave holes.
			if (instances === undefined) {
				continue;
			}

			const image = this.#fields.columns.images.at(this.#image[code] ?? 0).evidence;
			groups.push({
				by: this.#by,
				key: field.text(code),
				instances,
				notAllowed: this.#notAllowed[code] ?? 0,
				unknown: this.#unknown[code] ?? 0,
				...(this.#fields.draft !== undefined && {
					draft: {
						mended: this.#changed.mended[code] ?? 0,
						refused: this.#changed.refused[code] ?? 0,
						unclear: this.#changed.unclear[code] ?? 0,
					},
				}),
				...(image !== undefined && {image}),
				region: this.#fields.columns.regions.text(this.#region[code] ?? 0),
			});
		}

		return groups;
	}
}

/** What other criteria would make of an image; nothing where they say the same, or say at last what is not known now. */
export function changeBy(now: Verdict, draft: Verdict | undefined): DraftChange | undefined {
	if (draft === undefined || now === draft || now === 'unknown') {
		return undefined;
	}

	return draft === 'unknown' ? 'unclear' : draft === 'allowed' ? 'mended' : 'refused';
}

/** The groups of the rows that count, or of those given. */
export function groupsOf(
	fields: Fields,
	by: Grouping,
	rows: Iterable<number> = fields.inventory.rows(),
): readonly Group[] {
	const counter = new GroupCounter(fields, by);
	for (const row of rows) {
		counter.add(row);
	}

	const groups = counter.groups();
	let step = groups.next();
	while (step.done !== true) {
		step = groups.next();
	}

	return step.value;
}

const groupCounts = ['not-allowed', 'instances', 'unknown'] as const;
export type GroupCount = (typeof groupCounts)[number];
export const groupColumns = [...groupCounts, 'key'] as const;
export type GroupColumn = (typeof groupColumns)[number];

/** One of the counts of a group. */
export function countOf({instances, notAllowed, unknown}: Group, count: GroupCount): number {
	return {'not-allowed': notAllowed, instances, unknown}[count];
}

/** The highest of each count among groups. */
export function mostOf(groups: readonly Group[]): Readonly<Record<GroupCount, number>> {
	const most = {'not-allowed': 0, instances: 0, unknown: 0};
	for (const group of groups) {
		for (const count of groupCounts) {
			most[count] = Math.max(most[count], countOf(group, count));
		}
	}

	return most;
}

/** Counts begin with the highest, keys with the first. */
export function firstGroupDirection(column: GroupColumn): 'ascending' | 'descending' {
	return column === 'key' ? 'ascending' : 'descending';
}

/** Equal ones by their key. */
export function compareGroups(
	column: GroupColumn,
	direction: 'ascending' | 'descending',
): (left: Group, right: Group) => number {
	const sign = direction === 'ascending' ? 1 : -1;
	const byKey = (left: Group, right: Group): number => compareTexts(left.key, right.key);
	if (column === 'key') {
		return (left, right) => sign * byKey(left, right);
	}

	return (left, right) => {
		const order = sign * (countOf(left, column) - countOf(right, column));
		return order === 0 ? byKey(left, right) : order;
	};
}
