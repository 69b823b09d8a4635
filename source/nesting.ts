/** Settings of AWS nest a dozen levels at most; what recurses over a text of thousands runs out of stack. */
export const mostNesting = 100;

/** Where in a JSON text, from 0, objects and arrays nest more than `mostNesting` levels; nothing if they never do. */
export function tooDeepAt(text: string): number | undefined {
	let depth = 0;
	for (const {0: token, index} of text.matchAll(tokens)) {
		if (token === '{' || token === '[') {
			depth++;
			if (depth > mostNesting) {
				return index;
			}
		} else if (token === '}' || token === ']') {
			depth--;
		}
	}

	return undefined;
}

// A text in quotes is one token, so that brackets in it don't count; one that is never closed ends with its line.
const tokens = /[[\]{}]|"(?:[^\n"\\]|\\.)*"?/g;
