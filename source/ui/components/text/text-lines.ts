/** What is said on many screens, as lines that are wrapped already. */
import type {ImageCriteria} from '../../../criteria/criterion.ts';
import {criterionInWords} from '../../../criteria/words.ts';
import type {AllowedImagesSettings} from '../../../criteria/settings.ts';
import type {Problem} from '../../../problem.ts';
import type {Symbols, Tone} from '../../theme.ts';
import {line, wrapped, type Line} from './lines.tsx';

/** How wide lines may be, and the signs that they begin with. */
export type Look = {readonly width: number; readonly symbols: Symbols};

/** Each criterion beside a bullet. What AWS does with none at all is not documented: that is said, too. */
export function criteriaLines(criteria: ImageCriteria, look: Look): readonly Line[] {
	return criteria.length === 0
		? bulleted("nothing is listed; AWS does not document what that allows, expect only your own account's AMIs", look)
		: [...bulletsOf(criteria, look), ...bulleted("your own account's AMIs, always", look, 'muted')];
}

/** The criteria that a Region reports, as what they do there: while Allowed AMIs is off, nothing, and none at all is not the list that is empty. */
export function inForceLines(settings: AllowedImagesSettings | undefined, look: Look): readonly Line[] {
	const criteria = settings?.ImageCriteria ?? [];
	if (settings?.State !== 'disabled') {
		return criteriaLines(criteria, look);
	}

	const off = 'any AMI can be launched: Allowed AMIs is off';
	return [
		...bulleted(off, look),
		...(criteria.length === 0 ? [] : [line('Criteria kept for later:', 'muted'), ...bulletsOf(criteria, look)]),
	];
}

function bulletsOf(criteria: ImageCriteria, look: Look): readonly Line[] {
	return criteria.flatMap((criterion) => bulleted(criterionInWords(criterion), look));
}

function bulleted(text: string, {width, symbols}: Look, tone?: Tone): readonly Line[] {
	return wrapped(text, width, {tone, first: [{text: `${symbols.bullet} `, tone: 'muted'}]});
}

type DiffLineData = {readonly sign: '+' | '-' | ' ' | '~'; readonly text: string};

const signTones: Readonly<Record<DiffLineData['sign'], Tone | undefined>> = {
	'+': 'added',
	'-': 'removed',
	'~': 'warning',
	' ': undefined,
};

/** What comes in, goes out and stays; what is long goes on under its own text. */
export function diffLines(lines: readonly DiffLineData[], {width}: Pick<Look, 'width'>): readonly Line[] {
	return lines.flatMap(({sign, text}) =>
		wrapped(text, width, {tone: signTones[sign], first: [{text: `${sign} `, tone: signTones[sign]}]}),
	);
}

/** What happened and what to do next, and AWS's own words for a support case. */
export function problemLines(
	{kind, what, next, code, requestId, stack}: Problem,
	{width, symbols}: Look,
): readonly Line[] {
	const references = [code, requestId === undefined ? undefined : `request ID ${requestId}`]
		.filter((reference) => reference !== undefined)
		.join(` ${symbols.dot} `);
	const tone = kind === 'interrupted' ? 'warning' : 'danger';
	const below = (text: string, look?: Tone) =>
		text === '' ? [] : wrapped(text, width, {tone: look, first: [{text: '  '}]});
	return [
		...wrapped(what, width, {tone, first: [{text: `${symbols.failed} `, tone}]}),
		...below(next),
		...below(references, 'muted'),
		...(kind === 'bug' && stack !== undefined ? below(stack, 'muted') : []),
	];
}

/** A name and what it is: `Account    123456789012`. */
export function factLines(
	facts: ReadonlyArray<readonly [name: string, value: string]>,
	{width}: Pick<Look, 'width'>,
): readonly Line[] {
	const room = Math.max(...facts.map(([name]) => name.length)) + 2;
	return facts.flatMap(([name, value]) => wrapped(value, width, {first: [{text: name.padEnd(room), tone: 'muted'}]}));
}

/** A line between paragraphs. */
export const blank: Line = line('');
