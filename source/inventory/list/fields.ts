import type {ImageEvidence} from '../../criteria/evaluation/image.ts';
import {Dictionary} from '../columns/dictionary.ts';
import type {InstanceColumns} from '../columns/instance-columns.ts';
import {accountAt} from '../place.ts';
import {operatorName} from '../instance.ts';
import type {Inventory} from '../store.ts';
import {Verdicts, type Judge} from '../verdicts.ts';

const fieldNames = [
	'name',
	'image',
	'image-name',
	'provider',
	'alias',
	'reason',
	'account',
	'region',
	'zone',
	'type',
	'state',
	'operator',
	'verdict',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** A property of rows, by codes: each distinct text has one, so whatever is to be done with texts is done once for each. */
export type Field = {
	/** One more than the highest code so far. */
	readonly size: number;
	codeOf(row: number): number;
	/** Empty where a row has no such property. */
	text(code: number): string;
};

/**
All properties of an inventory's rows that can be grouped, sorted and filtered by, under one judge.

Stands for what is known of the images now: once the inventory's `evidenceVersion` or its `columns` change, make a new one.
*/
export class Fields {
	readonly inventory: Inventory;
	/** The inventory's columns: row numbers are theirs, even after the inventory has others. */
	readonly columns: InstanceColumns;
	readonly verdicts: Verdicts;
	/** The verdicts under criteria that are being thought of, where there are any. */
	readonly draft: Verdicts | undefined;
	/** What was known of the images. */
	readonly evidenceVersion: number;
	readonly #fields: Readonly<Record<FieldName, Field>>;

	constructor(inventory: Inventory, judge?: Judge, draft?: Judge) {
		this.inventory = inventory;
		this.evidenceVersion = inventory.evidenceVersion;
		this.verdicts = new Verdicts(inventory, judge);
		this.draft = draft && new Verdicts(inventory, draft);
		this.columns = inventory.columns;
		const {verdicts, columns} = this;
		const ofImage = (textOf: (image: ImageEvidence) => string | undefined) =>
			new ImageField(columns, (index) => {
				const {evidence} = columns.images.at(index);
				return evidence && textOf(evidence);
			});
		this.#fields = {
			name: columnField(columns.tagValues, (row) => columns.nameOf(row)),
			image: ofImage((image) => image.ImageId),
			'image-name': ofImage((image) => image.Name),
			provider: ofImage((image) => image.OwnerId ?? image.ImageOwnerAlias),
			alias: ofImage((image) => image.ImageOwnerAlias),
			reason: columnField(verdicts.reasons, (row) => verdicts.reasonOfImage(columns.imageOf(row))),
			account: new ImageField(columns, (index) => accountAt(columns.images.at(index).region)),
			region: columnField(columns.regions, (row) => columns.regionOf(row)),
			zone: columnField(columns.zones, (row) => columns.zoneOf(row)),
			type: columnField(columns.types, (row) => columns.typeOf(row)),
			state: columnField(columns.states, (row) => columns.stateOf(row)),
			operator: new OperatorField(columns),
			verdict: new ImageField(columns, (index) => verdicts.ofImage(index)),
		};
	}

	get(name: FieldName): Field {
		return this.#fields[name];
	}
}

function columnField(dictionary: Dictionary, codeOf: (row: number) => number): Field {
	return {
		get size() {
			return dictionary.size;
		},
		codeOf,
		text: (code) => dictionary.text(code),
	};
}

/** Which AWS service manages an instance, worked out once for each `Operator` that AWS gives. */
class OperatorField implements Field {
	readonly #columns: InstanceColumns;
	readonly #dictionary = new Dictionary();
	/** By code of what AWS gave. */
	readonly #codes: number[] = [];

	constructor(columns: InstanceColumns) {
		this.#columns = columns;
	}

	get size(): number {
		return this.#dictionary.size;
	}

	codeOf(row: number): number {
		const given = this.#columns.parts.numbers.operator.at(row);
		this.#codes[given] ??= this.#codeOf(operatorName(this.#columns.operatorOf(row)));
		return this.#codes[given];
	}

	text(code: number): string {
		return this.#dictionary.text(code);
	}

	#codeOf(operator: string): number {
		return this.#dictionary.intern(operator === '' ? undefined : operator);
	}
}

/** A property of a row's image, worked out once per image, when first asked for. */
class ImageField implements Field {
	readonly #columns: InstanceColumns;
	readonly #textOf: (imageIndex: number) => string | undefined;
	readonly #dictionary = new Dictionary();
	/** By image index. */
	readonly #codes: number[] = [];

	constructor(columns: InstanceColumns, textOf: (imageIndex: number) => string | undefined) {
		this.#columns = columns;
		this.#textOf = textOf;
	}

	get size(): number {
		return this.#dictionary.size;
	}

	codeOf(row: number): number {
		const image = this.#columns.imageOf(row);
		this.#codes[image] ??= this.#dictionary.intern(this.#textOf(image));
		return this.#codes[image];
	}

	text(code: number): string {
		return this.#dictionary.text(code);
	}
}
