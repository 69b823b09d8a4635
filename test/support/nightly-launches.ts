import type {DemoAccount} from '../../source/demo/account/account.ts';

/**
How many instances the demo's nightly job has launched in a Region in the 14 days before one of these moments (milliseconds): 14 nights of it, or
15 in the minutes around its hour. Between the earlier moment and the later, the answer is one of the two.
*/
export function nightlyLaunches(account: DemoAccount, region: string, moments: readonly number[]): readonly number[] {
	const events = account.regions.find(({name}) => name === region)?.launches.events ?? [];
	return moments.map((moment) =>
		events
			// CloudTrail is asked from a whole second on.
			.filter(
				({by, at}) => by.role === 'nightly-batch' && Date.parse(at) >= Math.floor(moment / 1000) * 1000 - fortnight,
			)
			.reduce((sum, {count}) => sum + count, 0),
	);
}

const fortnight = 14 * 86_400_000;
