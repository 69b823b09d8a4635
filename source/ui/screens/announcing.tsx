import {useMemo} from 'react';
import {announcementOf, isToBeRead, type Announcing as AnnouncingStep} from '../../rollout/announced.ts';
import type {WizardSession} from '../../rollout/session.ts';
import type {RolloutState} from '../../rollout/state.ts';
import type {Pane} from '../components/panels/panes.tsx';
import {ReadThrough} from '../components/panels/read-through.tsx';
import {readingOn} from '../hooks/use-page.ts';

/** What a step announces: the state hears what of it has been on the screen, and nothing is sent before that was all of it. */
export function Announcing({
	state,
	step,
	session,
	panes,
	height,
}: {
	readonly state: RolloutState;
	readonly step: AnnouncingStep;
	readonly session: WizardSession;
	readonly panes: readonly Pane[];
	readonly height: number;
}) {
	const made = announcementOf(state, step);
	// It is made anew each time; it is another one where one of its parts is.
	const announcement = useMemo(() => made, [made.change, made.region, made.settings, made.criteria, made.run]);
	return (
		<ReadThrough
			panes={panes}
			height={height}
			top={step.read?.top ?? 0}
			panel={announcement}
			how={isToBeRead(state, step) ? readingOn.enter : readingOn.lines}
			onDrawn={(drawn) => {
				session.dispatch({type: 'shown-change', ...drawn});
			}}
		/>
	);
}
