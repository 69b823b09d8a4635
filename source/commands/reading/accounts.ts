/** Several profiles side by side: what a command does in one account, it does in each. */
import type {LaunchCloud} from '../../operations/launches/ports.ts';
import type {Cloud} from '../../operations/ports.ts';
import {sideBySide} from '../../operations/side-by-side.ts';
import {problemOf, type Problem} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import type {Context} from '../program/context.ts';
import {say} from '../program/terminal.ts';

/** One account that a command works in. */
export type Account = {
	readonly cloud: Cloud & {readonly launches: LaunchCloud};
	/** 12 digits; present where there are several accounts, whose rows are told apart by it. */
	readonly account?: string;
	/** The profile that leads there; present with it. */
	readonly profile?: string;
};

/** How many accounts are worked in at once; each works in several Regions at once. */
const accountsAtOnce = 4;

/**
Does the same in the account of each `--profile`, in the order given, in one account where none or one is given. Of several accounts, one that can't
be reached is named on stderr and hides no other: it has no result, and `isWhole` is false. One account alone rejects with what went wrong.
*/
export async function inEachAccount<Result>(
	context: Context,
	work: (account: Account) => Promise<Result>,
): Promise<{
	readonly results: readonly Result[];
	readonly isWhole: boolean;
	/** Of several profiles, those that could not be used. */
	readonly unreached: ReadonlyArray<{readonly profile: string; readonly problem: Problem}>;
}> {
	const {profile: profiles} = context.options;
	if (profiles.length < 2) {
		return {results: [await work({cloud: await context.openCloud({readOnly: true})})], isWhole: true, unreached: []};
	}

	const unreached: Array<{profile: string; problem: Problem}> = [];
	const known = new Map<string, string>();
	const results = await sideBySide([...new Set(profiles)], accountsAtOnce, async (profile) => {
		try {
			const cloud = await context.openCloud({profile, readOnly: true});
			const {account} = await cloud.identity(context.signal);
			const other = known.get(account);
			known.set(account, other ?? profile);
			if (other !== undefined) {
				say(`profile ${safeText(profile)} is of account ${account}, as ${safeText(other)} is: it is shown once.`);
				return [];
			}

			return [await work({cloud, account, profile})];
		} catch (error) {
			context.signal.throwIfAborted();
			const problem = problemOf(error);
			const {what, next} = problem;
			say(`profile ${safeText(profile)} could not be used: ${what}\n  ${next}`);
			unreached.push({profile: safeText(profile), problem});
			return [];
		}
	});
	return {results: results.flat(), isWhole: unreached.length === 0, unreached};
}
