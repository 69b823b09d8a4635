import assert from 'node:assert/strict';
import {test} from 'node:test';
import {resolveTheme, type Environment} from '../../source/ui/theme.ts';

const colourless: readonly Environment[] = [
	{NO_COLOR: '1'},
	{NO_COLOR: 'no'},
	{FORCE_COLOR: '0'},
	{FORCE_COLOR: 'false'},
	{TERM: 'dumb'},
];

test('colour is refused in each of the usual ways, and by nothing else', () => {
	for (const env of colourless) {
		assert.equal(resolveTheme(env).isColoured, false, JSON.stringify(env));
	}

	assert.equal(resolveTheme({}, {noColor: true}).isColoured, false);
	for (const env of [{}, {NO_COLOR: ''}, {FORCE_COLOR: '1'}, {TERM: 'xterm'}]) {
		assert.equal(resolveTheme(env).isColoured, true, JSON.stringify(env));
	}
});

test('without colour no tone has one, and nothing moves', () => {
	const {styles, isAnimated} = resolveTheme({NO_COLOR: '1'});
	assert.equal(isAnimated, false);
	assert.ok(Object.values(styles).every((style) => !('color' in style)));
	assert.equal(styles.danger.bold, true);
});

test('a locale that is not UTF-8 gets ASCII', () => {
	const isAscii = (env: Environment) => resolveTheme(env).symbols.allowed === '+';
	assert.ok(!isAscii({}));
	assert.ok(!isAscii({LANG: 'en_US.UTF-8'}));
	assert.ok(!isAscii({LANG: 'C', LC_ALL: 'de_DE.utf8'}));
	assert.ok(!isAscii({LANG: '', LC_CTYPE: 'C.UTF-8'}));
	assert.ok(isAscii({LANG: 'C'}));
	assert.ok(isAscii({LANG: 'en_US.UTF-8', LC_ALL: 'POSIX'}));
	assert.ok(isAscii({TERM: 'linux', LANG: 'en_US.UTF-8'}));
	assert.ok(isAscii({ALLOWED_AMIS_ASCII: '1'}));
});

test('the ASCII symbols are ASCII, and verdicts differ from each other', () => {
	const {symbols} = resolveTheme({ALLOWED_AMIS_ASCII: '1'});
	assert.match(JSON.stringify(symbols), /^[\u{20}-\u{7E}]*$/u);
	for (const {symbols: each} of [resolveTheme({}), resolveTheme({ALLOWED_AMIS_ASCII: '1'})]) {
		assert.equal(new Set([each.allowed, each.notAllowed, each.unknown]).size, 3);
		assert.equal(new Set([each.done, each.current, each.todo, each.skipped]).size, 4);
		assert.notEqual(each.marked, each.unmarked);
		assert.notEqual(each.barFull, each.barEmpty);
		assert.notEqual(each.scrollThumb, each.scrollTrack);
	}
});

test('what moves by itself can be asked not to', () => {
	assert.equal(resolveTheme({}).isAnimated, true);
	assert.equal(resolveTheme({ALLOWED_AMIS_REDUCED_MOTION: '1'}).isAnimated, false);
});
