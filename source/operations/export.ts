import {writeCsv} from '../inventory/writers/csv.ts';
import {writeHtml} from '../inventory/writers/html.ts';
import {writeJson, writeNdjson} from '../inventory/writers/json.ts';
import {writeMarkdown} from '../inventory/writers/markdown.ts';
import type {Report} from '../inventory/writers/report.ts';
import {ProblemError} from '../problem.ts';

type WholeReport = Report & {readonly rows: readonly number[]};

const writers = {
	json: ({inventory, rows}: WholeReport) => writeJson(inventory.instances(rows)),
	ndjson: ({inventory, rows}: WholeReport) => writeNdjson(inventory.instances(rows)),
	csv: ({inventory, rows, judge}: WholeReport) => writeCsv(inventory.instances(rows), judge),
	md: writeMarkdown,
	html: writeHtml,
} as const;

/**
Instances in the format that a file's name ends in, in chunks.

@throws ProblemError of kind `not-found` for an ending without a format.
*/
export function exportRows(path: string, report: WholeReport): AsyncIterable<string> {
	const ending = path.split('.').at(-1)?.toLowerCase() ?? '';
	if (!isEnding(ending)) {
		throw new ProblemError({
			kind: 'not-found',
			what: `"${path}" does not say which format to write.`,
			next: `End it with ${Object.keys(writers)
				.map((known) => `.${known}`)
				.join(', ')}.`,
		});
	}

	return writers[ending](report);
}

function isEnding(ending: string): ending is keyof typeof writers {
	return Object.hasOwn(writers, ending);
}
