/** What a column shows of texts that can be shortened, and columns that are lines of one. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {widthOf} from '../../../../source/ui/components/text/fit.ts';
import {line, wrapped, type Line} from '../../../../source/ui/components/text/lines.tsx';
import {inColumns} from '../../../../source/ui/components/panels/flowing.ts';
import {sideBySide} from '../../../../source/ui/components/panels/side-by-side.ts';
import {stacked, type Block} from '../../../../source/ui/components/panels/stacked.ts';
import {resolveTheme} from '../../../../source/ui/theme.ts';
import fc from '../../../support/fast-check.ts';

const {symbols} = resolveTheme({});
const textOf = (spans: Line): string => spans.map(({text}) => text).join('');
const names = (count: number): readonly Line[] => Array.from({length: count}, (_, index) => line(`name ${index + 1}`));
const list = (count: number, least = 3): Block => ({
	title: 'Names',
	lines: names(count),
	shortened: {least, more: (more) => line(`and ${more} more`)},
});
const fixed: Block = {title: 'Criteria', lines: [line('amazon')]};

test('as many as fit are named, and the others counted', () => {
	assert.deepEqual(
		stacked([list(9), fixed], 8).map((spans) => textOf(spans)),
		['Names', 'name 1', 'name 2', 'name 3', 'and 6 more', '', 'Criteria', 'amazon'],
	);
	assert.deepEqual(
		stacked([list(2), fixed], 8).map((spans) => textOf(spans)),
		['Names', 'name 1', 'name 2', '', 'Criteria', 'amazon'],
	);
});

test('however small the room, every name is there or counted, and nothing else is shortened', () => {
	fc.assert(
		fc.property(fc.nat(40), fc.nat(40), fc.nat(60), fc.integer({min: 1, max: 5}), (first, second, room, least) => {
			const texts = stacked([list(first, least), fixed, list(second, least)], room).map((spans) => textOf(spans));
			const named = texts.filter((text) => text.startsWith('name')).length;
			const counted = texts.reduce((sum, text) => sum + Number(/^and (\d+) more$/.exec(text)?.[1] ?? 0), 0);
			assert.equal(named + counted, first + second);
			assert.ok(texts.includes('amazon'));
			// It is longer than the room only where no list can be shorter.
			assert.ok(
				texts.length <= room || texts.filter((text) => text.startsWith('name')).length <= 2 * least,
				texts.join('\n'),
			);
		}),
	);
});

test('columns side by side keep every line, and each begins where its column does', () => {
	const rows = sideBySide(
		[
			{width: 10, lines: names(3)},
			{width: 12, lines: names(1)},
			{width: 8, lines: names(2)},
		],
		symbols,
	);
	assert.deepEqual(
		rows.map((spans) => textOf(spans)),
		['name 1     │ name 1       │ name 1', 'name 2     │              │ name 2', 'name 3     │              │ '],
	);
	assert.ok(rows.every((spans) => widthOf(textOf(spans)) <= 10 + 3 + 12 + 3 + 8));
});

test('columns that fit stand as they are meant, and flow from one to the next where one of them would have to be scrolled', () => {
	const columns = [{blocks: () => [fixed]}, {blocks: () => [{title: 'Long', lines: names(12)}, fixed]}];
	const rowsIn = (rows: number) =>
		inColumns(columns, {width: 43, rows, symbols}).map((spans) => textOf(spans).split('│'));
	const meant = rowsIn(16);
	assert.equal(meant.length, 16);
	assert.deepEqual(
		meant.slice(0, 2).map((row) => row.map((text) => text.trim())),
		[
			['Criteria', 'Long'],
			['amazon', 'name 1'],
		],
	);
	const flowing = rowsIn(10);
	assert.ok(flowing.length <= 10, `${flowing.length} rows`);
	// All of it is there, in its order: down one column, then down the next.
	const texts = [0, 1]
		.flatMap((column) => flowing.map((row) => row[column]?.trim() ?? ''))
		.filter((text) => text !== '');
	assert.deepEqual(texts, [
		'Criteria',
		'amazon',
		'Long',
		...names(12).map((name) => textOf(name)),
		'Criteria',
		'amazon',
	]);
});

/** What stands in each of two columns, in its order. */
function inTwo(blocks: readonly Block[], rows: number): ReadonlyArray<readonly string[]> {
	const all = inColumns([{blocks: () => []}, {blocks: () => blocks}], {width: 43, rows, symbols});
	assert.ok(all.length <= rows, `${all.length} rows`);
	const cells = all.map((spans) => textOf(spans).split('│'));
	return [0, 1].map((column) => cells.map((row) => row[column]?.trim() ?? '').filter((text) => text !== ''));
}

test('columns break between blocks where the rows allow that, and a list gives way for it', () => {
	const block = (title: string, count: number): Block => ({title, lines: names(count)});
	const heads = (blocks: readonly Block[], rows: number) =>
		inTwo(blocks, rows).map((texts) => texts.filter((text) => !text.startsWith('name')));
	assert.deepEqual(heads([block('one', 3), block('two', 3), block('three', 6)], 9), [['one', 'two'], ['three']]);
	assert.deepEqual(heads([block('one', 6), block('two', 3), block('three', 3)], 9), [['one'], ['two', 'three']]);
	assert.deepEqual(heads([list(20), block('two', 6)], 8), [['Names', 'and 14 more'], ['two']]);
});

test('where a block is longer than a column, it breaks between its entries, and inside one only where nothing else fits', () => {
	const lines = ['first', 'second', 'third'].flatMap((name) => wrapped(`${name} entry and more and more again`, 12));
	assert.equal(lines.length, 9);
	const beginningIn = (rows: number) => inTwo([{title: 'Long', lines}], rows)[1]?.[0];
	assert.equal(beginningIn(6), 'second entry');
	assert.equal(beginningIn(5), 'and more and');
});

test('sentences that have to be scrolled anyway are read from top to bottom, in one column; short lines keep their columns', () => {
	const sentence = Array.from({length: 60}, (_, index) => `word${index}`).join(' ');
	const columns = [0, 1].map(() => ({
		blocks: ({width}: {readonly width: number}) => [{title: 'Long', lines: wrapped(sentence, width)}],
	}));
	const hasRule = (rows: number, one = columns) =>
		inColumns(one, {width: 63, rows, symbols}).some((spans) => textOf(spans).includes('│'));
	assert.equal(hasRule(40), true);
	assert.equal(hasRule(8), false);
	assert.equal(
		hasRule(
			8,
			[0, 1].map(() => ({blocks: () => [{title: 'Names', lines: names(30)}]})),
		),
		true,
	);
});

test('however little room there is, columns say all there is to say, and none of them is left empty for another to be scrolled', () => {
	fc.assert(
		fc.property(
			fc.nat(40),
			fc.nat(40),
			fc.integer({min: 4, max: 30}),
			fc.integer({min: 2, max: 3}),
			(first, second, rows, count) => {
				const blocks = [first, second, 1]
					.slice(0, count)
					.map((lines) => ({blocks: () => [{title: 'Names', lines: names(lines)}]}));
				const all = inColumns(blocks, {width: 60, rows, symbols});
				const said = all.map((spans) => textOf(spans)).join(' ');
				assert.equal(said.match(/name \d+/g)?.length ?? 0, first + second + (count === 3 ? 1 : 0));
				const total = said.match(/name \d+|Names/g)?.length ?? 0;
				// A gap and a title may need a row of each column.
				assert.ok(
					all.length <= Math.max(rows, Math.ceil(total / count) + 3),
					`${all.length} rows for ${total} in ${count}`,
				);
			},
		),
	);
});
