/** What the watch says of launches that were refused. */
import {counted} from '../../../counted.ts';
import type {RefusedLaunch} from '../../../operations/watch/refused.ts';
import {sourceNames} from '../../../operations/launches/words.ts';
import {principalOf} from '../../../principal.ts';
import type {RefusedGroup} from '../../../rollout/steps/watch.ts';
import type {Tone} from '../../theme.ts';

/** What was asked: where, and since which time of the day; and whether a part of it could not be read. */
type Asked = {readonly where: string; readonly since: string; readonly isPartial: boolean};

/** How many launches were refused, and how many groups, templates and callers tried: of what could be read, and of those that are kept. */
export function refusedInWords({
	where,
	since,
	isPartial,
	count,
	groups,
}: Asked & {readonly count: number; readonly groups: readonly RefusedGroup[]}): string {
	const sources = new Set(groups.map(({newest}) => `${newest.region} ${triedBy(newest)}`)).size;
	const kept = groups.reduce((sum, {times}) => sum + times, 0);
	return `${isPartial ? 'At least ' : ''}${counted(count, 'launch', 'launches')} refused in ${where} since ${since} UTC, tried by ${kept < count ? 'at least ' : ''}${counted(sources, 'source')}`;
}

/** That none was refused; where not all could be read, that this is not known. */
export function noneInWords({where, since, isPartial}: Asked): string {
	return isPartial
		? `Not known whether launches were refused in ${where} since ${since} UTC: not everything could be read. What could be read has none.`
		: `No launch was refused in ${where} since ${since} UTC`;
}

/** What wanted to launch: `Auto Scaling group ci`, `launch template lt-0a1b`; or who called: `role ci-runner/pipeline-4711`, `user jane`. */
export function triedBy({source: {type, id}, by}: RefusedLaunch): string {
	return type === 'recent-launch' ? callerInWords(by) : `${sourceNames[type]} ${id}`;
}

function callerInWords(by: string | undefined): string {
	if (by === undefined || by === 'not known') {
		return 'a caller that is not known';
	}

	if (!by.startsWith('arn:')) {
		return by;
	}

	const kind = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(?:assumed-)?(role|user)\//.exec(by)?.[1];
	return kind === undefined ? principalOf(by) : `${kind} ${principalOf(by)}`;
}

/** Why the newest was refused, from which image, by whom; and whether that was known before. */
export function detailsOf(
	{newest, named}: RefusedGroup,
	dot: string,
): ReadonlyArray<{readonly text: string; readonly tone?: Tone}> {
	const {error, message, imageId, by} = newest;
	return [
		{text: `${triedBy(newest)} ${dot} ${imageId === '' ? 'an image that is not known' : imageId}`, tone: 'strong'},
		{text: `${error}: ${message}`, tone: 'notAllowed'},
		...(message.includes('does not exist')
			? [{text: 'Of a blocked image AWS says that it does not exist.', tone: 'muted' as const}]
			: []),
		{
			text:
				named === undefined
					? 'Nothing that launches this image was named before enforcing in this run.'
					: 'The enforce step had named it among what would fail.',
			tone: 'muted',
		},
		...(by === undefined ? [] : [{text: `Called by ${by}`}]),
	];
}
