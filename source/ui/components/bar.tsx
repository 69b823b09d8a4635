import {useTheme} from '../hooks/use-theme.ts';
import type {Symbols, Tone} from '../theme.ts';
import {fit} from './fit.ts';
import {Toned} from './toned.tsx';

/** How far something is, from 0 to 1. Undefined: under way, but nobody knows how far; the bar is empty then. */
export function ProgressBar({value, width}: {readonly value: number | undefined; readonly width: number}) {
	const {symbols} = useTheme();
	const {full, empty} = barText(value ?? 0, 1, width, symbols);
	return (
		<Toned>
			<Toned tone="barFull">{full}</Toned>
			<Toned tone="barEmpty">{empty}</Toned>
		</Toned>
	);
}

/** A quantity beside others: `max` is the longest bar. Whatever is not zero shows. */
export function Bar({
	value,
	max,
	width,
	tone = 'barFull',
}: {
	readonly value: number;
	readonly max: number;
	readonly width: number;
	readonly tone?: Tone;
}) {
	const {symbols} = useTheme();
	return <Toned tone={tone}>{fit(barText(value, max, width, symbols).full, width)}</Toned>;
}

/** The two parts of a bar of exactly `width` columns: never full before the end, never empty after the start. */
export function barText(
	value: number,
	max: number,
	width: number,
	symbols: Symbols,
): {readonly full: string; readonly empty: string} {
	if (width < 1) {
		return {full: '', empty: ''};
	}

	const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
	const length =
		share === 0 || share === 1
			? share * width
			: Math.min(width, Math.max(1, Math.round(share * width)), Math.max(1, width - 1));
	return {full: symbols.barFull.repeat(length), empty: symbols.barEmpty.repeat(width - length)};
}
