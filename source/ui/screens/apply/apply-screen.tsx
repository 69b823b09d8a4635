import {Box} from 'ink';
import {diffCriteria, renderDiff} from '../../../criteria/diff.ts';
import {criteriaInWords} from '../../../criteria/words.ts';
import {currentRegion, currentSettings, currentWork, type RolloutState, type Step} from '../../../rollout/state.ts';
import {Diff} from '../../components/diff.tsx';
import {Paragraph} from '../../components/paragraph.tsx';
import {Toned} from '../../components/toned.tsx';
import {RunView} from '../run-view.tsx';

/** The difference once more, right before it is sent. */
export function ApplyScreen({
	state,
	step,
}: {
	readonly state: RolloutState;
	readonly step: Extract<Step, {name: 'apply'}>;
}) {
	const region = currentRegion(state) ?? '';
	const draft = currentWork(state).draft?.criteria ?? [];
	const applied = currentSettings(state)?.ImageCriteria ?? [];
	const isPending = step.run.status !== 'done' && step.run.status !== 'foreign';
	return (
		<Box flexDirection="column" gap={1}>
			<Toned tone="heading">{isPending ? `Replace the criteria of ${region}` : `Criteria of ${region}`}</Toned>
			{isPending && <Diff lines={renderDiff(diffCriteria(applied, draft))} />}
			<Paragraph text={criteriaInWords(draft)} />
			{isPending && (
				<Paragraph tone="muted" text="The whole list is replaced. Audit mode stays on: nothing is blocked by this." />
			)}
			<RunView run={step.run} region={region} />
		</Box>
	);
}
