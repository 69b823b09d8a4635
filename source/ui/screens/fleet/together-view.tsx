import {Box} from 'ink';
import {counted} from '../../../counted.ts';
import {criteriaInWords} from '../../../criteria/words.ts';
import {isCleanPanelShown, phraseForTogether} from '../../../rollout/guards.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import type {RolloutState} from '../../../rollout/state.ts';
import type {FleetView} from '../../../rollout/steps/fleet/moves.ts';
import {ConfirmInput, confirmHeight} from '../../components/confirm-input.tsx';
import {panelLines, ScrolledPanel, type PanelLine} from '../../components/scrolled-panel.tsx';
import {Toned} from '../../components/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';

/** The clean Regions, by name, before they are enforced together. The words can be typed once all of it has been on the screen. */
export function TogetherView({
	state,
	view,
	session,
}: {
	readonly state: RolloutState;
	readonly view: Extract<FleetView, {type: 'together'}>;
	readonly session: WizardSession;
}) {
	const {width, height} = useBodySize();
	const {panel, field, mismatch, top} = view;
	const phrase = phraseForTogether(panel);
	const isShown = isCleanPanelShown(panel, view.shown);
	return (
		<Box flexDirection="column" height={height}>
			<ScrolledPanel
				title={`Enforce Allowed AMIs in ${counted(panel.length, 'Region')}`}
				lines={panelLines(paragraphsOf(state, view), width)}
				top={top}
				width={width}
				height={isShown ? height - confirmHeight(phrase, width) : height - 1}
				panel={panel}
				onDrawn={(drawn) => {
					session.dispatch({type: 'shown-together', ...drawn});
				}}
			/>
			{isShown ? (
				<ConfirmInput phrase={phrase} field={field} width={width} hasMismatch={mismatch} />
			) : (
				<Toned tone="warning">down, pagedown: read on to the end, then type the words.</Toned>
			)}
		</Box>
	);
}

function paragraphsOf(
	{identity, fleet}: RolloutState,
	{panel}: Extract<FleetView, {type: 'together'}>,
): readonly PanelLine[] {
	return [
		{text: `Account ${identity.account} as ${identity.principal}`},
		...panel.map(({region, scan}) => ({text: `${region}: ${counted(scan.counts.instances, 'instance')}`})),
		{
			tone: 'good',
			text: 'Each has a complete scan under the criteria in force; none runs an image that would be blocked.',
		},
		{tone: 'muted', text: criteriaInWords(fleet?.chosen?.criteria ?? [])},
		{
			text: 'Each is read again right before; one that changed is left out and told. Running instances go on; every launch from an image that is not allowed fails from then on.',
		},
		{tone: 'muted', text: `Take back: allowed-amis undo --run ${fleet?.id ?? 'ID'}`},
	];
}
