import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {parseAccountIds} from '../../source/criteria/account-ids.ts';

describe('parseAccountIds', () => {
	it('reads lists however they are parted', () => {
		for (const text of [
			'123456789012,444455556666',
			'123456789012\r\n444455556666\r\n',
			' "123456789012"; "444455556666" ',
			'["123456789012",\n"444455556666"]',
			'1234-5678-9012 4444-5555-6666 123456789012',
			'prod\t123456789012\tjane@example.com\nstaging\t444455556666\tops@example.com',
		]) {
			assert.deepEqual(parseAccountIds(text), {ids: ['123456789012', '444455556666'], bad: []}, text);
		}
	});

	it('takes aliases, too', () => {
		assert.deepEqual(parseAccountIds('amazon 123456789012').ids, ['amazon', '123456789012']);
	});

	it('reports what is wrong, with its line, and keeps the rest', () => {
		const {ids, bad} = parseAccountIds('123456789012\n12345678901\nprod 1.23457E+11 444455556666\nnot-an-id');
		assert.deepEqual(ids, ['123456789012', '444455556666']);
		assert.deepEqual(
			bad.map(({text, line}) => [text, line]),
			[
				['12345678901', 2],
				['1.23457E+11', 3],
				['not-an-id', 4],
			],
		);
		assert.match(bad[0]?.problem ?? '', /has 11 digits.*lost a leading zero/);
		assert.match(bad[1]?.problem ?? '', /spreadsheet rounded/);
	});

	it('finds nothing in nothing', () => {
		assert.deepEqual(parseAccountIds(' \n,;\n'), {ids: [], bad: []});
	});
});
