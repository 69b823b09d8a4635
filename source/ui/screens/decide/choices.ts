/** How the ways on are laid out: each with as much about it as fits, none left out. */
import {capitalized} from '../../../capitalized.ts';
import {canDecide, type Decision} from '../../../rollout/steps/decide.ts';
import type {RolloutState} from '../../../rollout/state.ts';
import {widthOf} from '../../components/text/fit.ts';
import {wrapped, type Line} from '../../components/text/lines.tsx';
import type {Theme} from '../../theme.ts';
import {textsOf} from './decision-words.ts';

/** As few lines of a text that is scrolled as make sense: the last one says where one is. */
const leastScrolled = 4;

/**
Where not all fits: the choices stay, and what is said above them is scrolled. Of those that are not explained for want of room, more is said once the
cursor is on them; where even that finds no room below its choice, it begins what is scrolled.
*/
export function apart({
	head,
	choices,
	cursor,
	height,
	symbols,
}: {
	readonly head: readonly Line[];
	readonly choices: readonly Choice[];
	readonly cursor: number;
	readonly height: number;
	readonly symbols: Theme['symbols'];
}): {readonly above: readonly Line[]; readonly below: readonly Line[]} {
	const ellipsis = {text: ` ${symbols.ellipsis}`, tone: 'muted' as const};
	const words = choices[cursor]?.words ?? [];
	const least = choices.length + words.length;
	if (least <= height - Math.min(leastScrolled, head.length)) {
		const below = explained(choices, cursor, Math.max(least, height - head.length)).flatMap((choice) =>
			choice.isWhole || choice.words.length === 0 ? [choice.title, ...choice.words] : [[...choice.title, ellipsis]],
		);
		return {above: head, below};
	}

	const chosen = choices[cursor];
	const [title, ...more] = head;
	return {
		above:
			chosen === undefined || words.length === 0
				? head
				: [...(title === undefined ? [] : [title]), chosen.title.slice(1), ...words, ...more],
		below: choices.map((choice) => (choice.words.length === 0 ? choice.title : [...choice.title, ellipsis])),
	};
}

/** One way on: its line, and what is said about it below. */
export type Choice = {readonly title: Line; readonly words: readonly Line[]};

/** Which choices are explained: the one under the cursor, then as many as fit. */
function explained(
	choices: readonly Choice[],
	cursor: number,
	height: number,
): ReadonlyArray<Choice & {readonly isWhole: boolean}> {
	let left = height - choices.length - (choices[cursor]?.words.length ?? 0);
	return choices.map((choice, index) => {
		const isWhole = index === cursor || choice.words.length <= left;
		left -= index === cursor || !isWhole ? 0 : choice.words.length;
		return {...choice, isWhole};
	});
}

/** A way on as it is now; one that is not possible says why. */
export function choiceOf(
	state: RolloutState,
	{
		decision,
		index,
		cursor,
		effect,
		isAdvised,
		width,
		theme: {symbols},
	}: {
		readonly decision: Decision;
		readonly index: number;
		readonly cursor: number;
		readonly effect: string | undefined;
		readonly isAdvised: boolean;
		readonly width: number;
		readonly theme: Theme;
	},
): Choice {
	const guard = canDecide(state, decision);
	const {title, words} = textsOf(state, effect)[decision];
	const isCurrent = index === cursor;
	const named = `${index + 1}  ${title}`;
	const refused = guard === true ? named : `${named} ${symbols.dash} not possible: ${guard}`;
	const first = [{text: ' '.repeat(5)}];
	// A reason that is too long for the line stands below it.
	const isBelow = widthOf(refused) > width - 2;
	return {
		title: [
			{text: `${isCurrent ? symbols.selected : ' '} `},
			{
				text: isBelow ? `${named} ${symbols.dash} not possible` : refused,
				tone: guard === true ? (isCurrent ? 'strong' : 'plain') : 'disabled',
			},
			...(guard === true && isAdvised ? [{text: `  ${symbols.dot} recommended`, tone: 'accent' as const}] : []),
		],
		// Of what is not possible, why is enough.
		words:
			guard === true
				? wrapped(words, width, {tone: 'muted', first})
				: isBelow
					? wrapped(`${capitalized(guard)}.`, width, {tone: 'warning', first})
					: [],
	};
}
