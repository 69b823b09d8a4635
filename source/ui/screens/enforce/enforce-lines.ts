/** How the danger panel is laid out: in one column, or in wide windows in two or three, which are scrolled and seen as one. */
import type {OffendingImage} from '../../../inventory/counts.ts';
import {currentWork, type RolloutState, type StepOf} from '../../../rollout/state.ts';
import {line, type Line} from '../../components/text/lines.tsx';
import type {Look} from '../../components/text/text-lines.ts';
import {inColumns} from '../../components/panels/flowing.ts';
import {columnsIn} from '../../components/panels/panes.tsx';
import {panelLines, panelSides} from '../../components/panels/scrolled-panel.tsx';
import {stacked, type Block} from '../../components/panels/stacked.ts';
import {
	blockedBlock,
	checkBlocks,
	criteriaBlock,
	failingBlock,
	headLines,
	inOneColumn,
	wayBackBlock,
} from './enforce-blocks.ts';

/** Everything that enforcing does, what would fail by name, the worst first: as many as fit, then how many more. */
export function enforceLines(
	state: RolloutState,
	{impact}: StepOf<'enforce'>,
	{
		blocked,
		width,
		room,
		isSpoken,
		symbols,
	}: {
		/** The images that will be blocked. */
		readonly blocked: readonly OffendingImage[];
		/** Of the panel, its border included. */
		readonly width: number;
		/** Lines that can be seen at once. */
		readonly room: number;
		/** What is read aloud is read one after the other. */
		readonly isSpoken: boolean;
		readonly symbols: Look['symbols'];
	},
): readonly Line[] {
	const {scan} = currentWork(state);
	if (scan?.status !== 'done') {
		return [];
	}

	const inner = width - panelSides;
	const count = isSpoken ? 1 : columnsIn(width);
	if (count === 1) {
		return stacked(inOneColumn(state, {impact, blocked, scan}, {width: inner, symbols}), room);
	}

	const sources = impact.status === 'here' ? impact.value.failing.length : 0;
	const above = panelLines(headLines(state, scan, {isWide: true, sources}), width);
	const first = (look: Look): readonly Block[] => [failingBlock(impact, look, true)];
	const second = (look: Look): readonly Block[] => [blockedBlock(blocked, look), ...checkBlocks(impact, look)];
	const third = (look: Look): readonly Block[] => [
		criteriaBlock(scan.settings.ImageCriteria, look),
		wayBackBlock(look),
	];
	const columns = count === 3 ? [first, second, third] : [first, (look: Look) => [...second(look), ...third(look)]];
	const rows = Math.max(1, room - above.length - 1);
	const weights = count === 3 ? [1.4, 1, 1] : [1.3, 1];
	return [
		...above,
		line(''),
		...inColumns(
			columns.map((blocks, index) => ({weight: weights[index], blocks})),
			{width: inner, rows, symbols},
		),
	];
}
