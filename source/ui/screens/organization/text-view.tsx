import {useMemo} from 'react';
import type {OrganizationEvent} from '../../../organization/state.ts';
import type {Section} from '../../../organization/plan.ts';
import {columnsIn, shareWidth} from '../../components/panels/panes.tsx';
import {sideBySide} from '../../components/panels/side-by-side.ts';
import {extractOf, line, Lines, type Line} from '../../components/text/lines.tsx';
import {readingOn} from '../../hooks/use-page.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {useTold} from '../../hooks/use-told.ts';
import {sectionLines} from './section-panes.ts';

/**
Sections of text in as many columns as there is room for, scrolled as one. `groups`: which sections stand below each other in two columns, and in three;
in one column all of them do.
*/
export function TextView({
	sections,
	groups = {2: [sections], 3: [sections]},
	top,
	width,
	height,
	send,
}: {
	/** The same ones are laid out once. */
	readonly sections: readonly Section[];
	readonly groups?: {readonly 2: ReadonlyArray<readonly Section[]>; readonly 3: ReadonlyArray<readonly Section[]>};
	readonly top: number;
	readonly width: number;
	readonly height: number;
	readonly send: (event: OrganizationEvent) => void;
}) {
	const {isSpoken, symbols} = useTheme();
	const count = isSpoken ? 1 : columnsIn(width);
	const lines = useMemo(() => {
		const columns = (count === 1 ? [sections] : groups[count]).filter((column) => column.length > 0);
		const widths = shareWidth(
			width,
			columns.map(() => 1),
		);
		return sideBySide(
			columns.map((column, index) => {
				const room = widths[index] ?? width;
				return {width: room, lines: linesOf(column, room)};
			}),
			symbols,
		);
		// The groups follow from the sections.
	}, [sections, count, width, symbols]);
	const {from, to, isCut} = extractOf(lines.length, isSpoken ? Infinity : height, top);
	const atOnce = isCut ? to - from : height;
	useTold(() => {
		send({type: 'shown-text', atOnce, count: lines.length});
	}, [send, atOnce, lines.length]);
	return <Lines lines={lines} width={width} height={height} top={top} how={readingOn.arrows} />;
}

function linesOf(sections: readonly Section[], width: number): readonly Line[] {
	return sections.flatMap((section, index) => [...(index === 0 ? [] : [line('')]), ...sectionLines(section, width)]);
}
