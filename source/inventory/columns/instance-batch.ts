import type {Instance} from '../instance.ts';
import type {InstanceColumns} from './instance-columns.ts';

/** Some rows of columns: a page of a scan, or the part of it that is wanted. An inventory takes them in column by column. */
export class InstanceBatch implements Iterable<Instance> {
	readonly columns: InstanceColumns;
	readonly rows: readonly number[];

	/** All rows, or those named. */
	constructor(columns: InstanceColumns, rows: readonly number[] = allRowsOf(columns)) {
		this.columns = columns;
		this.rows = rows;
	}

	get length(): number {
		return this.rows.length;
	}

	/** Whether it is all that its columns hold. */
	get isWhole(): boolean {
		return this.rows.length === this.columns.rowCount;
	}

	/** The rows for which `test` is true. */
	filter(test: (row: number) => boolean): InstanceBatch {
		return new InstanceBatch(
			this.columns,
			this.rows.filter((row) => test(row)),
		);
	}

	*[Symbol.iterator](): Generator<Instance, void> {
		for (const row of this.rows) {
			yield this.columns.instanceAt(row);
		}
	}
}

function allRowsOf({rowCount}: InstanceColumns): readonly number[] {
	return Array.from({length: rowCount}, (_, row) => row);
}
