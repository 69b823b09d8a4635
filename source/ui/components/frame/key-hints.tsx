import {Fragment} from 'react';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Symbols} from '../../theme.ts';
import {widthOf} from '../text/fit.ts';
import {Toned} from '../text/toned.tsx';

/** A key as the footer and the help show it. `disabled` says why it does nothing now. */
export type KeyHint = {
	readonly keys: string;
	readonly words: string;
	readonly disabled?: string | undefined;
};

/** What a key does, its sign that it asks before as this terminal can show it. */
export function keyWords(words: string, {asks}: Symbols): string {
	return words.replace(/…$/, asks);
}

const help: KeyHint = {keys: '?', words: 'keys'};
/** Columns between two keys; the narrow one where a key would not fit otherwise. */
const gaps = {wide: 3, narrow: 2} as const;

/** The keys that work here, as many as fit, and always the way to all of them. A disabled one is in brackets. */
export function KeyHints({
	hints,
	width,
	hasHelp = true,
}: {
	readonly hints: readonly KeyHint[];
	readonly width: number;
	readonly hasHelp?: boolean;
}) {
	const {symbols} = useTheme();
	const {shown, gap} = fittingHints(
		hints.map((hint) => ({...hint, words: keyWords(hint.words, symbols)})),
		width,
		hasHelp,
	);
	return (
		<Toned>
			{shown.map((hint, index) => (
				<Fragment key={`${hint.keys} ${hint.words}`}>
					{index > 0 && ' '.repeat(gap)}
					{hint.disabled === undefined ? (
						<Toned>
							<Toned tone="key">{hint.keys}</Toned> {hint.words}
						</Toned>
					) : (
						<Toned tone="disabled">{hintText(hint)}</Toned>
					)}
				</Fragment>
			))}
		</Toned>
	);
}

/**
The hints that fit into `width` columns: the way back always, then the first ones, those that do something before those that are disabled. `?` is
always the last. They stand closer together where one that does something would not fit otherwise.
*/
export function fittingHints(
	hints: readonly KeyHint[],
	width: number,
	hasHelp = true,
): {readonly shown: readonly KeyHint[]; readonly gap: number} {
	const isUseful = ({disabled}: KeyHint) => disabled === undefined;
	const wide = fitting(hints, width, hasHelp, gaps.wide);
	return hints.filter((hint) => isUseful(hint)).every((hint) => hint.keys === help.keys || wide.includes(hint))
		? {shown: wide, gap: gaps.wide}
		: {shown: fitting(hints, width, hasHelp, gaps.narrow), gap: gaps.narrow};
}

function fitting(hints: readonly KeyHint[], width: number, hasHelp: boolean, gap: number): readonly KeyHint[] {
	const wanted = hints.filter((hint) => hint.keys !== help.keys);
	const byUse = [
		...wanted.filter((hint) => hint.disabled === undefined),
		...wanted.filter((hint) => hint.disabled !== undefined),
	];
	let used = hasHelp ? widthOf(hintText(help)) : -gap;
	const kept = new Set<KeyHint>();
	const wayBack = ['esc', 'n', 'q', 'ctrl+c']
		.map((key) => wanted.find(({keys, words}) => keys === key && (key !== 'n' || words.startsWith('no,'))))
		.find((hint) => hint !== undefined);
	if (wayBack !== undefined && used + gap + widthOf(hintText(wayBack)) <= width) {
		used += gap + widthOf(hintText(wayBack));
		kept.add(wayBack);
	}

	for (const hint of byUse) {
		const taken = used + gap + widthOf(hintText(hint));
		if (kept.has(hint) || !(taken <= width)) {
			continue;
		}

		used = taken;
		kept.add(hint);
	}

	return [...wanted.filter((hint) => kept.has(hint)), ...(hasHelp ? [help] : [])];
}

function hintText({keys, words, disabled}: KeyHint): string {
	return disabled === undefined ? `${keys} ${words}` : `(${keys} ${words})`;
}
