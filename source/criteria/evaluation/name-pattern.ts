/** The most characters of a value of `ImageNames`. */
export const longestName = 128;

/** A UUID, a number of six or more digits (a date, a build), a version, or a hash: what changes from one build of an image to the next. */
const buildPart =
	/\b(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d{6,}|v?\d+(?:\.\d+){2,}|(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{7,})\b/gi;
/** What `ImageNames` doesn't take; escaped characters of unsafe names count as one. */
const refused = /\\u\{[\da-f]+\}|[^\w '()\-./@[\]]/g;
/** A counter at the end, but not that of `x86_64`. */
const lastCounter = /(?:(?<=[ \-./])|(?<=(?<!x86)_))\d+$/;

/**
The pattern that an image's name seems to follow, so that the next build matches too: `debian-13-amd64-20260112-2355` → `debian-13-amd64-*`.
Gives a pattern that AWS accepts as an `ImageNames` value; `undefined` where too little of the name is left to tell it from others.
*/
export function generaliseName(name: string): string | undefined {
	const pattern = name
		.replaceAll(refused, '*')
		// An underscore is a letter to `\b`, but it parts a name like a hyphen.
		.split('_')
		.map((part) => part.replaceAll(buildPart, '*'))
		.join('_')
		.replace(lastCounter, '*')
		.replaceAll(/\*(?:[ \-./:_]?\*)+/g, '*');
	const cut = pattern.length > longestName ? `${pattern.slice(0, longestName - 1)}*` : pattern;
	return cut.replaceAll(/[^\da-z]/gi, '').length < 4 ? undefined : cut;
}
