/** Something that is missing, and where. */
export type MissingPlace = {
	readonly account: string;
	readonly region?: string;
	readonly why: string;
	readonly next?: string;
};

/** Lines that name everything that is missing: the Regions of an account that are missing for the same reason together, each by its name. */
export function missingInWords(missing: readonly MissingPlace[]): readonly string[] {
	// A reason names its Region; the first one's stands for all.
	const reasonOf = ({account, region, why}: MissingPlace): string =>
		`${account} ${region === undefined ? why : why.replaceAll(region, 'the Region')}`;
	return Map.groupBy(missing, (one) => reasonOf(one))
		.values()
		.map(([first, ...others]) => {
			const regions = [first, ...others].flatMap((one) => one?.region ?? []);
			const where = `${first?.account ?? ''}${regions.length === 0 ? '' : ` ${regions.join(', ')}`}`;
			const more =
				others.length === 0 ? '' : ` (and so the ${others.length === 1 ? 'other' : `${others.length} others`})`;
			return `${where}: ${first?.why ?? ''}${more}${first?.next === undefined ? '' : `\n  ${first.next}`}`;
		})
		.toArray();
}
