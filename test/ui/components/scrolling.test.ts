import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {positionText, scrollBar, scrollTop} from '../../../source/ui/components/scrolling.ts';

test('the window moves no more than it must', () => {
	const at = (selected: number, top: number) => scrollTop({count: 100, visible: 10, selected, top});
	assert.equal(at(5, 0), 0);
	assert.equal(at(10, 0), 1);
	assert.equal(at(3, 20), 3);
	assert.equal(at(25, 20), 20);
	assert.equal(at(99, 20), 90);
	assert.equal(scrollTop({count: 5, visible: 10, selected: 2, top: 90}), 0);
	assert.equal(scrollTop({count: 100, visible: 10, selected: undefined, top: 95}), 90);
});

test('the selected row is always in sight, and no row is wasted', () => {
	fc.assert(
		fc.property(
			fc.nat({max: 300}),
			fc.integer({min: 1, max: 50}),
			fc.nat({max: 400}),
			fc.nat({max: 400}),
			(count, visible, selected, top) => {
				const start = scrollTop({count, visible, selected, top});
				const row = Math.min(selected, Math.max(0, count - 1));
				assert.ok(start >= 0);
				assert.ok(start <= row);
				assert.ok(row < start + visible);
				assert.ok(count <= visible ? start === 0 : start + visible <= count);
			},
		),
	);
});

test('the thumb touches an end only where the list does', () => {
	fc.assert(
		fc.property(fc.integer({min: 3, max: 40}), fc.integer({min: 1, max: 100_000}), fc.nat(), (visible, more, seed) => {
			const count = visible + more;
			const top = seed % (more + 1);
			const bar = scrollBar({count, visible, top});
			assert.equal(bar.length, visible);
			assert.ok(bar.includes(true));
			if (!(bar.filter(Boolean).length < visible - 1)) {
				return;
			}

			assert.equal(bar[0], top === 0);
			assert.equal(bar.at(-1), top === more);
		}),
	);
});

test('the position in words', () => {
	assert.equal(positionText(36, 1482), '37 of 1,482');
	assert.equal(positionText(0, 0), '0');
});
