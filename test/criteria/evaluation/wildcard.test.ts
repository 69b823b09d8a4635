import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {compilePattern, compileWildcards} from '../../../source/criteria/evaluation/wildcard.ts';
import fc from '../../support/fast-check.ts';

const anyPattern = fc.string({unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8});
const anyText = fc.string({unit: fc.constantFrom('a', 'b'), maxLength: 10});
const oddPatterns = fc.array(fc.string({unit: fc.constantFrom('a', 'B', '*', '?', 'İ'), minLength: 1, maxLength: 6}), {
	maxLength: 4,
});
const oddText = fc.string({unit: fc.constantFrom('a', 'B', 'İ'), maxLength: 6});

/** The definition itself, as a recursion: slow, and plain to see that it is right. */
function matchesByDefinition(pattern: string, text: string): boolean {
	if (pattern === '') {
		return text === '';
	}

	const [first = '', ...rest] = pattern;
	return first === '*'
		? matchesByDefinition(rest.join(''), text) || (text !== '' && matchesByDefinition(pattern, text.slice(1)))
		: text !== '' && (first === '?' || first === text[0]) && matchesByDefinition(rest.join(''), text.slice(1));
}

describe('compilePattern', () => {
	it('matches as the definition says', () => {
		fc.assert(
			fc.property(anyPattern, anyText, (pattern, text) => {
				assert.equal(compilePattern(pattern)(text), matchesByDefinition(pattern, text));
			}),
			{numRuns: 5000},
		);
	});

	it('takes the characters of regular expressions as they are', () => {
		assert.ok(compilePattern("a.b(c)[d]-*'@_/")("a.b(c)[d]-x'@_/"));
		assert.ok(!compilePattern('a.b*')('axb'));
	});

	it('takes an emoji for one character', () => {
		assert.ok(compilePattern('a?b')('a😀b'));
		assert.ok(!compilePattern('a??b')('a😀b'));
	});

	it('costs at most length times length, on the patterns that make backtracking explode', () => {
		const text = 'a'.repeat(128);
		for (const pattern of [`${'*a'.repeat(63)}?b`, `${'a*'.repeat(63)}a?`, '?*'.repeat(64), '*'.repeat(128)]) {
			let steps = 0;
			compilePattern(pattern, () => {
				steps++;
			})(`${text}b`);
			assert.ok(steps <= pattern.length * (text.length + 1), `${pattern}: ${steps} steps`);
		}
	});
});

describe('compileWildcards', () => {
	it('prefers a match to the letter to one that ignores case', () => {
		const match = compileWildcards(['TEAM-*', 'team-*']);
		assert.deepEqual(match('team-1'), {pattern: 'team-*', how: 'exactly'});
		assert.deepEqual(match('Team-1'), {pattern: 'TEAM-*', how: 'ignoring case'});
		assert.equal(match('other'), undefined);
	});

	it('finds whatever one of its patterns matches', () => {
		fc.assert(
			fc.property(oddPatterns, oddText, (patterns, text) => {
				const isExact = patterns.some((one) => compilePattern(one)(text));
				assert.equal(compileWildcards(patterns)(text)?.how === 'exactly', isExact);
			}),
			{numRuns: 2000},
		);
	});
});
