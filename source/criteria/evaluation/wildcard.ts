/** How a text meets a list of patterns: to the letter, or only with upper and lower case taken as the same. */
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
	const compiled = patterns.map((pattern) => ({
		pattern,
		exactly: compilePattern(pattern),
		ignoringCase: compilePattern(foldCase(pattern)),
	}));
	return (text) => {
		const lowered = foldCase(text);
		let near: string | undefined;
		for (const {pattern, exactly, ignoringCase} of compiled) {
			// What fails without regard to case fails with it, too: most patterns cost one test.
			if (!ignoringCase(lowered)) {
				continue;
			}

			if (exactly(text)) {
				return {pattern, how: 'exactly'};
			}

			near ??= pattern;
		}

		return near === undefined ? undefined : {pattern: near, how: 'ignoring case'};
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

	// A text without the longest plain piece can't match: that settles most pairs at the speed of the engine's own search.
	const needle = pattern.split(/[*?]/).reduce((longest, piece) => (piece.length > longest.length ? piece : longest));
	const wanted = byCharacter(pattern);
	return (text) => text.includes(needle) && matchesWhole(wanted, byCharacter(text), onStep);
}

/** ASCII only: other letters may change their length, and `?` counts characters. */
function foldCase(text: string): string {
	return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The text by whole characters, so that `?` takes a whole emoji. Most texts are that already. */
function byCharacter(text: string): ArrayLike<string> {
	return /[\u{10000}-\u{10FFFF}]/u.test(text) ? [...text] : text;
}

function matchesWhole(pattern: ArrayLike<string>, text: ArrayLike<string>, onStep?: () => void): boolean {
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
		} else if (lastStar === -1) {
			return false;
		} else {
			inPattern = lastStar + 1;
			inText = ++resumeAt;
		}
	}

	while (pattern[inPattern] === '*') {
		inPattern++;
	}

	return inPattern === pattern.length;
}
