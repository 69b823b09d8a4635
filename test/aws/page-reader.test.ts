import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {
	DescribeInstanceImageMetadata$,
	type DescribeInstanceImageMetadataResult,
	type InstanceImageMetadata,
} from '@aws-sdk/client-ec2';
import {XmlShapeDeserializer} from '@aws-sdk/core/protocols';
import {NormalizedSchema} from '@smithy/core/schema';
import {instanceFrom} from '../../source/aws/calls/instances.ts';
import {ownAnswer} from '../../source/aws/client/errors/foreign-answers.ts';
import {instancePieces} from '../../source/aws/scan/page/instance-pieces.ts';
import {PageReader} from '../../source/aws/scan/page/page-reader.ts';
import {plainImage} from '../../source/aws/scan/page/plain-image.ts';
import {withAstralCharacters} from '../../source/aws/scan/page/plain-text.ts';
import {InstanceBatch} from '../../source/inventory/columns/instance-batch.ts';
import {InstanceColumns} from '../../source/inventory/columns/instance-columns.ts';
import fc from '../support/fast-check.ts';

const region = 'us-east-1';
const reader = new XmlShapeDeserializer({
	xmlNamespace: 'https://ec2.amazonaws.com/doc/2016-11-15',
	serviceNamespace: 'com.amazonaws.ec2',
	timestampFormat: {useTrait: true, default: 5},
	httpBindings: false,
});

function answerBySdk(xml: Uint8Array): DescribeInstanceImageMetadataResult {
	return reader.read(
		NormalizedSchema.of(DescribeInstanceImageMetadata$[5]),
		xml,
	) as DescribeInstanceImageMetadataResult;
}

/** What an answer comes to. */
type Read = {readonly instances: readonly unknown[]; readonly nextToken: string | undefined};

/** What it comes to by the SDK's own reader, in columns that are made of its objects. */
function bySdk(xml: string | Uint8Array): Read {
	const {InstanceImageMetadata: rows = [], NextToken: nextToken} = answerBySdk(withAstralCharacters(Buffer.from(xml)));
	const columns = new InstanceColumns();
	for (const row of rows) {
		columns.append(instanceFrom(row, region));
	}

	return {instances: [...new InstanceBatch(columns)], nextToken};
}

function readInstance(item: Uint8Array): InstanceImageMetadata {
	const answer = Buffer.concat([
		Buffer.from('<a><instanceImageMetadataSet>'),
		withAstralCharacters(item),
		Buffer.from('</instanceImageMetadataSet></a>'),
	]);
	const [instance] = answerBySdk(answer).InstanceImageMetadata ?? [];
	assert.ok(instance);
	return instance;
}

/** As it comes in a Region that pages were read of before. */
const pieces = instancePieces(readInstance);

/** What our reader makes of a body that comes in pieces; `undefined` where it leaves it to the SDK. */
function byUs(...chunks: Array<string | Uint8Array>): Read | undefined {
	const page = new PageReader(region, pieces, readInstance);
	for (const chunk of chunks) {
		page.push(Buffer.from(chunk));
	}

	const read = page.end();
	return read && {instances: [...new InstanceBatch(read.columns)], nextToken: read.nextToken};
}

/** What is read straight into columns passes every check that the answer of another call passes before the SDK reads it. */
function assertOwn(xml: string): void {
	const body = Buffer.from(xml);
	ownAnswer('ec2:DescribeInstanceImageMetadata', {statusCode: 200, headers: {}}, body);
}

/** A body cut into pieces at some places. */
function cut(xml: string, places: readonly number[]): Uint8Array[] {
	const bytes = Buffer.from(xml);
	const ends = places.map((place) => place % (bytes.length + 1)).toSorted((left, right) => left - right);
	return [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
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
		fc.property(page, fc.array(fc.nat(), {maxLength: 4}), (xml, places) => {
			const ours = byUs(...cut(xml, places));
			if (ours === undefined) {
				return;
			}

			read++;
			assert.deepEqual(ours, bySdk(xml));
			assertOwn(xml);
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
			const ours = byUs(...cut(bent, [at, at + 7]));
			if (ours === undefined) {
				return;
			}

			assert.deepEqual(ours, bySdk(bent));
			assertOwn(bent);
		}),
		{numRuns: 3000},
	);
});

test('an image is read here as the SDK reads it, member for member, or left to the SDK', () => {
	// Letters, digits and signs that stand for themselves, with blanks within and at the end.
	const plain = fc.string({minLength: 1, maxLength: 12}).map((text) => `a${text.replaceAll(/[&<>]/g, '-')}`);
	const members = [
		...['imageId', 'name', 'imageOwnerId', 'imageState', 'imageOwnerAlias', 'creationDate', 'deprecationTime'].map(
			(name) => element(name, plain),
		),
		...booleans('imageAllowed', 'isPublic'),
	];
	const image = fc
		.tuple(fc.shuffledSubarray(members.keys().toArray()), fc.tuple(...members))
		.map(([order, made]) => order.map((index) => made[index] ?? '').join(''));
	let read = 0;
	fc.assert(
		fc.property(fc.oneof({weight: 9, arbitrary: image}, imageMetadata), (content) => {
			const piece = Buffer.from(`<imageMetadata>${content}</imageMetadata>`);
			const ours = plainImage(piece);
			if (ours === undefined) {
				return;
			}

			read++;
			const item = Buffer.concat([Buffer.from('<item><instanceId>i</instanceId>'), piece, Buffer.from('</item>')]);
			const {ImageMetadata: theirs, original} = instanceFrom(readInstance(item), region);
			assert.equal(original, undefined);
			assert.equal(JSON.stringify(ours), JSON.stringify(theirs));
		}),
		{numRuns: 2000},
	);
	assert.ok(read > 200, `${read} of 2000`);
});

test('instances that are alike but for a character are read as the SDK reads them', () => {
	// Of a text, mostly; else of anything, a closing tag too.
	const change = fc.oneof(
		{weight: 6, arbitrary: fc.constant(/(?<=>)\w/g)},
		{weight: 6, arbitrary: fc.constant(/\w(?=<)/g)},
		{weight: 1, arbitrary: fc.constant(/[^>]/g)},
	);
	const alike = fc
		.tuple(instance, fc.array(fc.tuple(change, fc.nat()), {minLength: 1, maxLength: 5}))
		.map(([content, changes]) => {
			const item = `<item>${content}</item>`;
			return [
				item,
				...changes.map(([of, which]) => {
					const {index} = item
						.matchAll(of)
						.toArray()
						.at(which % 20) ?? {index: item.length};
					return item.slice(0, index) + (index === item.length ? '' : 'x') + item.slice(index + 1);
				}),
			];
		});
	let read = 0;
	fc.assert(
		fc.property(alike, fc.array(fc.nat(), {maxLength: 4}), (items, places) => {
			const xml = `<DescribeInstanceImageMetadataResponse><instanceImageMetadataSet>${items.join('')}</instanceImageMetadataSet></DescribeInstanceImageMetadataResponse>`;
			const ours = byUs(...cut(xml, places));
			if (ours === undefined) {
				return;
			}

			read++;
			assert.deepEqual(ours, bySdk(xml));
		}),
		{numRuns: 2000},
	);
	assert.ok(read > 500, `${read} of 2000`);
});

test('a page that is cut where the memory for it ends is read on in more of it', () => {
	const member =
		'<instanceType>m5.large</instanceType><zoneId>use1-az1</zoneId><instanceOwnerId>123456789012</instanceOwnerId>';
	const items = Array.from(
		{length: 500},
		(_, index) =>
			`<item><instanceId>i-${index}</instanceId>${member}<tagSet><item><key>Name</key><value>n</value></item></tagSet></item>`,
	);
	for (let shift = 0; shift < 250; shift++) {
		const xml = Buffer.from(
			`<DescribeInstanceImageMetadataResponse><requestId>${'r'.repeat(shift)}</requestId><instanceImageMetadataSet>${items.join('')}</instanceImageMetadataSet></DescribeInstanceImageMetadataResponse>`,
		);
		const answer = new PageReader(region, pieces, readInstance);
		answer.push(xml.subarray(0, 65_536));
		answer.push(xml.subarray(65_536));
		assert.equal(answer.end()?.columns.rowCount, items.length);
	}
});

/** Answers that try a reader, whole and well-formed or not. */
const hostile: Readonly<Record<string, string>> = (() => {
	const one = (content: string) => `<item><instanceId>i-0123456789abcdef0</instanceId>${content}</item>`;
	const answer = (items: string, after = '') =>
		`<DescribeInstanceImageMetadataResponse><requestId>r</requestId><instanceImageMetadataSet>${items}</instanceImageMetadataSet>${after}</DescribeInstanceImageMetadataResponse>`;
	const tag = (value: string) => `<tagSet><item><key>Name</key><value>${value}</value></item></tagSet>`;
	return {
		plain: answer(
			one(
				'<instanceType>m5.large</instanceType><launchTime>2024-02-29T23:59:59.999Z</launchTime><instanceState><code>16</code><name>running</name></instanceState><tagSet/><imageMetadata><imageId>ami-1</imageId><imageAllowed>true</imageAllowed></imageMetadata><operator><managed>false</managed></operator>',
			),
			'<nextToken>a&amp;b</nextToken>',
		),
		empty: answer(''),
		'no list':
			'<DescribeInstanceImageMetadataResponse><requestId>r</requestId></DescribeInstanceImageMetadataResponse>',
		'an empty instance': answer('<item/><item></item>'),
		'no ID': answer('<item><instanceType>t</instanceType></item><item><instanceId/></item>'),
		'many bytes a character': answer(one(tag('\u{E9}\u{20AC}\u{1F600}x'))),
		'a separator of lines': answer(one(tag('\u{2028}'))),
		'references of every kind': answer(
			one(tag('&#128512;&#x1F600;&#x41;&#66;&lt;&gt;&amp;&quot;&apos;&#xD800;&nbsp;&;&#;&#X41; & ')),
		),
		'control characters': answer(one(tag('\u{1B}[2J\u{0}\u{7F}\t\r\n'))),
		'line breaks alone': answer(one(tag('\n \n'))),
		'a tag without a value': answer(one('<tagSet><item><key>Name</key></item><item><value/></item><item/></tagSet>')),
		'names twice': answer(
			one('<tagSet><item><key>Name</key><value>a</value></item><item><key>Name</key><value>b</value></item></tagSet>'),
		),
		'members twice': answer(one('<zoneId>a</zoneId><zoneId>b</zoneId>')),
		'members nobody knows': answer(one('<newer><a><b>1</b></a><c/></newer><zoneId>z</zoneId>'), '<alsoNewer/>'),
		'members nobody knows, unclosed': answer(one('<newer><a></newer>')),
		attributes: answer(one('<zoneId a="</zoneId>">z</zoneId>')),
		comments: answer(one('<!-- </item> --><zoneId>z<!-- --></zoneId>')),
		CDATA: answer(one('<imageMetadata><name><![CDATA[</imageMetadata>]]></name></imageMetadata>')),
		'an image within an image': answer(one('<imageMetadata><imageMetadata></imageMetadata></imageMetadata>')),
		'an image with an attribute': answer(one('<imageMetadata><name a="</imageMetadata>">n</name></imageMetadata>')),
		'an unsafe image': answer(one('<imageMetadata><imageId>ami-1</imageId><name>\u{202E}gnp</name></imageMetadata>')),
		'a state of words': answer(one('<instanceState><code>x</code></instanceState>')),
		'a verdict of words': answer(one('<imageMetadata><imageAllowed>maybe</imageAllowed></imageMetadata>')),
		'days that there are not': answer(one('<launchTime>2023-02-29T10:00:00Z</launchTime>')),
		'another notation of time': answer(one('<launchTime>2024-03-02T10:20:30+00:00</launchTime>')),
		indented: answer(`\n  ${one('\n\t<zoneId>z</zoneId>\n')}\n`),
		'blanks that are content': answer(` ${one(' <zoneId>z</zoneId>')}`),
		'an error inside': answer('', '<Errors><Error><Code>X</Code></Error></Errors>'),
		'something after it': `${answer(one(''))}<more/>`,
		'alike, and closed by another name': answer(
			'<item><instanceId>i</instanceId><zoneId>a</zoneId></item><item><instanceId>j</instanceId><zoneId>a</zoneIx></item>',
		),
		'not closed': answer(one('')).slice(0, -3),
		'a declaration': `<?xml version="1.0" encoding="UTF-8"?>\n${answer(one(''))}\n`,
		'a mark of the byte order': `\u{FEFF}${answer(one(''))}\n`,
		'a place for two bytes': answer(one(tag('??'))),
	};
})();

for (const [name, xml] of Object.entries(hostile)) {
	test(`cut anywhere it is the same: ${name}`, () => {
		const whole = byUs(xml);
		if (whole !== undefined) {
			assert.deepEqual(whole, bySdk(xml.replace(/^\u{FEFF}/u, '')));
			assertOwn(xml);
		}

		const bytes = Buffer.from(xml);
		for (let place = 0; place <= bytes.length; place++) {
			assert.deepEqual(byUs(bytes.subarray(0, place), bytes.subarray(place)), whole, `cut at ${place}`);
		}

		assert.deepEqual(byUs(...Array.from(bytes, (byte) => Uint8Array.of(byte))), whole);
	});
}

test('what EC2 writes today, and what it may write tomorrow, needs no help of the SDK', () => {
	for (const name of ['plain', 'empty', 'many bytes a character', 'names twice', 'members nobody knows', 'indented']) {
		assert.ok(byUs(hostile[name] ?? ''), name);
	}
});

test('of an answer that ends too soon nothing is taken', () => {
	const bytes = Buffer.from(hostile.plain ?? '');
	for (let length = 0; length < bytes.length; length++) {
		assert.equal(byUs(bytes.subarray(0, length)), undefined);
	}
});

test('invalid UTF-8 is read as the SDK reads it', () => {
	const bytes = Buffer.from(hostile['a place for two bytes'] ?? '');
	const place = bytes.indexOf('??');
	for (const pair of [
		[0xff, 0xfe],
		[0xc3, 0x28],
		[0xe2, 0x82],
		[0xf0, 0x9f],
	]) {
		bytes.set(pair, place);
		assert.deepEqual(byUs(bytes), bySdk(bytes));
	}
});

test('an element without an end takes time in proportion to its length', () => {
	const endless = new PageReader(region, pieces, readInstance);
	endless.push(Buffer.from('<DescribeInstanceImageMetadataResponse><instanceImageMetadataSet><item><zoneId>'));
	const text = Buffer.from('x'.repeat(16_384));
	// Read again with every piece, these 50 MB would take minutes.
	for (let count = 0; count < 3000; count++) {
		endless.push(text);
	}

	assert.equal(endless.end(), undefined);
});

test('characters beyond U+FFFF survive as numbers, where the SDK garbles them', () => {
	const tags = '<tagSet><item><key>Name</key><value>&#128512; &#x1F600; \u{1F600}</value></item></tagSet>';
	const xml = `<DescribeInstanceImageMetadataResponse><instanceImageMetadataSet><item><instanceId>i</instanceId>${tags}</item></instanceImageMetadataSet></DescribeInstanceImageMetadataResponse>`;
	assert.deepEqual(byUs(xml)?.instances, [
		{Region: region, InstanceId: 'i', Tags: [{Key: 'Name', Value: '\u{1F600} \u{1F600} \u{1F600}'}]},
	]);
});
