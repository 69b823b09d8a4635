/** What became of a text to be copied: whether it is known to have reached a clipboard, and how it was tried. */
export type Copied = {readonly isSure: boolean; readonly how: string};
