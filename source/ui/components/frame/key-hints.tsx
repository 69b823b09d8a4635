import {Fragment} from 'react';
import {widthOf} from '../text/fit.ts';
import {Toned} from '../text/toned.tsx';

/** A key as the footer and the help show it. `disabled` says why it does nothing now. */
export type KeyHint = {
	readonly keys: string;
	readonly words: string;
	readonly disabled?: string | undefined;
};

const help: KeyHint = {keys: '?', words: 'keys'};
const gap = ' '.repeat(3);

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
	return (
		<Toned>
			{fittingHints(hints, width, hasHelp).map((hint, index) => (
				<Fragment key={`${hint.keys} ${hint.words}`}>
					{index > 0 && gap}
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
always the last.
*/
export function fittingHints(hints: readonly KeyHint[], width: number, hasHelp = true): readonly KeyHint[] {
	const wanted = hints.filter((hint) => hint.keys !== help.keys);
	const byUse = [
		...wanted.filter((hint) => hint.disabled === undefined),
		...wanted.filter((hint) => hint.disabled !== undefined),
	];
	let used = hasHelp ? widthOf(hintText(help)) : -gap.length;
	const kept = new Set<KeyHint>();
	const wayBack = ['esc', 'n', 'q', 'ctrl+c']
		.map((key) => wanted.find(({keys, words}) => keys === key && (key !== 'n' || words.startsWith('no,'))))
		.find((hint) => hint !== undefined);
	if (wayBack !== undefined && used + gap.length + widthOf(hintText(wayBack)) <= width) {
		used += gap.length + widthOf(hintText(wayBack));
		kept.add(wayBack);
	}

	for (const hint of byUse) {
		const taken = used + gap.length + widthOf(hintText(hint));
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
