/** What a filter that is being typed can go on with: its keys, and the values that an inventory has. */
import type {Dictionary} from '../columns/dictionary.ts';
import type {Inventory} from '../store.ts';
import {filterKeys, verdictValues} from './filter.ts';
import {filterWord, startOfLastWord} from './filter-syntax.ts';

/** At most so many are offered. */
const mostOffered = 8;
/** So many images or values are looked at: a key press has no time for more. */
const mostSeen = 5000;

/**
The texts that a filter, typed up to here, could become by completing its last word: first by keys, then by values that begin so, and by
those that have it in them.
*/
export function completionsOf(typed: string, inventory: Inventory): readonly string[] {
	const start = startOfLastWord(typed);
	const before = typed.slice(0, start);
	const word = typed.slice(start);
	const isNegated = word.startsWith('!');
	const bare = isNegated ? word.slice(1) : word;
	const colon = bare.indexOf(':');
	if (colon === -1) {
		const wanted = bare.toLowerCase();
		return filterKeys
			.filter((key) => key.startsWith(wanted))
			.slice(0, mostOffered)
			.map((key) => `${before}${isNegated ? '!' : ''}${key}:`);
	}

	const key = bare.slice(0, colon).toLowerCase();
	const wanted = bare
		.slice(colon + 1)
		.replaceAll('"', '')
		.toLowerCase();
	const values = [...valuesOf(key, inventory)].filter((value) => value.toLowerCase().includes(wanted));
	return values
		.toSorted((left, right) => Number(beginsSo(right, wanted)) - Number(beginsSo(left, wanted)))
		.slice(0, mostOffered)
		.map((value) => `${before}${filterWord(key, value, isNegated)} `);
}

function beginsSo(value: string, wanted: string): boolean {
	return value.toLowerCase().startsWith(wanted);
}

/** The values that a key can have here, as far as they are few enough to choose from. */
function valuesOf(key: string, inventory: Inventory): ReadonlySet<string> {
	const {columns} = inventory;
	switch (key) {
		case 'verdict':
		case 'allowed': {
			return new Set(Object.keys(verdictValues[key]));
		}

		case 'managed': {
			return new Set(['yes', 'no']);
		}

		case 'account': {
			return inventory.accounts;
		}

		case 'region': {
			return textsOf(columns.regions);
		}

		case 'zone': {
			return textsOf(columns.zones);
		}

		case 'type': {
			return textsOf(columns.types);
		}

		case 'state': {
			return textsOf(columns.states);
		}

		case 'provider':
		case 'owner': {
			return ofImages(inventory, 'OwnerId');
		}

		case 'image': {
			return ofImages(inventory, 'ImageId');
		}

		case 'image-name': {
			return ofImages(inventory, 'Name');
		}

		default: {
			return new Set();
		}
	}
}

function textsOf(dictionary: Dictionary): ReadonlySet<string> {
	const texts = new Set<string>();
	for (let code = 0; code < Math.min(dictionary.size, mostSeen); code++) {
		texts.add(dictionary.text(code));
	}

	texts.delete('');
	return texts;
}

function ofImages(inventory: Inventory, property: 'OwnerId' | 'ImageId' | 'Name'): ReadonlySet<string> {
	const values = new Set<string>();
	for (const {evidence} of inventory.images().take(mostSeen)) {
		values.add(evidence?.[property] ?? '');
	}

	values.delete('');
	return values;
}
