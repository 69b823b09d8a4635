/** One thing found in criteria. All text is safe to print. */
export type CriteriaIssue = {
	readonly severity: 'error' | 'warning';
	/** `ImageCriteria[1].ImageProviders[2]`; empty for the file as a whole. */
	readonly path: string;
	/** The same path in pieces, from the list of criteria on: `[1, 'ImageProviders', 2]`. */
	readonly segments: readonly PathSegment[];
	/** Goes on after the path: `"12345678901" has 11 digits; …`. */
	readonly message: string;
	/** From 1; where the criteria came from a text. */
	readonly line?: number;
	/** From 1, in UTF-16 units. */
	readonly column?: number;
};

export type PathSegment = string | number;

/** `ImageCriteria[1].ImageProviders[2], line 9: "12345678901" has 11 digits; an account ID has 12 (lost a leading zero?)`. */
export function formatIssue({path, line, column, message}: CriteriaIssue): string {
	// Without a path the column is what points at the place.
	const place = [
		...(path === '' ? [] : [path]),
		...(line === undefined ? [] : [`line ${line}`]),
		...(path === '' && column !== undefined ? [`column ${column}`] : []),
	].join(', ');
	return place === '' ? message : `${place}: ${message}`;
}
