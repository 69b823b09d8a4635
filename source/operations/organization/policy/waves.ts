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
with the fewest instances that was read whole and runs some, from a unit for tests where there is one.
*/
export function wavesOf(candidates: readonly Candidate[]): readonly [Wave, Wave, Wave] {
	const pilot = candidates
		.filter(({instances, isRead}) => isRead && instances > 0)
		.toSorted((one, other) => one.instances - other.instances)
		.toSorted((one, other) => rankOf(one) - rankOf(other))
		.at(0);
	const units = candidates.flatMap(({path = []}) => path.slice(1));
	const test = units.find(({name}) => testing.test(name));
	const root = candidates.find(({path}) => path !== undefined)?.path?.at(0);
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
			target: root?.id.startsWith('r-') ? root.id : 'ROOT_ID',
			targetName: 'the whole organization',
		},
	];
}

function rankOf({path = []}: Candidate): number {
	return path.some(({name}) => testing.test(name)) ? 0 : 1;
}
