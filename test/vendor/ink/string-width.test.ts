import assert from 'node:assert/strict';
import {test} from 'node:test';
import stringWidth from 'string-width';
import quickStringWidth from '../../../source/vendor/ink/string-width.ts';
import fc from '../../support/fast-check.ts';

const anyText = fc.oneof(
	fc.string(),
	fc.string({unit: 'grapheme'}),
	fc.string({unit: 'binary'}),
	fc.constantFrom(
		'─'.repeat(9),
		'▸ ✗ i-0 team…',
		'東京',
		'👩‍🚀',
		'\u{1B}[31m',
		'\u{1B}[38;5;9m',
		'\u{1B}[0m',
		'\u{1B}[K',
		'\u{1B}]8;;x\u{7}',
		'\u{9B}1m',
	),
);

const quick = quickStringWidth(stringWidth);

test('a text is as wide as the package says, colours left out', () => {
	fc.assert(
		fc.property(fc.array(anyText), (texts) => {
			const text = texts.join('');
			assert.equal(quick(text), stringWidth(text));
		}),
		{numRuns: 3000},
	);
});
