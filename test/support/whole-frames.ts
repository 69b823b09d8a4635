/** How a program says that a frame begins, and that all of it was written: what terminals call synchronized output. */
const begin = '\u{1B}[?2026h';
const end = '\u{1B}[?2026l';

/**
Holds a frame back until all of it has come, as terminals do that know synchronized output. Without it the output that a pseudo-terminal hands
over in pieces shows screens that are half one frame and half the next.
*/
export class WholeFrames {
	#held = '';

	/** Takes what came; gives what is to be drawn now. */
	push(data: string): string {
		const all = this.#held + data;
		const beginsAt = all.lastIndexOf(begin);
		const from = beginsAt > all.lastIndexOf(end) ? beginsAt : all.length - lengthOfBeginning(all);
		this.#held = all.slice(from);
		return all.slice(0, from);
	}

	/** Gives what is still held back. */
	rest(): string {
		const held = this.#held;
		this.#held = '';
		return held;
	}
}

/** How much at the end of a text may become the sequence that begins a frame. */
function lengthOfBeginning(text: string): number {
	for (let length = begin.length - 1; length > 0; length--) {
		if (text.endsWith(begin.slice(0, length))) {
			return length;
		}
	}

	return 0;
}
