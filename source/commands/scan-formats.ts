import type {Instance} from '../inventory/instance.ts';
import type {Inventory} from '../inventory/store.ts';
import {writeCsv, writeCsvOfAccounts} from '../inventory/writers/csv.ts';
import {writeInstanceTable} from '../inventory/writers/instance-table.ts';
import {writeJson, writeNdjson} from '../inventory/writers/json.ts';
import type {Report} from '../inventory/writers/report.ts';
import type {TableOptions} from '../inventory/writers/table.ts';
import type {ScanFormat} from './program/formats.ts';

/** Formats that say why an image is not allowed, which takes the criteria applied in each Region. */
export const explainingFormats: ReadonlySet<ScanFormat> = new Set(['csv', 'markdown', 'html']);

/** The scan of one account, and which of its rows to write. */
export type AccountScan = {
	/** Present where there are several. */
	readonly account?: string;
	readonly report: Report;
	readonly rows: readonly number[];
};

/**
Scans in one of their formats, in chunks: of one account, or of several, whose rows then carry their account. `layout` fits a table to a terminal;
without it everything is there in full.
*/
export async function renderScans(
	format: ScanFormat,
	scans: readonly AccountScan[],
	layout?: TableOptions,
): Promise<Iterable<string> | AsyncIterable<string>> {
	const parts = scans.map(({account, report, rows}) => ({
		instances: ofAccount(report.inventory, rows, account),
		...(report.judge !== undefined && {judge: report.judge}),
	}));
	const [one] = parts;
	const alone = parts.length === 1 && scans[0]?.account === undefined ? one : undefined;
	// Made anew for each reader: a table reads them twice. One account's rows go from their columns to text.
	const instances = alone?.instances ?? {
		*[Symbol.iterator]() {
			for (const part of parts) {
				yield* part.instances;
			}
		},
	};
	switch (format) {
		case 'table': {
			return writeInstanceTable(instances, layout);
		}

		case 'json': {
			return writeJson(instances);
		}

		case 'ndjson': {
			return writeNdjson(instances);
		}

		case 'csv': {
			return alone === undefined ? writeCsvOfAccounts(parts) : writeCsv(alone.instances, alone.judge);
		}

		case 'markdown': {
			const {writeMarkdown} = await import('../inventory/writers/markdown.ts');
			return writeMarkdown(...scans.map(({report, rows}) => ({...report, rows})));
		}

		case 'html': {
			const {writeHtml} = await import('../inventory/writers/html.ts');
			return writeHtml(...scans.map(({report, rows}) => ({...report, rows})));
		}
	}
}

/** Rows of an inventory as instances, with the account that they are of where there are several. Can be read again and again. */
export function ofAccount(
	inventory: Inventory,
	rows: readonly number[],
	account: string | undefined,
): Iterable<Instance> {
	const instances = inventory.instances(rows);
	return account === undefined
		? instances
		: {
				*[Symbol.iterator]() {
					for (const instance of instances) {
						yield {...instance, Account: account};
					}
				},
			};
}
