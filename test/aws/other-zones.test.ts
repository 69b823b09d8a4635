import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from '../support/fast-check.ts';
import {otherZones} from '../../source/aws/scan/other-zones.ts';
import {namesOtherThan} from '../../source/aws/scan/zone-names.ts';
import {matchesFilterValue} from '../../source/demo/protocol/wildcard.ts';
import {Inventory} from '../../source/inventory/store.ts';
import {collect, instancesIn, noAbort} from './cloud-for.ts';
import {errorAnswer, fakeEc2, type FakeAnswer, type FakeRequest} from './fake-ec2.ts';

const region = 'us-east-1';
const scan = {pageSize: 10, fanOutAfter: 10, pace: {perSecond: 10_000, burst: 10_000}};

/** What an endpoint makes of the values of a filter. */
type Matching = (zone: string, value: string) => boolean;
const byPattern: Matching = (zone, value) => matchesFilterValue(zone, value);
const toTheLetter: Matching = (zone, value) => zone === value;
const regardless: Matching = () => true;

type Row = {readonly id: string; readonly zone: string};

/**
A Region of two listed zones whose first pages hold nothing of a third: `us-east-1c`, or a zone of another kind. Rows come in the order that
hides them best.
*/
const hidden = (zone: string): Row[] =>
	Array.from({length: 40}, (_, index) => ({
		id: `i-${index}`,
		zone: index < 30 ? `${region}${index % 2 === 0 ? 'a' : 'b'}` : zone,
	}));

function endpoint(
	rows: readonly Row[],
	matching: Matching,
	answer: (request: FakeRequest, matching: readonly Row[]) => FakeAnswer | undefined = () => undefined,
): (request: FakeRequest) => FakeAnswer {
	return (request) => {
		const {action, params} = request;
		if (action === 'DescribeAvailabilityZones') {
			const zones = ['a', 'b'].map((letter) => `<item><zoneName>${region}${letter}</zoneName></item>`);
			return `<availabilityZoneInfo>${zones.join('')}</availabilityZoneInfo>`;
		}

		const values = valuesOf(params);
		const found = rows.filter(({zone}) => values.length === 0 || values.some((value) => matching(zone, value)));
		const answered = answer(request, found);
		if (answered !== undefined) {
			return answered;
		}

		const from = Number(params.get('NextToken') ?? 0);
		const size = Number(params.get('MaxResults'));
		const items = found
			.slice(from, from + size)
			.map(({id, zone}) => `<item><instanceId>${id}</instanceId><availabilityZone>${zone}</availabilityZone></item>`);
		const token = from + size < found.length ? `<nextToken>${from + size}</nextToken>` : '';
		return `<instanceImageMetadataSet>${items.join('')}</instanceImageMetadataSet>${token}`;
	};
}

/** The values of the filter on zones. */
function valuesOf(parameters: URLSearchParams): string[] {
	return [...parameters].flatMap(([name, value]) => (/^Filter\.1\.Value\.\d+$/.test(name) ? [value] : []));
}

async function scanned(
	t: Parameters<typeof fakeEc2>[0],
	answer: (request: FakeRequest) => FakeAnswer,
): Promise<{inventory: Inventory; ids: string[]; requests: readonly FakeRequest[]}> {
	const {cloud, requests} = await fakeEc2(t, answer, {scan});
	const inventory = new Inventory();
	const events = await collect(cloud.scan(region, noAbort));
	for (const event of events) {
		inventory.apply(event);
	}

	const ids = instancesIn(events).map(({InstanceId}) => InstanceId);
	return {inventory, ids: ids.toSorted(), requests};
}

function statusOf(inventory: Inventory, zone: string): string | undefined {
	return inventory.coverage.region(region)?.zones.find((one) => one.zone === zone)?.status.type;
}

for (const [name, matching] of Object.entries({
	'follows patterns': byPattern,
	'takes patterns to the letter': toTheLetter,
	'takes no notice of filters': regardless,
})) {
	test(`instances of a zone that is not listed are found, where the endpoint ${name}`, async (t) => {
		for (const zone of [`${region}c`, `${region}-bos-1a`, `${region}a2`, 'us-east', 'elsewhere']) {
			const rows = hidden(zone);
			const {inventory, ids} = await scanned(t, endpoint(rows, matching));
			assert.deepEqual(ids, rows.map(({id}) => id).toSorted(), zone);
			assert.ok(inventory.coverage.isComplete(), zone);
			assert.equal(inventory.totals().instances, 40);
			if (matching !== regardless) {
				assert.equal(statusOf(inventory, zone), 'done', zone);
			}
		}
	});
}

test('where patterns are followed, the Region is not read a second time to know that there is nothing else', async (t) => {
	const rows = Array.from({length: 400}, (_, index) => ({
		id: `i-${index}`,
		zone: `${region}${index % 2 === 0 ? 'a' : 'b'}`,
	}));
	const {inventory, requests} = await scanned(t, endpoint(rows, byPattern));
	assert.ok(inventory.coverage.isComplete());
	const whole = requests.filter(
		({action, params}) => action === 'DescribeInstanceImageMetadata' && valuesOf(params).length === 0,
	);
	const others = requests.filter(({params}) => valuesOf(params).some((value) => value.endsWith('*')));
	assert.equal(whole.length, 1);
	assert.equal(others.length, 1 + Math.ceil(namesOtherThan([`${region}a`, `${region}b`]).length / 200));
	assert.ok(others.every(({params}) => valuesOf(params).length <= 200));
});

test('where patterns are refused, the query for the whole Region has the last word', async (t) => {
	const rows = hidden(`${region}c`);
	const {inventory, ids} = await scanned(
		t,
		endpoint(rows, toTheLetter, ({params}) =>
			valuesOf(params).some((value) => value.includes('*'))
				? errorAnswer(400, 'InvalidParameterValue', 'Wildcards are not supported')
				: undefined,
		),
	);
	assert.equal(ids.length, 40);
	assert.ok(inventory.coverage.isComplete());
});

test('a zone that gives less than the whole Region gave of it is not believed', async (t) => {
	const rows = Array.from({length: 40}, (_, index) => ({
		id: `i-${index}`,
		zone: `${region}${index % 2 === 0 ? 'a' : 'b'}`,
	}));
	// The zone b gives the first half of what it has and says that this is all.
	const {inventory, ids} = await scanned(
		t,
		endpoint(rows, byPattern, ({params}) =>
			valuesOf(params)[0] === `${region}b`
				? '<instanceImageMetadataSet><item><instanceId>i-39</instanceId><availabilityZone>us-east-1b</availabilityZone></item></instanceImageMetadataSet>'
				: undefined,
		),
	);
	assert.equal(ids.length, 40);
	assert.ok(inventory.coverage.isComplete());
});

test('where neither tells whether there is something else, the Region is incomplete and says so', async (t) => {
	const rows = hidden(`${region}c`);
	for (const failsAt of ['0', '20']) {
		const {inventory} = await scanned(
			t,
			endpoint(rows, toTheLetter, ({params}) =>
				valuesOf(params).length === 0 && (params.get('NextToken') ?? '0') === failsAt
					? errorAnswer(500, 'InternalError', 'down')
					: undefined,
			),
		);
		const {coverage} = inventory;
		assert.ok(!coverage.isComplete());
		assert.ok(coverage.isSettled());
		assert.equal(statusOf(inventory, `${region}a`), 'done');
		assert.deepEqual(
			coverage.failures().map(({zone}) => zone),
			[otherZones],
		);
		assert.match(coverage.failures()[0]?.problem.what ?? '', /HTTP 500/);
	}
});

test('while it is not known whether there is something else, the Region is not complete', async (t) => {
	const {cloud} = await fakeEc2(t, endpoint(hidden(`${region}c`), toTheLetter), {scan});
	const inventory = new Inventory();
	for await (const event of cloud.scan(region, noAbort)) {
		assert.ok(!inventory.coverage.isComplete());
		inventory.apply(event);
	}

	assert.ok(inventory.coverage.isComplete());
});

test('the values for other zones match every name but those that are listed', () => {
	const name = fc
		.array(fc.constantFrom('a', 'b', '-', '1', 'us-east-1', 'us-west-2', 'us', 'us-east-1a', '-bos-1'), {
			minLength: 1,
			maxLength: 3,
		})
		.map((parts) => parts.join(''));
	fc.assert(
		fc.property(fc.uniqueArray(name, {minLength: 1, maxLength: 6}), name, (listed, one) => {
			const values = namesOtherThan(listed);
			const matched = values.some((value) => matchesFilterValue(one, value));
			assert.equal(matched, !listed.includes(one), `${one} beside ${listed.join(', ')}`);
			// EC2 lets `?` stand for nothing, too: there is none.
			assert.ok(values.every((value) => /^[^*?]+\*?$/.test(value)));
		}),
		{seed: 20_260_804, numRuns: 1000},
	);
	assert.ok(namesOtherThan(['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => region + letter)).length <= 600);
});
