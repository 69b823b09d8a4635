/** What there is to say of the current line, as lines that are wrapped to a width: why its image is or isn't allowed first. */
import {capitalized} from '../../../capitalized.ts';
import {counted} from '../../../counted.ts';
import {allowedUntil} from '../../../criteria/evaluation/allowed-until.ts';
import type {ImageCriteria} from '../../../criteria/criterion.ts';
import {day} from '../../../criteria/evaluation/days.ts';
import {compileCriteria, type CriterionExplanation, type Explanation} from '../../../criteria/evaluation/evaluate.ts';
import type {ImageEvidence} from '../../../criteria/evaluation/image.ts';
import {knownPublisher} from '../../../criteria/suggestions/publishers.ts';
import type {Suggestion} from '../../../criteria/suggestions/suggest.ts';
import type {Group} from '../../../inventory/list/groups.ts';
import type {Instance} from '../../../inventory/instance.ts';
import {daysAhead} from '../../../operations/forecast.ts';
import type {StepOf} from '../../../rollout/state.ts';
import {line, wrapped, type Line, type Span} from '../../components/text/lines.tsx';
import type {Symbols, Tone} from '../../theme.ts';
import type {Card} from '../details.tsx';

export type Look = {readonly width: number; readonly symbols: Symbols};

/** The verdict, and for each criterion which condition is met; where ours differs from AWS's, AWS is right. */
export function whyLines(
	image: ImageEvidence,
	explanation: Explanation | undefined,
	{width, symbols}: Look,
): readonly Line[] {
	const aws = image.ImageAllowed;
	const verdict = aws === undefined ? 'AWS gives no verdict' : aws ? 'Allowed' : 'Not allowed';
	const tone: Tone = aws === false ? 'notAllowed' : aws === true ? 'allowed' : 'unknown';
	if (explanation === undefined) {
		return wrapped(`${verdict}. The criteria that are applied are not known here.`, width, {tone});
	}

	const differs = aws !== undefined && explanation.verdict !== 'unknown' && aws !== (explanation.verdict === 'allowed');
	return [
		...wrapped(`${verdict}: ${explanation.summary}`, width, {tone}),
		...(differs
			? wrapped(
					`By our reading of the criteria it would be ${explanation.verdict === 'allowed' ? 'allowed' : 'not allowed'}: AWS is right, it is shown as AWS says. Scan again if the criteria changed just now.`,
					width,
					{tone: 'warning', first: [{text: `${symbols.warning} `, tone: 'warning'}]},
				)
			: []),
		...explanation.criteria.flatMap((criterion) => conditionLines(criterion, {width, symbols})),
	];
}

function conditionLines({index, conditions}: CriterionExplanation, {width, symbols}: Look): readonly Line[] {
	const signs = {met: symbols.allowed, 'not met': symbols.notAllowed, unknown: symbols.unknown} as const;
	const tones = {met: 'allowed', 'not met': 'notAllowed', unknown: 'unknown'} as const;
	return conditions.flatMap(({outcome, words}, position) => {
		const number: Span = {text: position === 0 ? `${String(index + 1).padStart(3)}  ` : ' '.repeat(5)};
		return wrapped(words, width, {first: [number, {text: signs[outcome], tone: tones[outcome]}, {text: ' '}]});
	});
}

/** Until when an image that is allowed stays so, and because of what. */
export function untilLines(
	criteria: ImageCriteria | undefined,
	image: ImageEvidence,
	{account, now, width}: {readonly account: string; readonly now: Date; readonly width: number},
): readonly Line[] {
	if (criteria === undefined) {
		return [];
	}

	const end = allowedUntil(criteria, image, {account, now});
	switch (end.type) {
		case 'for ever': {
			return wrapped(
				image.OwnerId === account
					? 'Allowed for ever: it is your own.'
					: 'Allowed for as long as the criteria stand: no limit of time ends it.',
				width,
			);
		}

		case 'until': {
			const doubt = end.isSure ? '' : '; whether another criterion allows it then is not known';
			return wrapped(`Allowed until ${end.day}: ${end.because}${doubt}.`, width, {
				tone: end.at - now.getTime() <= daysAhead * day ? 'warning' : 'plain',
			});
		}

		case 'unknown':
		case 'not allowed': {
			return wrapped('Until when it stays allowed is not known.', width, {tone: 'muted'});
		}
	}
}

/** Where the draft would allow what is not allowed: nothing has to be added to it. */
export function draftLines(
	draft: ImageCriteria | undefined,
	image: ImageEvidence | undefined,
	{account, now, width}: {readonly account: string; readonly now: Date; readonly width: number},
): readonly Line[] {
	return draft !== undefined &&
		image !== undefined &&
		compileCriteria(draft, {account, now}).verdict(image) === 'allowed'
		? wrapped('The draft allows it, once it is applied.', width, {tone: 'good'})
		: [];
}

/** A suggestion, and what it clears in words: `9 offenders`. */
type Offer = Suggestion & {readonly cleared: string};

/** What would allow an image, best first, each whole or not at all; `from` is the line that they begin at. */
export function offerLines(
	offers: readonly Offer[],
	{from: start, canAdd, look}: {readonly from: number; readonly canAdd: boolean; readonly look: Look},
): {readonly lines: readonly Line[]; readonly cards: readonly Card[]} {
	if (offers.length === 0) {
		return {lines: [], cards: []};
	}

	const {width} = look;
	const lines = [
		...wrapped(canAdd ? 'To allow it (a number key adds it to the draft):' : 'What would allow it:', width),
	];
	const cards: Card[] = [];
	for (const [index, {id, label, cleared, trust, risk}] of offers.entries()) {
		const number = index + 1;
		const from = start + lines.length;
		lines.push(
			...wrapped(label, width, {first: [{text: `  ${number} `, tone: 'key'}]}),
			...wrapped(`${cleared} fewer; ${risk} risk: lets in ${trust}`, width, {
				tone: risk === 'high' ? 'warning' : 'muted',
				first: [{text: ' '.repeat(4)}],
			}),
		);
		cards.push({number, id, from, to: start + lines.length});
	}

	return {lines, cards};
}

/** What else names the image, as far as it was asked for. */
export function referenceLines(step: StepOf<'review'>, imageId: string, {width, symbols}: Look): readonly Line[] {
	const {references} = step;
	if (references?.imageId !== imageId) {
		return [line('Used by: r asks for its references.', 'muted')];
	}

	switch (references.found.status) {
		case 'wanted': {
			return [line('Looking for what names this image…', 'muted')];
		}

		case 'failed': {
			const {what, next} = references.found.problem;
			return wrapped(`${what} ${next}`, width, {tone: 'danger', first: [{text: `${symbols.failed} `, tone: 'danger'}]});
		}

		case 'here': {
			const {references: found, notes} = references.found.value;
			const counts = [...Map.groupBy(found, ({ResourceType}) => ResourceType)].map(([type, {length}]) =>
				counted(length, nouns[type ?? ''] ?? type ?? 'resource'),
			);
			return [
				...wrapped(counts.length === 0 ? 'Nothing else names it.' : `Used by ${counts.join(', ')}`, width),
				...found
					.filter(({ResourceType}) => ResourceType !== 'ec2:Instance')
					.flatMap(({Arn = ''}) => wrapped(Arn, width, {tone: 'muted', first: [{text: '  '}]})),
				...notes.flatMap((note) => wrapped(note, width, {tone: 'warning'})),
			];
		}
	}
}

/** As people call what AWS names by service and type. */
const nouns: Readonly<Record<string, string>> = {
	'ec2:Instance': 'instance',
	'ec2:LaunchTemplate': 'launch template',
	'ssm:Parameter': 'SSM parameter',
	'imagebuilder:ImageRecipe': 'image recipe',
	'imagebuilder:ContainerRecipe': 'container recipe',
};

export function instanceLines(instance: Instance, {width, symbols}: Look): readonly Line[] {
	const {InstanceId, InstanceType, AvailabilityZone, State, LaunchTime, Tags = []} = instance;
	const facts = [
		InstanceId,
		InstanceType,
		AvailabilityZone,
		State?.Name,
		LaunchTime === undefined ? undefined : `launched ${LaunchTime.slice(0, 10)}`,
	];
	return [
		...wrapped(facts.filter((fact) => fact !== undefined).join(` ${symbols.dot} `), width, {tone: 'muted'}),
		...(Tags.length > 0
			? wrapped(Tags.map(({Key, Value}) => `${Key}=${Value}`).join('  '), width, {tone: 'muted'})
			: []),
	];
}

/** A group of anything but one image: what it is, and that it has to be opened to see why. */
export function groupLines({by, key, instances, notAllowed, unknown}: Group, {width, symbols}: Look): readonly Line[] {
	// Of those that the filter leaves: a verdict that none of them has may be there all the same.
	const verdicts = [
		[notAllowed, 'not allowed'] as const,
		[instances - notAllowed - unknown, 'allowed'] as const,
		[unknown, 'without a verdict'] as const,
	].flatMap(([count, words]) => (count > 0 ? [`${count.toLocaleString('en-US')} ${words}`] : []));
	return [
		...wrapped(`${capitalized(by)}: ${key === '' ? 'not known' : key}`, width, {
			tone: 'strong',
		}),
		...wrapped([`${counted(instances, 'instance')} listed`, ...verdicts].join(` ${symbols.dot} `), width, {
			tone: 'muted',
		}),
		...wrapped('More than one image can be in it: enter opens it, and each says why.', width),
	];
}

/** Who owns an image, since when it is there, and until when it is current. */
export function aboutImage(
	{OwnerId, ImageOwnerAlias, IsPublic, CreationDate, DeprecationTime, deregistered}: ImageEvidence,
	now: Date,
	dot: string,
): string {
	const publisher = OwnerId === undefined ? undefined : knownPublisher(OwnerId);
	const days =
		CreationDate === undefined ? undefined : Math.floor((now.getTime() - Date.parse(CreationDate)) / 86_400_000);
	return [
		`${OwnerId ?? 'owner not known'}${publisher === undefined ? '' : ` (${publisher})`}`,
		ImageOwnerAlias === OwnerId ? undefined : ImageOwnerAlias,
		IsPublic === undefined ? undefined : IsPublic ? 'public' : 'private',
		CreationDate === undefined ? undefined : `created ${CreationDate.slice(0, 10)} (${counted(days ?? 0, 'day')})`,
		typeof DeprecationTime === 'string' ? `deprecated ${DeprecationTime.slice(0, 10)}` : undefined,
		deregistered === true ? 'deregistered' : undefined,
	]
		.filter((part) => part !== undefined)
		.join(` ${dot} `);
}
