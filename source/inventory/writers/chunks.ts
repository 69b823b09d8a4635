/** Instances to be written: of an inventory, or as they come in. */
export type InstanceSource<Item> = Iterable<Item> | AsyncIterable<Item>;

/** What writers give: text, or its UTF-8. */
export type Chunk = string | Uint8Array;

export type Chunks = Iterable<Chunk> | AsyncIterable<Chunk>;

/** Characters gathered before they are handed on: few enough to hold little, enough to make few writes. */
const chunkLength = 32_768;
/** Of what is made already: a write of this many takes hardly longer than one of fewer. */
const madeChunkLength = 262_144;

/** Joins pieces of text into chunks worth writing; nothing is read ahead of what the reader asks for. */
export async function* inChunks(pieces: InstanceSource<string>): AsyncGenerator<string, void> {
	if (isMade(pieces)) {
		// To wait for each of what is there already would take longer than to write it.
		yield* joined(pieces);
		return;
	}

	let chunk = '';
	for await (const piece of pieces) {
		chunk += piece;
		if (!(chunk.length >= chunkLength)) {
			continue;
		}

		yield chunk;
		chunk = '';
	}

	if (chunk !== '') {
		yield chunk;
	}
}

function isMade(pieces: InstanceSource<string>): pieces is Iterable<string> {
	return Reflect.has(pieces, Symbol.iterator);
}

function* joined(pieces: Iterable<string>): Generator<string, void> {
	let chunk = '';
	for (const piece of pieces) {
		chunk += piece;
		if (!(chunk.length >= madeChunkLength)) {
			continue;
		}

		yield chunk;
		chunk = '';
	}

	if (chunk !== '') {
		yield chunk;
	}
}
