/** What lies side by side in wide windows, and below each other in narrow ones. */
import {Box} from 'ink';
import {Fragment, type ReactElement} from 'react';
import {BodySizeContext, useBodySize} from '../../hooks/use-body-size.ts';
import {useReading} from '../../hooks/use-page.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {clip} from '../text/fit.ts';
import {line, Lines, type Line} from '../text/lines.tsx';
import {Toned} from '../text/toned.tsx';

/** How many columns a body of so many characters is laid out in: one in windows of up to 100, then two, and three from 160 on. */
export function columnsIn(width: number): 1 | 2 | 3 {
	return width <= 98 ? 1 : width < 158 ? 2 : 3;
}

/** Whether a body is wide enough for a list and, beside it, what it is about. A screen reader reads one text after the other. */
export function useIsWide(): boolean {
	const {isSpoken} = useTheme();
	const {width} = useBodySize();
	return !isSpoken && columnsIn(width) > 1;
}

/** A screen reader reads one text after the other. */
function useColumns(width: number, most: number): number {
	const {isSpoken} = useTheme();
	return isSpoken ? 1 : Math.min(columnsIn(width), most);
}

/** What a rule takes with a blank on either side. */
export const ruleWidth = 3;

/** What stands between texts that are side by side. */
export function VerticalRule({height}: {readonly height: number}) {
	const {symbols} = useTheme();
	return (
		<Box flexShrink={0} width={ruleWidth}>
			<Toned tone="rule">{Array.from({length: height}, () => ` ${symbols.scrollTrack} `).join('\n')}</Toned>
		</Box>
	);
}

/** Widths by weight that are `width` together with the gaps between them. */
export function shareWidth(width: number, weights: readonly number[]): readonly number[] {
	const sum = weights.reduce((all, weight) => all + weight, 0);
	const room = width - ruleWidth * (weights.length - 1);
	const widths = weights.map((weight) => Math.floor((room * weight) / sum));
	const rest = room - widths.reduce((all, one) => all + one, 0);
	return widths.map((one, index) => (index === 0 ? one + rest : one));
}

/** Boxes side by side, each as wide as its weight says and as tall as the body, with a rule between them. */
function Columns({
	height,
	columns,
}: {
	readonly height: number;
	readonly columns: ReadonlyArray<{readonly weight?: number; readonly draw: (width: number) => ReactElement}>;
}) {
	const body = useBodySize();
	const widths = shareWidth(
		body.width,
		columns.map(({weight = 1}) => weight),
	);
	return (
		<Box height={height}>
			{columns.map(({draw}, index) => (
				<Fragment key={index}>
					{index > 0 && <VerticalRule height={height} />}
					<Box flexDirection="column" flexShrink={0} width={widths[index] ?? 0} height={height} overflow="hidden">
						<BodySizeContext value={{...body, width: widths[index] ?? 0, height}}>
							{draw(widths[index] ?? 0)}
						</BodySizeContext>
					</Box>
				</Fragment>
			))}
		</Box>
	);
}

/** A text of its own: its title, and its lines for the width that it gets. */
export type Pane = {
	readonly title?: string | undefined;
	/** Its share of the width beside others; 1 by default. */
	readonly weight?: number;
	readonly lines: (width: number) => readonly Line[];
	/** Of the first text: the first of its lines that stay on the screen, and the one after the last, as long as nobody reads on. */
	readonly current?: (width: number) => readonly [from: number, to: number];
};

/** Texts side by side, in as many columns as the body is wide for; those that are left over stand below the last one. */
export function Panes({panes, height}: {readonly panes: readonly Pane[]; readonly height: number}) {
	const {width} = useBodySize();
	const shown = panes.filter((pane) => pane.lines(width).length > 0);
	const count = useColumns(width, shown.length);
	if (count <= 1) {
		return <Text panes={shown} width={width} height={height} />;
	}

	const columns = shown.slice(0, count).map((pane, index) => ({
		...(pane.weight !== undefined && {weight: pane.weight}),
		draw: (room: number) => (
			<Text panes={index === count - 1 ? shown.slice(index) : [pane]} width={room} height={height} />
		),
	}));
	return <Columns height={height} columns={columns} />;
}

/**
A list and what it is about: the texts below it in narrow windows, where they take a third of the rows at most; beside it in wide ones, and the first
text in a column of its own in the widest.
*/
export function ListAndTexts({
	height,
	weight = 1.5,
	list,
	rows,
	panes,
}: {
	readonly height: number;
	/** The list's share of the width, where a text has 1. */
	readonly weight?: number;
	readonly list: (width: number, height: number) => ReactElement;
	/** The rows that the whole list takes: what it leaves free is the texts'. */
	readonly rows: number;
	readonly panes: readonly Pane[];
}) {
	const {width} = useBodySize();
	const shown = panes.filter((pane) => pane.lines(width).length > 0);
	const count = useColumns(width, shown.length + 1);
	if (count > 1) {
		const columns = shown.slice(0, count - 1).map((pane, index) => ({
			...(pane.weight !== undefined && {weight: pane.weight}),
			draw: (room: number) => (
				<Text panes={index === count - 2 ? shown.slice(index) : [pane]} width={room} height={height} />
			),
		}));
		return <Columns height={height} columns={[{weight, draw: (room) => list(room, height)}, ...columns]} />;
	}

	const untitled = shown.map(({lines}) => ({lines}));
	const needed = textLines(untitled, width, '').length;
	if (needed === 0) {
		return list(width, height);
	}

	// They stand right below a list that is short: where they begin does not hang on how much they say.
	const least = Math.min(needed, Math.max(3, Math.floor(height / 3)));
	const above = Math.min(rows, height - least - 1);
	return (
		<Box flexDirection="column" height={height}>
			{list(width, above)}
			<Box height={1} flexShrink={0} />
			<Text panes={untitled} width={width} height={height - above - 1} />
		</Box>
	);
}

/** Texts below each other, page by page where they are longer than the room. */
export function Text({
	panes,
	width,
	height,
}: {
	readonly panes: readonly Pane[];
	readonly width: number;
	readonly height: number;
}) {
	const {symbols} = useTheme();
	const {page, how} = useReading();
	const lines = textLines(panes, width, symbols.ellipsis);
	const [first] = panes;
	const top =
		page === 0 && first?.current !== undefined
			? topFor(
					first.current(width).map((row) => row + (first.title === undefined ? 0 : 1)),
					lines.length,
					height,
				)
			: topOf(page, lines.length, height);
	// After the last page comes the first.
	const isLast = top + height - 1 >= lines.length;
	return (
		<Lines
			lines={lines}
			width={width}
			height={height}
			top={top}
			how={isLast ? how.replace('reads on', 'begins anew') : how}
		/>
	);
}

/** The first line drawn, so that lines `from` up to `to` are in sight. */
function topFor([from = 0, to = 0]: readonly number[], count: number, height: number): number {
	const room = Math.max(1, height - 1);
	return count <= height ? 0 : Math.max(0, Math.min(from, to - room));
}

function textLines(panes: readonly Pane[], width: number, ellipsis: string): readonly Line[] {
	return panes.flatMap(({title, lines}, index) => [
		...(index > 0 ? [line('')] : []),
		...(title === undefined ? [] : [line(clip(title, width, {ellipsis}), 'heading')]),
		...lines(width),
	]);
}

/** The first line of a page; after the last page comes the first. */
export function topOf(page: number, count: number, height: number): number {
	const room = Math.max(1, height - 1);
	const pages = count <= height ? 1 : Math.ceil(count / room);
	return (((page % pages) + pages) % pages) * room;
}
