import assert from 'node:assert/strict';
import {test} from 'node:test';
import {WholeFrames} from '../support/whole-frames.ts';

const begin = '\u{1B}[?2026h';
const end = '\u{1B}[?2026l';

test('a frame is drawn once all of it has come, wherever its pieces end', () => {
	const output = `before${begin}one${end}between${begin}two${end}after`;
	for (let cut = 0; cut <= output.length; cut++) {
		for (let second = cut; second <= output.length; second++) {
			const frames = new WholeFrames();
			const drawn = [output.slice(0, cut), output.slice(cut, second), output.slice(second)].map((piece) =>
				frames.push(piece),
			);
			assert.equal(drawn.join(''), output);
			for (const index of drawn.keys()) {
				const shown = drawn.slice(0, index + 1).join('');
				assert.equal(shown.split(begin).length, shown.split(end).length, JSON.stringify(drawn));
			}
		}
	}
});

test('what a program that was killed left is drawn all the same', () => {
	const frames = new WholeFrames();
	assert.equal(frames.push(`a${begin}half`), 'a');
	assert.equal(frames.rest(), `${begin}half`);
	assert.equal(frames.rest(), '');
});
