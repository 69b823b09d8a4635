/** How a text meets a list of patterns: to the letter, only with upper and lower case taken as the same, or not at all. */
export type WildcardMatch = {
	readonly pattern: string;
	readonly how: 'exactly' | 'ignoring case';
};

/**
Compiles patterns in which `*` stands for any characters (also none) and `?` for exactly one.

AWS does not document whether its wildcards tell upper from lower case. So the two are told apart here: a match to the letter counts,
one that needs case to be ignored is reported as such, for the caller to call it unknown.

@returns the first pattern that a text meets, exact matches before others; `undefined` if none.
*/
export function compileWildcards(patterns: readonly string[]): (text: string) => WildcardMatch | undefined {
	const exact = patterns.map((pattern) => ({pattern, matches: compilePattern(pattern)}));
	const folded = patterns.map((pattern) => ({pattern, matches: compilePattern(pattern.toLowerCase())}));
	return (text) => {
		const match = exact.find(({matches}) => matches(text));
		if (match !== undefined) {
			return {pattern: match.pattern, how: 'exactly'};
		}

		const lowered = text.toLowerCase();
		const near = folded.find(({matches}) => matches(lowered));
		return near && {pattern: near.pattern, how: 'ignoring case'};
	};
}

/**
One pattern as a test of a whole text.

Each `*` is tried at the earliest place only, which is enough: whatever a later place would allow, the next `*` allows too. So a text costs at
most its length times the pattern's, whatever the pattern; a regular expression with backtracking could take exponential time.

@param pattern up to 128 characters, as AWS limits it.
@param onStep is called once per comparison, for the tests to count.
*/
export function compilePattern(pattern: string, onStep?: () => void): (text: string) => boolean {
	if (!/[*?]/.test(pattern)) {
		return (text) => text === pattern;
	}

	const [prefix = '', ...rest] = pattern.split('*');
	if (onStep === undefined && rest.length === 1 && rest[0] === '' && !prefix.includes('?')) {
		return (text) => text.startsWith(prefix);
	}

	// By code point, so that `?` takes a whole emoji.
	const wanted = [...pattern];
	return (text) => matchesWhole(wanted, [...text], onStep);
}

function matchesWhole(pattern: readonly string[], text: readonly string[], onStep?: () => void): boolean {
	let inPattern = 0;
	let inText = 0;
	let lastStar = -1;
	let resumeAt = 0;
	while (inText < text.length) {
		onStep?.();
		const wanted = pattern[inPattern];
		if (wanted === '*') {
			lastStar = inPattern++;
			resumeAt = inText;
		} else if (wanted !== undefined && (wanted === '?' || wanted === text[inText])) {
			inPattern++;
			inText++;
		} else if (lastStar >= 0) {
			inPattern = lastStar + 1;
			inText = ++resumeAt;
		} else {
			return false;
		}
	}

	while (pattern[inPattern] === '*') {
		inPattern++;
	}

	return inPattern === pattern.length;
}
