/** What is typed above the list: a filter, the number of a line, the name of a file. */
import {Box} from 'ink';
import type {Browser} from '../../../inventory/list/browser.ts';
import {startOfLastWord} from '../../../inventory/list/filter-syntax.ts';
import {offered} from '../../../rollout/steps/review/picker-commands.ts';
import type {StepOf} from '../../../rollout/state.ts';
import {PromptLine, usePromptRows} from '../../components/input/prompt-line.tsx';
import {TextInput} from '../../components/input/text-input.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useTheme} from '../../hooks/use-theme.ts';
import {exampleOfFile, overwriting} from '../file-to-write.ts';

type Review = StepOf<'review'>;

/** The rows that all of it takes. */
export function useInputRows({isFiltering, filter, exporting, jump}: Review): number {
	return (
		(isFiltering ? 2 : filter.value === '' ? 0 : 1) +
		usePromptRows({prompt: exporting, question: exporting && overwriting(exporting)}) +
		(jump === undefined ? 0 : 1)
	);
}

export function InputLines({
	step,
	browser,
	count,
	width,
}: {
	readonly step: Review;
	readonly browser: Browser;
	/** How many lines there are to jump to. */
	readonly count: number;
	readonly width: number;
}) {
	const {symbols} = useTheme();
	const {exporting, jump, filter, isFiltering} = step;
	return (
		<>
			{exporting !== undefined && (
				<PromptLine
					label="Write what is listed to"
					prompt={exporting}
					placeholder={exampleOfFile()}
					question={overwriting(exporting)}
				/>
			)}
			{jump !== undefined && (
				<Box>
					<Toned tone="accent">{`${symbols.jump} `}</Toned>
					<TextInput field={jump} width={width - 2} placeholder={`a number from 1 to ${count}, or what to do`} />
				</Box>
			)}
			{(isFiltering || filter.value !== '') && (
				<Box>
					<Toned tone="accent">{`${symbols.filter} `}</Toned>
					<TextInput
						field={filter}
						width={width - 2}
						isFocused={isFiltering}
						placeholder="text, provider:444…, state:running, !tag:env=dev"
					/>
				</Box>
			)}
			{isFiltering && <Offered step={step} browser={browser} />}
		</>
	);
}

/** What tab completes, and what else the word could become. */
function Offered({step, browser}: {readonly step: Review; readonly browser: Browser}) {
	const [first, ...others] = offered(step.filter, browser)
		.map((text) => text.trimEnd())
		.map((text) => text.slice(startOfLastWord(text)));
	return (
		<Toned tone="muted" wrap="truncate-end">
			{first === undefined
				? '  plain text is looked for in names, IDs, tags and images'
				: `  tab ${first}${others.length === 0 ? '' : `  or ${others.join(' ')}`}`}
		</Toned>
	);
}
