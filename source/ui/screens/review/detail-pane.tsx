import {useMemo} from 'react';
import {compileCriteria} from '../../../criteria/evaluate.ts';
import type {ImageEvidence} from '../../../criteria/image.ts';
import type {Suggestion} from '../../../criteria/suggest.ts';
import {imageAtHand, lineAtHand} from '../../../rollout/steps/review/list-commands.ts';
import {canChange} from '../../../rollout/guards.ts';
import {appliedCriteria} from '../../../rollout/judged.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import type {StepOf, RolloutState} from '../../../rollout/state.ts';
import {suggestionsFor} from '../../../rollout/steps/review/suggestions.ts';
import {extractOf, line, Lines, wrapped, type Line} from '../../components/lines.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useRested} from '../../hooks/use-rested.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {useTold} from '../../hooks/use-told.ts';
import {
	aboutImage,
	groupLines,
	instanceLines,
	referenceLines,
	suggestionLines,
	whyLines,
	type Look,
} from './detail-lines.ts';

/**
Why the image at hand is or isn't allowed, condition by condition, and what would allow it; then what is known of it and of the instance. What
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
	const {symbols, isSpoken} = useTheme();
	const {covered} = useBodySize();
	const {browser} = session;
	const look = {width, symbols};
	const of = lineAtHand(browser);
	const atHand = imageAtHand(browser);
	const before = useImageLines({state, step, session, look, ...atHand});
	const suggestions = useSuggestions({state, session, ...atHand});
	const instance = browser.currentInstance();
	const group = browser.currentGroup();
	const lines: Line[] = [...before];
	const cards: Array<{number: number; id: string; from: number; to: number}> = [];
	if (suggestions.length > 0) {
		lines.push(
			...wrapped(
				canChange(state) === true ? 'To allow it (a number key adds it to the draft):' : 'What would allow it:',
				width,
			),
		);
		for (const [index, suggestion] of suggestions.entries()) {
			const from = lines.length;
			lines.push(...suggestionLines(suggestion, index + 1, look));
			cards.push({number: index + 1, id: suggestion.id, from, to: lines.length});
		}
	}

	if (atHand === undefined && group !== undefined) {
		lines.push(...groupLines(group, look));
	} else if (atHand === undefined && instance !== undefined) {
		lines.push(line('AWS gives no image metadata for this instance.', 'muted'));
	}

	if (atHand !== undefined && state.options.purpose !== 'scan-file') {
		lines.push(...referenceLines(step, atHand.image.ImageId, look));
	}

	if (instance !== undefined) {
		lines.push(...instanceLines(instance, look));
	}

	const top = step.details?.of === of ? step.details.top : 0;
	const {from, to} = extractOf(lines.length, isSpoken ? Infinity : height, top);
	// What a notice lies over can't be read.
	const readable = isSpoken ? to : Math.min(to, from + height - covered);
	const seen = cards.filter((card) => card.from >= from && card.to <= readable).map(({number, id}) => ({number, id}));
	const rested = useRested(of, 80);
	useTold(() => {
		if (rested === of && of !== '') {
			session.dispatch({
				type: 'shown-details',
				of,
				top: from,
				atOnce: to - from,
				count: lines.length,
				suggestions: seen,
			});
		}
	}, [session, rested, of, from, to, lines.length, JSON.stringify(seen)]);

	return (
		<Lines
			lines={lines}
			width={width}
			height={height}
			top={top}
			how={`J K scroll, z ${step.isZoomed === true ? 'back to the list' : 'all of it'}`}
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
	const {account} = state.identity;
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
