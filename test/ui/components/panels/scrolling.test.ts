import assert from 'node:assert/strict';
import {test} from 'node:test';
import {positionText, scrollBar, windowStart} from '../../../../source/ui/components/panels/scrolling.ts';
import fc from '../../../support/fast-check.ts';

test('without a position of its own, a list shows the current row in the middle, and its ends whole', () => {
	const at = (selected: number) => windowStart({count: 100, visible: 10, selected});
	assert.equal(at(0), 0);
	assert.equal(at(5), 0);
	assert.equal(at(50), 45);
	assert.equal(at(99), 90);
	assert.equal(windowStart({count: 5, visible: 10, selected: 2}), 0);
	assert.equal(windowStart({count: 100, visible: 10}), 0);
});

test('the selected row is always in sight, and no row is wasted', () => {
	for (let count = 0; count < 40; count++) {
		for (let visible = 1; visible < 20; visible++) {
			for (let selected = 0; selected < Math.max(1, count); selected++) {
				const start = windowStart({count, visible, selected});
				assert.ok(start >= 0);
				assert.ok(start <= selected);
				assert.ok(selected < start + visible);
				assert.ok(count <= visible ? start === 0 : start + visible <= count);
			}
		}
	}
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
