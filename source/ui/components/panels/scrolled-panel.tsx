import type {Drawn} from '../../../rollout/shown.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {useTold} from '../../hooks/use-told.ts';
import type {Tone} from '../../theme.ts';
import {positionOf, textOf, wrapped, type Line} from '../text/lines.tsx';
import {painted} from '../text/painted.ts';
import {Toned} from '../text/toned.tsx';
import {DangerPanel} from './panel.tsx';

/** What a panel is called: where and in which account stays in it, however narrow it is. */
export type PanelTitle = {readonly title: string; readonly shortTitle: string};

export type PanelLine = {readonly text: string; readonly tone?: Tone};

/** What the sides of a panel take of its outer width. */
export const panelSides = 4;

/** What its edges take of its rows. */
export const panelRows = 2;

/** Paragraphs as the lines that a panel of this outer width draws. One that begins further in, or with the sign of a difference, goes on below its first word. */
export function panelLines(paragraphs: readonly PanelLine[], width: number): readonly Line[] {
	return paragraphs.flatMap(({text, tone}) => {
		const head = /^ *(?:[+-] )?/.exec(text)?.[0] ?? '';
		const first = head === '' ? [] : [{text: head, tone}];
		return wrapped(text.slice(head.length), width - panelSides, {tone, first});
	});
}

/**
What of so many lines is drawn from `top` on: as many as `most` while there is more to come, and `least` once the last one is in sight, so that what
comes with it has its room. What has just come into sight doesn't go with it.
*/
export function extractToEnd(
	of: number,
	{top, least, most}: {readonly top: number; readonly least: number; readonly most: number},
): {readonly from: number; readonly to: number} {
	const from = Math.max(0, Math.min(top, of - least));
	return {from, to: from + least >= of ? of : Math.min(from + most, of - 1)};
}

/**
What a dangerous change does, line by line: as much as fits, from the line that was scrolled to. Once a frame is written, `onDrawn` hears what of
`panel` it showed; a `panel` that is still to come is not told of. `panel` has to stay the same object while it tells of the same.
*/
export function ScrolledPanel<Panel>({
	title,
	shortTitle,
	lines,
	top,
	width,
	height,
	tallest = height,
	how,
	panel,
	onDrawn,
}: PanelTitle & {
	readonly lines: readonly Line[];
	readonly top: number;
	readonly width: number;
	readonly height: number;
	/** Its rows while its last line is still to come. */
	readonly tallest?: number;
	/** What leads on from here, where not all of it fits. */
	readonly how: string;
	readonly panel: Panel | undefined;
	readonly onDrawn: (drawn: Drawn<Panel>) => void;
}) {
	const of = lines.length;
	const {isSpoken, styles, symbols} = useTheme();
	const {covered} = useBodySize();
	// What a notice lies over can't be read.
	// What is read aloud is read to its end.
	const atOnce = (rows: number) => (isSpoken ? Math.max(1, of) : Math.max(1, rows - panelRows - covered));
	const least = atOnce(height);
	const {from, to} = extractToEnd(of, {top, least, most: atOnce(tallest)});
	const last = Math.max(0, of - least);
	const layout = lines.map((one) => textOf(one)).join('\n');
	// `onDrawn` may be another function each time; what it hears of is what counts.
	useTold(() => {
		if (panel !== undefined) {
			onDrawn({panel, from, to, of, last, layout});
		}
	}, [panel, from, to, of, last, layout]);

	return (
		<DangerPanel
			title={title}
			shortTitle={shortTitle}
			foot={(room) => (of > to - from ? positionOf({from, to}, of, {how, width: room, symbols}) : '')}
			width={width}
		>
			{lines.slice(from, to).map((spans, index) => {
				const row = spans.map(({text, tone = 'plain'}) => painted(text, styles[tone])).join('');
				return <Toned key={from + index}>{row === '' ? ' ' : row}</Toned>;
			})}
		</DangerPanel>
	);
}
