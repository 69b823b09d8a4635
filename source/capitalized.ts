/** `text` as a sentence begins: with its first letter large. */
export function capitalized(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
