import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {TextField} from '../../../machine/text-field.ts';
import {readingOn} from '../../hooks/use-page.ts';
import type {Drawn, Read} from '../../../rollout/shown.ts';
import {ConfirmInput, confirmRows} from '../input/confirm-input.tsx';
import type {Line} from '../text/lines.tsx';
import {Toned} from '../text/toned.tsx';
import {panelRows, ScrolledPanel, type PanelTitle} from './scrolled-panel.tsx';

/** How many lines of a panel are seen at once above its words. */
export function linesAbove({
	phrase,
	width,
	height,
}: {
	readonly phrase: string;
	readonly width: number;
	readonly height: number;
}): number {
	return height - panelRows - confirmRows({phrase, width});
}

/**
What a dangerous change does, and below it the words that do it, once all of that has been read. There is room for them as soon as its last line is in
sight: what has just come there must not go with it.
*/
export function WordsPanel<Panel>({
	phrase,
	field,
	hasMismatch,
	isFocused = true,
	isRead,
	isWaiting = false,
	width,
	height,
	read: {top},
	below,
	belowRows = 0,
	...panel
}: PanelTitle & {
	readonly lines: readonly Line[];
	readonly panel: Panel | undefined;
	readonly onDrawn: (drawn: Drawn<Panel>) => void;
	/** The exact words that confirm. */
	readonly phrase: string;
	readonly field: TextField;
	/** Enter was pressed on other words. */
	readonly hasMismatch: boolean;
	readonly isFocused?: boolean;
	/** Whether all of it has been on the screen: only then words count. */
	readonly isRead: boolean;
	/** Whether some of it is still to come. */
	readonly isWaiting?: boolean;
	readonly width: number;
	readonly height: number;
	readonly read: Read<Panel>;
	/** What came of the words; the panel, which has been read by then, gives way to it. */
	readonly below?: ReactNode;
	readonly belowRows?: number;
}) {
	const asked = confirmRows({phrase, width});
	return (
		<Box flexDirection="column" height={height}>
			<ScrolledPanel
				{...panel}
				top={top}
				width={width}
				height={Math.max(panelRows + 1, height - asked - (isRead ? belowRows : 0))}
				// Until then there is but one row below it.
				{...(!isRead && {tallest: height - 1})}
				how={isRead || isWaiting ? readingOn.arrows : readingOn.enter}
			/>
			{isRead ? (
				<Box flexDirection="column" flexShrink={0}>
					<ConfirmInput phrase={phrase} field={field} width={width} isFocused={isFocused} hasMismatch={hasMismatch} />
					{below}
				</Box>
			) : (
				<Toned tone="warning">
					{isWaiting
						? 'The words can be typed once all of this is here.'
						: 'Nothing is sent yet: read on to the end to type the words.'}
				</Toned>
			)}
		</Box>
	);
}
