import {Buffer} from 'node:buffer';

/** What was read is not what the reader was made for: whoever can read any XML has the word. */
export class UnexpectedError extends Error {}

/** What is being read has not all come yet. */
export class MoreNeededError extends Error {}

// Made once: they only tell, and come with every piece of an answer.
const unexpected = new UnexpectedError('Unexpected');
const moreNeeded = new MoreNeededError('More needed');

export function throwUnexpected(): never {
	throw unexpected;
}

const lessThan = 0x3c;
const slash = 0x2f;
const greaterThan = 0x3e;
const lineFeed = 0x0a;

/**
XML as it arrives, in bytes, and a place in it. It reads the XML that AWS writes: elements and text, no attributes, comments or CDATA. Every
method throws an `UnexpectedError` where there is something else and a `MoreNeededError` where the bytes end, and may leave the place
anywhere then.
*/
export class XmlCursor {
	/** All that has come, and nothing else. */
	bytes: Buffer = Buffer.alloc(0);
	at = 0;
	/** Whether the element that was just opened is closed already: `<name/>`. */
	isEmpty = false;
	#memory = Buffer.alloc(0);

	append(chunk: Uint8Array): void {
		const start = this.bytes.length;
		const end = start + chunk.length;
		if (end > this.#memory.length) {
			// Pages are about a megabyte: few copies lead there, and those are of what is in the processor's cache.
			const memory = Buffer.allocUnsafeSlow(Math.max(end, 2 * this.#memory.length, 65_536));
			memory.set(this.bytes);
			this.#memory = memory;
		}

		this.#memory.set(chunk, start);
		this.bytes = this.#memory.subarray(0, end);
	}

	/** Steps over these bytes if they come next, and gives whether they did. */
	skips(expected: Uint8Array): boolean {
		const {bytes, at} = this;
		const {length} = expected;
		for (let index = 0; index < length; index++) {
			if (bytes[at + index] !== expected[index]) {
				return at + index >= bytes.length ? this.more() : false;
			}
		}

		this.at = at + length;
		return true;
	}

	take(expected: Uint8Array): void {
		if (!this.skips(expected)) {
			throwUnexpected();
		}
	}

	/** Steps over what may stand between elements: nothing, or a line break with its indent. To the SDK any other blank is content. */
	indent(): void {
		const {bytes} = this;
		if (bytes[this.at] === lessThan) {
			return;
		}

		let hasLineFeed = false;
		for (let byte = this.#byte(); byte !== lessThan; byte = this.#byte()) {
			if (byte !== lineFeed && byte !== 0x20 && byte !== 0x09) {
				throwUnexpected();
			}

			hasLineFeed ||= byte === lineFeed;
			this.at++;
		}

		if (!hasLineFeed) {
			throwUnexpected();
		}
	}

	/** Steps over an indent; gives whether an element follows, and not a closing tag. */
	hasElement(): boolean {
		this.indent();
		return !this.isAtClose();
	}

	/** Whether a closing tag comes next. */
	isAtClose(): boolean {
		return this.#byteAt(this.at + 1) === slash;
	}

	/** Reads an opening tag and gives its name. */
	open(): string {
		this.take(openBracket);
		const start = this.at;
		const end = this.bytes.indexOf(greaterThan, start);
		if (end === -1) {
			return this.more();
		}

		this.isEmpty = this.bytes[end - 1] === slash;
		this.at = end + 1;
		const name = this.bytes.toString('latin1', start, this.isEmpty ? end - 1 : end);
		return /^[a-z][\w\-.]*$/i.test(name) ? name : throwUnexpected();
	}

	/** Reads the closing tag of an element. */
	close(name: string): void {
		this.take(Buffer.from(`</${name}>`));
	}

	/** Reads the text of an element, and its closing tag: where the text is. */
	textEnd(): number {
		const end = this.bytes.indexOf(lessThan, this.at);
		return end === -1 ? this.more() : end;
	}

	/** Steps over everything in the element that was just opened, and its closing tag. */
	skipElement(name: string): void {
		const open = this.isEmpty ? [] : [name];
		while (open.length > 0) {
			this.at = this.textEnd();
			if (this.isAtClose()) {
				this.close(open.pop() ?? '');
				continue;
			}

			const inner = this.open();
			if (!this.isEmpty) {
				open.push(inner);
			}
		}
	}

	more(): never {
		throw moreNeeded;
	}

	#byte(): number {
		return this.#byteAt(this.at);
	}

	#byteAt(place: number): number {
		return this.bytes[place] ?? this.more();
	}
}

const openBracket = Buffer.from('<');
