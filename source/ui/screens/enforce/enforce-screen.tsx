import {Box} from 'ink';
import {useMemo} from 'react';
import {canEnforce, confirmationPhrase, isPanelShown, panelIn} from '../../../rollout/guards.ts';
import {currentRegion, currentWork, type RolloutState, type StepOf} from '../../../rollout/state.ts';
import {ConfirmInput, confirmRows} from '../../components/input/confirm-input.tsx';
import {Lines, wrapped} from '../../components/text/lines.tsx';
import {Panes} from '../../components/panels/panes.tsx';
import {ScrolledPanel} from '../../components/panels/scrolled-panel.tsx';
import {Spinner} from '../../components/text/spinner.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBlockedImages} from '../../hooks/use-blocked-images.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {runLines, waitingFor} from '../run-lines.ts';
import {Waiting} from '../waiting.tsx';
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
	const {symbols} = useTheme();
	const region = currentRegion(state) ?? '';
	const {scan} = currentWork(state);
	const phrase = confirmationPhrase(state);
	if (phrase === undefined || scan?.status !== 'done') {
		const guard = canEnforce(state);
		return (
			<Waiting run={step.run} region={region} height={height}>
				{(room) => (
					<Panes
						height={room}
						panes={[
							{
								lines: (columns) =>
									step.run.status === 'ready'
										? wrapped(`Enforcing ${region} is not possible now: ${guard === true ? '' : guard}.`, columns, {
												tone: 'warning',
											})
										: runLines(step.run, region, {width: columns, symbols}),
							},
						]}
					/>
				)}
			</Waiting>
		);
	}

	// Where the words are typed, there is room from the start: what has just come into sight must not go with the last line that is read.
	const isShown = isPanelShown(state);
	const asked = confirmRows({phrase, width, hasMismatch: step.mismatch && isShown});
	// What came of the words stands below them; the panel, which has been read by then, gives way.
	const waiting = waitingFor(step.run, region);
	const came = isShown ? runLines(step.run, region, {width, symbols}) : [];
	const below = came.length + (waiting === undefined ? 0 : 1);
	const isWhole = panelIn(state) !== undefined;

	return (
		<Box flexDirection="column" height={height}>
			<EnforcePanel
				state={state}
				step={step}
				session={session}
				width={width}
				height={isWhole ? Math.max(4, height - asked - below) : height - 1}
				room={height - 3 - (isWhole ? confirmRows({phrase, width}) : 1)}
			/>
			{isShown ? (
				<Box flexDirection="column" flexShrink={0}>
					<ConfirmInput
						phrase={phrase}
						field={step.field}
						width={width}
						isFocused={step.run.status !== 'running'}
						hasMismatch={step.mismatch}
					/>
					{came.length > 0 && <Lines lines={came} width={width} height={Math.max(1, height - asked - 4)} how="" />}
					{waiting !== undefined && <Spinner label={waiting} />}
				</Box>
			) : (
				<>
					<Toned tone="warning">
						{isWhole
							? 'down, pagedown: read on to the end, then type the words.'
							: 'The words can be typed once all of this is here.'}
					</Toned>
					{isWhole && <Toned tone="muted">Until then nothing is typed, and nothing happens.</Toned>}
				</>
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
	/** Lines that are seen at once. */
	readonly room: number;
}) {
	const {symbols, isSpoken} = useTheme();
	const region = currentRegion(state) ?? '';
	const made = panelIn(state);
	// A panel is made anew each time; it is another one where one of its parts is.
	const panel = useMemo(() => made, [made?.reading, made?.scan, made?.impact]);
	const blocked = useBlockedImages(session.inventoryOf(region), region, currentWork(state).scan);
	return (
		<ScrolledPanel
			title={`Enforce Allowed AMIs in ${region}`}
			lines={enforceLines(state, step, {blocked, width, room, isSpoken, symbols})}
			top={step.top}
			width={width}
			height={height}
			panel={panel}
			layout={`${width} by ${room}`}
			onDrawn={(drawn) => {
				session.dispatch({type: 'shown', ...drawn});
			}}
		/>
	);
}
