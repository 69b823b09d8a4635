import type {Inventory} from '../store.ts';
import {totalsOf, type Totals} from '../totals.ts';
import type {Judge} from '../verdicts.ts';
import {Fields} from './fields.ts';

/** The inventory that a list is of, and the judge that its verdicts and reasons come from. */
export class JudgedInventory {
	readonly inventory: Inventory;
	readonly judge: Judge;
	/** How criteria that are being thought of would judge. */
	readonly draft: Judge | undefined;
	#fields: Fields;
	#totals: {readonly version: number; readonly totals: Totals} | undefined;

	constructor(inventory: Inventory, judge: Judge, draft?: Judge) {
		this.inventory = inventory;
		this.judge = judge;
		this.draft = draft;
		this.#fields = new Fields(inventory, judge, draft);
	}

	/** The same beside other criteria that are being thought of: what counts is not counted anew. */
	withDraft(draft: Judge | undefined): JudgedInventory {
		const other = new JudgedInventory(this.inventory, this.judge, draft);
		other.#totals = this.#totals;
		return other;
	}

	/** By what its rows can be told apart; others once more is known of the images, or it has other columns. */
	get fields(): Fields {
		const {evidenceVersion, columns} = this.inventory;
		if (this.#fields.evidenceVersion !== evidenceVersion || this.#fields.columns !== columns) {
			this.#fields = new Fields(this.inventory, this.judge, this.draft);
		}

		return this.#fields;
	}

	/** Of everything in it. */
	get totals(): Totals {
		const {version} = this.inventory;
		const {fields} = this;
		if (this.#totals?.version !== version) {
			const totals = totalsOf(this.inventory.images(), ({index}) => fields.verdicts.ofImage(index));
			this.#totals = {version, totals};
		}

		return this.#totals.totals;
	}
}
