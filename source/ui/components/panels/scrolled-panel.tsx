import type {Drawn} from '../../../rollout/shown.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {useTold} from '../../hooks/use-told.ts';
import type {Tone} from '../../theme.ts';
import {clip, widthOf} from '../text/fit.ts';
import {textOf, wrapped, type Line} from '../text/lines.tsx';
import {painted} from '../text/painted.ts';
import {Toned} from '../text/toned.tsx';
import {DangerPanel} from './panel.tsx';

export type PanelLine = {readonly text: string; readonly tone?: Tone};

/** What the sides of a panel take of its outer width. */
export const panelSides = 4;

/** What they and its title take of its rows. */
export const panelRows = 3;

/** Paragraphs as the lines that a panel of this outer width draws. One that begins further in, or with the sign of a difference, goes on below its first word. */
export function panelLines(paragraphs: readonly PanelLine[], width: number): readonly Line[] {
	return paragraphs.flatMap(({text, tone}) => {
		const head = /^ *(?:[+-] )?/.exec(text)?.[0] ?? '';
		const first = head === '' ? [] : [{text: head, tone}];
		return wrapped(text.slice(head.length), width - panelSides, {tone, first});
	});
}

/**
What a dangerous change does, line by line: as much as fits, from the line that was scrolled to. Once a frame is written, `onDrawn` hears what of
`panel` it showed; a `panel` that is still to come is not told of. `panel` has to stay the same object while it tells of the same.
*/
export function ScrolledPanel<Panel>({
	title,
	lines,
	top,
	width,
	height,
	panel,
	onDrawn,
}: {
	readonly title: string;
	readonly lines: readonly Line[];
	readonly top: number;
	readonly width: number;
	readonly height: number;
	readonly panel: Panel | undefined;
	readonly onDrawn: (drawn: Drawn<Panel>) => void;
}) {
	const of = lines.length;
	const {isSpoken, styles, symbols} = useTheme();
	const {covered} = useBodySize();
	// What a notice lies over can't be read.
	// What is read aloud is read to its end.
	const atOnce = isSpoken ? Math.max(1, of) : Math.max(1, height - panelRows - covered);
	const from = Math.max(0, Math.min(top, of - atOnce));
	const to = Math.min(of, from + atOnce);
	const layout = lines.map((one) => textOf(one)).join('\n');
	// `onDrawn` may be another function each time; what it hears of is what counts.
	useTold(() => {
		if (panel !== undefined) {
			onDrawn({panel, from, to, of, layout});
		}
	}, [panel, from, to, of, layout]);

	const position = of > atOnce ? ` (lines ${from + 1} to ${to} of ${of})` : '';
	// Where one is stays, however long the title.
	const room = Math.max(1, width - panelSides - widthOf(`${symbols.warning} ${position}`));
	return (
		<DangerPanel title={`${clip(title, room, {ellipsis: symbols.ellipsis})}${position}`} width={width}>
			{lines.slice(from, to).map((spans, index) => {
				const row = spans.map(({text, tone = 'plain'}) => painted(text, styles[tone])).join('');
				return <Toned key={from + index}>{row === '' ? ' ' : row}</Toned>;
			})}
		</DangerPanel>
	);
}
