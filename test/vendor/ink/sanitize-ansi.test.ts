import assert from 'node:assert/strict';
import {test} from 'node:test';
import quickSanitize from '../../../source/vendor/ink/sanitize-ansi.ts';
import fc from '../../support/fast-check.ts';

type Original = {readonly default: (text: string) => string};

// Not among what Ink exports; the bundle replaces the file, too.
const {default: sanitizeAnsi} = (await import(
	new URL('sanitize-ansi.js', import.meta.resolve('ink')).href
)) as Original;

const anyText = fc.oneof(
	fc.string(),
	fc.string({unit: 'binary'}),
	fc.constantFrom('─ ✗ i-0 team…', '\n', '\t', '東京', 'e\u{301}', '\u{301}', '\u{7}', '\u{9B}1m', '\u{9D}8;;x\u{9C}'),
	fc.constantFrom(
		'\u{1B}[31m',
		'\u{1B}[0;1m',
		'\u{1B}[m',
		'\u{1B}[;m',
		'\u{1B}[38:5:9m',
		'\u{1B}[2J',
		'\u{1B}]8;;x\u{7}',
		'\u{1B}',
	),
);

test('text is cleaned as Ink cleans it', () => {
	const quick = quickSanitize(sanitizeAnsi);
	fc.assert(
		fc.property(fc.array(anyText), (texts) => {
			const text = texts.join('');
			assert.equal(quick(text), sanitizeAnsi(text));
		}),
		{numRuns: 5000},
	);
});

test('what is clean does not trouble Ink', () => {
	const quick = quickSanitize(() => assert.fail('Ink was asked'));
	const text = ' \u{1B}[1mtwo\u{1B}[22m lines ✗\n\u{1B}[31m─\u{1B}[39m';
	assert.equal(quick(text), text);
});
