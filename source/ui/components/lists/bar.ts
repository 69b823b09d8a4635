import type {Symbols} from '../../theme.ts';

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
