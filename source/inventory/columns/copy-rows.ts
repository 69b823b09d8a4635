import {codeNames, emptyParts, forEachName, hasFlags, rowFlags, tagsFrom, type ColumnParts} from './column-parts.ts';
import {Dictionary} from './dictionary.ts';

/**
Gives a function that adds a row of other columns, and gives its row. Texts and images are looked up once each, however many rows share
them.
*/
export function copying(own: ColumnParts, other: ColumnParts): (row: number) => number {
	const imageOf = translated((index) => {
		const {region, scanned} = other.images.at(index);
		return own.images.intern(region, scanned, true);
	});
	const textOf = (texts: Dictionary, others: Dictionary) => translated((code) => texts.internFrom(others, code));
	const codeOf = forEachName(codeNames, (name) => textOf(own.texts[name], other.texts[name]));
	const columns = codeNames.map((name) => ({to: own.numbers[name], from: other.numbers[name], codeOf: codeOf[name]}));
	const keyOf = textOf(own.texts.tagKey, other.texts.tagKey);
	const valueOf = textOf(own.texts.tagValue, other.texts.tagValue);
	const {image, stateCode, name, flags, tagEnd} = own.numbers;
	return (row) => {
		const imageIndex = imageOf(other.numbers.image.at(row));
		const added = own.ids.push(other.ids.bytes, other.ids.startOf(row), other.ids.startOf(row + 1));
		image.push(imageIndex);
		for (const column of columns) {
			column.to.push(column.codeOf(column.from.at(row)));
		}

		stateCode.push(other.numbers.stateCode.at(row));
		own.launched.push(other.launched.at(row));
		name.push(valueOf(other.numbers.name.at(row)));
		for (let index = tagsFrom(other, row), end = other.numbers.tagEnd.at(row); index < end; index += 2) {
			own.tags.push(keyOf(other.tags.at(index)));
			own.tags.push(valueOf(other.tags.at(index + 1)));
		}

		tagEnd.push(own.tags.length);
		flags.push(other.numbers.flags.at(row) & ~rowFlags.retired);
		copyEntry(other.oddLaunchTimes, row, own.oddLaunchTimes, added);
		copyEntry(other.originals, row, own.originals, added);
		own.images.count(imageIndex, hasFlags(other, row, rowFlags.terminated) ? 'terminated' : 'instances', 1);
		return added;
	};
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
	const valueOf = translated((code) => own.texts.tagValue.internFrom(parts.texts.tagValue, code));
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

/** Remembers what codes stand for. */
function translated(translate: (code: number) => number): (code: number) => number {
	const known: number[] = [];
	return (code) => {
		// Codes are met in any order; an array that grows by one each time stays an array of small integers.
		while (known.length <= code) {
			known.push(-1);
		}

		const found = known[code] ?? -1;
		if (found !== -1) {
			return found;
		}

		const made = translate(code);
		known[code] = made;
		return made;
	};
}

function copyEntry<Value>(from: ReadonlyMap<number, Value>, row: number, to: Map<number, Value>, added: number): void {
	const value = from.size === 0 ? undefined : from.get(row);
	if (value !== undefined) {
		to.set(added, value);
	}
}
