import {clip, widthOf} from '../text/fit.ts';

/** What a value, and the name of a call or an option, keep at least. */
const leastOfValue = 12;
const leastOfName = 11;

/**
A shell command in at most `width` columns, as far as that can be: the endpoint goes first, then the ends of long values, then the middles of long
names. The Region and a state are what it is about, and stay. Of commands after each other the first is shown. Each cut has its sign.
*/
export function shortCommand(command: string, width: number, ellipsis: string): string {
	if (widthOf(command) <= width) {
		return command;
	}

	const words: readonly string[] = command.match(/'(?:[^']|'\\'')*'|\S+/g) ?? [];
	const firstEnd = words.indexOf('&&');
	if (firstEnd !== -1) {
		const sign = ` && ${ellipsis}`;
		return `${shortCommand(words.slice(0, firstEnd).join(' '), width - widthOf(sign), ellipsis)}${sign}`;
	}

	const endpoint = words.indexOf('--endpoint-url');
	const kept = endpoint === -1 ? [...words] : [...words.slice(0, endpoint), ellipsis, ...words.slice(endpoint + 2)];
	// Values give way first, and at once; then names, column by column, so that all of them stay readable.
	for (const isName of [false, true]) {
		for (
			let longest = longestOf(kept, isName);
			longest !== undefined && widthOf(kept.join(' ')) > width;
			longest = longestOf(kept, isName)
		) {
			const has = widthOf(kept[longest] ?? '');
			const room = isName ? has - 1 : Math.max(leastOfValue, has - (widthOf(kept.join(' ')) - width));
			kept[longest] = clip(words[indexBefore(longest, endpoint)] ?? '', room, {
				ellipsis,
				truncate: isName ? 'middle' : 'end',
			});
		}
	}

	// Rather than a state, the name of its option goes.
	for (let index = kept.length - 1; index > 2 && widthOf(kept.join(' ')) > width; index--) {
		if (kept[index]?.startsWith('--') === true && kept[index] !== '--region') {
			kept[index] = ellipsis;
		}
	}

	// One sign of a cut is enough where there is no room for two.
	if (widthOf(kept.join(' ')) > width && endpoint !== -1) {
		kept.splice(endpoint, 1);
	}

	return clip(kept.join(' '), width, {ellipsis});
}

/** Where a word stood before the endpoint was taken out. */
function indexBefore(index: number, endpoint: number): number {
	return endpoint !== -1 && index > endpoint ? index + 1 : index;
}

/** The longest word that can still give way: a name, or a value. */
function longestOf(words: readonly string[], isName: boolean): number | undefined {
	const [longest] = words
		.map((word, index) => ({index, width: widthOf(word), isName: index < 3 || word.startsWith('--')}))
		.filter((word) => word.isName === isName && word.width > (isName ? leastOfName : leastOfValue + 4))
		.toSorted((left, right) => right.width - left.width);
	return longest?.index;
}
