import {useMemo} from 'react';
import {counted} from '../../../counted.ts';
import {compileCriteria} from '../../../criteria/evaluation/evaluate.ts';
import type {ImageEvidence} from '../../../criteria/evaluation/image.ts';
import type {Suggestion} from '../../../criteria/suggestions/suggest.ts';
import {accountAt} from '../../../inventory/place.ts';
import {currentImage, currentLine} from '../../../rollout/steps/review/current-line.ts';
import {canChange} from '../../../rollout/guards.ts';
import {appliedCriteria, enforceableCriteria} from '../../../rollout/judged.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {isOffline, type StepOf, type RolloutState} from '../../../rollout/state.ts';
import {suggestionsFor} from '../../../rollout/steps/review/suggestions.ts';
import {line, wrapped, type Line} from '../../components/text/lines.tsx';
import {useRested} from '../../hooks/use-rested.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {Details} from '../details.tsx';
import {
	aboutImage,
	draftLines,
	groupLines,
	instanceLines,
	offerLines,
	referenceLines,
	untilLines,
	whyLines,
	type Look,
} from './detail-lines.ts';

/**
Why the current image is or isn't allowed, condition by condition, and what would allow it; then what is known of it and of the instance. What
does not fit scrolls. Once a frame is written, the state hears what can be seen: a key adds no suggestion that can't.
*/
export function DetailPane({
	state,
	step,
	session,
	width,
	height,
}: {
	readonly state: RolloutState;
	readonly step: StepOf<'review'>;
	readonly session: WizardSession;
	readonly width: number;
	readonly height: number;
}) {
	const {symbols} = useTheme();
	const {browser} = session;
	const look = {width, symbols};
	const current = currentImage(browser);
	const draft = current && state.work[current.region]?.draft?.criteria;
	const before = [
		...useImageLines({state, step, session, look, ...current}),
		...(current?.image.ImageAllowed === false
			? draftLines(draft, current.image, {account: state.identity.account, now: session.now(), width})
			: []),
	];
	const suggestions = useSuggestions({state, session, ...current});
	const instance = browser.currentInstance();
	const group = browser.currentGroup();
	const offers = offerLines(
		suggestions.map((suggestion) => ({...suggestion, cleared: counted(suggestion.clears.instances, 'offender')})),
		{from: before.length, canAdd: canChange(state) === true, look},
	);
	const lines: Line[] = [...before, ...offers.lines];
	if (current === undefined && group !== undefined) {
		lines.push(...groupLines(group, look));
	} else if (current === undefined && instance !== undefined) {
		lines.push(line('AWS gives no image metadata for this instance.', 'muted'));
	}

	if (current !== undefined && !isOffline(state.options)) {
		lines.push(...referenceLines(step, current.image.ImageId, look));
	}

	if (instance !== undefined) {
		lines.push(...instanceLines(instance, look));
	}

	return (
		<Details
			session={session}
			of={currentLine(browser)}
			lines={lines}
			cards={offers.cards}
			details={step.details}
			isZoomed={step.isZoomed}
			width={width}
			height={height}
		/>
	);
}

type OfImage = {
	readonly state: RolloutState;
	readonly session: WizardSession;
	readonly image?: ImageEvidence;
	readonly region?: string;
};

/** The image and its verdict. */
function useImageLines({
	state,
	session,
	look,
	image,
	region,
}: OfImage & {readonly step: StepOf<'review'>; readonly look: Look}): readonly Line[] {
	const criteria = region === undefined ? undefined : appliedCriteria(state, region);
	const account = accountAt(region ?? '') ?? state.identity.account;
	const now = session.now();
	const explanation = useMemo(
		() =>
			image === undefined || criteria === undefined
				? undefined
				: compileCriteria(criteria, {account, now}).explain(image),
		[criteria, account, image, now.getTime()],
	);
	if (image === undefined) {
		return [];
	}

	const {width, symbols} = look;
	return [
		...wrapped(`${image.ImageId} ${image.Name ?? ''}`.trimEnd(), width, {tone: 'strong'}),
		...wrapped(aboutImage(image, now, symbols.dot), width, {tone: 'muted'}),
		...(image.ImageAllowed === true && region !== undefined
			? untilLines(enforceableCriteria(state, region), image, {account, now, width})
			: []),
		...whyLines(image, explanation, look),
	];
}

/**
What would allow it, with what that costs in trust; worked out once the cursor rests, and remembered, so that what was there once is there at
once when one comes back.
*/
function useSuggestions({state, session, image, region}: OfImage): readonly Suggestion[] {
	const rested = useRested(image, 80);
	const {inventory} = session.browser;
	const draft = region === undefined ? undefined : state.work[region]?.draft?.criteria;
	const applied = region === undefined ? undefined : appliedCriteria(state, region);
	const known = useMemo(
		() => new Map<string | undefined, readonly Suggestion[]>(),
		[inventory, inventory.version, region, draft, applied],
	);
	if (image === undefined || region === undefined) {
		return [];
	}

	if (rested === image && !known.has(image.ImageId)) {
		known.set(image.ImageId, suggestionsFor(state, inventory, {image, region}, session.now()));
	}

	return known.get(image.ImageId) ?? [];
}
