/** What there is to say about the Region under the cursor, and about all of them. */
import {counted} from '../../../counted.ts';
import type {RegionCounts} from '../../../inventory/counts.ts';
import type {RegionInfo} from '../../../operations/ports.ts';
import type {RegionOverview, RolloutState} from '../../../rollout/state.ts';
import {canWorkOn} from '../../../rollout/steps/regions.ts';
import {line, wrapped, type Line} from '../../components/text/lines.tsx';
import type {Pane} from '../../components/panels/panes.tsx';
import {criteriaLines, problemLines, type Look} from '../../components/text/text-lines.ts';
import type {Symbols, Tone} from '../../theme.ts';
import {lastChangeLines} from './last-change.ts';

/** How many Regions there are of each kind: what is left to do first. */
export function inShort(state: RolloutState, {dot}: Symbols, isSpoken = false): string {
	const regions = state.regions.status === 'here' ? state.regions.value : [];
	const kinds = regions.map((region) => kindOf(state, region));
	const count = (kind: Kind) => kinds.filter((one) => one === kind).length;
	// Read aloud, numbers that still change would be said again with each answer.
	if (isSpoken && count('asking') > 0) {
		return `${counted(regions.length, 'Region')} ${dot} being asked`;
	}

	const parts: ReadonlyArray<readonly [Kind, string]> = [
		['to do', 'to do'],
		['enforced', 'enforced'],
		['by policy', 'by policy'],
		['asking', 'being asked'],
		['unavailable', 'unavailable'],
	];
	const marked = state.marked.length === 0 ? [] : [`${state.marked.length} marked`];
	return [
		counted(regions.length, 'Region'),
		...parts.filter(([kind]) => count(kind) > 0).map(([kind, words]) => `${count(kind)} ${words}`),
		...marked,
	].join(` ${dot} `);
}

type Kind = 'to do' | 'enforced' | 'by policy' | 'asking' | 'unavailable';

function kindOf(state: RolloutState, region: RegionInfo): Kind {
	if (canWorkOn(state, region) !== true) {
		return 'unavailable';
	}

	const settings = state.overview[region.name]?.settings;
	if (settings?.status !== 'here') {
		return 'asking';
	}

	const {ManagedBy: by, State: reported} = settings.value;
	return by === 'account' ? (reported === 'enabled' ? 'enforced' : 'to do') : 'by policy';
}

/** Its state and criteria; what runs there; and what comes next. */
export function aboutRegion(state: RolloutState, region: RegionInfo, symbols: Symbols): readonly Pane[] {
	const overview = state.overview[region.name];
	if (region.optInStatus === 'not-opted-in' || overview === undefined) {
		const words = 'The account has not opted in to this Region: nothing can run there.';
		return [{title: region.name, lines: (width) => wrapped(words, width)}];
	}

	return [
		{title: region.name, lines: (width) => settingsLines(overview, {width, symbols})},
		{title: 'What runs there', lines: (width) => countLines(overview, {width, symbols})},
		{title: 'Last change', lines: (width) => lastChangeLines(state, region.name, {width, symbols})},
		{title: 'What comes next', lines: (width) => wrapped(whatNext(state, overview), width, {tone: 'accent'})},
	];
}

function settingsLines({settings}: RegionOverview, look: Look): readonly Line[] {
	if (settings.status === 'failed') {
		return problemLines(settings.problem, look);
	}

	if (settings.status === 'wanted') {
		return [line('Asking for its settings', 'muted')];
	}

	const {State: state, ManagedBy: by, ImageCriteria: criteria} = settings.value;
	const words: Readonly<Record<string, string>> = {
		disabled: 'Nothing is restricted: Allowed AMIs is off, and any AMI can be launched.',
		'audit-mode': 'Audit mode: nothing is blocked, and what would be blocked is marked.',
		enabled: 'It enforces: launches from images that are not allowed fail.',
	};
	const kept: Readonly<Record<string, string>> = {
		disabled: 'Criteria kept for later:',
		'audit-mode': 'Its criteria would allow:',
	};
	return [
		...wrapped(words[state] ?? `It reports "${state}", which this version does not know.`, look.width),
		...(by === 'account'
			? []
			: wrapped('Managed by a declarative policy of the organization.', look.width, {tone: 'warning'})),
		...(state === 'disabled' && criteria.length === 0
			? []
			: [line(kept[state] ?? 'Allowed are:', 'muted'), ...criteriaLines(criteria, look)]),
	];
}

function countLines({settings, counts, soFar}: RegionOverview, look: Look): readonly Line[] {
	if (counts.status === 'failed') {
		return [line('Counting is incomplete:', 'warning'), ...problemLines(counts.problem, look)];
	}

	const known = counts.status === 'here' ? counts.value : soFar;
	if (known === undefined || settings.status !== 'here') {
		return settings.status === 'here' ? [line('Counting its instances', 'muted')] : [];
	}

	const isOff = settings.value.State === 'disabled';
	return [
		...(counts.status === 'here' ? [] : [line('Counted so far:', 'muted')]),
		...(isOff
			? wrapped(`${counted(known.instances, 'instance')}; AWS gives no verdict while Allowed AMIs is off.`, look.width)
			: verdictLines(known)),
		...('lacksManaged' in known && known.lacksManaged
			? wrapped('Instances that AWS services manage may be missing.', look.width, {tone: 'warning'})
			: []),
	];
}

function verdictLines({instances, notAllowed, unknown}: RegionCounts): readonly Line[] {
	const row = (count: number, words: string, tone?: Tone): Line => [
		{text: count.toLocaleString('en-US').padStart(7), tone},
		{text: `  ${words}`},
	];
	const allowed = instances - notAllowed - unknown;
	return [
		row(allowed, allowed === 1 ? 'runs an allowed image' : 'run allowed images', 'allowed'),
		row(
			notAllowed,
			notAllowed === 1 ? 'runs an image that is not allowed' : 'run images that are not allowed',
			notAllowed > 0 ? 'notAllowed' : undefined,
		),
		...(unknown > 0 ? [row(unknown, unknown === 1 ? 'has no verdict' : 'have no verdict', 'unknown')] : []),
	];
}

/** What comes next; while a filter is typed, the next enter keeps that. */
function whatNext(state: RolloutState, overview: RegionOverview): string {
	const words = nextWords(state, overview);
	return state.step.name === 'regions' && state.step.isFiltering && words !== ''
		? `enter keeps the filter; after that, ${words}`
		: words;
}

function nextWords(state: RolloutState, {settings}: RegionOverview): string {
	if (settings.status !== 'here') {
		return settings.status === 'failed' ? 'r asks again.' : '';
	}

	const {State: reported, ManagedBy: by} = settings.value;
	if (state.marked.length > 0) {
		return state.marked.length === 1
			? 'enter begins with the marked Region.'
			: `enter walks the ${counted(state.marked.length, 'marked Region')} one by one, f all of them together.`;
	}

	if (by !== 'account') {
		return 'enter opens it to scan and review; nothing can be changed here.';
	}

	const steps: Readonly<Record<string, string>> = {
		disabled: 'enter opens it; audit mode is turned on first, which blocks nothing.',
		'audit-mode': 'enter opens it; the criteria come next, then a scan.',
		enabled: 'enter opens it to scan and review, or to loosen it to audit mode.',
	};
	return steps[reported] ?? 'enter opens it to scan and review.';
}
