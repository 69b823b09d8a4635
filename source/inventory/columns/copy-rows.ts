import type {Int32Column} from './column.ts';
import {
	codeNames,
	emptyParts,
	forEachName,
	hasFlags,
	rowFlags,
	tagsFrom,
	textNames,
	type ColumnParts,
	type TextName,
} from './column-parts.ts';
import {Dictionary} from './dictionary.ts';

/** What the codes of other columns are in one's own; 0 is 0, and −1 stands for what was not looked up yet. */
export type Translations = {
	readonly texts: Readonly<Record<TextName, Int32Array>>;
	readonly images: Int32Array;
};

/** For rows of `other` that are going to be added to others. */
export function translationsOf({texts, images}: ColumnParts): Translations {
	return {
		texts: forEachName(textNames, (name) => new Int32Array(texts[name].size).fill(-1)),
		images: new Int32Array(images.size).fill(-1),
	};
}

/** Adds rows of other columns, column by column. Texts and images are looked up once each; `known`: what was looked up before, of the same columns. */
export function appendRows(own: ColumnParts, other: ColumnParts, rows: readonly number[], known: Translations): void {
	for (const name of codeNames) {
		appendCodes(own, other, name, {rows, from: other.numbers[name], to: own.numbers[name], known});
	}

	appendTags(own, other, rows, known);
	const {numbers, launched, ids} = own;
	for (const row of rows) {
		const image = imageOf(own, other, other.numbers.image.at(row), known.images);
		numbers.image.push(image);
		own.images.count(image, hasFlags(other, row, rowFlags.terminated) ? 'terminated' : 'instances', 1);
	}

	for (const row of rows) {
		numbers.stateCode.push(other.numbers.stateCode.at(row));
		numbers.flags.push(other.numbers.flags.at(row) & ~rowFlags.retired);
		launched.push(other.launched.at(row));
	}

	for (const row of rows) {
		const added = ids.push(other.ids.bytes, other.ids.startOf(row), other.ids.startOf(row + 1));
		copyEntry(other.oddLaunchTimes, row, own.oddLaunchTimes, added);
		copyEntry(other.originals, row, own.originals, added);
	}
}

function appendCodes(
	own: ColumnParts,
	other: ColumnParts,
	text: TextName,
	{
		rows,
		from,
		to,
		known,
	}: {
		readonly rows: readonly number[];
		readonly from: Int32Column;
		readonly to: Int32Column;
		readonly known: Translations;
	},
): void {
	const codes = known.texts[text];
	const texts = own.texts[text];
	const others = other.texts[text];
	for (const row of rows) {
		to.push(translated(from.at(row), codes, texts, others));
	}
}

function appendTags(own: ColumnParts, other: ColumnParts, rows: readonly number[], {texts}: Translations): void {
	const {tagKey: keys, tagValue: values} = own.texts;
	const {tagKey: otherKeys, tagValue: otherValues} = other.texts;
	const {tags, numbers} = own;
	for (const row of rows) {
		numbers.name.push(translated(other.numbers.name.at(row), texts.tagValue, values, otherValues));
		for (let index = tagsFrom(other, row), end = other.numbers.tagEnd.at(row); index < end; index += 2) {
			tags.push(translated(other.tags.at(index), texts.tagKey, keys, otherKeys));
			tags.push(translated(other.tags.at(index + 1), texts.tagValue, values, otherValues));
		}

		numbers.tagEnd.push(tags.length);
	}
}

function translated(code: number, codes: Int32Array, texts: Dictionary, others: Dictionary): number {
	const known = codes[code] ?? -1;
	if (known !== -1) {
		return known;
	}

	const made = texts.internFrom(others, code);
	codes[code] = made;
	return made;
}

function imageOf(own: ColumnParts, other: ColumnParts, index: number, images: Int32Array): number {
	const known = images[index] ?? -1;
	if (known !== -1) {
		return known;
	}

	const {region, scanned} = other.images.at(index);
	const made = own.images.intern(region, scanned, true);
	images[index] = made;
	return made;
}

/**
The parts of the same instances without those that are retired, in the same order. Images and what is known of them are shared: their
numbers stay.
*/
export function partsWithoutRetired(parts: ColumnParts): ColumnParts {
	const own: ColumnParts = {
		...emptyParts(),
		images: parts.images,
		texts: {...parts.texts, tagValue: new Dictionary()},
	};
	const values = new Int32Array(parts.texts.tagValue.size).fill(-1);
	const valueOf = (code: number): number => translated(code, values, own.texts.tagValue, parts.texts.tagValue);
	const plain = [...codeNames, 'image', 'stateCode', 'flags'] as const;
	for (let row = 0; row < parts.ids.length; row++) {
		if (hasFlags(parts, row, rowFlags.retired)) {
			continue;
		}

		const kept = own.ids.push(parts.ids.bytes, parts.ids.startOf(row), parts.ids.startOf(row + 1));
		for (const name of plain) {
			own.numbers[name].push(parts.numbers[name].at(row));
		}

		own.launched.push(parts.launched.at(row));
		own.numbers.name.push(valueOf(parts.numbers.name.at(row)));
		for (let index = tagsFrom(parts, row), end = parts.numbers.tagEnd.at(row); index < end; index += 2) {
			own.tags.push(parts.tags.at(index));
			own.tags.push(valueOf(parts.tags.at(index + 1)));
		}

		own.numbers.tagEnd.push(own.tags.length);
		copyEntry(parts.oddLaunchTimes, row, own.oddLaunchTimes, kept);
		copyEntry(parts.originals, row, own.originals, kept);
	}

	return own;
}

function copyEntry<Value>(from: ReadonlyMap<number, Value>, row: number, to: Map<number, Value>, added: number): void {
	const value = from.size === 0 ? undefined : from.get(row);
	if (value !== undefined) {
		to.set(added, value);
	}
}
