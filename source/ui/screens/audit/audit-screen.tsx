import {Box} from 'ink';
import {settingsInWords} from '../../../criteria/words.ts';
import {canChange} from '../../../rollout/guards.ts';
import {currentRegion, currentSettings, currentWork, type RolloutState, type Step} from '../../../rollout/state.ts';
import {Panel} from '../../components/panel.tsx';
import {ProblemView} from '../../components/problem-view.tsx';
import {Spinner} from '../../components/spinner.tsx';
import {Paragraph} from '../../components/paragraph.tsx';
import {Toned} from '../../components/toned.tsx';
import {PermissionsView} from '../account/permissions-view.tsx';
import {RunView} from '../run-view.tsx';

/** What the Region reports, and what turning on audit mode changes. */
export function AuditScreen({
	state,
	step,
}: {
	readonly state: RolloutState;
	readonly step: Extract<Step, {name: 'audit'}>;
}) {
	const region = currentRegion(state) ?? '';
	const settings = currentSettings(state);
	const {reading, permissions} = currentWork(state);
	if (reading.status === 'failed') {
		return <ProblemView problem={reading.problem} />;
	}

	if (settings === undefined) {
		return <Spinner label={`Reading the settings of ${region}`} />;
	}

	return (
		<Box flexDirection="column" gap={1}>
			<Box flexDirection="column">
				<Toned tone="heading">{`${region} reports ${settings.State}`}</Toned>
				<Paragraph text={settingsInWords(settings)} />
			</Box>
			{step.isLooseningAsked ? (
				<Panel title="This loosens the Region" tone="warning">
					<Paragraph
						text={`${region} is enforcing now. In audit mode every AMI can be launched again until you enforce it anew. Loosen it to audit mode?`}
					/>
				</Panel>
			) : (
				<Paragraph text={explanation(state, settings.State)} />
			)}
			{permissions !== undefined && step.run.status === 'ready' && <PermissionsView permissions={permissions} />}
			<RunView run={step.run} region={region} />
		</Box>
	);
}

function explanation(state: RolloutState, settingsState: string): string {
	const guard = canChange(state);
	if (guard !== true) {
		return `Nothing can be changed here: ${guard}. Press s to scan and review.`;
	}

	switch (settingsState) {
		case 'disabled': {
			return 'Audit mode restricts nothing: it only marks which instances run images that the criteria would not allow. Press enter to turn it on.';
		}

		case 'audit-mode': {
			return 'Audit mode is on: nothing is restricted, and AWS says for each image whether the criteria allow it. Next: the criteria.';
		}

		case 'enabled': {
			return 'The Region enforces its criteria: launches from other images fail. To change the criteria, loosen it to audit mode first (enter); to look only, scan it (s).';
		}

		default: {
			return `"${settingsState}" is a state this version does not know. It can be scanned (s), not changed.`;
		}
	}
}
