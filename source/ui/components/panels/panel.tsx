import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Tone} from '../../theme.ts';
import {BodySizeContext, useBodySize} from '../../hooks/use-body-size.ts';
import {clip} from '../text/fit.ts';
import {Toned} from '../text/toned.tsx';

export type PanelProps = {
	readonly title: string;
	readonly tone?: Tone;
	/** Default: the body's. */
	readonly width?: number;
	readonly children?: ReactNode;
};

/** A box around what belongs together, under its title. What is inside knows its width through `useBodySize`. */
export function Panel({title, tone = 'accent', width, children}: PanelProps) {
	return (
		<Bordered title={title} tone={tone} width={width} border="border">
			{children}
		</Bordered>
	);
}

/** A heavy box, for what cannot be undone by looking away: what will be blocked. */
export function DangerPanel({title, tone = 'danger', width, children}: PanelProps) {
	const {symbols} = useTheme();
	return (
		<Bordered title={`${symbols.warning} ${title}`} tone={tone} width={width} border="dangerBorder">
			{children}
		</Bordered>
	);
}

function Bordered({
	title,
	tone,
	width,
	border,
	children,
}: {
	readonly title: string;
	readonly tone: Tone;
	readonly width: number | undefined;
	readonly border: 'border' | 'dangerBorder';
	readonly children: ReactNode;
}) {
	const {styles, symbols} = useTheme();
	const body = useBodySize();
	const outer = width ?? body.width;
	const inner = Math.max(1, outer - 4);
	const {color, dimColor} = styles[tone];
	return (
		<Box
			flexDirection="column"
			flexShrink={0}
			width={outer}
			borderStyle={symbols[border]}
			{...(color !== undefined && {borderColor: color})}
			borderDimColor={dimColor ?? false}
			paddingX={1}
		>
			<Toned tone={tone}>{clip(title, inner, {ellipsis: symbols.ellipsis})}</Toned>
			<BodySizeContext value={{...body, width: inner, height: Math.max(1, body.height - 3)}}>
				{children}
			</BodySizeContext>
		</Box>
	);
}
