import {Box} from 'ink';
import {useBodySize} from '../hooks/use-body-size.ts';
import {useTheme} from '../hooks/use-theme.ts';
import {clip, fit, widthOf} from './fit.ts';
import type {KeyHint} from './key-hints.tsx';
import {Toned} from './toned.tsx';

export type HelpGroup = {readonly title: string; readonly keys: readonly KeyHint[]};

type Line = {readonly type: 'title' | 'key' | 'disabled' | 'blank'; readonly keys: string; readonly text: string};

/**
Every key there is, by group; a disabled one with the reason why. It flows into as many columns as the body is wide for. Where even that is not
enough, `top` says from which line on it shows, and the last line how many are left.
*/
export function HelpOverlay({groups, top = 0}: {readonly groups: readonly HelpGroup[]; readonly top?: number}) {
	const {width, height} = useBodySize();
	const {symbols} = useTheme();
	const lines = groups.flatMap((group, index) => linesOf(group, index > 0));
	const mostColumns = Math.max(1, Math.floor((width + gap) / (leastColumn + gap)));
	const needed = Math.ceil(lines.length / Math.max(1, height));
	const wide = Math.min(mostColumns, Math.max(1, needed));
	const columnWidth = Math.floor((width + gap) / wide) - gap;
	const room = lines.length <= height * wide ? height : height - 1;
	const start = Math.max(0, Math.min(top, lines.length - 1));
	const shown = lines.slice(start, start + room * wide);
	const left = lines.length - start - shown.length;
	const keysWidth = Math.min(16, Math.max(...lines.map(({keys}) => widthOf(keys)), 1));
	return (
		<Box flexDirection="column" height={height} overflow="hidden">
			<Box columnGap={gap}>
				{Array.from({length: wide}, (_, column) => (
					<Box key={column} flexDirection="column" width={columnWidth}>
						{shown.slice(column * room, (column + 1) * room).map((line, index) => (
							<HelpLine
								key={`${index} ${line.keys} ${line.text}`}
								line={line}
								keysWidth={keysWidth}
								width={columnWidth}
							/>
						))}
					</Box>
				))}
			</Box>
			{left > 0 && <Toned tone="muted">{`${symbols.down} ${left} more`}</Toned>}
		</Box>
	);
}

const gap = 3;
const leastColumn = 27;

function linesOf({title, keys}: HelpGroup, hasGap: boolean): readonly Line[] {
	return [
		...(hasGap ? [{type: 'blank', keys: '', text: ''} as const] : []),
		{type: 'title', keys: '', text: title},
		...keys.map(({keys: names, words, disabled}): Line => ({
			type: disabled === undefined ? 'key' : 'disabled',
			keys: names,
			text: disabled === undefined ? words : `${words} (not now: ${disabled})`,
		})),
	];
}

function HelpLine({line, keysWidth, width}: {readonly line: Line; readonly keysWidth: number; readonly width: number}) {
	const {symbols} = useTheme();
	const {ellipsis} = symbols;
	if (line.type === 'blank' || line.type === 'title') {
		return <Toned tone="heading">{line.text === '' ? ' ' : clip(line.text, width, {ellipsis})}</Toned>;
	}

	return (
		<Toned tone={line.type === 'disabled' ? 'disabled' : 'plain'}>
			<Toned tone={line.type === 'disabled' ? 'disabled' : 'key'}>{fit(line.keys, keysWidth, {ellipsis})}</Toned>
			{`  ${clip(line.text, width - keysWidth - 2, {ellipsis})}`}
		</Toned>
	);
}
