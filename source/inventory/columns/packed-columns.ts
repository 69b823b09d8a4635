import type {ImageEvidence} from '../../criteria/image.ts';
import {Float64Column, Int32Column} from './column.ts';
import {forEachName, numberNames, textNames, type TextName} from './column-parts.ts';
import {Dictionary} from './dictionary.ts';
import {ImageTable} from './image-table.ts';
import {InstanceColumns} from './instance-columns.ts';

/** Instances of one Region as plain data that another thread can take over; which Region it is, it does not say. */
export type PackedInstances = {
	readonly ids: readonly string[];
	readonly images: ReadonlyArray<ImageEvidence | undefined>;
	readonly texts: Readonly<Record<TextName, readonly string[]>>;
	/** The columns of `numberNames` one after the other, each as long as there are rows; then the tags. */
	readonly numbers: Int32Array<ArrayBuffer>;
	readonly launched: Float64Array<ArrayBuffer>;
	readonly originals: ReadonlyMap<number, unknown>;
	readonly oddLaunchTimes: ReadonlyMap<number, string>;
};

/** Packs columns whose rows are all of one Region. */
export function packed({parts, rowCount}: InstanceColumns): PackedInstances {
	const {ids, images, texts, launched, tags, originals, oddLaunchTimes} = parts;
	const numbers = new Int32Array(rowCount * numberNames.length + tags.length);
	for (const [index, name] of numberNames.entries()) {
		numbers.set(parts.numbers[name].values, rowCount * index);
	}

	numbers.set(tags.values, rowCount * numberNames.length);
	return {
		ids,
		images: [...images].map(({scanned}) => scanned),
		texts: forEachName(textNames, (text) => texts[text].texts),
		numbers,
		launched: new Float64Array(launched.values),
		originals,
		oddLaunchTimes,
	};
}

/** What can go to another thread without being copied. */
export function buffersOf({numbers, launched}: PackedInstances): ArrayBuffer[] {
	return [numbers.buffer, launched.buffer];
}

/** The columns again, of the Region that they are of. */
export function unpacked(data: PackedInstances, region: string): InstanceColumns {
	const {ids, images, texts, numbers, launched, originals, oddLaunchTimes} = data;
	const rowCount = ids.length;
	return new InstanceColumns({
		ids: [...ids],
		images: new ImageTable(images.map((scanned) => ({region, scanned}))),
		texts: forEachName(textNames, (text) => new Dictionary(text === 'region' ? ['', region] : texts[text])),
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
