/** Stands before what is typed, in a frame that is to be read aloud; it is never written to a terminal. */
export const typedMark = '\u{E000}';
