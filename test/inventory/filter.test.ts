import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Fields} from '../../source/inventory/list/fields.ts';
import {compileFilter} from '../../source/inventory/list/filter.ts';
import {parseFilter} from '../../source/inventory/list/filter-syntax.ts';
import type {Instance} from '../../source/inventory/instance.ts';
import fc from '../support/fast-check.ts';
import {distinctInstances, hostileText, instance, inventoryOf} from './arbitraries.ts';

/** The IDs that a filter leaves. */
function matching(text: string, instances: readonly Instance[]): readonly string[] {
	const inventory = inventoryOf(instances);
	const filter = compileFilter(text, new Fields(inventory, {reasonOf: ({OwnerId}) => `owned by ${OwnerId}`}));
	assert.strictEqual(filter.status, 'ok', filter.status === 'wrong' ? filter.message : '');
	const rows = inventory.rows({includeTerminated: true}).toArray();
	return rows.filter((row) => filter.test(row)).map((row) => inventory.instanceAt(row).InstanceId);
}

const web = instance({
	InstanceId: 'i-web',
	InstanceType: 'm5.large',
	Tags: [
		{Key: 'Name', Value: 'Web front'},
		{Key: 'Team', Value: 'a:b=c'},
		{Key: 'aws:autoscaling:groupName', Value: 'web-asg'},
	],
	ImageMetadata: {ImageId: 'ami-web', Name: 'debian-13', OwnerId: '136693071363', ImageAllowed: false},
});
const data = instance({
	InstanceId: 'i-data',
	InstanceType: 't3.micro',
	Region: 'eu-central-1',
	AvailabilityZone: 'eu-central-1b',
	State: {Name: 'stopped'},
	Tags: [{Key: 'Name', Value: ''}],
	ImageMetadata: {
		ImageId: 'ami-data',
		Name: 'al2023',
		OwnerId: '137112412989',
		ImageOwnerAlias: 'amazon',
		ImageAllowed: true,
	},
});
const bare = instance({InstanceId: 'i-bare', State: {Name: 'terminated'}, ImageMetadata: {ImageId: 'ami-bare'}});
const all = [web, data, bare];

const cases: ReadonlyArray<readonly [filter: string, ...ids: readonly string[]]> = [
	['', 'i-data', 'i-web', 'i-bare'],
	['WEB', 'i-web'],
	['i-data', 'i-data'],
	['debian', 'i-web'],
	['136693', 'i-web'],
	['amazon', 'i-data'],
	['team', 'i-web'],
	['"web front"', 'i-web'],
	['web fr', 'i-web'],
	['!web', 'i-data', 'i-bare'],
	['name:web', 'i-web'],
	['name:""', 'i-data', 'i-bare'],
	['name:', 'i-data', 'i-web', 'i-bare'],
	['!name:""', 'i-web'],
	['name:"web fr', 'i-web'],
	['provider:137', 'i-data'],
	['owner:amazon', 'i-data'],
	['image:ami-w', 'i-web'],
	['image:ami-*', 'i-data', 'i-web', 'i-bare'],
	['image-name:debian-??', 'i-web'],
	['image-name:debian-?'],
	['image-name:"debian-?"'],
	['region:eu', 'i-data'],
	['zone:1b', 'i-data'],
	['type:M5', 'i-web'],
	['state:stopped', 'i-data'],
	['verdict:allowed', 'i-data'],
	['verdict:not-allowed', 'i-web'],
	['allowed:no', 'i-web'],
	['allowed:unknown', 'i-bare'],
	['reason:1366', 'i-web'],
	['KEY-less !x', 'never'],
	['tag:Team', 'i-web'],
	['tag:team', 'i-web'],
	['tag:Team=a:b', 'i-web'],
	['tag:Team="a:b=c"', 'i-web'],
	['tag:Team=x'],
	['tag:Name=""', 'i-data'],
	['tag:Nam'],
	['tag.Team:a', 'i-web'],
	['tag.Team=a', 'i-web'],
	['tag.aws:autoscaling:groupName=web-a', 'i-web'],
	['tag:aws:autoscaling:groupName=web-a', 'i-web'],
	['"a:b"', 'i-web'],
	['web state:running', 'i-web'],
	['web state:stopped'],
	['!', 'i-data', 'i-web', 'i-bare'],
];

for (const [text, ...ids] of cases) {
	test(`the filter ${text === '' ? '(empty)' : text} leaves ${ids.join(', ')}`, () => {
		if (ids[0] === 'never') {
			assert.deepEqual(matching(text, all), []);
			return;
		}

		assert.deepEqual(new Set(matching(text, all)), new Set(ids));
	});
}

test('a wrong key says which exist, and the nearest', () => {
	const filter = compileFilter('provder:amazon', new Fields(inventoryOf(all)));
	assert.equal(filter.status, 'wrong');
	assert.match(filter.status === 'wrong' ? filter.message : '', /“provder”.*Did you mean provider\?.*Keys: id, name,/);
});

test('a wrong verdict says which exist', () => {
	const filter = compileFilter('verdict:maybe', new Fields(inventoryOf(all)));
	assert.match(filter.status === 'wrong' ? filter.message : '', /none of allowed, not-allowed, unknown/);
});

test('a filter that is still right receives rows that come later', () => {
	const inventory = inventoryOf([data]);
	const filter = compileFilter('web', new Fields(inventory));
	assert.strictEqual(filter.status, 'ok');
	assert.equal(filter.test(0), false);
	inventory.apply({type: 'page', region: 'us-east-1', zone: 'us-east-1a', page: 2, instances: [web]});
	assert.equal(filter.test(1), true);
});

test('any text quoted is found as it is', () => {
	fc.assert(
		fc.property(hostileText, (text) => {
			const quoted = quoteFilterValue(text);
			const [word, ...more] = parseFilter(`name:${quoted}`);
			assert.equal(word?.value, text);
			assert.equal(word.key, 'name');
			assert.deepEqual(more, []);
		}),
	);
});

test('filters as looking at each instance does', () => {
	const key = fc.constantFrom(
		'name',
		'image',
		'image-name',
		'provider',
		'region',
		'zone',
		'type',
		'state',
		'id',
		undefined,
	);
	const value = fc.constantFrom('web', 'E', '1', 'us-east', 'running', '444', 'debian', '=', '|', '🦜', 'amazon');
	const word = fc.record({key, value, isNegated: fc.boolean()});
	fc.assert(
		fc.property(distinctInstances, fc.array(word, {maxLength: 3}), (instances, words) => {
			const text = words
				.map(
					(one) =>
						`${one.isNegated ? '!' : ''}${one.key === undefined ? '' : `${one.key}:`}${quoteFilterValue(one.value)}`,
				)
				.join(' ');
			const expected = instances.filter((one) =>
				words.every((wanted) => wanted.isNegated !== naiveMatch(one, wanted.key, wanted.value.toLowerCase())),
			);
			assert.deepEqual(matching(text, instances).toSorted(), expected.map(({InstanceId}) => InstanceId).toSorted());
		}),
	);
});

function naiveMatch(one: Instance, key: string | undefined, wanted: string): boolean {
	const {ImageMetadata: image, Tags: tags = []} = one;
	const name = tags.find(({Key}) => Key === 'Name')?.Value;
	const texts: Readonly<Record<string, ReadonlyArray<string | undefined>>> = {
		id: [one.InstanceId],
		name: [name],
		image: [image?.ImageId],
		'image-name': [image?.Name],
		provider: [image?.OwnerId ?? image?.ImageOwnerAlias, image?.ImageOwnerAlias],
		region: [one.Region],
		zone: [one.AvailabilityZone],
		type: [one.InstanceType],
		state: [one.State?.Name],
		anywhere: [
			one.InstanceId,
			image?.ImageId,
			image?.Name,
			image?.OwnerId,
			image?.ImageOwnerAlias,
			...tags.flatMap(({Key, Value}) => [Key, Value]),
		],
	};
	return (texts[key ?? 'anywhere'] ?? []).some((text) => text?.toLowerCase().includes(wanted));
}

/** A text as a filter value that means just it: quoted where it has to be. */
function quoteFilterValue(text: string): string {
	return /^[\w+\-./@]+$/u.test(text) ? text : `"${text.replaceAll(/["\\]/gu, String.raw`\$&`)}"`;
}
