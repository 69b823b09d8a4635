import {Box} from 'ink';
import type {TextField} from '../../../machine/text-field.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Symbols} from '../../theme.ts';
import {widthOf, wrap} from '../text/fit.ts';
import {Toned} from '../text/toned.tsx';
import {TextInput} from './text-input.tsx';

export type ConfirmInputProps = {
	/** The exact words that confirm. */
	readonly phrase: string;
	readonly field: TextField;
	readonly width?: number;
	readonly isFocused?: boolean;
	/** Enter was pressed on something else. */
	readonly hasMismatch?: boolean;
};

/** Rows that are drawn of it, whatever is typed. */
export function confirmRows({phrase, width}: Pick<ConfirmInputProps, 'phrase'> & {readonly width: number}): number {
	return wrap(`To confirm, type ${phrase} and press enter.`, width).length + 2;
}

/** A confirmation that has to be typed, word for word. It only shows; whether it is right is for the wizard's guards to say. */
export function ConfirmInput({phrase, field, width, isFocused = true, hasMismatch = false}: ConfirmInputProps) {
	const {symbols, isSpoken} = useTheme();
	const body = useBodySize();
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Toned wrap="wrap">
				To confirm, type <Toned tone="strong">{phrase}</Toned> and press <Toned tone="key">enter</Toned>.
			</Toned>
			<Box>
				<Toned tone="accent">{isSpoken ? 'The words: ' : `${symbols.selected} `}</Toned>
				<TextInput field={field} width={(width ?? body.width) - 2} isFocused={isFocused} />
			</Box>
			{/* What is said of every letter would be read into the word. */}
			{(!isSpoken || hasMismatch) && (
				<Toned tone={hasMismatch ? 'danger' : 'muted'} wrap="wrap">
					{hint({typed: field.value, phrase, hasMismatch, width: width ?? body.width}, symbols)}
				</Toned>
			)}
		</Box>
	);
}

function hint(
	{
		typed,
		phrase,
		hasMismatch,
		width,
	}: {
		readonly typed: string;
		readonly phrase: string;
		readonly hasMismatch: boolean;
		readonly width: number;
	},
	symbols: Symbols,
): string {
	if (hasMismatch) {
		// It stays on one line, so that nothing moves; the words stand above it, too.
		const short = `${symbols.failed} That is not it: nothing was sent.`;
		const longer = [differenceIn(typed, phrase), `The words are: ${phrase}`]
			.filter((words) => words !== undefined)
			.map((words) => `${short} ${words}`);
		return longer.find((words) => widthOf(words) <= width) ?? short;
	}

	if (typed === '') {
		return 'Nothing happens until the words are there.';
	}

	if (typed === phrase) {
		return 'These are the words.';
	}

	return phrase.startsWith(typed)
		? `Go on${symbols.ellipsis}`
		: (differenceIn(typed, phrase) ?? 'This differs from the words above.');
}

/** What nobody sees in a field, or takes for the same: it counts all the same, since only the exact words confirm. */
function differenceIn(typed: string, phrase: string): string | undefined {
	if (typed.startsWith(' ')) {
		return 'A blank before the words: take it out.';
	}

	if (typed !== phrase && typed.trimEnd() === phrase) {
		return 'A blank after the words: take it out.';
	}

	return typed !== '' && !phrase.startsWith(typed) && phrase.toLowerCase().startsWith(typed.toLowerCase())
		? 'Capital and small letters count.'
		: undefined;
}
