import type {InstanceColumns} from '../../columns/instance-columns.ts';
import type {Inventory} from '../../store.ts';
import type {Listing} from '../listing.ts';

/** Which rows of an inventory a list stands for, as the inventory may have others by now: those of before are carried over to them. */
export class CarriedRows {
	readonly #inventory: Inventory;
	/** Up to which retirements, and whose rows the list's are. */
	#retirements: number;
	#columns: InstanceColumns;

	constructor(inventory: Inventory) {
		this.#inventory = inventory;
		this.#retirements = inventory.retirements;
		this.#columns = inventory.columns;
	}

	/** The columns that the list's rows are of. */
	get columns(): InstanceColumns {
		return this.#columns;
	}

	/** Where a row that was marked or moved to is in a list. */
	successorIn(listing: Listing, row: number): number | undefined {
		const {columns} = listing.query.fields;
		// A list may just be complete when the inventory has other columns already: then its rows are still those of before.
		return columns === this.#inventory.columns ? this.#inventory.successorOf(row, this.#columns) : row;
	}

	/** Rows of the list as rows of the inventory of now. */
	now(rows: readonly number[]): readonly number[] {
		return this.#columns === this.#inventory.columns
			? rows
			: rows.map((row) => this.#inventory.successorOf(row, this.#columns)).filter((row) => row !== undefined);
	}

	/** From now on the rows are those of a list. Before, `carry` is called if what is kept of the old ones has to be carried over. */
	follow(listing: Listing, carry: () => void): void {
		const {columns} = listing.query.fields;
		if (this.#retirements === this.#inventory.retirements || columns !== this.#inventory.columns) {
			return;
		}

		this.#retirements = this.#inventory.retirements;
		carry();
		this.#columns = columns;
	}
}
