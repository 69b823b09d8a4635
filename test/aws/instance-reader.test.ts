import assert from 'node:assert/strict';
import {test} from 'node:test';
import {DescribeInstanceImageMetadata$} from '@aws-sdk/client-ec2';
import {XmlShapeDeserializer} from '@aws-sdk/core/protocols';
import {NormalizedSchema} from '@smithy/core/schema';
import {readInstances} from '../../source/aws/scan/instance-reader.ts';
import fc from '../support/fast-check.ts';

/** What the SDK's own reader makes of a body. */
function bySdk(xml: string): unknown {
	const reader = new XmlShapeDeserializer({
		xmlNamespace: 'https://ec2.amazonaws.com/doc/2016-11-15',
		serviceNamespace: 'com.amazonaws.ec2',
		timestampFormat: {useTrait: true, default: 5},
		httpBindings: false,
	});
	return reader.read(NormalizedSchema.of(DescribeInstanceImageMetadata$[5]), new TextEncoder().encode(xml));
}

function escaped(text: string, isNumeric: boolean): string {
	return text.replaceAll(/[\t\n\r"&'<>]/g, (character) =>
		isNumeric
			? `&#${character.codePointAt(0) ?? 0};`
			: character === '\r'
				? '&#xD;'
				: ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;'}[character] ?? character),
	);
}

/** Text of any kind; the SDK's reader drops a text of nothing but line breaks, which is its fault and not ours. */
const anyText = fc
	.tuple(
		fc.oneof(
			fc.string(),
			fc.string({unit: 'grapheme'}),
			fc.string({unit: 'binary'}),
			fc.constantFrom('', 'i-0123456789abcdef0', 'ami-1', '&amp;', ']]>'),
		),
		fc.boolean(),
	)
	.filter(([text]) => !(text.trim() === '' && /[\n\r]/.test(text)))
	.map(([text, isNumeric]) => escaped(text.toWellFormed(), isNumeric));
const anyTime = fc
	.date({min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true})
	.chain((date) => fc.constantFrom(date.toISOString(), date.toISOString().replace(/\.\d{3}Z$/, 'Z')));
const anyBoolean = fc.constantFrom('true', 'false');

function element(name: string, content: fc.Arbitrary<string>): fc.Arbitrary<string> {
	return content.map((text) => (text === '' ? `<${name}/>` : `<${name}>${text}</${name}>`));
}

/** Some of the members, in any order, with blanks between them. */
function structure(members: ReadonlyArray<fc.Arbitrary<string>>): fc.Arbitrary<string> {
	return fc
		.tuple(fc.shuffledSubarray(members.keys().toArray()), fc.tuple(...members), fc.constantFrom('', '\n    ', ' \n\t'))
		.map(
			([order, made, blank]) =>
				order.map((index) => `${blank}${made[index] ?? ''}`).join('') + (order.length === 0 ? '' : blank),
		);
}

function list(name: string, items: fc.Arbitrary<string>): fc.Arbitrary<string> {
	return element(
		name,
		fc.array(element('item', items), {maxLength: 4}).map((all) => all.join('')),
	);
}

const texts = (...names: string[]) => names.map((name) => element(name, anyText));
const times = (...names: string[]) => names.map((name) => element(name, anyTime));
const booleans = (...names: string[]) => names.map((name) => element(name, anyBoolean));

const watermark = structure([
	...texts('watermarkKey', 'sourceImageRegion', 'sourceImageId'),
	...times('sourceImageCreationTime', 'watermarkCreationTime'),
]);
const imageMetadata = structure([
	...texts('imageId', 'name', 'imageOwnerId', 'imageState', 'imageOwnerAlias', 'creationDate', 'deprecationTime'),
	...booleans('imageAllowed', 'isPublic'),
	list('imageWatermarkSet', watermark),
]);
const instance = structure([
	...texts('instanceId', 'instanceType', 'availabilityZone', 'zoneId', 'instanceOwnerId'),
	...times('launchTime'),
	element('instanceState', structure([element('code', fc.nat({max: 999_999_999}).map(String)), ...texts('name')])),
	list('tagSet', structure(texts('key', 'value'))),
	element('imageMetadata', imageMetadata),
	element('operator', structure([...booleans('managed', 'hiddenByDefault'), ...texts('principal')])),
]);
const page = structure([list('instanceImageMetadataSet', instance), ...texts('requestId', 'nextToken')])
	.map((content) =>
		// What an answer without its list is, `foreign-answers.test.ts` says.
		content.includes('<instanceImageMetadataSet') ? content : `${content}<instanceImageMetadataSet/>`,
	)
	.map(
		(content) =>
			`<?xml version="1.0" encoding="UTF-8"?>\n<DescribeInstanceImageMetadataResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${content}</DescribeInstanceImageMetadataResponse>`,
	);

test('it reads whatever EC2 can write as the SDK does', () => {
	let read = 0;
	fc.assert(
		fc.property(page, (xml) => {
			const ours = readInstances(xml);
			if (ours === undefined) {
				return;
			}

			read++;
			assert.deepEqual(ours, bySdk(xml));
		}),
		{numRuns: 1000},
	);
	// Only a raw carriage return, which no XML writer leaves in, is handed on to the SDK.
	assert.ok(read > 900, `${read} of 1000`);
});

test('whatever is bent out of shape is left to the SDK, or read as the SDK reads it', () => {
	const piece = fc.constantFrom(
		'<',
		'>',
		'</',
		'/>',
		'<!-- a -->',
		'<![CDATA[a]]>',
		'<x/>',
		'<item>',
		'</item>',
		'&',
		'&x;',
		'&#',
		'&#x110000;',
		'\r',
		' ',
		'<name/>',
		' a="b"',
		'<?x?>',
		'true',
		'',
	);
	fc.assert(
		fc.property(page, fc.nat(), fc.nat({max: 20}), piece, (xml, at, removed, inserted) => {
			const index = at % (xml.length + 1);
			const bent = (xml.slice(0, index) + inserted + xml.slice(index + removed)).toWellFormed();
			const ours = readInstances(bent);
			if (ours !== undefined) {
				assert.deepEqual(ours, bySdk(bent));
			}
		}),
		{numRuns: 3000},
	);
});

test('characters beyond U+FFFF survive as numbers, where the SDK garbles them', () => {
	const tags =
		'<tagSet><item><key>Name</key><value>&#128512; &#x1F600; \u{1F600}</value></item><item><key>a</key><value>\n</value></item></tagSet>';
	const xml = `<DescribeInstanceImageMetadataResponse><instanceImageMetadataSet><item>${tags}</item></instanceImageMetadataSet></DescribeInstanceImageMetadataResponse>`;
	assert.deepEqual(readInstances(xml)?.InstanceImageMetadata, [
		{
			Tags: [
				{Key: 'Name', Value: '\u{1F600} \u{1F600} \u{1F600}'},
				{Key: 'a', Value: '\n'},
			],
		},
	]);
});
