import assert from 'node:assert/strict';
import {test} from 'node:test';
import {formatNames, formats, formatsByEnding, type Format} from '../../../source/inventory/writers/formats.ts';
import {exportRows} from '../../../source/operations/scan/export.ts';
import {instance, inventoryOf, textOf} from '../arbitraries.ts';

const scanOf = (id: string) => {
	const inventory = inventoryOf([instance({InstanceId: id})]);
	return {
		report: {inventory, scannedAt: '2026-11-23T14:02:11.000Z', regions: []},
		rows: [...inventory.rows()],
	};
};

test('each format is what "scan --format" writes, and what a file of its ending holds', async () => {
	assert.deepEqual(formatNames, ['table', 'json', 'ndjson', 'csv', 'markdown', 'html']);
	assert.deepEqual(formatsByEnding.keys().toArray(), ['json', 'ndjson', 'csv', 'md', 'html']);
	for (const name of formatNames) {
		const {ending, load}: Format = formats[name];
		const write = await load();
		const text = await textOf(write([scanOf('i-0123')]));
		assert.match(text, /i-0123/, name);
		if (ending === undefined) {
			continue;
		}

		const {report, rows} = scanOf('i-0123');
		assert.equal(await textOf(await exportRows(`Report.${ending.toUpperCase()}`, {...report, rows})), text, name);
	}
});

test('with several accounts each row carries its own, in every format that has one row an instance', async () => {
	for (const name of ['json', 'ndjson', 'csv'] as const) {
		const {load}: Format = formats[name];
		const write = await load();
		const text = await textOf(
			write([
				{account: '111122223333', ...scanOf('i-1')},
				{account: '444455556666', ...scanOf('i-2')},
			]),
		);
		assert.match(text, /111122223333/, name);
		assert.match(text, /444455556666/, name);
	}
});

test('a file whose name ends in no format is refused with those there are', async () => {
	const {report, rows} = scanOf('i-1');
	await assert.rejects(exportRows('report.pdf', {...report, rows}), {
		problem: {
			kind: 'not-found',
			what: '"report.pdf" does not say which format to write.',
			next: 'End it with .json, .ndjson, .csv, .md, .html.',
		},
	});
});
