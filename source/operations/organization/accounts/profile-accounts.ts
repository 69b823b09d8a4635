import {problemOf, type Problem} from '../../../problem.ts';
import {safeText} from '../../../safe-text.ts';
import {sideBySide} from '../../side-by-side.ts';
import type {OrganizationCloud} from '../ports.ts';
import type {AccountsFile} from './accounts-file.ts';

/** The accounts of several profiles, in the shape of a file that names them, and the profiles that could not be used. */
export type ProfileAccounts = {
	readonly file: AccountsFile;
	/** Safe to print. */
	readonly unreached: ReadonlyArray<{readonly profile: string; readonly problem: Problem}>;
};

/** How many profiles are asked at once whose they are. */
const profilesAtOnce = 4;

/** Whose account each profile is of. Each is entered by its own profile, without another role; two of the same account count once. */
export async function accountsOfProfiles(
	cloud: Pick<OrganizationCloud, 'identity'>,
	profiles: readonly string[],
	signal: AbortSignal,
): Promise<ProfileAccounts> {
	const unreached: Array<ProfileAccounts['unreached'][number]> = [];
	const answers = await sideBySide([...new Set(profiles)], profilesAtOnce, async (profile) => {
		const at = `--profile ${safeText(profile)}`;
		try {
			const {account} = await cloud.identity(signal, profile);
			return [{account, entry: {profile}, at}];
		} catch (error) {
			signal.throwIfAborted();
			unreached.push({profile: safeText(profile), problem: problemOf(error)});
			return [];
		}
	});
	const accounts = new Map<string, AccountsFile['accounts'][number]>();
	const warnings: string[] = [];
	for (const answer of answers.flat()) {
		const first = accounts.get(answer.account);
		if (first === undefined) {
			accounts.set(answer.account, answer);
		} else {
			warnings.push(`${answer.at}: account ${answer.account} is there twice; what ${first.at} says of it counts`);
		}
	}

	return {file: {accounts: accounts.values().toArray(), errors: [], warnings}, unreached};
}
