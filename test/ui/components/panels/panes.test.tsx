/** What is laid out side by side: in how many columns, how wide, and what becomes of what is longer than the screen. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Box} from 'ink';
import {line} from '../../../../source/ui/components/text/lines.tsx';
import {
	columnsIn,
	ListAndTexts,
	Panes,
	shareWidth,
	topOf,
	type Pane,
} from '../../../../source/ui/components/panels/panes.tsx';
import {Toned} from '../../../../source/ui/components/text/toned.tsx';
import {BodySizeContext} from '../../../../source/ui/hooks/use-body-size.ts';
import {resolveTheme} from '../../../../source/ui/theme.ts';
import {draw} from '../../../support/kitchen/draw.tsx';

const theme = resolveTheme({NO_COLOR: '1'});
const panes: readonly Pane[] = ['one', 'two', 'three'].map((title) => ({
	title,
	lines: () => [line(`about ${title}`)],
}));

async function linesOf(screen: React.ReactElement, columns: number, rows = 6): Promise<readonly string[]> {
	const body = {width: columns - 2, height: rows, covered: 0};
	const frame = await draw(
		<Box width={columns - 2} height={rows}>
			<BodySizeContext value={body}>{screen}</BodySizeContext>
		</Box>,
		{columns, rows},
		theme,
	);
	return frame.split('\n').map((row) => row.replaceAll(/\s+/g, ' ').trim());
}

test('up to 100 columns there is one column, from there two, from 160 three', () => {
	assert.deepEqual(
		[60, 80, 100, 101, 120, 159, 160, 200].map((columns) => columnsIn(columns - 2)),
		[1, 1, 1, 2, 2, 2, 3, 3],
	);
});

test('columns and the rules between them take exactly the width there is', () => {
	for (let width = 99; width <= 300; width++) {
		for (const weights of [
			[1, 1],
			[1.5, 1],
			[1.2, 1, 1],
		]) {
			const sum = shareWidth(width, weights).reduce((all, one) => all + one, 0);
			assert.equal(sum + 3 * (weights.length - 1), width);
		}
	}
});

test('texts stand below each other in a narrow window, and side by side in wider ones', async () => {
	const at = async (columns: number) => linesOf(<Panes panes={panes} height={8} />, columns, 8);
	assert.deepEqual(await at(80), ['one', 'about one', '', 'two', 'about two', '', 'three', 'about three']);
	const two = await at(120);
	assert.deepEqual(two.slice(0, 5), ['one │ two', 'about one │ about two', '│', '│ three', '│ about three']);
	const three = await at(160);
	assert.deepEqual(three.slice(0, 2), ['one │ two │ three', 'about one │ about two │ about three']);
});

test('a list has its text below or beside it', async () => {
	const screen = (
		<ListAndTexts height={6} rows={2} list={() => <Toned>{'row\nrow'}</Toned>} panes={panes.slice(0, 1)} />
	);
	assert.deepEqual(await linesOf(screen, 80), ['row', 'row', '', 'about one', '', '']);
	const beside = await linesOf(screen, 120);
	assert.deepEqual(beside.slice(0, 2), ['row │ one', 'row │ about one']);
});

test('what is longer than the screen is told of, and read page by page, from the end to the start again', async () => {
	const long: readonly Pane[] = [{lines: () => Array.from({length: 9}, (_, index) => line(`line ${index}`))}];
	const shown = await linesOf(<Panes panes={long} height={4} />, 80, 4);
	assert.deepEqual(shown.slice(0, 3), ['line 0', 'line 1', 'line 2']);
	assert.match(shown[3] ?? '', /lines 1 to 3 of 9/);
	assert.deepEqual(
		[0, 1, 2, 3, -1].map((page) => topOf(page, 9, 4)),
		[0, 3, 6, 0, 6],
	);
	assert.equal(topOf(5, 4, 4), 0);
});
