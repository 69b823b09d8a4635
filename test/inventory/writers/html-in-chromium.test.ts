import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {execa} from 'execa';
import {writeHtml} from '../../../source/inventory/writers/html.ts';
import {instance, inventoryOf, textOf} from '../arbitraries.ts';

const hostile =
	'</title></style></td><script>document.title="taken over"</script><img src=x onerror="document.title=1">';

/** The first Chromium that this machine has, if any. */
async function findChromium(): Promise<string | undefined> {
	for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
		const {failed} = await execa(name, ['--version'], {reject: false});
		if (!failed) {
			return name;
		}
	}

	return undefined;
}

test('a real browser shows a report with hostile tags as text', async (t) => {
	const chromium = await findChromium();
	if (chromium === undefined) {
		t.skip('no Chromium is installed');
		return;
	}

	const folder = await mkdtemp(path.join(tmpdir(), 'allowed-amis-report-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	const file = path.join(folder, 'report.html');
	const report = writeHtml({
		inventory: inventoryOf([instance({Tags: [{Key: 'Name', Value: hostile}]})]),
		scannedAt: hostile,
		identity: {account: hostile, arn: hostile},
		regions: [{region: hostile, criteria: [hostile]}],
		judge: {reasonOf: () => hostile},
	});
	await writeFile(file, await textOf(report));
	const {stdout: dom} = await execa(chromium, [
		'--headless',
		'--no-sandbox',
		'--disable-gpu',
		`--user-data-dir=${path.join(folder, 'profile')}`,
		'--dump-dom',
		`file://${file}`,
	]);
	assert.match(dom, /<title>Allowed AMIs report<\/title>/u);
	assert.doesNotMatch(dom, /<script|<img/u);
	assert.equal(dom.match(/&lt;script&gt;document\.title/gu)?.length, 8);
});
