import {formatsByEnding} from '../inventory/writers/formats.ts';
import type {Report} from '../inventory/writers/report.ts';
import {ProblemError} from '../problem.ts';

/**
Instances in the format that a file's name ends in, in chunks; of several reports, one after the other.

@throws ProblemError of kind `not-found` for an ending without a format.
*/
export async function exportRows(
	path: string,
	...reports: ReadonlyArray<Report & {readonly rows: readonly number[]}>
): Promise<Iterable<string> | AsyncIterable<string>> {
	const format = formatsByEnding.get(path.split('.').at(-1)?.toLowerCase() ?? '');
	if (format === undefined) {
		const endings = formatsByEnding.keys().map((ending) => `.${ending}`);
		throw new ProblemError({
			kind: 'not-found',
			what: `"${path}" does not say which format to write.`,
			next: `End it with ${endings.toArray().join(', ')}.`,
		});
	}

	const write = await format.load();
	return write(
		reports.map((report) => ({
			report,
			rows: report.rows,
			...(reports.length > 1 && report.identity !== undefined && {account: report.identity.account}),
		})),
	);
}
