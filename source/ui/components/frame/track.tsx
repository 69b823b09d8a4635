import {useTheme} from '../../hooks/use-theme.ts';
import type {Symbols, Tone} from '../../theme.ts';
import {clip, widthOf} from '../text/fit.ts';
import {Toned} from '../text/toned.tsx';

export type TrackStep = {
	readonly name: string;
	readonly status: 'done' | 'current' | 'todo' | 'skipped';
};

const tones: Readonly<Record<TrackStep['status'], Tone>> = {
	done: 'good',
	current: 'strong',
	todo: 'muted',
	skipped: 'muted',
};

/** The steps of the way, the current one always in sight: `✓ Audit mode ── ● Scan ── ○ Review`. One line of at most `width` columns. */
export function Track({steps, width}: {readonly steps: readonly TrackStep[]; readonly width: number}) {
	const {symbols} = useTheme();
	const {first, last, link} = fittingSteps(steps, width, symbols);
	const shown = steps.slice(first, last + 1);
	return (
		<Toned>
			{first > 0 && <Toned tone="muted">{`${symbols.ellipsis}${link}`}</Toned>}
			{shown.map((step, index) => (
				<Toned key={step.name}>
					{index > 0 && <Toned tone="rule">{link}</Toned>}
					<Toned tone={tones[step.status]}>{clip(stepText(step, symbols), width, {ellipsis: symbols.ellipsis})}</Toned>
				</Toned>
			))}
			{last < steps.length - 1 && <Toned tone="muted">{`${link}${symbols.ellipsis}`}</Toned>}
		</Toned>
	);
}

function stepText(step: TrackStep, symbols: Symbols): string {
	return `${symbols[step.status]} ${step.name}`;
}

/** The links shrink first; then steps far from the current one give way, those behind it before those ahead. */
export function fittingSteps(
	steps: readonly TrackStep[],
	width: number,
	symbols: Symbols,
): {readonly first: number; readonly last: number; readonly link: string} {
	const current = Math.max(
		0,
		steps.findIndex((step) => step.status === 'current'),
	);
	const size = (first: number, last: number, link: string) =>
		steps.slice(first, last + 1).reduce((sum, step) => sum + widthOf(stepText(step, symbols)), 0) +
		widthOf(link.repeat(last - first)) +
		(first > 0 ? widthOf(symbols.ellipsis + link) : 0) +
		(last < steps.length - 1 ? widthOf(symbols.ellipsis + link) : 0);

	for (const link of [` ${symbols.link} `, '  ']) {
		if (size(0, steps.length - 1, link) <= width) {
			return {first: 0, last: steps.length - 1, link};
		}
	}

	const link = '  ';
	let first = current;
	let last = current;
	for (;;) {
		if (last < steps.length - 1 && size(first, last + 1, link) <= width) {
			last++;
		} else if (first > 0 && size(first - 1, last, link) <= width) {
			first--;
		} else {
			return {first, last, link};
		}
	}
}
