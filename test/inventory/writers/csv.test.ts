import assert from 'node:assert/strict';
import {test} from 'node:test';
import {csvLine, writeCsv} from '../../../source/inventory/writers/csv.ts';
import {distinctInstances, hostileText, instance, textOf} from '../arbitraries.ts';
import fc from '../../support/fast-check.ts';

/** RFC 4180, to the letter: CRLF between records, double quotes around fields, doubled inside. */
function parseCsv(text: string): readonly string[][] {
	const records: string[][] = [];
	let record: string[] = [];
	let at = 0;
	while (at < text.length) {
		let field = '';
		if (text[at] === '"') {
			for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
				assert.ok(at < text.length, 'a quote that is not closed');
				field += text[at];
				at += text[at] === '"' ? 1 : 0;
			}

			at++;
		} else {
			for (; at < text.length && text[at] !== ',' && text[at] !== '\r'; at++) {
				assert.notEqual(text[at], '"', 'a quote in a bare field');
				assert.notEqual(text[at], '\n', 'a line break in a bare field');
				field += text[at];
			}
		}

		record.push(field);
		if (text[at] === ',') {
			at++;
		} else {
			assert.equal(text.slice(at, at + 2), '\r\n');
			at += 2;
			records.push(record);
			record = [];
		}
	}

	assert.equal(record.length, 0, 'the last record has no line break');
	return records;
}

test('any cells come back, and none is a formula', () => {
	const cell = fc.oneof(
		hostileText,
		fc.constantFrom('\tx', '\rx', '"', '""', 'a\r\nb', '＝1'),
		fc.string({unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', "'", 'a')}),
	);
	fc.assert(
		fc.property(fc.array(cell, {minLength: 1}), (cells) => {
			const [record, ...more] = parseCsv(csvLine(cells));
			assert.deepEqual(more, []);
			for (const [index, field] of record?.entries() ?? []) {
				assert.doesNotMatch(field, /^[\t\r+\-=@＋－＝＠]/u);
				const own = cells[index] ?? '';
				assert.equal(field === own ? own : field.slice(1), own);
				assert.ok(field === own || field.startsWith("'"));
			}

			assert.equal(record?.length, cells.length);
		}),
	);
});

test('has a head and a line for each instance', async () => {
	const records = parseCsv(
		await textOf(
			writeCsv([instance({InstanceId: 'i-1', Tags: [{Key: 'Name', Value: '=1+1'}]}), instance({InstanceId: 'i-2'})], {
				reasonOf: () => 'too old, "really"',
			}),
		),
	);
	const [head = [], first = [], second = []] = records;
	const cell = (record: readonly string[], name: string): string | undefined => record[head.indexOf(name)];
	assert.equal(records.length, 3);
	assert.deepEqual(head.slice(0, 3), ['Region', 'InstanceId', 'Name']);
	assert.equal(cell(first, 'Name'), "'=1+1");
	assert.equal(cell(first, 'Verdict'), 'not-allowed');
	assert.equal(cell(first, 'Reason'), 'too old, "really"');
	assert.equal(cell(first, 'Tags'), '{"Name":"=1+1"}');
	assert.equal(cell(second, 'Name'), '');
});

test('every instance is one record of equal length', async () => {
	await fc.assert(
		fc.asyncProperty(distinctInstances, async (instances) => {
			const records = parseCsv(await textOf(writeCsv(instances)));
			assert.equal(records.length, instances.length + 1);
			assert.ok(records.every(({length}) => length === records[0]?.length));
		}),
		{numRuns: 50},
	);
});
