import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {useTheme} from '../../hooks/use-theme.ts';
import type {TextStyle, Tone} from '../../theme.ts';
import {BodySizeContext, useBodySize} from '../../hooks/use-body-size.ts';
import {clip, widthOf} from '../text/fit.ts';
import {Toned} from '../text/toned.tsx';

export type PanelProps = {
	readonly title: string;
	/** The title where that one is too long. */
	readonly shortTitle?: string;
	/** What stands on the lower edge: where one is in what it shows in part. */
	readonly foot?: (width: number) => string;
	readonly tone?: Tone;
	/** Default: the body's. */
	readonly width?: number;
	readonly children?: ReactNode;
};

/** A box around what belongs together, its title on the upper edge. What is inside knows its width through `useBodySize`. */
export function Panel({tone = 'accent', ...props}: PanelProps) {
	return <Bordered {...props} tone={tone} border="border" />;
}

/** A heavy box, for what cannot be undone by looking away: what will be blocked. */
export function DangerPanel({tone = 'danger', title, shortTitle, ...props}: PanelProps) {
	const {symbols} = useTheme();
	return (
		<Bordered
			{...props}
			title={`${symbols.warning} ${title}`}
			{...(shortTitle !== undefined && {shortTitle: `${symbols.warning} ${shortTitle}`})}
			tone={tone}
			border="dangerBorder"
		/>
	);
}

function Bordered({
	title,
	shortTitle = title,
	foot,
	tone,
	width,
	border,
	children,
}: PanelProps & {readonly tone: Tone; readonly border: 'border' | 'dangerBorder'}) {
	const {styles, symbols, isSpoken} = useTheme();
	const body = useBodySize();
	const outer = width ?? body.width;
	const inner = Math.max(1, outer - 4);
	const {color, dimColor} = styles[tone];
	const look = {...(color !== undefined && {color}), dimColor: dimColor ?? false};
	const {topLeft, top, topRight, bottomLeft, bottom, bottomRight} = symbols[border];
	// A blank and a piece of the edge on either side of words.
	const room = Math.max(1, inner - 2);
	const named = clip(widthOf(title) <= room ? title : shortTitle, room, {ellipsis: symbols.ellipsis});
	const below = foot?.(room) ?? '';
	return (
		<Box flexDirection="column" flexShrink={0} width={outer}>
			{isSpoken ? (
				<Toned tone={tone}>{named}</Toned>
			) : (
				<Edge words={named} tone={tone} look={look} width={outer} signs={[topLeft, top, topRight]} />
			)}
			<Box
				flexDirection="column"
				flexShrink={0}
				width={outer}
				borderStyle={symbols[border]}
				borderTop={false}
				borderBottom={false}
				{...(color !== undefined && {borderColor: color})}
				borderDimColor={dimColor ?? false}
				paddingX={1}
			>
				<BodySizeContext value={{...body, width: inner, height: Math.max(1, body.height - 2)}}>
					{children}
				</BodySizeContext>
			</Box>
			{!isSpoken && (
				<Edge words={below} tone="accent" look={look} width={outer} signs={[bottomLeft, bottom, bottomRight]} />
			)}
		</Box>
	);
}

/** The upper or the lower edge of a box, with words on it. */
function Edge({
	words,
	tone,
	look,
	width,
	signs,
}: {
	readonly words: string;
	readonly tone: Tone;
	readonly look: TextStyle;
	readonly width: number;
	readonly signs: readonly [left: string, line: string, right: string];
}) {
	const [left, line, right] = signs;
	const said = words === '' ? '' : ` ${words} `;
	const before = said === '' ? '' : line;
	return (
		<Text wrap="truncate-end" {...look}>
			{left + before}
			<Toned tone={tone}>{said}</Toned>
			{line.repeat(Math.max(0, width - widthOf(left + before + said + right))) + right}
		</Text>
	);
}
