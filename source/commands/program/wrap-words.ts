/**
A line broken between words so that each piece has at most `width` characters, those that go on indented; a word that is longer stays whole. Counts
characters, not columns: it is loaded before anything that can measure.
*/
export function wrapWords(line: string, width: number, indent = ''): readonly string[] {
	const lines: string[] = [];
	let current = '';
	for (const [index, word] of line.split(' ').entries()) {
		const joined = index === 0 ? word : `${current} ${word}`;
		if (joined.length <= width || current.trim() === '') {
			current = joined;
		} else {
			lines.push(current);
			current = indent + word;
		}
	}

	return [...lines, current];
}
