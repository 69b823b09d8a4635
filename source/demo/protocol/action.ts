import type {DemoAccount} from '../account/account.ts';
import type {LiveRegion} from '../account/live-region.ts';
import type {Query} from './query.ts';

/** What an action has to work with. */
export type Call = {
	readonly query: Query;
	readonly account: DemoAccount;
	readonly region: LiveRegion;
	readonly now: Date;
	/** How many reads lag behind a change of the settings. */
	readonly settleReads: number;
};

/** One action of the API: what it takes, and how it answers. */
export type Action = {
	/** The names it takes beside `DryRun`; any other is refused as unknown. */
	readonly parameters: readonly string[];
	/** The list that it answers in pages, by its name on the wire. */
	readonly pages?: string;
	/** The content of the response element; throws a `ServiceError` where EC2 would refuse. */
	answer(call: Call): string;
};
