import {didYouMean} from '../../nearest.ts';
import {matcherOf, type Matcher} from './filter.ts';
import {parseFilter, type FilterWord} from './filter-syntax.ts';

/** A test of rows that tell of themselves in texts by name, or what is wrong with the filter, as sentences: then it hides nothing. */
export function rowFilter<Row>(
	fields: ReadonlyMap<string, (row: Row) => string>,
	filter: string,
): ((row: Row) => boolean) | string {
	const tests: Array<(row: Row) => boolean> = [];
	const all = fields.values().toArray();
	for (const word of parseFilter(filter)) {
		const field = word.key === undefined ? undefined : fields.get(word.key);
		if (word.key !== undefined && field === undefined) {
			const names = fields.keys().toArray();
			return `There is no key “${word.key}”. ${didYouMean(word.key, names, 'Put it in quotes to look for it as text.')} Keys: ${names.join(', ')}.`;
		}

		// A value that is still to come hides nothing.
		const isBegun = word.value !== '' || word.isQuoted;
		const matches: Matcher = isBegun ? matcherIn(word) : () => true;
		const texts = field === undefined ? all : [field];
		tests.push((row) => texts.some((text) => matches(text(row))) !== (isBegun && word.isNegated));
	}

	return (row) => tests.every((test) => test(row));
}

/** Verdicts are taken from their beginning, or `allowed` would be found in `not-allowed`. */
function matcherIn(word: FilterWord): Matcher {
	const wanted = word.value.toLowerCase();
	return word.key === 'verdict' && wanted !== '' && !word.hasWildcards
		? (text) => text.toLowerCase().startsWith(wanted)
		: matcherOf(word);
}
