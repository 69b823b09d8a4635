import {counted} from '../../counted.ts';
import {reviewAccount, type AccountReview} from '../../operations/scan/account-review.ts';
import type {Problem} from '../../problem.ts';
import type {Context} from '../program/context.ts';
import {clearProgress, showProgress} from '../program/terminal.ts';
import {inEachAccount} from './accounts.ts';
import {regionsFor} from './scanning.ts';

/** The accounts of several profiles, scanned to be reviewed in one list. */
export type ScannedAccounts = {
	readonly reviews: ReadonlyArray<AccountReview & {readonly profile: string}>;
	readonly unreached: ReadonlyArray<{readonly profile: string; readonly problem: Problem}>;
};

/** Scans them side by side, with progress on stderr. One that can't be reached is named and hides no other. */
export async function scanAccounts(context: Context): Promise<ScannedAccounts> {
	const now = new Date();
	const {results, unreached} = await inEachAccount(context, async ({cloud, account = '', profile = ''}) => {
		const regions = await regionsFor(context, cloud, {preferConfigured: false});
		const review = await reviewAccount(regions, {
			cloud,
			account,
			now,
			signal: context.signal,
			onProgress(region, soFar) {
				showProgress(() => {
					const {instances, notAllowed} = soFar.totals();
					return `Scanning ${account}: ${counted(instances, 'instance')}, ${notAllowed} not allowed (${region})`;
				});
			},
		});
		return {...review, profile};
	});
	clearProgress();
	return {reviews: results, unreached};
}
