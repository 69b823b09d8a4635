import {clip, widthOf} from '../text/fit.ts';

/** What a value, and the name of a call or an option, keep at least. */
const leastOfValue = 12;
const leastOfName = 11;
/** What a call among several keeps: `replace…`. */
const leastOfOperation = 8;

/**
A shell command in at most `width` columns, as far as that can be: the endpoint goes first, then the ends of long values, then the middles of long
names. The Region and a state are what it is about, and stay. Of commands after each other each keeps what it does and where, as many as that leaves room
for; the others are counted. Each cut has its sign.
*/
export function shortCommand(command: string, width: number, ellipsis: string): string {
	if (widthOf(command) <= width) {
		return command;
	}

	const commands = commandsIn(command.match(/'(?:[^']|'\\'')*'|\S+/g) ?? []);
	for (let count = commands.length; count > 0; count--) {
		const shown = commands.slice(0, count);
		const left = commands.length - count;
		const sign = left === 0 ? '' : ` && ${ellipsis} ${left.toLocaleString('en-US')} more`;
		const room = width - widthOf(sign);
		const fitting = [
			() => evenly(shown, room, ellipsis),
			...(commands.length === 1 ? [] : formsFor(shown).map((form) => () => shortest(shown, room, {...form, ellipsis}))),
		]
			.map((way) => way())
			.find((text) => text !== undefined && widthOf(text) <= room);
		if (fitting !== undefined) {
			return fitting + sign;
		}
	}

	const sign = commands.length === 1 ? '' : `${between}${ellipsis}`;
	const room = width - widthOf(sign);
	return clip(shortened(commands[0] ?? [], room, ellipsis), room, {ellipsis}) + sign;
}

function commandsIn(words: readonly string[]): ReadonlyArray<readonly string[]> {
	const end = words.indexOf('&&');
	return end === -1 ? [words] : [words.slice(0, end), ...commandsIn(words.slice(end + 1))];
}

const between = ' && ';

/** Commands that share the width evenly; what a short one leaves is for those after it. `undefined` where one needs more than its share. */
function evenly(commands: ReadonlyArray<readonly string[]>, width: number, ellipsis: string): string | undefined {
	const texts: string[] = [];
	let free = width - widthOf(between) * (commands.length - 1);
	for (const [index, command] of commands.entries()) {
		const share = Math.floor(free / (commands.length - index));
		const text = shortened(command, share, ellipsis);
		if (widthOf(text) > share) {
			return undefined;
		}

		texts.push(text);
		free -= widthOf(text);
	}

	return texts.join(between);
}

/** What is left of commands that there is little room for. */
type Form = {
	/** `aws ec2`, before the first. */
	readonly hasProgram: boolean;
	/** `--region`, before a Region. */
	readonly hasOption: boolean;
	/** A Region that is that of all of them, after the last. */
	readonly isOnce: boolean;
};

/**
From the longest to the shortest: `aws ec2 enable-… --region us-east-1 … && replace… --region us-east-1 …`, down to
`… enable-… && replace… us-east-1 …`.
*/
const forms: readonly Form[] = [false, true].flatMap((isOnce) => [
	{isOnce, hasProgram: true, hasOption: true},
	{isOnce, hasProgram: true, hasOption: false},
	{isOnce, hasProgram: false, hasOption: false},
]);

function formsFor(commands: ReadonlyArray<readonly string[]>): readonly Form[] {
	const isSame = new Set(commands.map((words) => regionOf(words))).size === 1;
	return forms.filter(({isOnce}) => isSame || !isOnce);
}

/** `--region us-east-1`, if it is there. */
function regionOf(words: readonly string[], hasOption = true): string {
	const at = words.indexOf('--region');
	return at === -1 ? '' : words.slice(at + (hasOption ? 0 : 1), at + 2).join(' ');
}

/** What each command does and where, their names as long as there is room, and a sign for the rest of each. What is called is named once. */
function shortest(
	commands: ReadonlyArray<readonly string[]>,
	width: number,
	{ellipsis, hasProgram, hasOption, isOnce}: Form & {readonly ellipsis: string},
): string {
	const withNamesOf = (room: number) =>
		commands
			.map((words, index) => {
				const [program = '', service = '', operation = ''] = words;
				const hasRegion = !isOnce || index === commands.length - 1;
				return [
					index > 0 ? '' : hasProgram ? `${program} ${service}` : ellipsis,
					clip(operation, room, {ellipsis}),
					...(hasRegion ? [regionOf(words, hasOption), words.length > 5 ? ellipsis : ''] : []),
				]
					.filter((part) => part !== '')
					.join(' ');
			})
			.join(between);
	const least = withNamesOf(leastOfOperation);
	const more = Math.floor((width - widthOf(least)) / commands.length);
	return withNamesOf(leastOfOperation + Math.max(0, more));
}

/** A command's words in at most `width` columns, if it can be that short. */
function shortened(words: readonly string[], width: number, ellipsis: string): string {
	if (widthOf(words.join(' ')) <= width) {
		return words.join(' ');
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

	return kept.join(' ');
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
