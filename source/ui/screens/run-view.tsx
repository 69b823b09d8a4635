import {Box} from 'ink';
import {criteriaInWords} from '../../criteria/words.ts';
import {diffSettings} from '../../operations/settings-diff.ts';
import {intendedBy, type ChangeStage} from '../../operations/change.ts';
import type {ChangeRun, DiffersRun} from '../../rollout/changing.ts';
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

		case 'unclear': {
			return (
				<Box flexDirection="column">
					{run.problem !== undefined && <ProblemView problem={{...run.problem, next: ''}} />}
					<Paragraph
						tone="danger"
						text={`${symbols.danger} The change was sent and may have taken effect. What ${region} reports decides.`}
					/>
					{run.unread !== undefined && (
						<Paragraph tone="warning" text={`${run.unread.what} It is tried again every ${run.pause ?? 1} s.`} />
					)}
					<Spinner label={`Reading ${region} until it answers`} />
				</Box>
			);
		}

		case 'nothing so far': {
			return (
				<Paragraph
					tone="warning"
					text={`${symbols.warning} The change was sent, and ${region} still reports what it did before. It may show later. r reads it again, enter asks for the change once more, esc leaves it at that.`}
				/>
			);
		}

		case 'differs': {
			return <Difference run={run} region={region} />;
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

/** An alarm: what is in force is not what a person decided upon. */
function Difference({run, region}: {readonly run: DiffersRun; readonly region: string}) {
	const {symbols} = useTheme();
	const settings = run.found;
	return (
		<Box flexDirection="column">
			<Paragraph
				tone="danger"
				text={`${symbols.danger} ${region} reports other settings than those you decided upon: somebody else changes it, too. ${settings.State === 'enabled' ? 'What is in force now was not scanned. ' : ''}Intended (-) and in force now (+):`}
			/>
			<Diff lines={diffSettings(intendedBy(run.change), settings)} />
			<Paragraph text={criteriaInWords(settings.ImageCriteria)} tone="muted" />
			<Toned>
				{settings.State === 'enabled' ? 'a goes back to audit mode (it asks first), ' : ''}
				{'g goes on from these settings, r reads them again.'}
			</Toned>
		</Box>
	);
}
