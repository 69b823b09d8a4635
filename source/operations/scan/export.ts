import {formatsByEnding} from '../../inventory/writers/formats.ts';
import {partOf} from '../../inventory/accounts.ts';
import {accountAt, placeOf, regionAt} from '../../inventory/place.ts';
import type {Judge} from '../../inventory/verdicts.ts';
import type {AccountScan} from '../../inventory/writers/account-scan.ts';
import type {Chunks} from '../../inventory/writers/chunks.ts';
import type {Report} from '../../inventory/writers/report.ts';
import {ProblemError} from '../../problem.ts';

/**
Instances in the format that a file's name ends in, in chunks; of several reports, one after the other.

@throws ProblemError of kind `not-found` for an ending without a format.
*/
export async function exportRows(
	path: string,
	...reports: ReadonlyArray<Report & {readonly rows: readonly number[]}>
): Promise<Chunks> {
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
		reports.flatMap((report) =>
			scansOf(report).map((scan) => ({
				...(reports.length > 1 && report.identity !== undefined && {account: report.identity.account}),
				...scan,
			})),
		),
	);
}

/** One for each account, where there are several. */
function scansOf(report: Report & {readonly rows: readonly number[]}): readonly AccountScan[] {
	const {inventory, rows} = report;
	const accounts = [...inventory.accounts];
	return accounts.length === 0
		? [{report, rows}]
		: accounts.map((account) => {
				const part = partOf(inventory, account, rows);
				const {identity: _, judge, ...rest} = report;
				const regions = report.regions.flatMap(({region, ...one}) =>
					accountAt(region) === account ? [{...one, region: regionAt(region)}] : [],
				);
				return {
					account,
					report: {...rest, inventory: part.inventory, regions, ...(judge && {judge: judgeAt(account, judge)})},
					rows: part.rows,
				};
			});
}

/** A judge of places, for an account's own Regions. */
function judgeAt(account: string, {verdictOf, reasonOf}: Judge): Judge {
	return {
		...(verdictOf && {verdictOf: (image, region) => verdictOf(image, placeOf(account, region))}),
		...(reasonOf && {reasonOf: (image, region) => reasonOf(image, placeOf(account, region))}),
	};
}
