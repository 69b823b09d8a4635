import type {Drawn} from '../../../rollout/shown.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {useTold} from '../../hooks/use-told.ts';
import type {Tone} from '../../theme.ts';
import {wrap} from '../text/fit.ts';
import {Toned} from '../text/toned.tsx';
import {DangerPanel} from './panel.tsx';

export type PanelLine = {readonly text: string; readonly tone?: Tone};

/** Paragraphs as the lines that a panel of this outer width draws. */
export function panelLines(paragraphs: readonly PanelLine[], width: number): readonly PanelLine[] {
	return paragraphs.flatMap(({text, ...look}) => wrap(text, width - 4).map((line) => ({text: line, ...look})));
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
	readonly lines: readonly PanelLine[];
	readonly top: number;
	readonly width: number;
	readonly height: number;
	readonly panel: Panel | undefined;
	readonly onDrawn: (drawn: Drawn<Panel>) => void;
}) {
	const of = lines.length;
	const {isSpoken} = useTheme();
	const {covered} = useBodySize();
	// Two of the rows are the border's, one is the title's; what a notice lies over can't be read.
	// What is read aloud is read to its end.
	const room = isSpoken ? Math.max(1, of) : Math.max(1, height - 3 - covered);
	const from = Math.max(0, Math.min(top, of - room));
	const to = Math.min(of, from + room);
	// `onDrawn` may be another function each time; what it hears of is what counts.
	useTold(() => {
		if (panel !== undefined) {
			onDrawn({panel, from, to, of});
		}
	}, [panel, from, to, of]);

	const position = of > room ? ` (lines ${from + 1} to ${to} of ${of})` : '';
	return (
		<DangerPanel title={`${title}${position}`} width={width}>
			{lines.slice(from, to).map(({text, tone}, index) => (
				<Toned key={from + index} tone={tone}>
					{text}
				</Toned>
			))}
		</DangerPanel>
	);
}
