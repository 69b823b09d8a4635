/** What there is to say of what is different since the last scan, in words. */
import {capitalized} from '../../../capitalized.ts';
import {counted} from '../../../counted.ts';
import {compileCriteria} from '../../../criteria/evaluation/evaluate.ts';
import {sameCriteria} from '../../../criteria/settings.ts';
import {differences, offendersNow, type Difference} from '../../../inventory/comparison/scan-difference.ts';
import {diffSettings} from '../../../operations/change/settings-diff.ts';
import type {RegionSince, Since, SinceRow} from '../../../rollout/steps/since/rows.ts';
import {wrapParts} from '../../components/text/fit.ts';
import {wrapped, type Line} from '../../components/text/lines.tsx';
import {diffLines} from '../../components/text/text-lines.ts';
import type {Symbols, Tone} from '../../theme.ts';
import {aboutImage, instanceLines, whyLines, type Look} from '../review/detail-lines.ts';

/** Each difference in a word or two, and how it looks. */
export const differenceWords: Readonly<Record<Difference, {readonly words: string; readonly tone: Tone}>> = {
	refused: {words: 'not allowed now', tone: 'notAllowed'},
	new: {words: 'new', tone: 'notAllowed'},
	judged: {words: 'had no verdict', tone: 'notAllowed'},
	unsettled: {words: 'not known now', tone: 'unknown'},
	allowed: {words: 'allowed now', tone: 'allowed'},
	gone: {words: 'gone', tone: 'muted'},
	terminated: {words: 'terminated', tone: 'muted'},
};

export function signOf(difference: Difference, symbols: Symbols): string {
	return offendersNow.has(difference)
		? symbols.notAllowed
		: difference === 'unsettled'
			? symbols.unknown
			: difference === 'allowed'
				? symbols.allowed
				: symbols.skipped;
}

/** `12:00:30` of the day, in UTC. */
function clock(iso: string): string {
	return iso.slice(11, 19);
}

/** How many instances are different in which way; and how many offenders are the same. */
export function countsInWords({counts, regions}: Since): readonly string[] {
	const still = regions.reduce(
		(sum, {since}) => sum + (since.type === 'compared' ? since.difference.stillThere : 0),
		0,
	);
	const compared = regions.filter(({since}) => since.type === 'compared').length;
	return [
		...(regions.length > 1 ? [`${compared} of ${counted(regions.length, 'Region')} compared`] : []),
		...differences.flatMap((difference) => {
			const count = counts.get(difference) ?? 0;
			return count === 0 ? [] : [`${count.toLocaleString('en-US')} ${differenceWords[difference].words}`];
		}),
		...(still > 0 ? [`${still.toLocaleString('en-US')} not allowed then and now`] : []),
	];
}

/** That the offenders are the same in both scans: instances that are allowed may have come and gone. */
export function stillThereInWords(
	region: string,
	{before, now, difference: {stillThere}}: Extract<RegionSince, {type: 'compared'}>,
): string {
	const unknown = now.counts.unknown > 0 ? `; ${counted(now.counts.unknown, 'instance')} without a verdict now` : '';
	const known = now.counts.unknown + before.counts.unknown > 0 ? 'known ' : '';
	return stillThere === 0
		? `${region}: no ${known}offender in either scan${unknown}.`
		: `${region}: the same ${counted(stillThere, `${known}offender`)} in both scans, none new, none gone${unknown}.`;
}

/** A Region that was compared: which scans, and what both came to; what belongs together stays on a line. */
export function scansInWords(
	region: string,
	{before, now}: Extract<RegionSince, {type: 'compared'}>,
	{width, symbols: {arrow, dot}}: Look,
): readonly string[] {
	const from = (then: number, later: number): string =>
		`${then.toLocaleString('en-US')} ${arrow} ${later.toLocaleString('en-US')}`;
	const parts = [
		`${region}: ${clock(before.finishedAt)} ${arrow} ${clock(now.finishedAt)} UTC`,
		`not allowed ${from(before.counts.notAllowed, now.counts.notAllowed)}`,
		`no verdict ${from(before.counts.unknown, now.counts.unknown)}`,
		`instances ${from(before.counts.instances, now.counts.instances)}`,
		...(before.counts.lacksManaged === true || now.counts.lacksManaged === true
			? ['instances that AWS services manage may be missing']
			: []),
		...(sameCriteria(before.settings.ImageCriteria, now.settings.ImageCriteria)
			? []
			: ['the criteria were changed in between']),
	];
	return wrapParts(parts, width, ` ${dot}`);
}

/** Why a Region is not compared, and what would have it compared; nothing where it is. */
export function whyNotCompared(region: string, since: RegionSince): string | undefined {
	switch (since.type) {
		case 'compared': {
			return undefined;
		}

		case 'comparing': {
			return `${region}: the two scans are being compared.`;
		}

		case 'scanning': {
			return `${region} is being scanned; it is compared after that.`;
		}

		case 'not scanned': {
			return `${region} was not scanned yet.`;
		}

		case 'first': {
			return `${region} has been scanned completely only once, at ${clock(since.at)} UTC: there is nothing to compare yet. R scans again; offenders that are new or gone, and verdicts that changed, are listed here then.`;
		}

		case 'cancelled': {
			return `${region}: the last scan was cancelled, so there is nothing to compare. R scans again.`;
		}

		case 'changed': {
			return `${region}: its settings changed during the last scan, so there is nothing to compare. R scans again.`;
		}

		case 'failed': {
			return `${region}: the last scan failed, so there is nothing to compare. R scans again.`;
		}

		case 'partial': {
			return `${region}: the last scan is not complete. What it lacks would look gone, so it is not compared. R scans again.`;
		}

		case 'not compared': {
			return `${region}: ${since.problem.what} ${since.problem.next}`;
		}
	}
}

/** A scan in between that counts for nothing. */
export function passedOverInWords({region, since, passedOver}: Since['regions'][number]): string | undefined {
	if (passedOver === undefined || (since.type !== 'compared' && since.type !== 'first')) {
		return undefined;
	}

	const why =
		passedOver === 'partial'
			? 'was not complete'
			: passedOver === 'changed'
				? 'was overtaken by a change of the settings'
				: `${passedOver === 'failed' ? '' : 'was '}${passedOver}`;
	return since.type === 'compared'
		? `${region}: a scan in between ${why}, and is left out.`
		: `${region}: the scan before that ${why}, and can't be compared with.`;
}

/** Of the current row: what it is, what it was, and where it is not allowed, why. */
export function rowLines(
	row: SinceRow,
	since: Extract<RegionSince, {type: 'compared'}>,
	{account, now, look}: {readonly account: string; readonly now: Date; readonly look: Look},
): readonly Line[] {
	const {image, instance, columns} = row;
	const {evidence, imageId} = image;
	const {width, symbols} = look;
	const isOffender = offendersNow.has(image.difference);
	return [
		...(instance === undefined ? [] : instanceLines(columns.instanceAt(instance), look)),
		...wrapped(`${imageId === '' ? 'An image that is not known' : imageId} ${evidence?.Name ?? ''}`.trimEnd(), width, {
			tone: 'strong',
		}),
		...(evidence === undefined ? [] : wrapped(aboutImage(evidence, now, symbols.dot), width, {tone: 'muted'})),
		...wrapped(storyOf(row, since), width, {tone: differenceWords[image.difference].tone}),
		...(isOffender && evidence !== undefined
			? whyLines(evidence, compileCriteria(since.now.settings.ImageCriteria, {account, now}).explain(evidence), look)
			: []),
	];
}

function storyOf({image, instance}: SinceRow, {before, now}: Extract<RegionSince, {type: 'compared'}>): string {
	const [then, later] = [`at ${clock(before.finishedAt)}`, `at ${clock(now.finishedAt)}`];
	const of = instance === undefined ? `${counted(image.rows.length, 'instance')}: ` : '';
	const stories: Readonly<Record<Difference, string>> = {
		refused: `its image was allowed ${then}, and is not allowed ${later}.`,
		new: `not there ${then}; there ${later}, and not allowed.`,
		judged: `its image had no verdict ${then}, and is not allowed ${later}.`,
		unsettled: `not allowed ${then}; the scan ${later} does not tell. It does not count as allowed.`,
		allowed: `not allowed ${then}, allowed ${later}.`,
		gone: `not allowed ${then}, not there any more ${later}.`,
		terminated: `not allowed ${then}, terminated ${later}.`,
	};
	return capitalized(`${of}${stories[image.difference]}`);
}

/** What was changed in between, as a difference of the settings; nothing where they are the same. */
export function settingsLines({before, now}: Extract<RegionSince, {type: 'compared'}>, look: Look): readonly Line[] {
	return diffLines(diffSettings(before.settings, now.settings), look);
}
