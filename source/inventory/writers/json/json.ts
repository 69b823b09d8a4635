import {Buffer} from 'node:buffer';
import {InstanceBatch} from '../../columns/instance-batch.ts';
import type {Instance} from '../../instance.ts';
import {ByteChunk} from '../byte-chunk.ts';
import {inChunks, type Chunk, type InstanceSource} from '../chunks.ts';
import {cliObject} from './cli-object.ts';
import {JsonRows} from './json-rows.ts';
import {jsonOf, type JsonLayout} from './json-layout.ts';

/**
Instances as an array of the objects that `aws ec2 describe-instance-image-metadata --query InstanceImageMetadata` prints, each with the key
`Region` at its end. Chunks of text or of its UTF-8; ends with a line break.
*/
export function writeJson(instances: InstanceSource<Instance>): AsyncGenerator<Chunk, void> {
	return write(instances, {layout: 'indented', before: '[\n    ', between: ',\n    ', after: '\n]\n', none: '[]\n'});
}

/** The same objects, one a line. */
export function writeNdjson(instances: InstanceSource<Instance>): AsyncGenerator<Chunk, void> {
	return write(instances, {layout: 'compact', before: '', between: '\n', after: '\n', none: ''});
}

/** What stands around the elements of a list; `none` for one without any. */
type Frame = {
	readonly layout: JsonLayout;
	readonly before: string;
	readonly between: string;
	readonly after: string;
	readonly none: string;
};

/** Rows of columns go from there to bytes; whatever else comes by way of the object that is printed. */
async function* write(instances: InstanceSource<Instance>, frame: Frame): AsyncGenerator<Chunk, void> {
	yield* instances instanceof InstanceBatch ? rowChunks(instances, frame) : inChunks(objectPieces(instances, frame));
}

function* rowChunks({columns, rows}: InstanceBatch, frame: Frame): Generator<Uint8Array, void> {
	const json = new JsonRows(columns, frame.layout);
	const out = new ByteChunk();
	const between = Buffer.from(frame.between);
	let isFirst = true;
	for (const row of rows) {
		if (isFirst) {
			out.putText(frame.before);
		} else {
			out.put(between);
		}

		json.put(row, out);
		isFirst = false;
		if (out.isFull) {
			yield out.take();
		}
	}

	out.putText(isFirst ? frame.none : frame.after);
	yield out.take();
}

async function* objectPieces(instances: InstanceSource<Instance>, frame: Frame): AsyncGenerator<string, void> {
	let isFirst = true;
	for await (const instance of instances) {
		yield (isFirst ? frame.before : frame.between) + jsonOf(cliObject(instance), frame.layout, 1);
		isFirst = false;
	}

	yield isFirst ? frame.none : frame.after;
}
