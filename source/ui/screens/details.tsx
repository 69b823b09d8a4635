import type {WizardSession} from '../../rollout/session.ts';
import type {ShownDetails} from '../../rollout/shown-details.ts';
import {extractOf, Lines, type Line} from '../components/text/lines.tsx';
import {useBodySize} from '../hooks/use-body-size.ts';
import {readingOn} from '../hooks/use-page.ts';
import {useRested} from '../hooks/use-rested.ts';
import {useTheme} from '../hooks/use-theme.ts';
import {useTold} from '../hooks/use-told.ts';

/** A suggestion among lines: which of them it takes. */
export type Card = {readonly number: number; readonly id: string; readonly from: number; readonly to: number};

/**
What there is to say of a row of a list. What does not fit scrolls. Once a frame is written, the state hears what can be seen: a key adds no
suggestion that can't.
*/
export function Details({
	session,
	of,
	lines,
	cards,
	details,
	isZoomed = false,
	width,
	height,
}: {
	readonly session: WizardSession;
	/** What tells the row from any other; empty without one. */
	readonly of: string;
	readonly lines: readonly Line[];
	readonly cards: readonly Card[];
	readonly details: ShownDetails | undefined;
	readonly isZoomed?: boolean | undefined;
	readonly width: number;
	readonly height: number;
}) {
	const {isSpoken} = useTheme();
	const {covered} = useBodySize();
	const top = details?.of === of ? details.top : 0;
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
			how={`${readingOn.lines}, z ${isZoomed ? 'back to the list' : 'all of it'}`}
		/>
	);
}
