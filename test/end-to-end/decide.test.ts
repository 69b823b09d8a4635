/** What is decided upon is what the Region reports: enforced, disabled, or under a scan that is not done. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import test from 'node:test';
import type {Terminal} from '../support/terminal.ts';
import {enterRegions, startApp} from './app.ts';

/** From the question for audit mode to the decision, scanning only. */
async function scanToDecide(terminal: Terminal, region: string): Promise<void> {
	await terminal.waitFor('s scan only');
	terminal.press('s');
	await terminal.waitFor(`Scanned all of ${region}`);
	terminal.press('enter');
	await terminal.waitFor('d decide');
	terminal.press('d');
	await terminal.waitFor(`What now in ${region}?`);
}

test('a Region that enforces already is left enforced, and k goes up instead of deciding', async () => {
	await using app = await startApp();
	const {terminal, server} = app;
	server.setSettings('us-west-2', {State: 'enabled'});
	await enterRegions(terminal, ['us-west-2']);
	await terminal.waitFor('us-west-2 reports enabled');
	// However little room there is, the command keeps what it is about.
	await terminal.waitFor(/\$ aws ec2 enabl\S+ --region us-west-2 --\S+ audit-mode/);
	// Copied, it is whole.
	terminal.press('y');
	const whole = 'aws ec2 enable-allowed-images-settings --region us-west-2 --allowed-images-settings-state audit-mode';
	await terminal.waitFor(() => terminal.output.includes(`\u{1B}]52;c;${Buffer.from(whole).toString('base64')}\u{7}`));
	await scanToDecide(terminal, 'us-west-2');
	await terminal.waitFor(/▸ 1 {2}Leave it enforced\s+It enforces already: \d+ images? stays? blocked\./);
	await terminal.waitFor(/Enforce – not possible: it is enforced already/);
	assert.doesNotMatch(terminal.screen(), /Keep audit mode|Nothing is blocked/);
	terminal.press('j');
	await terminal.waitFor('▸ 2');
	terminal.press('k');
	await terminal.waitFor('▸ 1');
	assert.match(terminal.screen(), /What now in us-west-2\?/);
	terminal.press('enter');
	await terminal.waitFor('left enforced. It reports enabled.');
	await terminal.waitFor(/✓ Enforce/);
	assert.deepEqual(app.changes(), []);
});

test('where AWS gives no verdict nothing is called allowed, and no step is ticked off that was passed by', async () => {
	await using app = await startApp();
	const {terminal} = app;
	await enterRegions(terminal, ['us-east-1']);
	await terminal.waitFor('us-east-1 reports disabled');
	await terminal.waitFor('s scan only');
	terminal.press('s');
	const scanned = await terminal.waitFor(/Scanned all of us-east-1[\s\S]*\d without a verdict/);
	const instances = / (\d+) without a verdict/.exec(scanned)?.[1] ?? '';
	assert.match(scanned, /– Audit mode ── – Criteria ── ● Scan/);
	terminal.press('enter');
	await terminal.waitFor(`0 not allowed · 0 allowed · ${instances} no verdict`);
	terminal.press('d');
	await terminal.waitFor(`Of ${instances} instances 0 run allowed images, 0 do not, ${instances} have no verdict.`);
	await terminal.waitFor('▸ 1  Leave it disabled');
	await terminal.waitFor('not possible: audit mode is not on');
	assert.deepEqual(app.changes(), []);
});

test('what a key was refused for is gone once it would be taken', async () => {
	await using app = await startApp({
		demo: {
			faults: [{match: {action: 'DescribeInstanceImageMetadata'}, fault: {type: 'delay', milliseconds: 3000}}],
		},
	});
	const {terminal} = app;
	await enterRegions(terminal, ['us-west-2']);
	await terminal.waitFor('Scanning us-west-2');
	terminal.press('enter');
	await terminal.waitFor('Review: not now, the scan is not done');
	await terminal.waitFor((screen) => screen.includes('Scanned all of us-west-2') && !screen.includes('not now'));
	await terminal.waitFor('enter review');
	assert.deepEqual(app.changes(), []);
});

test('a draft of Amazon and the Marketplace names no other account', async () => {
	await using app = await startApp({rows: 36});
	const {terminal} = app;
	await enterRegions(terminal, ['us-west-2']);
	await terminal.waitFor('Scanned all of us-west-2');
	terminal.press('esc');
	await terminal.waitFor('4  Amazon and the Marketplace');
	terminal.press('4');
	await terminal.waitFor('from Amazon and the Marketplace');
	terminal.press('tab');
	await terminal.waitFor('Against what is applied:');
	terminal.press('tab');
	const draft = await terminal.waitFor(/"ImageCriteria": \[[\s\S]*"aws-marketplace"[\s\S]*\]\s+\}/);
	assert.doesNotMatch(draft.slice(draft.indexOf('"ImageCriteria"'), draft.lastIndexOf('}')), /\d{12}/);
	assert.deepEqual(app.changes(), []);
});
