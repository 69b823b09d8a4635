/** What criteria would do to the instances that were scanned, in numbers and by name. */
import {counted} from '../../counted.ts';
import type {Impact} from '../../criteria/comparison/impact.ts';
import type {Preview} from '../../operations/change/preview.ts';
import {safeText} from '../../safe-text.ts';
import {clip, fit, widthOf} from '../components/text/fit.ts';
import {line, wrapped, type Line} from '../components/text/lines.tsx';
import {blank, type Look} from '../components/text/text-lines.ts';
import type {Tone} from '../theme.ts';

/** So many images of a kind are named at most; the others are counted. */
const mostNamed = 8;

/** The numbers, with what is more and less of each than now; then the images whose verdict changes, most instances first. */
export function effectLines(preview: Preview | undefined, look: Look): readonly Line[] {
	const {width} = look;
	const known = preview?.impact;
	const isNothingKnown =
		preview?.isComplete === false &&
		[known?.allowed, known?.blocked, known?.unknown].every((delta) => delta?.after.instances === 0);
	if (preview === undefined || isNothingKnown) {
		return wrapped('What it would do shows here once the Region has been scanned.', width, {tone: 'muted'});
	}

	const {impact, isComplete, launches} = preview;
	// Where AWS gave no verdict so far, nothing is more or less than before.
	const hadVerdicts = [impact.allowed, impact.blocked].some(({after, change}) => after.instances !== change.instances);
	const numberLine = (name: string, delta: Impact['allowed'], tone: Tone | undefined) =>
		deltaLine(name, delta, {tone, hasChange: hadVerdicts}, look);
	return [
		...(isComplete ? [] : wrapped('Of the instances known so far:', width, {tone: 'warning'})),
		numberLine('allowed', impact.allowed, 'allowed'),
		numberLine('blocked', impact.blocked, impact.blocked.after.instances > 0 ? 'notAllowed' : undefined),
		...(impact.unknown.after.instances > 0 ? [numberLine('unknown', impact.unknown, 'unknown')] : []),
		...(launches === '' ? [] : wrapped(launches, width)),
		...imageLines('Newly blocked', impact.newlyBlocked, 'notAllowed', look),
		...imageLines('Not known by these criteria', impact.newlyUnknown, 'unknown', look),
		...imageLines(hadVerdicts ? 'Still blocked' : 'Blocked', impact.stillBlocked, undefined, look),
		...imageLines('Newly allowed', impact.newlyAllowed, 'allowed', look),
	];
}

function deltaLine(
	name: string,
	{after, change}: Impact['allowed'],
	{tone, hasChange}: {readonly tone: Tone | undefined; readonly hasChange: boolean},
	{symbols}: Look,
): Line {
	const by = hasChange ? change.instances : 0;
	const sign = by > 0 ? '+' : symbols.dash;
	const images = ` ${after.instances === 1 ? 'instance' : 'instances'} of ${counted(after.images, 'image')}`;
	return [
		{text: fit(name, 9)},
		{text: fit(after.instances.toLocaleString('en-US'), 7, {align: 'right'}), tone},
		{text: by === 0 ? '' : ` (${sign}${Math.abs(by).toLocaleString('en-US')})`, tone: 'muted'},
		{text: after.instances === 0 ? '' : images, tone: 'muted'},
	];
}

function imageLines(
	title: string,
	images: Impact['newlyBlocked'],
	tone: Tone | undefined,
	{width, symbols}: Look,
): readonly Line[] {
	if (images.length === 0) {
		return [];
	}

	const named = images.slice(0, images.length > mostNamed ? mostNamed - 1 : mostNamed);
	const more = images.length - named.length;
	// Columns as wide as what is in them.
	const providers = named.map(({provider}) => clip(safeText(provider), 18, {ellipsis: symbols.ellipsis}));
	const counts = named.map(({instances}) => instances.toLocaleString('en-US'));
	const byWidth = Math.max(...providers.map((provider) => widthOf(provider)));
	const countWidth = Math.max(...counts.map((count) => count.length));
	const room = Math.max(8, width - 2 - (width >= 50 ? byWidth + 2 : 0) - countWidth - 2);
	return [
		blank,
		line(title, 'muted'),
		...named.map(({name}, index): Line => [
			{text: '  '},
			{text: fit(safeText(name), room, {truncate: 'middle', ellipsis: symbols.ellipsis}), tone},
			{text: width >= 50 ? `  ${fit(providers[index] ?? '', byWidth)}` : '', tone: 'muted'},
			{text: `  ${fit(counts[index] ?? '', countWidth, {align: 'right'})}`},
		]),
		...(more > 0 ? [line(`  and ${more} more`, 'muted')] : []),
	];
}
