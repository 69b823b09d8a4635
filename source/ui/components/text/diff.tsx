import {Box} from 'ink';
import {useBodySize} from '../../hooks/use-body-size.ts';
import type {Tone} from '../../theme.ts';
import {wrap} from './fit.ts';
import {Toned} from './toned.tsx';

export type DiffLineData = {
	readonly sign: '+' | '-' | ' ' | '~';
	readonly text: string;
};

const tones: Readonly<Record<DiffLineData['sign'], Tone>> = {
	'+': 'added',
	'-': 'removed',
	'~': 'warning',
	' ': 'plain',
};

/** What comes in (+), goes out (−) and stays. The sign says it, the colour only helps; long lines go on under their own text. */
export function Diff({
	lines,
	width,
	height = Infinity,
}: {
	readonly lines: readonly DiffLineData[];
	/** Default: the body's. */
	readonly width?: number;
	/** At most so many rows; what is left out is counted. */
	readonly height?: number;
}) {
	const body = useBodySize();
	const rows = lines.flatMap(({sign, text}) =>
		wrap(text, (width ?? body.width) - 2).map((line, index) => ({sign, text: `${index === 0 ? sign : ' '} ${line}`})),
	);
	const shown = rows.length > height ? rows.slice(0, Math.max(0, height - 1)) : rows;
	return (
		<Box flexDirection="column" flexShrink={0}>
			{shown.map(({sign, text}, index) => (
				<Toned key={`${index} ${text}`} tone={tones[sign]}>
					{text}
				</Toned>
			))}
			{shown.length < rows.length && <Toned tone="muted">{`  and ${rows.length - shown.length} more lines`}</Toned>}
		</Box>
	);
}
