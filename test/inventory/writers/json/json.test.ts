import assert from 'node:assert/strict';
import {test} from 'node:test';
import {InstanceBatch} from '../../../../source/inventory/columns/instance-batch.ts';
import {InstanceColumns} from '../../../../source/inventory/columns/instance-columns.ts';
import {readSavedScan} from '../../../../source/inventory/saved-scan.ts';
import {writeCsv} from '../../../../source/inventory/writers/csv.ts';
import {writeJson, writeNdjson} from '../../../../source/inventory/writers/json/json.ts';
import {distinctInstances, instance, instanceArbitrary, textOf} from '../../arbitraries.ts';
import fc from '../../../support/fast-check.ts';

test('prints what AWS CLI prints, with the Region at the end', async () => {
	const text = await textOf(
		writeJson([
			{
				Region: 'us-east-1',
				ImageMetadata: {
					IsPublic: true,
					ImageAllowed: false,
					ImageId: 'ami-1',
					DeprecationTime: null,
					ProductCodes: ['never printed by a scan'],
					ImageWatermarks: [{WatermarkKey: '123456789012:gold', WatermarkCreationTime: '2024-03-02T10:20:30.250Z'}],
				},
				State: {Name: 'running', Code: 16},
				LaunchTime: '2024-03-02T10:20:30.000Z',
				InstanceId: 'i-1',
			},
		]),
	);
	assert.equal(
		text,
		`[
    {
        "InstanceId": "i-1",
        "LaunchTime": "2024-03-02T10:20:30+00:00",
        "State": {
            "Code": 16,
            "Name": "running"
        },
        "ImageMetadata": {
            "ImageId": "ami-1",
            "ImageAllowed": false,
            "IsPublic": true,
            "ImageWatermarks": [
                {
                    "WatermarkKey": "123456789012:gold",
                    "WatermarkCreationTime": "2024-03-02T10:20:30.250000+00:00"
                }
            ]
        },
        "Region": "us-east-1"
    }
]
`,
	);
});

test('an empty scan is an empty array, and no line', async () => {
	assert.equal(await textOf(writeJson([])), '[]\n');
	assert.equal(await textOf(writeNdjson([])), '');
});

test('gives the original text, and no character that could harm a terminal', async () => {
	const name = 'a\u{1B}[2J\u{9B}\u{202E}\u{2028}\u{E0001}😀é\u{200D}';
	const original = {InstanceId: 'i-1', Tags: [{Key: 'Name', Value: name}], Newer: {Member: 1}};
	const shown = {...instance(), original};
	for (const text of [await textOf(writeJson([shown])), await textOf(writeNdjson([shown]))]) {
		const [read] = [JSON.parse(text) as unknown].flat();
		assert.deepEqual(read, {...original, Region: 'us-east-1'});
		assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Zl}\u{202E}\u{E0001}]/u);
		assert.match(text, /😀é/u);
	}
});

test('what is written is read back as it was', async () => {
	await fc.assert(
		fc.asyncProperty(distinctInstances, async (instances) => {
			const written = await textOf(writeJson(instances));
			const lines = await textOf(writeNdjson(instances));
			const {instances: again} = readSavedScan(written);
			assert.equal(await textOf(writeJson(again)), written);
			assert.deepEqual(
				again.map(({InstanceId, Region, LaunchTime}) => [InstanceId, Region, LaunchTime]),
				instances.map(({InstanceId, Region, LaunchTime}) => [InstanceId, Region, LaunchTime]),
			);
			if (instances.length > 0) {
				assert.deepEqual(readSavedScan(lines).instances, again);
			}
		}),
		{numRuns: 50},
	);
});

test('rows of columns are written as their instances are', async () => {
	const any = fc.array(
		fc.record({
			one: instanceArbitrary,
			more: fc.constantFrom(
				{},
				{},
				{original: {InstanceId: 'i-\u{1B}', LaunchTime: '2024-03-02T10:20:30+00:00', Newer: {a: [1]}}},
				{Newer: {Member: '\u{202E}'}},
				{LaunchTime: '2024-03-02T10:20:30+01:00'},
				{LaunchTime: '2024-03-02T10:20:30.123Z'},
				{InstanceId: '', Tags: []},
				{VerdictBy: 'allowed-amis' as const},
				{Operator: {Managed: false}},
				{
					Tags: [
						{Key: 'Name', Value: 'a'},
						{Key: 'Name', Value: 'b'},
					],
				},
			),
		}),
		{maxLength: 20},
	);
	await fc.assert(
		fc.asyncProperty(any, async (made) => {
			const columns = new InstanceColumns();
			for (const {one, more} of made) {
				columns.append({...one, ...more});
			}

			const batch = new InstanceBatch(columns).filter((row) => row % 5 !== 4);
			for (const write of [writeJson, writeNdjson, writeCsv]) {
				assert.equal(await textOf(write(batch)), await textOf(write([...batch])), write.name);
			}
		}),
	);
});

test('reads no more than what is asked for', async () => {
	let given = 0;
	function* endless(): Generator<ReturnType<typeof instance>, void> {
		for (;;) {
			given++;
			yield instance();
		}
	}

	const chunks = writeJson(endless());
	await chunks.next();
	await chunks.next();
	assert.ok(given < 500, `${given} instances for two chunks`);
	await chunks.return();
});
