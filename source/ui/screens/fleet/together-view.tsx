import {Box} from 'ink';
import {criteriaInWords} from '../../../criteria/words.ts';
import {phraseForTogether} from '../../../rollout/guards.ts';
import {noWork, type RolloutState} from '../../../rollout/state.ts';
import type {FleetView} from '../../../rollout/steps/fleet/moves.ts';
import {ConfirmInput} from '../../components/confirm-input.tsx';
import {DangerPanel} from '../../components/panel.tsx';
import {Paragraph} from '../../components/paragraph.tsx';
import {Toned} from '../../components/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';

/** The clean Regions, by name, before they are enforced together. */
export function TogetherView({
	state,
	view,
}: {
	readonly state: RolloutState;
	readonly view: Extract<FleetView, {type: 'together'}>;
}) {
	const {width} = useBodySize();
	const {regions} = view;
	return (
		<Box flexDirection="column">
			<DangerPanel title={`Enforce Allowed AMIs in ${regions.length} Regions`} width={width}>
				<Toned>{`Account ${state.identity.account} as ${state.identity.principal}`}</Toned>
				<Paragraph text={regions.map((region) => `${region} (${instancesIn(state, region)})`).join(', ')} />
				<Paragraph
					tone="good"
					text="Each has a complete scan under the criteria in force; none runs an image that would be blocked."
				/>
				<Paragraph tone="muted" text={criteriaInWords(state.fleet?.chosen?.criteria ?? [])} />
				<Paragraph text="Each is read again right before; one that changed is left out and told. Take back: undo --run, or u in the history." />
			</DangerPanel>
			<ConfirmInput phrase={phraseForTogether(regions)} field={view.field} width={width} hasMismatch={view.mismatch} />
		</Box>
	);
}

function instancesIn(state: RolloutState, region: string): string {
	const {scan} = state.work[region] ?? noWork;
	const instances = scan?.status === 'done' ? scan.counts.instances : 0;
	return `${instances.toLocaleString('en-US')} ${instances === 1 ? 'instance' : 'instances'}`;
}
