import {writeCsv} from '../inventory/writers/csv.ts';
import {writeInstanceTable} from '../inventory/writers/instance-table.ts';
import {writeJson, writeNdjson} from '../inventory/writers/json.ts';
import type {Report} from '../inventory/writers/report.ts';
import type {TableOptions} from '../inventory/writers/table.ts';
import type {ScanFormat} from './program/formats.ts';

/** Formats that say why an image is not allowed, which takes the criteria applied in each Region. */
export const explainingFormats: ReadonlySet<ScanFormat> = new Set(['csv', 'markdown', 'html']);

/** A scan in one of its formats, in chunks. `layout` fits a table to a terminal; without it everything is there in full. */
export async function renderScan(
	format: ScanFormat,
	{report, rows, layout}: {readonly report: Report; readonly rows: readonly number[]; readonly layout?: TableOptions},
): Promise<Iterable<string> | AsyncIterable<string>> {
	const {inventory, judge} = report;
	const instances = inventory.instances(rows);
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
			return writeCsv(instances, judge);
		}

		case 'markdown': {
			const {writeMarkdown} = await import('../inventory/writers/markdown.ts');
			return writeMarkdown({...report, rows});
		}

		case 'html': {
			const {writeHtml} = await import('../inventory/writers/html.ts');
			return writeHtml({...report, rows});
		}
	}
}
