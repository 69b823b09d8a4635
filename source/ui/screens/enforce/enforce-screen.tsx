import {useMemo} from 'react';
import {canEnforce, confirmationPhrase, isPanelShown, panelIn} from '../../../rollout/guards.ts';
import {currentRegion, currentWork, type RolloutState, type StepOf} from '../../../rollout/state.ts';
import {confirmRows} from '../../components/input/confirm-input.tsx';
import {wrapped} from '../../components/text/lines.tsx';
import {Panes, Text} from '../../components/panels/panes.tsx';
import {panelRows} from '../../components/panels/scrolled-panel.tsx';
import {linesAbove, WordsPanel} from '../../components/panels/words-panel.tsx';
import {Spinner} from '../../components/text/spinner.tsx';
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
	const {height} = useBodySize();
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

	return <EnforcePanel state={state} step={step} session={session} phrase={phrase} />;
}

/** What enforcing does, and the words; the state hears what of it has been on the screen. */
function EnforcePanel({
	state,
	step,
	session,
	phrase,
}: {
	readonly state: RolloutState;
	readonly step: StepOf<'enforce'>;
	readonly session: WizardSession;
	readonly phrase: string;
}) {
	const {width, height} = useBodySize();
	const {symbols, isSpoken} = useTheme();
	const region = currentRegion(state) ?? '';
	const made = panelIn(state);
	// A panel is made anew each time; it is another one where one of its parts is.
	const panel = useMemo(() => made, [made?.reading, made?.scan, made?.impact]);
	const blocked = useBlockedImages(session.inventoryOf(region), region, currentWork(state).scan);
	const isRead = isPanelShown(state);
	const waiting = waitingFor(step.run, region);
	const came = runLines(step.run, region, {width, symbols});
	const room = linesAbove({phrase, width, height});
	return (
		<WordsPanel
			title={`Enforce Allowed AMIs in ${region} ${symbols.dot} account ${state.identity.account}`}
			shortTitle={`Enforce in ${region} ${symbols.dot} account ${state.identity.account}`}
			lines={enforceLines(state, step, {blocked, width, room, isSpoken, symbols})}
			panel={panel}
			phrase={phrase}
			field={step.field}
			hasMismatch={step.mismatch}
			isFocused={step.run.status !== 'running'}
			isRead={isRead}
			isWaiting={made === undefined}
			width={width}
			height={height}
			read={step}
			belowRows={came.length + (waiting === undefined ? 0 : 1)}
			below={
				<>
					{came.length > 0 && (
						<Text
							panes={[{lines: () => came}]}
							width={width}
							height={Math.max(1, height - confirmRows({phrase, width}) - panelRows - 1)}
						/>
					)}
					{waiting !== undefined && <Spinner label={waiting} />}
				</>
			}
			onDrawn={(drawn) => {
				session.dispatch({type: 'shown', ...drawn});
			}}
		/>
	);
}
