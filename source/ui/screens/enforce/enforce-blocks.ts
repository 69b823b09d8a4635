/** What the danger panel tells of, a block each. */
import {counted} from '../../../counted.ts';
import type {ImageCriteria} from '../../../criteria/criterion.ts';
import type {OffendingImage} from '../../../inventory/counts.ts';
import type {Loadable} from '../../../machine/loadable.ts';
import type {Impact} from '../../../operations/impact.ts';
import type {Launch} from '../../../operations/launches/launch.ts';
import {shortSourceInWords, sourceInWords, sourceNames} from '../../../operations/launches/words.ts';
import {hasOpenDraft} from '../../../rollout/guards.ts';
import {currentRegion, type RolloutState, type ScanRecord} from '../../../rollout/state.ts';
import {safeText} from '../../../safe-text.ts';
import {clip, widthOf, wrap} from '../../components/text/fit.ts';
import {line, wrapped} from '../../components/text/lines.tsx';
import {criteriaLines, type Look} from '../../components/text/text-lines.ts';
import type {PanelLine} from '../../components/panels/scrolled-panel.tsx';
import type {Block} from '../../components/panels/stacked.ts';
import {criteriaInShort} from '../criteria/criteria-in-short.ts';
import {blockedImageLines} from '../image-lines.ts';

type DoneScan = Extract<ScanRecord, {status: 'done'}>;

/** At least so many of what would fail are named, however small the window; the panel scrolls then. */
const leastNamed = 3;

/** Where, as whom, and what it comes to; what is not known stands here, too. `sources`: how many sources of launches are known to fail. */
export function headLines(
	state: RolloutState,
	{counts, managed}: DoneScan,
	{isWide, sources}: {readonly isWide: boolean; readonly sources: number},
): readonly PanelLine[] {
	const {unknown} = counts;
	const lines: ReadonlyArray<PanelLine | false> = [
		{text: `Account ${state.identity.account} as ${state.identity.principal}, Region ${currentRegion(state) ?? ''}`},
		whatIsBlocked(counts, {isWide, sources}),
		unknown > 0 && {
			tone: 'warning',
			text: `AWS gave no verdict on ${counted(unknown, 'instance')}: ${unknown === 1 ? 'its image' : 'their images'} may be blocked.`,
		},
		managed.problem !== undefined && {
			tone: 'warning',
			text: `Instances that AWS services manage may be missing: ${managed.problem.what}`,
		},
		managed.judgedHere > 0 && {
			tone: 'warning',
			text: `On ${counted(managed.judgedHere, 'instance')} that AWS services manage the verdict is ours, not AWS's.`,
		},
		isWide && hasOpenDraft(state) && draftLine,
		isWide && {
			text: 'Running instances go on. Every launch from a blocked image fails from then on, those of Auto Scaling, too.',
		},
	];
	return lines.filter((one) => one !== false);
}

/** What enforcing does to what runs: what has no verdict is never said to be fine. */
function whatIsBlocked(
	{instances, notAllowed, unknown, imagesNotAllowed}: DoneScan['counts'],
	{isWide, sources}: {readonly isWide: boolean; readonly sources: number},
): PanelLine {
	if (imagesNotAllowed > 0) {
		return {
			tone: 'danger',
			text: `Blocks ${counted(imagesNotAllowed, 'image')} that ${notAllowed.toLocaleString('en-US')} of ${counted(instances, 'instance')} ${notAllowed === 1 ? 'runs' : 'run'}, and every other image that is not allowed.${
				// In one column the list that follows has no title of its own.
				isWide || sources === 0 ? '' : ` ${counted(sources, 'launch source')} would fail:`
			}`,
		};
	}

	if (sources > 0) {
		return {
			tone: 'danger',
			text: `No image that runs is ${unknown > 0 ? 'known to be ' : ''}blocked, but ${counted(sources, 'launch source')} would fail${isWide ? '.' : ':'}`,
		};
	}

	if (instances === 0) {
		return {text: 'No instance was found here.'};
	}

	return unknown > 0
		? {
				tone: 'warning',
				text: `None of the ${counted(instances, 'instance')} is known to run an image that would be blocked.`,
			}
		: {
				tone: 'good',
				text: `None of the ${counted(instances, 'instance')} runs an image that would be blocked.`,
			};
}

const draftLine: PanelLine = {
	tone: 'warning',
	text: 'Your draft is not applied, and counts for nothing here: what it would allow is blocked. esc, then 1 applies it first.',
};

/** All of it below each other, as short as it can be said. */
export function inOneColumn(
	state: RolloutState,
	{
		impact,
		blocked,
		scan,
	}: {
		readonly impact: Loadable<Impact>;
		readonly blocked: readonly OffendingImage[];
		readonly scan: DoneScan;
	},
	look: Look,
): readonly Block[] {
	const paragraphs = (lines: readonly PanelLine[]): Block => ({
		lines: lines.flatMap(({text, tone}) => wrapped(text, look.width, {tone})),
	});
	const isKnown = impact.status === 'here';
	const {title: _failing, ...failing} = failingBlock(impact, look, false);
	const {title: _blocked, ...images} = blockedBlock(blocked, look);
	const sources = isKnown ? impact.value.failing.length : 0;
	return [
		paragraphs(headLines(state, scan, {isWide: false, sources})),
		...(sources > 0 ? [failing] : []),
		...(images.shortened === undefined ? [] : [{...images, shortened: {...images.shortened, least: 0}}]),
		paragraphs([
			...(isKnown ? shortNotes(impact.value) : []),
			...(hasOpenDraft(state) ? [draftLine] : []),
			{text: criteriaSentence(scan.settings.ImageCriteria, look)},
			{text: 'What runs goes on; each launch from a blocked image fails from then on.'},
			{tone: 'muted', text: 'To take it back: u or a in the summary, or allowed-amis undo.'},
		]),
		...(isKnown ? [] : [failing]),
	];
}

/** What would fail to launch, a line each; or why that is not known. */
export function failingBlock(impact: Loadable<Impact>, {width}: Look, isShort: boolean): Block {
	switch (impact.status) {
		case 'wanted': {
			return {
				title: 'What would fail to launch',
				lines: wrapped('Looking for everything that launches.', width, {tone: 'muted'}),
			};
		}

		case 'failed': {
			return {
				title: 'What would fail to launch',
				lines: wrapped(`What would fail to launch is not known: ${impact.problem.what}`, width, {tone: 'warning'}),
			};
		}

		case 'here': {
			const {failing, notes} = impact.value;
			return failing.length === 0
				? {
						title: 'What would fail to launch',
						lines: wrapped(
							notes.length === 0
								? nothingFails
								: 'As far as could be asked, nothing launches an image that would be blocked.',
							width,
						),
					}
				: {
						title: `What would fail to launch: ${failing.length.toLocaleString('en-US')}`,
						lines: failing.map((launch) => line(lineOf(launch, width, isShort))),
						shortened: {
							least: leastNamed,
							more: (count) => line(`and ${count.toLocaleString('en-US')} more: L in the review lists them`, 'muted'),
						},
					};
		}
	}
}

const nothingFails = 'No group, template, fleet, parameter or recipe launches an image that would be blocked.';

/** The images that will be blocked, by name. */
export function blockedBlock(images: readonly OffendingImage[], look: Look): Block {
	return {
		title: `Running images that are blocked: ${images.length.toLocaleString('en-US')}`,
		lines: blockedImageLines(images, look),
		shortened: {
			least: leastNamed,
			more: (count) => line(`and ${counted(count, 'more image')}`, 'muted'),
		},
	};
}

/** What nobody can say without looking: by name, and what could not be asked. */
export function checkBlocks(impact: Loadable<Impact>, look: Look): readonly Block[] {
	if (impact.status !== 'here') {
		return [];
	}

	const {unknown, notes, recent} = impact.value;
	const lines = unknown.map((launch) => line(clip(shortSourceInWords(launch), look.width), 'warning'));
	return [
		{
			title: unknown.length === 0 ? undefined : 'Check by hand: image not known, or no verdict',
			lines,
			shortened: {
				least: leastNamed,
				more: (count) => line(`and ${count.toLocaleString('en-US')} more: L in the review lists them`, 'warning'),
			},
		},
		{
			title: 'What this does not tell',
			lines: [
				...notes.flatMap((text) => wrapped(text, look.width, {tone: 'warning'})),
				...(recent === undefined
					? wrapped('What was launched lately and runs no more: L in the review reads CloudTrail.', look.width, {
							tone: 'muted',
						})
					: []),
			],
		},
	];
}

/** The criteria that will be enforced, in words. */
export function criteriaBlock(criteria: ImageCriteria, look: Look): Block {
	return {title: 'Allowed from then on', lines: criteriaLines(criteria, look)};
}

/** The same in two lines at most: what is longer was said where it was decided, and would only keep what breaks off the screen. */
function criteriaSentence(criteria: ImageCriteria, {width}: Look): string {
	const whole = `Allowed from then on: ${criteriaInShort(criteria)}.`;
	return wrap(whole, width).length <= 2
		? whole
		: `Allowed from then on: what the ${criteria.length === 1 ? 'criterion in force allows' : `${criteria.length} criteria in force allow`} (esc leads back to what that is).`;
}

/** How to take it back. */
export function wayBackBlock({width, symbols}: Look): Block {
	return {
		title: 'To take it back',
		lines: [
			'u in the summary, right afterwards',
			'allowed-amis undo, at any time: it asks, and restores what was before',
			'or audit mode once more: then nothing is blocked',
		].flatMap((text) => wrapped(text, width, {first: [{text: `${symbols.bullet} `, tone: 'muted'}]})),
	};
}

/** The same in a sentence each, where there is no room for lists. */
function shortNotes({failing, unknown, notes, recent}: Impact): readonly PanelLine[] {
	return [
		...(failing.length === 0 && notes.length === 0 ? [{text: nothingFails}] : []),
		...(unknown.length > 0
			? [
					{
						tone: 'warning',
						text: `Check by hand, as the image is not known or has no verdict: ${namesOf(unknown)}.`,
					} as const,
				]
			: []),
		...notes.map((text) => ({tone: 'warning', text}) as const),
		...(recent === undefined
			? [
					{
						tone: 'muted',
						text: 'Not looked at: recent launches; L in the review asks CloudTrail.',
					} as const,
				]
			: []),
	];
}

/** A few by name, and how many more. */
function namesOf(launches: readonly Launch[]): string {
	const names = launches.slice(0, 3).map(({type, name, id}) => `${sourceNames[type]} ${name ?? id}`);
	const more = launches.length - names.length;
	return new Intl.ListFormat('en').format(more > 0 ? [...names, `${more} more`] : names);
}

/**
`Auto Scaling group spark-workers (desired 12) · ami-0b1c… team-data/spark-worker-4`: the ID gives way first, then the middle of the name, then the
end of what launches.
*/
function lineOf(launch: Launch, width: number, isShort: boolean): string {
	const {imageId, evidence: {Name: given = ''} = {}} = launch;
	const name = safeText(given);
	const source = isShort ? shortSourceInWords(launch) : longSourceInWords(launch);
	const id = clip(imageId, 9);
	const fitting = [`${source} · ${imageId} ${name}`.trimEnd(), `${source} · ${id} ${name}`].find(
		(text) => widthOf(text) <= width,
	);
	if (fitting !== undefined || name === '') {
		return fitting ?? clip(`${source} · ${imageId}`, width);
	}

	const withId = width - widthOf(`${source} · ${id} `);
	if (withId >= leastOfName) {
		return `${source} · ${id} ${clip(name, withId, {truncate: 'middle'})}`;
	}

	const ofName = Math.min(widthOf(name), Math.max(width - widthOf(`${source} · `), leastOfName));
	return `${clip(source, width - ofName - 3)} · ${clip(name, ofName, {truncate: 'middle'})}`;
}

/** What is left of an image's name at least. */
const leastOfName = 16;

function longSourceInWords(launch: Launch): string {
	return `${sourceNames[launch.type]} ${sourceInWords(launch)}`;
}
