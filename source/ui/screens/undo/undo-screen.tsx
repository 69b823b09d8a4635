import {Box} from 'ink';
import {useMemo} from 'react';
import {counted} from '../../../counted.ts';
import {sentSettings} from '../../../operations/change/settings-diff.ts';
import {possibleUndos, type UndoRow} from '../../../operations/change/undo.ts';
import {previewInWords, resultInWords} from '../../../operations/change/undo-words.ts';
import {isUndoPanelShown, phraseForUndo} from '../../../rollout/guards.ts';
import type {Drawn} from '../../../rollout/shown.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {currentRegion, type RolloutState, type StepOf} from '../../../rollout/state.ts';
import {isTakingBack, type UndoProgress} from '../../../rollout/steps/undo.ts';
import {Text} from '../../components/panels/panes.tsx';
import {wrapped, type Line} from '../../components/text/lines.tsx';
import {ProblemView} from '../../components/panels/problem-view.tsx';
import {panelLines, ScrolledPanel, type PanelLine} from '../../components/panels/scrolled-panel.tsx';
import {WordsPanel} from '../../components/panels/words-panel.tsx';
import {Spinner} from '../../components/text/spinner.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {readingOn} from '../../hooks/use-page.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Tone} from '../../theme.ts';

/** What taking back changes, the words that do it, and what became of it. */
export function UndoScreen({
	state,
	step,
	session,
}: {
	readonly state: RolloutState;
	readonly step: StepOf<'undo'>;
	readonly session: WizardSession;
}) {
	const {width, height} = useBodySize();
	const {symbols} = useTheme();
	const {rows, scope, progress, field, mismatch} = step;
	const where = scope === 'run' ? 'every Region of this run' : (currentRegion(state) ?? '');
	const {account, principal} = state.identity;
	const lines = useMemo(
		() =>
			rows.status === 'here'
				? panelLines([{text: `Account ${account} as ${principal}`}, ...paragraphsOf(rows.value)], width)
				: [],
		[rows, account, principal, width],
	);
	if (progress !== undefined) {
		return <Results progress={progress} isOver={!isTakingBack(step)} />;
	}

	if (rows.status === 'wanted') {
		return <Spinner label={`Reading the history, and what is set in ${where}`} />;
	}

	if (rows.status === 'failed') {
		return (
			<Box flexDirection="column">
				<ProblemView problem={rows.problem} />
				<Toned tone="muted">enter reads it again.</Toned>
			</Box>
		);
	}

	const phrase = phraseForUndo(step);
	const isLast = rows.value.every(({later}) => later.length === 0);
	const what =
		scope === 'run' ? 'Take back the whole run' : `Take back ${isLast ? 'the last' : 'an earlier'} change in ${where}`;
	const panel = {
		title: `${what} ${symbols.dot} account ${account}`,
		shortTitle: `${scope === 'run' ? what : `Take back in ${where}`} ${symbols.dot} account ${account}`,
		lines,
		width,
		panel: rows.value,
		onDrawn(drawn: Drawn<readonly UndoRow[]>) {
			session.dispatch({type: 'shown-undo', ...drawn});
		},
	};
	return phrase === undefined ? (
		<Box flexDirection="column" height={height}>
			<ScrolledPanel
				{...panel}
				top={step.top}
				height={height - 1}
				how={isUndoPanelShown(step) ? readingOn.arrows : readingOn.enter}
			/>
			<Toned tone="warning">Nothing can be taken back now. esc goes back.</Toned>
		</Box>
	) : (
		<WordsPanel
			{...panel}
			phrase={phrase}
			field={field}
			hasMismatch={mismatch}
			isRead={isUndoPanelShown(step)}
			height={height}
			read={step}
		/>
	);
}

function paragraphsOf(rows: readonly UndoRow[]): readonly PanelLine[] {
	if (rows.length === 0) {
		return [{text: 'The history holds no change here that could be taken back.'}];
	}

	return [
		...rows.flatMap(({target, preview, later}): readonly PanelLine[] =>
			preview.type === 'possible'
				? [
						{text: target.region, tone: 'strong'},
						...sentSettings(preview.found, target.before).map(({sign, text}): PanelLine => ({
							text: `  ${sign} ${text}`,
							...(sign !== ' ' && {tone: sign === '+' ? 'added' : 'removed'}),
						})),
						...(preview.found.State === 'enabled'
							? [{tone: 'warning', text: '  From then on every AMI can be launched there again.'} as const]
							: []),
						...(later.length === 0
							? []
							: [
									{
										tone: 'warning',
										text: `  Changed since, and taken back with it: ${later.map(({id, kind}) => `${kind} (${id})`).join(', ')}; "allowed-amis history" lists them.`,
									} as const,
								]),
					]
				: previewInWords(target.region, preview)
						.split('\n')
						.map((text): PanelLine => ({text, tone: preview.type === 'back' ? 'muted' : 'warning'})),
		),
		...(possibleUndos(rows).length === 0
			? []
			: [
					{
						tone: 'muted',
						text: 'Before each call the Region is read again, and the change is written into the history; afterwards it is read back. Nothing is enforced by it.',
					} as const,
				]),
	];
}

/** What became of each Region, or how far it is. */
function Results({
	progress,
	isOver,
}: {
	readonly progress: Readonly<Record<string, UndoProgress>>;
	readonly isOver: boolean;
}) {
	const {width, height} = useBodySize();
	const entries = Object.entries(progress);
	const back = entries.filter(([, one]) => typeof one === 'object' && one.type === 'back').length;
	return (
		<Box flexDirection="column">
			{isOver ? (
				<Toned tone={back === entries.length ? 'good' : 'warning'}>
					{`${back} of ${counted(entries.length, 'Region')} ${back === 1 ? 'is as it was' : 'are as they were'} before.`}
				</Toned>
			) : (
				<Spinner label="Taking back; Ctrl-C leaves what has not begun" />
			)}
			<Box height={1} />
			<Text
				panes={[{lines: (room) => entries.flatMap(([region, one]) => resultLines(region, one, room))}]}
				width={width}
				height={height - 2}
			/>
		</Box>
	);
}

/** What is longer than a line goes on further in: where the next Region begins is seen. */
const furtherIn = 2;

function resultLines(region: string, one: UndoProgress, width: number): readonly Line[] {
	const told = (text: string, tone: Tone): readonly Line[] => wrapped(text, width, {tone, indent: furtherIn});
	switch (one) {
		case 'waiting': {
			return told(`${region}: waiting for its turn`, 'muted');
		}

		case 'running': {
			return told(`${region}: on its way`, 'accent');
		}

		case 'left': {
			return told(`${region} was left as it is.`, 'muted');
		}

		default: {
			const [what = '', ...more] = resultInWords(region, one).split('\n');
			return [
				...told(what, one.type === 'back' ? 'good' : 'danger'),
				...more.flatMap((text) => detailLines(text, width)),
			];
		}
	}
}

/** What follows a result: the sign of a difference has its colour. */
function detailLines(text: string, width: number): readonly Line[] {
	const bare = text.trimStart();
	const sign = /^[+-] /.exec(bare)?.[0] ?? '';
	const tone = sign === '+ ' ? 'added' : sign === '- ' ? 'removed' : undefined;
	return wrapped(bare.slice(sign.length), width, {tone, first: [{text: `  ${sign}`, tone}]});
}
