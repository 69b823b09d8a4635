import type {Cell} from '../../../source/operations/organization/cell.ts';
import type {CellStore} from '../../../source/operations/organization/ports.ts';
import type {Summary} from '../../../source/operations/organization/summary.ts';

/** The folder of a scan, in memory. */
export class StoreInMemory implements CellStore {
	summary: Summary | undefined;
	readonly kept = new Map<string, Cell>();
	/** Called before each cell is kept. */
	onWrite: (cell: Cell) => void = () => undefined;

	async readSummary() {
		return this.summary;
	}

	async writeSummary(summary: Summary) {
		this.summary = summary;
	}

	async cells() {
		return this.kept
			.values()
			.map(({Account: account, Region: region}) => ({account, region}))
			.toArray();
	}

	async read(account: string, region: string) {
		return this.kept.get(`${account} ${region}`);
	}

	async write(cell: Cell) {
		this.onWrite(cell);
		this.kept.set(`${cell.Account} ${cell.Region}`, cell);
	}
}
