import type {Drawn} from '../../../rollout/shown.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {useTold} from '../../hooks/use-told.ts';
import {clip} from '../text/fit.ts';
import {extractOf, Lines, textOf, type Line} from '../text/lines.tsx';
import {inColumns} from './flowing.ts';
import {columnsIn, type Pane} from './panes.tsx';
import {stacked} from './stacked.ts';

/**
Texts that have to be read before they are acted on: in as many columns as the body is wide for, scrolled as one. Once a frame is written, `onDrawn`
hears what of `panel`, which they tell of, it showed. `panel` has to stay the same object while it tells of the same.
*/
export function ReadThrough<Panel>({
	panes,
	height,
	top,
	panel,
	how,
	onDrawn,
}: {
	readonly panes: readonly Pane[];
	readonly height: number;
	readonly top: number;
	readonly panel: Panel;
	/** What leads on from here, where not all of it fits. */
	readonly how: string;
	readonly onDrawn: (drawn: Drawn<Panel>) => void;
}) {
	const {width, covered} = useBodySize();
	const {isSpoken, symbols} = useTheme();
	// What a notice lies over can't be read.
	const rows = Math.max(2, height - covered);
	const shown = panes.filter((pane) => pane.lines(width).length > 0);
	const count = isSpoken ? 1 : Math.min(columnsIn(width), shown.length);
	const blocksOf = (some: readonly Pane[]) => (look: {readonly width: number}) =>
		some.map(({title, lines}) => ({
			title: title === undefined ? undefined : clip(title, look.width, {ellipsis: symbols.ellipsis}),
			lines: lines(look.width),
		}));
	const lines: readonly Line[] =
		count <= 1
			? stacked(blocksOf(shown)({width}), rows)
			: inColumns(
					shown.slice(0, count).map((pane, index) => ({
						weight: pane.weight,
						blocks: blocksOf(index === count - 1 ? shown.slice(index) : [pane]),
					})),
					{width, rows, symbols},
				);
	const of = lines.length;
	const {from, to} = extractOf(of, isSpoken ? Infinity : rows, top);
	const layout = lines.map((one) => textOf(one)).join('\n');
	useTold(() => {
		onDrawn({panel, from, to, of, layout});
	}, [panel, from, to, of, layout]);

	return <Lines lines={lines} width={width} height={rows} top={top} how={how} />;
}
