import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Inventory} from '../../../source/inventory/store.ts';
import {text as htmlText, writeHtml} from '../../../source/inventory/writers/html.ts';
import {code, plain, writeMarkdown} from '../../../source/inventory/writers/markdown.ts';
import type {Report} from '../../../source/inventory/writers/report.ts';
import {distinctInstances, hostileText, instance, inventoryOf, page, textOf} from '../arbitraries.ts';
import fc from '../../support/fast-check.ts';

function reportOf(inventory: Inventory, more: Partial<Report> = {}): Report {
	return {
		inventory,
		scannedAt: '2026-11-23T14:02:11.000Z',
		identity: {account: '123456789012', arn: 'arn:aws:sts::123456789012:assumed-role/Admin/jane'},
		regions: [{region: 'us-east-1', state: 'audit-mode', criteria: ['AMIs by Amazon or its verified providers']}],
		judge: {reasonOf: ({Name: name}) => `named ${name ?? 'nothing'}`},
		...more,
	};
}

const ending = {
	Region: 'us-east-1',
	ImageId: 'ami-0a',
	Instances: 3,
	AllowedUntil: '2026-12-01',
	Because: 'criterion 1',
};

/** The element names and attributes of a page, all of which must be ours. */
function markupOf(html: string): readonly string[] {
	return html.replace(/<style>.*<\/style>/su, '').match(/<[^>]*>?/gu) ?? [];
}

const ownMarkup =
	/^<(?:!doctype html|\/?(?:html|head|title|body|main|h[1-3]|p|dl|dt|dd|code|ol|li|table|thead|tbody|tr|th|td|div|section|details|summary|span|time|meta|style)(?: (?:lang|charset|http-equiv|content|name|class|datetime|scope|style|open)(?:="[^"<>]*")?)*)>$/u;

test('HTML: text of others is never markup', async () => {
	await fc.assert(
		fc.asyncProperty(distinctInstances, hostileText, async (instances, sentence) => {
			const html = await textOf(
				writeHtml(
					reportOf(inventoryOf(instances), {
						identity: {account: sentence, arn: sentence},
						scannedAt: sentence,
						regions: [{region: sentence, state: sentence, criteria: [sentence]}],
						judge: {
							verdictOf: ({ImageId}) => (ImageId.length % 2 === 0 ? 'not-allowed' : 'allowed'),
							reasonOf: () => sentence,
						},
						endingOf: () => ({
							words: sentence,
							rows: [{...ending, Region: sentence, ImageName: sentence, Because: sentence}],
						}),
					}),
				),
			);
			for (const tag of markupOf(html)) {
				assert.match(tag, ownMarkup);
			}
		}),
		{numRuns: 50},
	);
});

test('HTML: any text reads as it was', () => {
	fc.assert(
		fc.property(hostileText, (value) => {
			const shown = htmlText(value);
			assert.doesNotMatch(shown, /["'<>]/u);
			assert.equal(
				shown.replaceAll(/&#(\d+);/gu, (_, point: string) => String.fromCodePoint(Number(point))),
				value,
			);
		}),
	);
});

test('HTML: needs nothing from anywhere', async () => {
	const html = await textOf(writeHtml(reportOf(inventoryOf([instance()]))));
	assert.doesNotMatch(html, /<script|<link|<img|@import|url\(|src=|href=/u);
	assert.match(html, /default-src 'none'/u);
	assert.match(html, /prefers-color-scheme: dark/u);
	assert.match(html, /@media print/u);
});

test('both say what was scanned, as whom, under which criteria, and who would break and why', async () => {
	const image = {ImageId: 'ami-9', Name: 'old', OwnerId: '444455556666', ImageAllowed: false};
	const inventory = inventoryOf([
		instance({InstanceId: 'i-9', ImageMetadata: image}),
		instance({ImageMetadata: {ImageId: 'ami-8', ImageAllowed: true}}),
		instance({State: {Name: 'terminated'}}),
	]);
	for (const write of [writeHtml, writeMarkdown]) {
		const text = await textOf(write(reportOf(inventory)));
		for (const wanted of [
			'2 instances · 1 not allowed (50.0%) · 1 AMI · 1 provider',
			'i-9',
			'ami-9',
			'named old',
			'444455556666',
			'2026-11-23T14:02:11',
			'Admin/jane',
			'AMIs by Amazon or its verified providers',
			'audit-mode',
			'all 2 Regions',
			'1 terminated instance',
		]) {
			assert.ok(text.includes(wanted), `${write.name} lacks ${wanted}`);
		}

		assert.doesNotMatch(text, /ami-8/u);
	}
});

test('both name what was not covered', async () => {
	const inventory = new Inventory();
	inventory.expectRegions(['us-east-1', 'eu-west-1']);
	inventory.apply({type: 'zones', region: 'us-east-1', zones: ['us-east-1a', 'us-east-1b']});
	inventory.apply(page('us-east-1', [instance({ImageMetadata: {ImageId: 'ami-1', ImageAllowed: true}})]));
	inventory.apply({type: 'zone-done', region: 'us-east-1', zone: 'us-east-1a'});
	const problem = {kind: 'unreachable', what: 'No answer came.', next: 'Try again.'} as const;
	inventory.apply({type: 'zone-failed', region: 'us-east-1', zone: 'us-east-1b', problem});
	inventory.failRegion('eu-west-1', {...problem, what: 'It is denied.'});
	for (const write of [writeHtml, writeMarkdown]) {
		const text = await textOf(write(reportOf(inventory)));
		assert.match(text, /us-east-1b.*No answer came/su);
		assert.match(text, /eu-west-1.*It is denied/su);
		assert.match(text, /0 of 2 Regions, 2 failed/u);
		assert.match(text, /No instance is not allowed in what was scanned/u);
	}
});

test('a report can be about some of the rows', async () => {
	const inventory = inventoryOf([instance({InstanceId: 'i-in'}), instance({InstanceId: 'i-out'})]);
	const text = await textOf(writeMarkdown(reportOf(inventory, {rows: [0]})));
	assert.match(text, /\*\*1 instance · 1 not allowed/u);
	assert.match(text, /i-in/u);
	assert.doesNotMatch(text, /i-out/u);
});

test('Markdown: text of others is neither markup, link nor mention, nor ends a cell', () => {
	fc.assert(
		fc.property(hostileText, (value) => {
			for (const shown of [code(value), plain(value)]) {
				const outside = shown.replace(/^`[^\n\r\\`|]*`$/u, '');
				assert.doesNotMatch(outside.replaceAll(/&#\d+;/gu, ''), /[\n\r!#$*:<>@[\\\]_`{|}~]|www\./iu);
				assert.doesNotMatch(outside.replaceAll(/&#\d+;/gu, ''), /&/u);
			}
		}),
	);
});

test('Markdown: every line of a table has the cells of its head', async () => {
	await fc.assert(
		fc.asyncProperty(distinctInstances, async (instances) => {
			const markdown = await textOf(writeMarkdown(reportOf(inventoryOf(instances))));
			let columns = 0;
			for (const line of markdown.split('\n')) {
				const bars = line.split('|').length;
				if (!line.startsWith('|')) {
					assert.equal(bars, 1, line);
					columns = 0;
					continue;
				}

				assert.ok(columns === 0 || bars === columns, line);
				columns = bars;
			}
		}),
		{numRuns: 50},
	);
});

test('what stops being allowed soon is told by name, and nothing of it in a report of what is not allowed already', async () => {
	const [allowed, refused] = [true, false].map((isAllowed) =>
		inventoryOf([instance({ImageMetadata: {ImageId: 'ami-0a', ImageAllowed: isAllowed}})]),
	);
	const endingOf: Report['endingOf'] = (images) => ({
		words: `${images.length} image in use`,
		rows: images.map(({evidence: {ImageId}}) => ({...ending, ImageId})),
	});
	for (const write of [writeHtml, writeMarkdown]) {
		const told = await textOf(write(reportOf(allowed ?? new Inventory(), {endingOf})));
		assert.match(told, /What stops being allowed[\s\S]*1 image in use[\s\S]*2026-12-01[\s\S]*ami-0a/);
		assert.doesNotMatch(await textOf(write(reportOf(refused ?? new Inventory(), {endingOf}))), /stops being allowed/);
	}
});
