import {Float64Column, Int32Column} from './column.ts';
import {Dictionary} from './dictionary.ts';
import {ImageTable} from './image-table.ts';

/** What `InstanceColumns` is made of: a value a row in every column, each text once in a dictionary. */
export type ColumnParts = {
	readonly ids: string[];
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

/** The texts of which a row has one, as a code. `rest`: `Operator` and members newer than this tool, as JSON. */
export const codeNames = ['region', 'zone', 'zoneId', 'type', 'state', 'owner', 'rest'] as const;
export const textNames = [...codeNames, 'tagKey', 'tagValue'] as const;
export type TextName = (typeof textNames)[number];

/**
What else is a whole number: `image`, the index in `images`; `stateCode`; `name`, the code of the `Name` tag's value; `flags`, see
`InstanceColumns`; `tagEnd`, where a row's tags end in `tags`, and those of the next row begin.
*/
export const numberNames = [...codeNames, 'image', 'stateCode', 'name', 'flags', 'tagEnd'] as const;
export type NumberName = (typeof numberNames)[number];

/** One value for each name. */
export function forEachName<Name extends string, Value>(
	names: readonly Name[],
	make: (name: Name) => Value,
): Record<Name, Value> {
	return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
}

/** Columns without a row. */
export function emptyParts(): ColumnParts {
	return {
		ids: [],
		images: new ImageTable(),
		texts: forEachName(textNames, () => new Dictionary()),
		numbers: forEachName(numberNames, () => new Int32Column()),
		launched: new Float64Column(),
		tags: new Int32Column(),
		originals: new Map(),
		oddLaunchTimes: new Map(),
	};
}
