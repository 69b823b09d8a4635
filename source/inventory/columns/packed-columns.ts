import type {ImageEvidence} from '../../criteria/evaluation/image.ts';
import {Float64Column, Int32Column} from './column.ts';
import {forEachName, numberNames, textNames, type TextName} from './column-parts.ts';
import {Dictionary} from './dictionary.ts';
import {ImageTable} from './image-table.ts';
import {InstanceColumns} from './instance-columns.ts';
import {TextColumn, type PackedTexts} from './text-column.ts';

/** Instances of one Region as plain data that another thread can take over. */
export type PackedInstances = {
	readonly region: string;
	readonly ids: PackedTexts;
	readonly images: ReadonlyArray<ImageEvidence | undefined>;
	readonly texts: Readonly<Record<TextName, PackedTexts>>;
	/** The columns of `numberNames` one after the other, each as long as there are rows; then the tags. */
	readonly numbers: Int32Array<ArrayBuffer>;
	readonly launched: Float64Array<ArrayBuffer>;
	readonly originals: ReadonlyMap<number, unknown>;
	readonly oddLaunchTimes: ReadonlyMap<number, string>;
};

/** Packs columns whose rows are all of one Region. */
export function packed({parts, rowCount}: InstanceColumns, region: string): PackedInstances {
	const {ids, images, texts, launched, tags, originals, oddLaunchTimes} = parts;
	const numbers = new Int32Array(rowCount * numberNames.length + tags.length);
	for (const [index, name] of numberNames.entries()) {
		parts.numbers[name].copyTo(numbers, rowCount * index);
	}

	tags.copyTo(numbers, rowCount * numberNames.length);
	const times = new Float64Array(rowCount);
	launched.copyTo(times, 0);
	return {
		region,
		ids: ids.pack(),
		images: Array.from(images, ({scanned}) => scanned),
		texts: forEachName(textNames, (text) => texts[text].pack()),
		numbers,
		launched: times,
		originals,
		oddLaunchTimes,
	};
}

/** What can go to another thread without being copied. */
export function buffersOf({ids, texts, numbers, launched}: PackedInstances): ArrayBuffer[] {
	const pieces = [ids, ...textNames.map((name) => texts[name])];
	return [...pieces.flatMap(({bytes, ends}) => [bytes.buffer, ends.buffer]), numbers.buffer, launched.buffer];
}

/** The columns again. */
export function unpacked(data: PackedInstances): InstanceColumns {
	const {region, ids, images, texts, numbers, launched, originals, oddLaunchTimes} = data;
	const rowCount = launched.length;
	return new InstanceColumns({
		ids: new TextColumn(ids),
		images: new ImageTable(images.map((scanned) => ({region, scanned}))),
		texts: forEachName(textNames, (text) => new Dictionary(texts[text])),
		numbers: forEachName(numberNames, (name) => {
			const start = rowCount * numberNames.indexOf(name);
			return new Int32Column(numbers.subarray(start, start + rowCount));
		}),
		launched: new Float64Column(launched),
		tags: new Int32Column(numbers.subarray(rowCount * numberNames.length)),
		originals: new Map(originals),
		oddLaunchTimes: new Map(oddLaunchTimes),
	});
}
