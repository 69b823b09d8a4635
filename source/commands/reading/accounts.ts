/** Several profiles side by side: what a command does in one account, it does in each. */
import type {LaunchCloud} from '../../operations/launches/ports.ts';
import type {Cloud} from '../../operations/ports.ts';
import {sideBySide} from '../../operations/side-by-side.ts';
import {ProblemError, problemOf, type Problem} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import type {Context} from '../program/context.ts';
import {exitCodeOf, exitCodes} from '../program/exit-code.ts';
import {say} from '../program/terminal.ts';

/** One account that a command works in. */
export type Account = {
	readonly cloud: Cloud & {readonly launches: LaunchCloud};
	/** 12 digits; present where there are several accounts, whose rows are told apart by it. */
	readonly account?: string;
	/** The profile that leads there; present with it. */
	readonly profile?: string;
};

/** A profile that works in an account, and whether it came to an end there, once that is known. */
type Claim = {readonly profile: string; readonly isDone: Promise<boolean>};

/** How many accounts are worked in at once; each works in several Regions at once. */
const accountsAtOnce = 4;

/**
Does the same in the account of each `--profile`, in the order given, in one account where none or one is given. Of several accounts, one that can't
be reached is named on stderr and hides no other: it has no result, and `isWhole` is false. Where a profile fails, another one of the same account is
tried. One account alone rejects with what went wrong, and so do several of which none has a result.
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
	const claims = new Map<string, Claim>();
	const results = await sideBySide([...new Set(profiles)], accountsAtOnce, async (profile) => {
		try {
			const cloud = await context.openCloud({profile, readOnly: true});
			const {account} = await cloud.identity(context.signal);
			// Whoever waits here after a failure takes the account over, one at a time.
			for (let claim = claims.get(account); claim !== undefined; claim = claims.get(account)) {
				if (await claim.isDone) {
					say(
						`profile ${safeText(profile)} is of account ${account}, as ${safeText(claim.profile)} is: it is shown once.`,
					);
					return [];
				}
			}

			const {promise: isDone, resolve} = Promise.withResolvers<boolean>();
			claims.set(account, {profile, isDone});
			try {
				const result = await work({cloud, account, profile});
				resolve(true);
				return [result];
			} catch (error) {
				claims.delete(account);
				resolve(false);
				throw error;
			}
		} catch (error) {
			context.signal.throwIfAborted();
			const problem = problemOf(error);
			const {what, next} = problem;
			say(`profile ${safeText(profile)} could not be used: ${what}\n  ${next}`);
			unreached.push({profile: safeText(profile), problem});
			return [];
		}
	});
	const found = results.flat();
	const problems = unreached.map(({problem}) => problem);
	// It is wrong usage only if it is that with all of them.
	const worst = problems.find((problem) => exitCodeOf(problem) !== exitCodes.usage) ?? problems[0];
	if (found.length === 0 && worst !== undefined) {
		throw new ProblemError({
			kind: worst.kind,
			what: 'None of these profiles could be used.',
			next: 'Correct what is named above.',
		});
	}

	return {results: found, isWhole: unreached.length === 0, unreached};
}
