import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Tone} from '../../theme.ts';
import {clip, wrap} from './fit.ts';
import {Toned} from './toned.tsx';

/** Text in lines as wide as the body, at most `height` of them: where that is not enough, the last one ends in an ellipsis. */
export function Paragraph({
	text,
	width,
	height = Infinity,
	tone,
}: {
	readonly text: string;
	/** Default: the body's. */
	readonly width?: number;
	readonly height?: number;
	readonly tone?: Tone | undefined;
}) {
	const body = useBodySize();
	const {symbols} = useTheme();
	const columns = width ?? body.width;
	const lines = wrap(text, columns);
	const shown =
		lines.length <= height
			? lines
			: [...lines.slice(0, height - 1), clip(lines.slice(height - 1).join(' '), columns, {ellipsis: symbols.ellipsis})];
	return <Toned tone={tone}>{shown.join('\n')}</Toned>;
}
