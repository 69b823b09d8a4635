import type {AccountRecord, Summary} from '../summary.ts';
import type {AllowedImagesSettings} from '../../../criteria/settings.ts';
import {ProblemError, problemOf, type Problem} from '../../../problem.ts';
import type {Entry} from '../accounts/account.ts';
import type {AccountSession, OrganizationCloud} from '../ports.ts';
import {Pool} from '../scan/pool.ts';
import {unnamedRegions} from '../rows.ts';
import {wayTo} from '../accounts/ways.ts';
import {checkAgainst, type PolicyClaim, type PolicyVerdict} from './policy-check.ts';

export type VerifyRequest = {
	/** What was to be read: the accounts of a folder. */
	readonly summary: Summary;
	readonly role: string;
	/** How to get into accounts for which a file says so. */
	readonly entries: ReadonlyMap<string, Entry>;
	readonly claim: PolicyClaim;
	readonly concurrency: number;
};

/** One account in one Region, as it reports itself now. */
export type Verified = {readonly record: AccountRecord; readonly region: string} & (
	| {readonly verdict: PolicyVerdict; readonly settings: AllowedImagesSettings}
	| {readonly verdict: 'not read'; readonly problem: Problem}
);

/**
Reads the settings of every account × Region of a folder again, and compares them with what a policy says. In the order of the folder; Regions that
nobody knows the name of count as not read. Rejects where the run's own credentials have ended.
*/
export async function verifyPolicy(
	cloud: OrganizationCloud,
	request: VerifyRequest,
	{signal, progress}: {readonly signal: AbortSignal; readonly progress: (done: number, planned: number) => void},
): Promise<readonly Verified[]> {
	const {summary, role, entries, claim, concurrency} = request;
	const records = summary.Accounts.filter(({LeftOut: why}) => why === undefined);
	const planned = records.reduce((sum, record) => sum + regionsOf(record).length, 0);
	const results = new Map<string, Verified>();
	const pool = new Pool(concurrency, signal);
	const tell = (result: Verified): void => {
		results.set(`${result.record.Account} ${result.region}`, result);
		progress(results.size, planned);
	};

	const check = async (record: AccountRecord, region: string, session: AccountSession): Promise<void> => {
		try {
			if (region === unnamed || region === unnamedRegions) {
				throw new ProblemError({
					kind: 'not-found',
					what: `Which ${region === unnamed ? '' : 'other '}Regions this account has is not known.`,
					next: 'Scan it first: allowed-amis org scan.',
				});
			}

			const settings = await settingsIn(session, region, pool.signal);
			tell({record, region, settings, verdict: checkAgainst(settings, claim)});
		} catch (error) {
			pool.signal.throwIfAborted();
			const problem = problemOf(error);
			if (problem.kind === 'bug') {
				throw error;
			}

			tell({record, region, verdict: 'not read', problem});
		}
	};

	for (const record of records) {
		pool.add('account', async () => {
			const {Account: account} = record;
			const entry = entries.get(account);
			const way = wayTo({account, ...(entry !== undefined && {entry})}, role);
			let session: AccountSession;
			try {
				session = await cloud.enter(way, pool.signal);
			} catch (error) {
				pool.signal.throwIfAborted();
				const problem = problemOf(error);
				// A profile of the account's own is nobody else's.
				if ((problem.kind === 'expired' && way.profile === undefined) || problem.kind === 'bug') {
					throw error;
				}

				for (const region of regionsOf(record)) {
					tell({record, region, verdict: 'not read', problem});
				}

				return;
			}

			for (const region of regionsOf(record)) {
				pool.add('cell', async () => check(record, region, session));
			}
		});
	}

	const failure = await pool.done();
	if (failure !== undefined) {
		throw failure;
	}

	return records.flatMap((record) =>
		regionsOf(record).flatMap((region) => results.get(`${record.Account} ${region}`) ?? []),
	);
}

/** Gives back what the call has taken, whether it succeeds or not. */
async function settingsIn(
	session: AccountSession,
	region: string,
	signal: AbortSignal,
): Promise<AllowedImagesSettings> {
	try {
		return await session.settings(region, signal);
	} finally {
		session.leave(region);
	}
}

/** Stands for the Regions of an account where nobody knows which these are. */
const unnamed = 'all';

/** The Regions of an account, and what stands for those that nobody knows the name of: the policy is to act in them, too. */
function regionsOf({Regions: regions, RegionsAre: are}: AccountRecord): readonly string[] {
	const known = regions.toSorted();
	return are === 'expected' ? [...known, known.length === 0 ? unnamed : unnamedRegions] : known;
}
