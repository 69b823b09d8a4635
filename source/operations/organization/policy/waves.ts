import type {Unit} from '../accounts/account.ts';

/** An account as a plan of waves looks at it. */
export type Candidate = {
	readonly account: string;
	readonly name?: string;
	readonly path?: readonly Unit[];
	readonly instances: number;
	/** Whether everything of it was read. */
	readonly isRead: boolean;
};

/** What a policy is attached to next, and what that is. */
export type Wave = {
	readonly name: 'pilot' | 'test' | 'rest';
	/** `Pilot account`, `test unit`, `everything else`. */
	readonly title: string;
	/** The ID of an account, a unit or the root; a word in capitals where a person has to put it in. */
	readonly target: string;
	/** What the target is, for people. */
	readonly targetName: string;
};

const testing = /^(?:test|dev|stag|sandbox|non-?prod|qa|uat|pre-?prod|playground)/i;

/**
The order in which a policy reaches an organization: one pilot account, a unit for tests, then everything. A proposal: the pilot is the account
with the fewest instances that was read whole and runs some, from a unit for tests where there is one. Where the accounts are a part of the organization
(`isWhole`), no target reaches beyond the unit that they are all of.
*/
export function wavesOf(candidates: readonly Candidate[], isWhole: boolean): readonly [Wave, Wave, Wave] {
	const pilot = candidates
		.filter(({instances, isRead}) => isRead && instances > 0)
		.toSorted((one, other) => one.instances - other.instances)
		.toSorted((one, other) => rankOf(one) - rankOf(other))
		.at(0);
	const top = topOf(candidates, isWhole);
	const units = top === undefined ? [] : candidates.flatMap(({path = []}) => path.slice(1));
	const test = units.find(({name}) => testing.test(name));
	return [
		{
			name: 'pilot',
			title: 'pilot account',
			target: pilot?.account ?? 'ACCOUNT_ID',
			targetName: pilot === undefined ? 'an account of your choice' : (pilot.name ?? pilot.account),
		},
		{
			name: 'test',
			title: 'test unit',
			target: test?.id ?? 'OU_ID',
			targetName: test?.name ?? 'a unit of your choice',
		},
		{
			name: 'rest',
			title: 'the rest',
			target: top?.id ?? (isWhole ? 'ROOT_ID' : 'UNIT_ID'),
			targetName: isWhole
				? 'the whole organization'
				: top === undefined
					? 'a unit whose accounts were all read'
					: `the unit ${top.name}`,
		},
	];
}

/** What holds all these accounts and no other: the root, or the unit that was asked for; nothing where that is not known. */
function topOf(candidates: readonly Candidate[], isWhole: boolean): Unit | undefined {
	if (isWhole) {
		return candidates.flatMap(({path = []}) => path.slice(0, 1)).find(({id}) => id.startsWith('r-'));
	}

	const [first, ...others] = new Map(candidates.map(({path}) => [path?.at(0)?.id, path?.at(0)])).values();
	return others.length === 0 && first?.id.startsWith('ou-') ? first : undefined;
}

function rankOf({path = []}: Candidate): number {
	return path.some(({name}) => testing.test(name)) ? 0 : 1;
}
