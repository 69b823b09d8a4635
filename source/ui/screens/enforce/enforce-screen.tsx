import {Box} from 'ink';
import {useMemo} from 'react';
import {canEnforce, confirmationPhrase, isPanelShown, panelIn} from '../../../rollout/guards.ts';
import {currentRegion, currentWork, type RolloutState, type StepOf} from '../../../rollout/state.ts';
import {ConfirmInput, confirmHeight} from '../../components/confirm-input.tsx';
import {ScrolledPanel} from '../../components/scrolled-panel.tsx';
import {Toned} from '../../components/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {RunView} from '../run-view.tsx';
import {enforceLines} from './enforce-lines.ts';

/** The last screen before launches are blocked: what will be, and the words that have to be typed. */
export function EnforceScreen({
	state,
	step,
	session,
}: {
	readonly state: RolloutState;
	readonly step: StepOf<'enforce'>;
	readonly session: WizardSession;
}) {
	const {width, height} = useBodySize();
	const region = currentRegion(state) ?? '';
	const {scan} = currentWork(state);
	const phrase = confirmationPhrase(state);
	if (phrase === undefined || scan?.status !== 'done') {
		const guard = canEnforce(state);
		return (
			<Box flexDirection="column" gap={1}>
				{step.run.status === 'ready' && (
					<Toned tone="warning">{`Enforcing ${region} is not possible now: ${guard === true ? '' : guard}.`}</Toned>
				)}
				<RunView run={step.run} region={region} />
			</Box>
		);
	}

	return (
		<Box flexDirection="column" height={height}>
			<EnforcePanel
				state={state}
				step={step}
				session={session}
				width={width}
				// The words that have to be typed need room of their own, once they may be typed.
				height={isPanelShown(state) ? height - confirmHeight(phrase, width) : height - 1}
				// However much can be seen now: what is said must not change once the words may be typed.
				room={height - confirmHeight(phrase, width) - 3}
			/>
			{isPanelShown(state) ? (
				<Box flexDirection="column" flexShrink={0}>
					<ConfirmInput
						phrase={phrase}
						field={step.field}
						width={width}
						isFocused={step.run.status !== 'running'}
						hasMismatch={step.mismatch}
					/>
					<RunView run={step.run} region={region} />
				</Box>
			) : (
				<Toned tone="warning">
					{panelIn(state) === undefined
						? 'The words can be typed once all of this is here.'
						: 'down, pagedown: read on to the end, then type the words.'}
				</Toned>
			)}
		</Box>
	);
}

/** What enforcing does; the state hears what of it has been on the screen. */
function EnforcePanel({
	state,
	step,
	session,
	width,
	height,
	room,
}: {
	readonly state: RolloutState;
	readonly step: StepOf<'enforce'>;
	readonly session: WizardSession;
	readonly width: number;
	readonly height: number;
	/** Lines that are seen at once while the words are typed. */
	readonly room: number;
}) {
	const made = panelIn(state);
	// A panel is made anew each time; it is another one where one of its parts is.
	const panel = useMemo(() => made, [made?.reading, made?.scan, made?.impact]);
	return (
		<ScrolledPanel
			title={`Enforce Allowed AMIs in ${currentRegion(state) ?? ''}`}
			lines={enforceLines(state, step, {width, room})}
			top={step.top}
			width={width}
			height={height}
			panel={panel}
			onDrawn={(drawn) => {
				session.dispatch({type: 'shown', ...drawn});
			}}
		/>
	);
}
