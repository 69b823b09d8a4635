import assert from 'node:assert/strict';
import test from 'node:test';
import {typedMark} from '../../source/ui/components/lists/typed-mark.ts';
import {Speech} from '../../source/ui/terminal/speech.ts';

test('of each frame only the lines are said that are not on the one before', () => {
	const speech = new Speech();
	assert.equal(
		speech.of('Scanning\n────\n  us-east-1a   412 · 9 not allowed'),
		'Scanning\nus-east-1a, 412, 9 not allowed\n',
	);
	assert.equal(speech.of('Scanning\n  us-east-1a   412 · 9 not allowed\nus-east-1b'), 'us-east-1b\n');
	assert.equal(speech.of('Scanning\nus-east-1b'), '', 'what goes is not mentioned');
	assert.equal(
		speech.of('Scanning\n\u{1B}[1mus-east-1a\u{1B}[22m   412 · 9 not allowed'),
		'us-east-1a, 412, 9 not allowed\n',
	);
});

test('a sign between two parts is one pause, whatever blanks are around it', () => {
	assert.equal(new Speech().of('2  Revise  , recommended'), '2, Revise, recommended\n');
});

test('a choice that is left is not said again, the one that is taken is', () => {
	const speech = new Speech();
	speech.of('chosen: 1 keep\n2 revise');
	assert.equal(speech.of('1 keep\nchosen: 2 revise'), 'chosen: 2 revise\n');
});

test('what is typed is echoed behind its question, and what it changes waits for a pause', () => {
	const speech = new Speech();
	assert.equal(speech.of(`9 rows\nFilter: ${typedMark}`), '9 rows\nFilter: ');
	assert.equal(speech.of(`2 rows\nFilter: ${typedMark}ab`), 'ab');
	assert.equal(speech.of(`3 rows\nFilter: ${typedMark}a`), '\b \b');
	assert.ok(speech.isHolding);
	assert.equal(speech.rested(), '\n3 rows\nFilter: a');
	assert.ok(!speech.isHolding);
	assert.equal(speech.of(`3 rows\nFilter: ${typedMark}xy`), '\nFilter: xy', 'another text is said whole');
	assert.equal(speech.of('3 rows\ndone'), '\ndone\n');
	assert.equal(speech.close(), '');
});
