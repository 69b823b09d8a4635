import {Float64Column, Int32Column} from './column.ts';
import {Dictionary} from './dictionary.ts';
import {ImageTable} from './image-table.ts';
import {TextColumn} from './text-column.ts';

/** What `InstanceColumns` is made of: a value a row in every column, each text once in a dictionary. */
export type ColumnParts = {
	readonly ids: TextColumn;
	readonly images: ImageTable;
	readonly texts: Readonly<Record<TextName, Dictionary>>;
	readonly numbers: Readonly<Record<NumberName, Int32Column>>;
	/** Milliseconds since 1970; NaN where it is not known. */
	readonly launched: Float64Column;
	/** Key, value, key, value…, as codes into the texts `tagKey` and `tagValue`. */
	readonly tags: Int32Column;
	/** Of rows that had to be made safe: the instance to the letter. */
	readonly originals: Map<number, unknown>;
	/** Launch times in another notation than `Date` would give them back in. */
	readonly oddLaunchTimes: Map<number, string>;
};

/**
The texts of which a row has one, as a code. `operator`: AWS's `Operator`, and `rest`: members newer than this tool, both as JSON.
*/
export const codeNames = ['region', 'zone', 'zoneId', 'type', 'state', 'owner', 'operator', 'rest'] as const;
export const textNames = [...codeNames, 'tagKey', 'tagValue'] as const;
export type CodeName = (typeof codeNames)[number];
export type TextName = (typeof textNames)[number];

/**
What else is a whole number: `image`, the index in `images`; `stateCode`; `name`, the code of the `Name` tag's value; `flags`, see
`rowFlags`; `tagEnd`, where a row's tags end in `tags`, and those of the next row begin.
*/
export const numberNames = [...codeNames, 'image', 'stateCode', 'name', 'flags', 'tagEnd'] as const;
type NumberName = (typeof numberNames)[number];

/** What is true of a row or not. */
export const rowFlags = {
	retired: 1,
	terminated: 2,
	hasTags: 4,
	hasState: 8,
	hasStateCode: 16,
	/** The verdict in its image metadata is this tool's own: AWS gave none. */
	isJudgedHere: 32,
} as const;

/** Where the tags of a row begin in the column of tags; they end at its `tagEnd`. */
export function tagsFrom({numbers}: ColumnParts, row: number): number {
	return row === 0 ? 0 : numbers.tagEnd.at(row - 1);
}

/** Whether any of the flags is set at a row. */
export function hasFlags({numbers}: ColumnParts, row: number, flags: number): boolean {
	return (numbers.flags.at(row) & flags) !== 0;
}

/** One value for each name. */
export function forEachName<Name extends string, Value>(
	names: readonly Name[],
	make: (name: Name) => Value,
): Record<Name, Value> {
	return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
}

/** Columns without a row. `room`: so many are expected. */
export function emptyParts(room = 0): ColumnParts {
	return {
		ids: new TextColumn(),
		images: new ImageTable(),
		texts: forEachName(textNames, () => new Dictionary()),
		numbers: forEachName(numberNames, () => new Int32Column(undefined, room)),
		launched: new Float64Column(undefined, room),
		tags: new Int32Column(),
		originals: new Map(),
		oddLaunchTimes: new Map(),
	};
}
