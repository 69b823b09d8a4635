/** What is known of the Regions to read in one account. */
export type AccountPlan = {
	/** How many there are, as far as it is known. */
	readonly regions: number;
	/** The account has told, they were asked for by name, or nobody will tell since it can't be entered; else they are what every account has. */
	readonly isSettled: boolean;
	/** The account itself has told which Regions it has. */
	readonly hasTold: boolean;
};

/** How many cells a run has to read. */
export type Planned = {
	readonly cells: number;
	/** Whether there are accounts that have not told yet which Regions they have. */
	readonly isEstimate: boolean;
};

/** Counts the cells of these accounts. One that has not told yet counts for as many as those have that did. */
export function plannedCells(accounts: Iterable<AccountPlan>): Planned {
	let settled = 0;
	let expected = 0;
	let open = 0;
	let told = 0;
	let ofTold = 0;
	for (const {regions, isSettled, hasTold} of accounts) {
		if (hasTold) {
			told++;
			ofTold += regions;
		}

		if (isSettled) {
			settled += regions;
		} else {
			open++;
			expected += regions;
		}
	}

	const ofOpen = told === 0 ? expected : Math.round((open * ofTold) / told);
	return {cells: settled + ofOpen, isEstimate: open > 0};
}
