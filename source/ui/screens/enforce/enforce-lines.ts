/** What the danger panel says, line by line. */
import type {Loadable} from '../../../machine/loadable.ts';
import type {Impact} from '../../../operations/impact.ts';
import type {Launch} from '../../../operations/launches/launch.ts';
import {sourceInWords, sourceNames} from '../../../operations/launches/words.ts';
import {hasOpenDraft} from '../../../rollout/guards.ts';
import {currentRegion, currentWork, type RolloutState, type StepOf} from '../../../rollout/state.ts';
import {clip, widthOf} from '../../components/text/fit.ts';
import {panelLines, type PanelLine} from '../../components/panels/scrolled-panel.tsx';

type Size = {
	/** Of the panel, its border included. */
	readonly width: number;
	/** Lines that can be seen at once. */
	readonly room: number;
};

/** At least so many of what would fail are named, however small the window; the panel scrolls then. */
const leastNamed = 3;

/** Everything that enforcing does, what would fail by name, the worst first: as many as fit, then how many more. */
export function enforceLines(
	state: RolloutState,
	{impact}: StepOf<'enforce'>,
	{width, room}: Size,
): readonly PanelLine[] {
	const {scan} = currentWork(state);
	if (scan?.status !== 'done') {
		return [];
	}

	const region = currentRegion(state) ?? '';
	const {instances, notAllowed, unknown, imagesNotAllowed} = scan.counts;
	const {managed} = scan;
	const before: ReadonlyArray<PanelLine | false> = [
		{text: `Account ${state.identity.account} as ${state.identity.principal}, Region ${region}`},
		imagesNotAllowed > 0
			? {
					tone: 'danger',
					text: `Launches from ${plural(imagesNotAllowed, 'image')} will fail; ${plural(notAllowed, 'instance')} of ${instances.toLocaleString('en-US')} run them.`,
				}
			: {
					tone: 'good',
					text: `None of the ${instances.toLocaleString('en-US')} instances runs an image that would be blocked.`,
				},
		unknown > 0 && {
			tone: 'warning',
			text: `AWS gave no verdict on ${plural(unknown, 'instance')}: they may be blocked, too.`,
		},
		managed.problem !== undefined && {
			tone: 'warning',
			text: `Instances that AWS services manage may be missing: ${managed.problem.what}`,
		},
		managed.judgedHere > 0 && {
			tone: 'warning',
			text: `On ${plural(managed.judgedHere, 'instance')} that AWS services manage the verdict is ours, not AWS's.`,
		},
	];
	const after: ReadonlyArray<PanelLine | false> = [
		...notesOn(impact),
		hasOpenDraft(state) && {
			tone: 'warning',
			text: 'Your draft is not applied, and counts for nothing here: what it would allow is blocked. esc, then 1 applies it first.',
		},
		{
			text: 'Running instances go on. Auto Scaling, and every other launch from a blocked image, fails from then on.',
		},
		{tone: 'muted', text: 'To take it back: allowed-amis undo, or audit mode once more.'},
	];
	const [above = [], below = []] = [before, after].map((paragraphs) =>
		panelLines(
			paragraphs.filter((paragraph) => paragraph !== false),
			width,
		),
	);
	const rest = above.length + below.length;
	return [...above, ...failing(impact, {width, room: Math.max(leastNamed, room - rest)}), ...below];
}

/** What would fail, a line each. */
function failing(impact: Loadable<Impact>, {width, room}: Size): readonly PanelLine[] {
	if (impact.status !== 'here') {
		return [];
	}

	const {failing: launches} = impact.value;
	const named = launches.length <= room ? launches : launches.slice(0, room - 1);
	const more = launches.length - named.length;
	return [
		...named.map((launch): PanelLine => ({tone: 'notAllowed', text: lineOf(launch, width - 4)})),
		...(more > 0 ? [{tone: 'notAllowed', text: `and ${more} more: L in the review lists them`} as const] : []),
	];
}

/** `Auto Scaling group spark-workers (desired 12) · ami-0b1c… team-data/spark-worker-4`: the ID gives way first. */
function lineOf(launch: Launch, width: number): string {
	const {type, imageId, evidence} = launch;
	const source = `${sourceNames[type]} ${sourceInWords(launch)}`;
	const text = [`${source} · ${imageId}`, evidence?.Name].filter((part) => part !== undefined).join(' ');
	return widthOf(text) <= width || evidence?.Name === undefined
		? clip(text, width)
		: clip(`${source} · ${clip(imageId, 9)} ${evidence.Name}`, width);
}

function notesOn(impact: Loadable<Impact>): readonly PanelLine[] {
	switch (impact.status) {
		case 'wanted': {
			return [{tone: 'muted', text: 'Looking for everything that launches, to name what would fail…'}];
		}

		case 'failed': {
			return [{tone: 'warning', text: `What would fail to launch is not known: ${impact.problem.what}`}];
		}

		case 'here': {
			const {failing: launches, unknown, notes, recent} = impact.value;
			return [
				...(launches.length === 0 && notes.length === 0
					? [{text: 'No group, template, fleet, parameter or recipe launches an image that would be blocked.'}]
					: []),
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
								text: 'What was launched lately and runs no more is not in it: L in the review reads CloudTrail.',
							} as const,
						]
					: []),
			];
		}
	}
}

/** A few by name, and how many more. */
function namesOf(launches: readonly Launch[]): string {
	const names = launches.slice(0, 3).map((launch) => `${sourceNames[launch.type]} ${launch.name ?? launch.id}`);
	const more = launches.length - names.length;
	return new Intl.ListFormat('en').format(more > 0 ? [...names, `${more} more`] : names);
}

function plural(count: number, noun: string): string {
	return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
