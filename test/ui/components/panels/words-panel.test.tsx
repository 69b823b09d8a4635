/** What has to be read before words count: it has all rows while there is more to come, says on its edge where one is, and loses neither its place nor a line. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Box} from 'ink';
import {emptyField} from '../../../../source/machine/text-field.ts';
import {
	isSeen,
	pageOn,
	scrolled,
	withDrawn,
	type Drawn,
	type Read,
	type Shown,
} from '../../../../source/rollout/shown.ts';
import {extractToEnd} from '../../../../source/ui/components/panels/scrolled-panel.tsx';
import {WordsPanel} from '../../../../source/ui/components/panels/words-panel.tsx';
import {line} from '../../../../source/ui/components/text/lines.tsx';
import {BodySizeContext} from '../../../../source/ui/hooks/use-body-size.ts';
import {resolveTheme} from '../../../../source/ui/theme.ts';
import {draw} from '../../../support/kitchen/draw.tsx';

const theme = resolveTheme({NO_COLOR: '1'});
const panel = {};
const isSame = (left: object, right: object): boolean => left === right;
const rows = 10;
const width = 58;

/** The panel of so many lines as it is drawn, and what it told of that. */
async function drawn(
	count: number,
	read: Read<object>,
): Promise<{readonly frame: readonly string[]; readonly told: Drawn<object> | undefined}> {
	const told: Array<Drawn<object>> = [];
	const frame = await draw(
		<Box width={width} height={rows}>
			<BodySizeContext value={{width, height: rows, covered: 0}}>
				<WordsPanel
					title="Enforce Allowed AMIs in us-east-1 · account 123456789012"
					shortTitle="Enforce in us-east-1 · account 123456789012"
					lines={Array.from({length: count}, (_, index) => line(`line ${index + 1}.`))}
					panel={panel}
					phrase="block 10 images in us-east-1"
					field={emptyField}
					hasMismatch={false}
					isRead={read.shown !== undefined && isSeen(read.shown)}
					width={width}
					height={rows}
					read={read}
					onDrawn={(one) => {
						told.push(one);
					}}
				/>
			</BodySizeContext>
		</Box>,
		{columns: width, rows},
		theme,
	);
	return {frame: frame.split('\n'), told: told.at(-1)};
}

test('while there is more to come, no row is free: the account and the place are on the upper edge, and where one is on the lower one', async () => {
	const {frame} = await drawn(12, {top: 0});
	assert.match(frame[0] ?? '', /^┏━ ▲ Enforce in us-east-1 · account 123456789012 ━+┓$/);
	assert.match(frame[8] ?? '', /^┗━ ↓ lines 1 to 7 of 12 · enter reads on ━+┛$/);
	assert.match(frame[9] ?? '', /read on to the end/);
	assert.equal(frame.length, rows);
	assert.ok(frame.every((row) => /\S/.test(row)));
});

test('read on page by page, every line is seen, and the last ones stay when the words come', async () => {
	for (const count of [4, 5, 7, 8, 9, 12, 30]) {
		let read: Read<object> = {top: 0};
		const seen = new Set<string>();
		for (let page = 0; page < 20 && (read.shown === undefined || !isSeen(read.shown)); page++) {
			const {frame, told} = await drawn(count, read);
			for (const [said] of frame.join('\n').matchAll(/line \d+\./g)) {
				seen.add(said);
			}

			const shown: Shown<object> = withDrawn(read.shown, told ?? assert.fail('nothing was told'), isSame);
			read = {top: isSeen(shown) ? read.top : scrolled(read.top, pageOn, shown), shown};
		}

		assert.equal(seen.size, count);
		const {frame} = await drawn(count, read);
		const last = frame.join('\n');
		assert.match(last, new RegExp(String.raw`line ${count}\.`), `the end of ${count}`);
		assert.match(last, /Nothing happens until the words are there/);
		assert.equal(frame.length, rows);
	}
});

test('the frame with the last line is the one that has room for the words', () => {
	for (let of = 1; of <= 20; of++) {
		for (let top = 0; top <= of; top++) {
			const {from, to} = extractToEnd(of, {top, least: 3, most: 6});
			assert.ok(to === of ? to - from <= 3 : to - from >= 3 && to - from <= 6, `${of} from ${top}: ${from} to ${to}`);
		}
	}
});
