import {Box} from 'ink';
import type {Prompt} from '../../../machine/prompt.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {wrap} from '../text/fit.ts';
import {Paragraph} from '../text/paragraph.tsx';
import {problemLines} from '../text/text-lines.ts';
import {ProblemView} from '../panels/problem-view.tsx';
import {Spinner} from '../text/spinner.tsx';
import {Toned} from '../text/toned.tsx';
import {TextInput} from './text-input.tsx';

export type PromptLineProps = {
	/** What is asked for, without a colon. */
	readonly label: string;
	readonly prompt: Prompt;
	readonly placeholder?: string;
	/** What is asked where it is there already; `y` and `n` answer it. */
	readonly question?: string;
	/** What is being done with what was typed. */
	readonly busy?: string;
};

/** A line being typed, and below it what has become of it: the question before overwriting, why it was refused, or that it is under way. */
export function PromptLine({label, prompt, placeholder, question, busy}: PromptLineProps) {
	const {width} = useBodySize();
	const {field, phase, problem} = prompt;
	const text = `${label}: `;
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Box flexShrink={0}>
				<Toned tone="strong">{text}</Toned>
				<TextInput field={field} width={width - text.length} placeholder={placeholder} isFocused={phase === 'typing'} />
			</Box>
			{phase === 'overwrite?' && question !== undefined ? (
				<Paragraph tone="warning" text={question} />
			) : (
				problem !== undefined && <ProblemView problem={problem} />
			)}
			{phase === 'sending' && busy !== undefined && <Spinner label={busy} />}
		</Box>
	);
}

/** The rows that it takes now, which what is around it leaves; none where nothing is asked. */
export function usePromptRows({
	prompt,
	question,
	busy,
}: {
	readonly prompt: Prompt | undefined;
	readonly question?: string | undefined;
	readonly busy?: string | undefined;
}): number {
	const {width} = useBodySize();
	const {symbols} = useTheme();
	if (prompt === undefined) {
		return 0;
	}

	const {phase, problem} = prompt;
	const said =
		phase === 'overwrite?' && question !== undefined
			? wrap(question, width).length
			: problem === undefined
				? 0
				: problemLines(problem, {width, symbols}).length;
	return 1 + said + (phase === 'sending' && busy !== undefined ? 1 : 0);
}
