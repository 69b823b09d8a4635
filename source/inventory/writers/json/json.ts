import {InstanceBatch} from '../../columns/instance-batch.ts';
import type {Instance} from '../../instance.ts';
import {inChunks, type InstanceSource} from '../chunks.ts';
import {cliObject} from './cli-object.ts';
import {JsonRows} from './json-rows.ts';
import {jsonOf, type JsonLayout} from './json-layout.ts';

/**
Instances as an array of the objects that `aws ec2 describe-instance-image-metadata --query InstanceImageMetadata` prints, each with the key
`Region` at its end. Chunks of text; ends with a line break.
*/
export function writeJson(instances: InstanceSource<Instance>): AsyncGenerator<string, void> {
	return write(instances, {layout: 'indented', before: '[\n    ', between: ',\n    ', after: '\n]\n', none: '[]\n'});
}

/** The same objects, one a line. */
export function writeNdjson(instances: InstanceSource<Instance>): AsyncGenerator<string, void> {
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

/** Rows of columns go from there to text; whatever else comes by way of the object that is printed. */
function write(instances: InstanceSource<Instance>, frame: Frame): AsyncGenerator<string, void> {
	return inChunks(instances instanceof InstanceBatch ? rowPieces(instances, frame) : objectPieces(instances, frame));
}

function* rowPieces({columns, rows}: InstanceBatch, frame: Frame): Generator<string, void> {
	const json = new JsonRows(columns, frame.layout);
	let isFirst = true;
	for (const row of rows) {
		yield (isFirst ? frame.before : frame.between) + json.textOf(row);
		isFirst = false;
	}

	yield isFirst ? frame.none : frame.after;
}

async function* objectPieces(instances: InstanceSource<Instance>, frame: Frame): AsyncGenerator<string, void> {
	let isFirst = true;
	for await (const instance of instances) {
		yield (isFirst ? frame.before : frame.between) + jsonOf(cliObject(instance), frame.layout, 1);
		isFirst = false;
	}

	yield isFirst ? frame.none : frame.after;
}
