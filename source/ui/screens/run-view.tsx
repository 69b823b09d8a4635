import {Box} from 'ink';
import {diffSettings} from '../../operations/settings-diff.ts';
import type {ChangeStage} from '../../operations/change.ts';
import type {ChangeRun} from '../../rollout/changing.ts';
import {Diff} from '../components/diff.tsx';
import {ProblemView} from '../components/problem-view.tsx';
import {Spinner} from '../components/spinner.tsx';
import {Paragraph} from '../components/paragraph.tsx';
import {Toned} from '../components/toned.tsx';
import {useTheme} from '../hooks/use-theme.ts';

const stages: Readonly<Record<ChangeStage, (region: string) => string>> = {
	checking: (region) => `Reading ${region} again, in case somebody changed it`,
	recording: () => 'Writing the settings from before to the history',
	sending: () => 'Waiting for the answer of AWS',
	settling: (region) => `Answered. Waiting until ${region} reports it`,
};

/** What became of a change so far. Nothing is drawn before one is under way. */
export function RunView({run, region}: {readonly run: ChangeRun; readonly region: string}) {
	const {symbols} = useTheme();
	switch (run.status) {
		case 'ready': {
			return null;
		}

		case 'running': {
			return <Spinner label={stages[run.stage](region)} />;
		}

		case 'done': {
			return (
				<Box flexDirection="column">
					<Toned tone="good">{`${symbols.done} Done; ${region} reports it. AWS answered:`}</Toned>
					<Paragraph tone="muted" text={run.answer} />
				</Box>
			);
		}

		case 'failed': {
			return <ProblemView problem={run.problem} />;
		}

		case 'foreign': {
			return (
				<Box flexDirection="column">
					<Paragraph
						tone="danger"
						text={`${symbols.danger} Somebody else changed ${region} meanwhile. Nothing was sent. What changed:`}
					/>
					<Diff lines={diffSettings(run.expected, run.found)} />
					<Toned>Press g to go on from the new settings, or esc to go back.</Toned>
				</Box>
			);
		}
	}
}
