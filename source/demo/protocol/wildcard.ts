/**
Whether a text matches a pattern in which `*` stands for any characters and `?` for exactly one; case counts.
Runs in time proportional to the product of both lengths at worst: no pattern can make it hang.
*/
export function matchesWildcard(text: string, wildcard: string): boolean {
	return matchesTokens(
		text,
		[...wildcard].map((character) => ({character, literal: false})),
	);
}

/**
Whether a text matches an EC2 filter value: like `matchesWildcard`, and a backslash makes the next character literal.
@see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
*/
export function matchesFilterValue(text: string, value: string): boolean {
	const tokens: Token[] = [];
	const characters = [...value];
	for (let index = 0; index < characters.length; index++) {
		const literal = characters[index] === '\\' && index + 1 < characters.length;
		tokens.push({character: characters[literal ? ++index : index] ?? '', literal});
	}

	return matchesTokens(text, tokens);
}

type Token = {readonly character: string; readonly literal: boolean};

// Greedy with one point to come back to: only the last star ever has to be tried again.
function matchesTokens(text: string, tokens: readonly Token[]): boolean {
	const characters = [...text];
	let at = 0;
	let token = 0;
	let star = -1;
	let starAt = 0;
	while (at < characters.length) {
		const current = tokens[token];
		if (current && !current.literal && current.character === '*') {
			star = token++;
			starAt = at;
		} else if (current && ((!current.literal && current.character === '?') || current.character === characters[at])) {
			token++;
			at++;
		} else if (star === -1) {
			return false;
		} else {
			token = star + 1;
			at = ++starAt;
		}
	}

	return tokens.slice(token).every(({character, literal}) => !literal && character === '*');
}
