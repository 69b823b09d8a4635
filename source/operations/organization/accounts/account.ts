/** Accounts of an organization, as a run over it knows them. All text is safe to print. */

/** The root of an organization, or one of its units. */
export type Unit = {
	/** `r-…`, `ou-…`. */
	readonly id: string;
	readonly name: string;
};

/** An account as AWS Organizations lists it. */
export type Member = {
	/** 12 digits. */
	readonly account: string;
	readonly name?: string;
	readonly email?: string;
	/** As AWS spells it: `ACTIVE`, `SUSPENDED`, `PENDING_CLOSURE`, `CLOSED`, `PENDING_ACTIVATION`. */
	readonly state?: string;
	/** From the root down to the unit that it is in; absent where the tree may not be read. */
	readonly path?: readonly Unit[];
};

/** How to get into one account, where a file says so. */
export type Entry = {
	/** The roles to assume one after the other, as names or ARNs; none where the profile is the account's own. */
	readonly roles?: readonly string[];
	readonly externalId?: string;
	/** The profile that the way begins with. */
	readonly profile?: string;
	/** The Regions to read; without them, all that the account has. */
	readonly regions?: readonly string[];
	readonly tags?: readonly string[];
};

/** An account that a run visits. */
export type Visit = Member & {readonly entry?: Entry};

/** An account that a run doesn't visit, and why. `isOutside`: the run is not about it, which says nothing of the account. */
export type LeftOut = Member & {readonly why: string; readonly isOutside?: boolean};

/** Whom a run visits, whom it doesn't, and what a person should know of the list. */
export type AccountList = {
	/** By account ID. */
	readonly visits: readonly Visit[];
	readonly leftOut: readonly LeftOut[];
	/** Whether it is the whole organization: then an account that isn't in it is no member. */
	readonly isWhole: boolean;
	/** A sentence each. */
	readonly notes: readonly string[];
};

/** `Workloads/Prod`; the root alone is `/`, and an unknown place is empty. */
export function pathInWords(path: readonly Unit[] | undefined): string {
	return path === undefined
		? ''
		: path.length <= 1
			? '/'
			: path
					.slice(1)
					.map(({name}) => name)
					.join('/');
}

/** Why an account in this state isn't visited; nothing where it is. A state that this tool doesn't know is tried. */
export function whyNotVisited(state: string | undefined): string | undefined {
	switch (state) {
		case 'SUSPENDED':
		case 'CLOSED': {
			return `it is ${state.toLowerCase()}: nothing can be launched in it, and nobody gets in`;
		}

		case 'PENDING_CLOSURE': {
			return 'it is being closed';
		}

		case 'PENDING_ACTIVATION': {
			return 'it is not activated yet';
		}

		default: {
			return undefined;
		}
	}
}
