/** What `--format` takes, the default first. */
export const tableOrJson = ['table', 'json'] as const;
export type TableOrJson = (typeof tableOrJson)[number];

export const launchFormats = ['table', 'json', 'csv'] as const;
export type LaunchFormat = (typeof launchFormats)[number];

/** Whether a text is one of these words. */
export function isOneOf<Word extends string>(words: readonly Word[], text: string): text is Word {
	return (words as readonly string[]).includes(text);
}
