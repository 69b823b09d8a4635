import {Buffer} from 'node:buffer';
import {hashOf} from '../../../inventory/columns/text-hash.ts';
import {Expected, type XmlCursor} from './xml-cursor.ts';

/** An element that comes again and again in an answer, to the byte, and what it says. */
export type Piece<Value> = {readonly bytes: Expected; readonly value: Value};

/** So many are kept: some thousand images for each Region. */
const most = 20_000;

/**
Elements that were read before, by their bytes: thousands of instances have the same image, state or operator. What is in one is read once,
by a reader that need not be quick.
*/
export class RepeatedPieces<Value> {
	readonly #closing: Buffer;
	readonly #keyLength: number;
	readonly #read: (bytes: Buffer) => Value;
	readonly #pieces = new Map<number, Array<Piece<Value>>>();
	#size = 0;
	#last: Piece<Value> | undefined;

	/**
	For one kind of element.
	@param name The name of the element.
	@param keyLength So many of its first bytes mostly tell it from others; few enough to be there whenever the whole answer is.
	@param read Reads it when it comes for the first time.
	*/
	constructor(name: string, keyLength: number, read: (bytes: Buffer) => Value) {
		this.#closing = Buffer.from(`</${name}>`);
		this.#keyLength = keyLength;
		this.#read = read;
	}

	/** The piece that begins at a place; `undefined` where it has not all come. */
	at(cursor: XmlCursor, start: number): Piece<Value> | undefined {
		const {bytes} = cursor;
		const keyEnd = start + this.#keyLength;
		if (keyEnd > bytes.length) {
			return undefined;
		}

		// Neighbours are often alike, and comparing is cheaper than looking up.
		const last = this.#last;
		if (last !== undefined && cursor.has(last.bytes, start)) {
			return last;
		}

		const key = hashOf(bytes, start, keyEnd);
		const known = this.#pieces.get(key);
		if (known !== undefined) {
			for (const piece of known) {
				if (cursor.has(piece.bytes, start)) {
					this.#last = piece;
					return piece;
				}
			}
		}

		const closing = bytes.indexOf(this.#closing, start);
		return closing === -1 ? undefined : this.#add(key, bytes.subarray(start, closing + this.#closing.length));
	}

	#add(key: number, bytes: Buffer): Piece<Value> {
		const piece = {bytes: new Expected(Buffer.from(bytes)), value: this.#read(bytes)};
		if (this.#size >= most) {
			this.#pieces.clear();
			this.#size = 0;
		}

		const known = this.#pieces.get(key);
		if (known === undefined) {
			this.#pieces.set(key, [piece]);
		} else {
			known.push(piece);
		}

		this.#size++;
		return piece;
	}
}
