import {counted} from '../../counted.ts';
import {nameOf} from '../instance.ts';
import {coverageInWords, managedInWords, percent, totalsInWords} from '../words.ts';
import {inChunks} from './chunks.ts';
import {countReport, type CountedReport, type OffendingImage, type Report} from './report.ts';

/**
A report as GitHub-flavoured Markdown: summary, criteria, and the instances of each image that is not allowed; of several accounts, one after the
other. Chunks of text.
*/
export function writeMarkdown(...reports: readonly Report[]): AsyncGenerator<string, void> {
	return inChunks(allPieces(reports));
}

function* allPieces(reports: readonly Report[]): Generator<string, void> {
	for (const [index, report] of reports.entries()) {
		yield index === 0 ? '' : '\n';
		yield* pieces(countReport(report));
	}
}

function* pieces(report: CountedReport): Generator<string, void> {
	const {inventory, totals, identity, scannedAt, byRegion, byProvider, offenders} = report;
	const {coverage} = inventory;
	yield '# Allowed AMIs report\n\n';
	yield `**${totalsInWords(totals)}**\n\n`;
	yield `- Scanned: ${code(scannedAt)}\n`;
	if (identity !== undefined) {
		yield `- Account ${code(identity.account)} as ${code(identity.arn)}\n`;
	}

	yield `- Coverage: ${coverageInWords(coverage)}\n`;
	if (totals.terminated > 0) {
		yield `- ${counted(totals.terminated, 'terminated instance')} left out\n`;
	}

	for (const {region, zone, problem} of coverage.failures()) {
		yield `- **Not covered: ${code(zone ?? region)}** ${plain(problem.what)}\n`;
	}

	const managed = managedInWords(coverage);
	if (managed !== '') {
		yield `- With ${managed}\n`;
	}

	for (const {region, problem} of coverage.managedGaps()) {
		yield `- **Not known: instances that AWS services manage in ${code(region)}** ${plain(problem.what)}\n`;
	}

	for (const {what, problem} of report.unread ?? []) {
		yield `- **Not known: ${plain(what)}** ${plain(problem.what)}\n`;
	}

	yield* criteriaOf(report);

	yield '\n## By Region\n\n| Region | Instances | Not allowed | Share |\n| --- | ---: | ---: | ---: |\n';
	for (const {key, instances, notAllowed} of byRegion) {
		yield `| ${plain(key)} | ${instances} | ${notAllowed} | ${percent(notAllowed, instances)} |\n`;
	}

	yield* endingOf(report);

	if (offenders.length === 0) {
		yield `\nNo instance is not allowed${coverage.isComplete() && coverage.managedGaps().length === 0 ? '' : ' in what was scanned'}.\n`;
		return;
	}

	yield '\n## Providers that are not allowed\n\n| Provider | Instances | Not allowed |\n| --- | ---: | ---: |\n';
	for (const {key, instances, notAllowed} of byProvider) {
		yield `| ${key === '' ? 'not known' : code(key)} | ${instances} | ${notAllowed} |\n`;
	}

	yield '\n## Images that are not allowed\n';
	for (const offender of offenders) {
		yield* imageSection(offender, report);
	}
}

function* endingOf({ending}: CountedReport): Generator<string, void> {
	if (ending === undefined) {
		return;
	}

	yield `\n## What stops being allowed\n\n${plain(ending.words)}\n`;
	if (ending.rows.length > 0) {
		yield '\n| Allowed until | Image | Name | Region | Instances | Because |\n| --- | --- | --- | --- | ---: | --- |\n';
	}

	for (const {AllowedUntil: until, ImageId, ImageName = '', Region, Instances, Because} of ending.rows) {
		yield `| ${until} | ${code(ImageId)} | ${code(ImageName)} | ${plain(Region)} | ${Instances} | ${plain(Because)} |\n`;
	}
}

function* criteriaOf({regions}: CountedReport): Generator<string, void> {
	if (regions.length > 0) {
		yield '\n## Criteria\n\n';
	}

	for (const {region, state, criteria} of regions) {
		yield `- ${code(region)}${state === undefined ? '' : `: ${plain(state)}`}\n`;
		for (const sentence of criteria) {
			yield `  - ${plain(sentence)}\n`;
		}
	}
}

function* imageSection(
	{image, region, reason, rows}: OffendingImage,
	{inventory}: CountedReport,
): Generator<string, void> {
	yield `\n### ${code(image.ImageId)} in ${plain(region)}: ${counted(rows.length, 'instance')}\n\n`;
	const facts = [
		image.Name === undefined ? undefined : `Name ${code(image.Name)}`,
		image.OwnerId === undefined ? undefined : `provider ${code(image.OwnerId)}`,
		image.CreationDate === undefined ? undefined : `created ${code(image.CreationDate)}`,
	].filter((fact) => fact !== undefined);
	yield `${facts.join(', ')}\n\n`;
	if (reason !== '') {
		yield `Not allowed: ${plain(reason)}\n\n`;
	}

	yield '| Instance | Name | Type | State | Zone |\n| --- | --- | --- | --- | --- |\n';
	for (const instance of inventory.instances(rows)) {
		const name = nameOf(instance);
		const cells = [
			code(instance.InstanceId),
			code(name),
			plain(instance.InstanceType ?? ''),
			plain(instance.State?.Name ?? ''),
			plain(instance.AvailabilityZone ?? ''),
		];
		yield `| ${cells.join(' | ')} |\n`;
	}
}

/**
Other people's text as a code span, in which nothing is markup and nothing becomes a link or mentions anyone. What would end the span or the
table's cell has to go the other way.
*/
export function code(text: string): string {
	return text === '' || /[\n\r\\`|]/u.test(text) || text.trim() !== text ? plain(text) : `\`${text}\``;
}

/**
Other people's text as plain text: whatever could be markup, a link or a mention becomes a character reference. It must not stand at the start of
a line, where more would count.
*/
export function plain(text: string): string {
	return text.replaceAll(/[\n\r!#$&*:<>@[\\\]_`{|}~]/gu, reference).replaceAll(/(www)\./giu, `$1${reference('.')}`);
}

function reference(character: string): string {
	const entity = `&#${character.codePointAt(0) ?? 32};`;
	// Mentions and mail addresses are looked for after references were resolved: a zero-width space keeps them apart.
	return character === '@' ? `${entity}&#8203;` : entity;
}
