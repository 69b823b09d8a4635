import {counted} from '../../counted.ts';
import type {Coverage} from '../coverage.ts';
import {nameOf} from '../instance.ts';
import type {Group} from '../list/groups.ts';
import type {Totals} from '../totals.ts';
import {coverageInWords, managedInWords, percent, totalsInWords, zoneInWords} from '../words.ts';
import {inChunks} from './chunks.ts';
import {htmlStyle} from './html-style.ts';
import {countReport, type CountedReport, type OffendingImage, type Report} from './report.ts';

/**
A report as one HTML page that needs nothing else: no script, nothing loaded from anywhere, which its own content security policy holds too. Reports
of several accounts follow each other on the page. Chunks of text.
*/
export function writeHtml(...reports: readonly Report[]): AsyncGenerator<string, void> {
	return inChunks(page(reports));
}

function* page(reports: readonly Report[]): Generator<string, void> {
	yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Allowed AMIs report</title>
<style>${htmlStyle}</style>
</head>
<body>
<main>
`;
	for (const one of reports) {
		const report = countReport(one);
		yield* summary(report);
		yield* coverage(report);
		yield* criteria(report);
		yield* bars('By Region', 'Region', report.byRegion);
		yield* bars('By provider that is not allowed', 'Provider', report.byProvider);
		yield* endings(report);
		yield* images(report);
	}

	yield '</main>\n</body>\n</html>\n';
}

function* summary({inventory, totals, identity, scannedAt}: CountedReport): Generator<string, void> {
	yield '<h1>Allowed AMIs report</h1>\n';
	yield `<p class="headline ${toneOf(totals, isWhole(inventory.coverage))}">${text(totalsInWords(totals))}</p>\n<dl>\n`;
	yield term('Scanned', `<time datetime="${text(scannedAt)}">${text(scannedAt)}</time>`);
	if (identity !== undefined) {
		yield term('Account', `<code>${text(identity.account)}</code>`);
		yield term('Scanned as', `<code>${text(identity.arn)}</code>`);
	}

	yield term('Coverage', text(coverageInWords(inventory.coverage)));
	if (totals.terminated > 0) {
		yield term('Left out', text(counted(totals.terminated, 'terminated instance')));
	}

	const managed = managedInWords(inventory.coverage);
	if (managed !== '') {
		yield term('With', text(managed));
	}

	yield '</dl>\n';
}

function isWhole(covered: Coverage): boolean {
	return covered.isComplete() && covered.managedGaps().length === 0;
}

/** Good only where everything was looked at and judged. */
function toneOf({notAllowed, unknown}: Totals, isComplete: boolean): 'bad' | 'doubt' | 'good' {
	if (notAllowed > 0) {
		return 'bad';
	}

	return unknown > 0 || !isComplete ? 'doubt' : 'good';
}

/** Nothing, where everything was covered. */
function* coverage({inventory, unread = []}: CountedReport): Generator<string, void> {
	if (isWhole(inventory.coverage) && unread.length === 0) {
		return;
	}

	yield '<h2>What is missing</h2>\n<div class="warning">\n';
	if (!isWhole(inventory.coverage)) {
		yield '<p>This report is not known to be complete. Its numbers stand for what was scanned.</p>\n';
	}

	for (const {what, problem} of unread) {
		yield `<p>Not known: ${text(what)}. ${text(problem.what)} ${text(problem.next)}</p>\n`;
	}

	for (const {region, status, zones, problem} of inventory.coverage.regions) {
		if (status === 'done') {
			continue;
		}

		const words =
			problem === undefined ? coverageInWords(inventory.coverage, region) : `${problem.what} ${problem.next}`;
		yield `<p><code>${text(region)}</code>: ${text(words)}</p>\n`;
		for (const {zone, status: zoneStatus, pages} of zones) {
			if (zoneStatus.type !== 'done') {
				yield `<p><code>${text(zone)}</code>: ${text(zoneInWords(zoneStatus, pages))}</p>\n`;
			}
		}
	}

	for (const {region, problem} of inventory.coverage.managedGaps()) {
		yield `<p><code>${text(region)}</code>: instances that AWS services manage are not known. ${text(problem.what)} ${text(problem.next)}</p>\n`;
	}

	yield '</div>\n';
}

function* criteria({regions}: CountedReport): Generator<string, void> {
	if (regions.length === 0) {
		return;
	}

	yield '<h2>Criteria</h2>\n';
	for (const {region, state, criteria: sentences} of regions) {
		yield `<p><code>${text(region)}</code>${state === undefined ? '' : ` <span class="muted">${text(state)}</span>`}</p>\n`;
		if (sentences.length > 0) {
			yield `<ol>\n${sentences.map((sentence) => `<li>${text(sentence)}</li>\n`).join('')}</ol>\n`;
		}
	}
}

function* bars(title: string, head: string, groups: readonly Group[]): Generator<string, void> {
	if (groups.length === 0) {
		return;
	}

	yield `<h2>${text(title)}</h2>\n<table>\n<thead><tr><th scope="col">${text(head)}</th><th scope="col" class="number">Instances</th><th scope="col" class="number">Not allowed</th><th scope="col">Share not allowed</th></tr></thead>\n<tbody>\n`;
	for (const {key, instances, notAllowed} of groups) {
		const share = instances === 0 ? 0 : (100 * notAllowed) / instances;
		yield `<tr><td><code>${text(key === '' ? 'not known' : key)}</code></td><td class="number">${instances}</td><td class="number">${notAllowed}</td><td class="bar"><div><span style="width:${share.toFixed(2)}%"></span></div>${percent(notAllowed, instances)}</td></tr>\n`;
	}

	yield '</tbody>\n</table>\n';
}

function* endings({ending}: CountedReport): Generator<string, void> {
	if (ending === undefined) {
		return;
	}

	yield `<h2>What stops being allowed</h2>\n<p>${text(ending.words)}</p>\n`;
	if (ending.rows.length === 0) {
		return;
	}

	const heads = ['Allowed until', 'Image', 'Name', 'Region', 'Instances', 'Because'];
	yield `<table>\n<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>\n<tbody>\n`;
	for (const {AllowedUntil: until, ImageId, ImageName = '', Region, Instances, Because} of ending.rows) {
		yield `<tr><td>${text(until)}</td><td><code>${text(ImageId)}</code></td><td>${text(ImageName)}</td><td>${text(Region)}</td><td class="number">${Instances}</td><td>${text(Because)}</td></tr>\n`;
	}

	yield '</tbody>\n</table>\n';
}

function* images(report: CountedReport): Generator<string, void> {
	yield '<h2>Images that are not allowed</h2>\n';
	if (report.offenders.length === 0) {
		const isAll = isWhole(report.inventory.coverage);
		const limit = isAll ? '' : ' in what was scanned';
		yield `<p class="${toneOf(report.totals, isAll)}">No instance is not allowed${limit}.</p>\n`;
	}

	for (const offender of report.offenders) {
		yield* imageSection(offender, report);
	}
}

function* imageSection(
	{image, region, reason, rows}: OffendingImage,
	{inventory}: CountedReport,
): Generator<string, void> {
	yield `<section class="image">\n<h3><code>${text(image.ImageId)}</code> ${text(image.Name ?? '')}</h3>\n`;
	const facts = [
		region,
		image.OwnerId === undefined ? 'provider not known' : `provider ${image.OwnerId}`,
		image.ImageOwnerAlias,
		image.IsPublic === undefined ? undefined : image.IsPublic ? 'public' : 'private',
		image.CreationDate === undefined ? undefined : `created ${image.CreationDate}`,
	].filter((fact) => fact !== undefined);
	yield `<p class="muted">${text(facts.join(' · '))}</p>\n`;
	yield `<p class="bad">Not allowed${reason === '' ? '' : `: ${text(reason)}`}</p>\n`;
	yield `<details open>\n<summary>${text(counted(rows.length, 'instance'))}</summary>\n<table>\n<thead><tr><th scope="col">Instance</th><th scope="col">Name</th><th scope="col">Type</th><th scope="col">State</th><th scope="col">Zone</th><th scope="col">Launched</th></tr></thead>\n<tbody>\n`;
	for (const instance of inventory.instances(rows)) {
		const name = nameOf(instance);
		const cells = [instance.InstanceType, instance.State?.Name, instance.AvailabilityZone, instance.LaunchTime];
		yield `<tr><td><code>${text(instance.InstanceId)}</code></td><td>${text(name)}</td>${cells.map((cell) => `<td>${text(cell ?? '')}</td>`).join('')}</tr>\n`;
	}

	yield '</tbody>\n</table>\n</details>\n</section>\n';
}

/** `definition` is HTML already. */
function term(name: string, definition: string): string {
	return `<dt>${text(name)}</dt><dd>${definition}</dd>\n`;
}

/** Anybody's text as HTML text, or as the value of a quoted attribute. */
export function text(value: string): string {
	return value.replaceAll(/["&'<>]/gu, (character) => `&#${character.codePointAt(0) ?? 63};`);
}
