const numbers = new Intl.NumberFormat('en');

/** A number of things, in words: `1 criterion`, `1,234 criteria`; an `s` makes many of one where nothing else is said. */
export function counted(count: number, one: string, many = `${one}s`): string {
	return `${numbers.format(count)} ${count === 1 ? one : many}`;
}
