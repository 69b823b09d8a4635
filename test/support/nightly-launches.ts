import type {DemoAccount} from '../../source/demo/account/account.ts';

/**
How many instances the demo's nightly job has launched in a Region in the last 14 days, as told between two moments (milliseconds): 14 nights of
it, or 15 in the minutes around its hour. One of the two, and mostly they are the same.
*/
export function nightlyLaunches(account: DemoAccount, region: string, began: number, ended: number): readonly number[] {
	const events = account.regions.find(({name}) => name === region)?.launches.events ?? [];
	// Whoever asks may do so from the whole second on.
	return [began - 1000, ended].map((moment) =>
		events
			.filter(({by, at}) => by.role === 'nightly-batch' && Date.parse(at) >= moment - fortnight)
			.reduce((sum, {count}) => sum + count, 0),
	);
}

const fortnight = 14 * 86_400_000;
