import {Box} from 'ink';
import {useMemo} from 'react';
import {checkCriteria, type CriteriaIssue} from '../../../criteria/validation/check.ts';
import {diffCriteria, renderDiff} from '../../../criteria/comparison/diff.ts';
import {editableParameters, type EditableParameter} from '../../../criteria/edit.ts';
import {criterionInWords} from '../../../criteria/words.ts';
import type {ImageCriteria} from '../../../criteria/criterion.ts';
import {errorWhileTyping, issuesOf, rowsOf, type FormRow} from '../../../rollout/steps/criteria/form.ts';
import {formPanels, type FormEntry, type CriteriaView, type FormPanel} from '../../../rollout/steps/criteria/views.ts';
import {isDraftApplied} from '../../../rollout/guards.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {currentRegion, currentSettings, currentWork, type RolloutState} from '../../../rollout/state.ts';
import {safeText} from '../../../safe-text.ts';
import {clip, wrap} from '../../components/text/fit.ts';
import {line, wrapped, type Line} from '../../components/text/lines.tsx';
import {columnsIn, ListAndTexts, type Pane} from '../../components/panels/panes.tsx';
import {Table} from '../../components/lists/table.tsx';
import {criteriaLines, diffLines, type Look} from '../../components/text/text-lines.ts';
import {TextInput} from '../../components/input/text-input.tsx';
import {Paragraph} from '../../components/text/paragraph.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {usePreview} from '../../hooks/use-draft-effect.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {effectLines} from '../effect-lines.ts';

/** The draft as rows to edit; below it what is wrong, what it says in words, what it changes and what it would do. */
export function CriteriaForm({
	state,
	view,
	session,
}: {
	readonly state: RolloutState;
	readonly view: Extract<CriteriaView, {type: 'form'}>;
	readonly session: WizardSession;
}) {
	const {width, height} = useBodySize();
	const {symbols, isSpoken} = useTheme();
	const {draft} = currentWork(state);
	const region = currentRegion(state) ?? '';
	const criteria = draft?.criteria ?? [];
	const applied = currentSettings(state)?.ImageCriteria ?? [];
	const {errors, warnings} = useMemo(() => checkCriteria(criteria), [criteria]);
	const rows = useMemo(() => rowsOf(criteria), [criteria]);
	const preview = usePreview(criteria, state, session);
	const cursor = Math.min(view.cursor, rows.length - 1);
	const row = rows[cursor];
	const issues = row === undefined ? [] : issuesOf(row, criteria, [...errors, ...warnings]);
	const {entry, panel = 'words'} = view;
	const entryHeight = entry === undefined ? 0 : heightOf(entry, width, height);
	const isNarrow = isSpoken || columnsIn(width) === 1;
	const effect: Pane = {
		title: 'What it would do',
		lines: (room) => [
			...issueLines({issues, errors, warnings}, {width: room, symbols}),
			...effectLines(preview, {width: room, symbols}),
		],
	};
	const others = formPanels.filter((one) => one !== panel).map((one) => panelTitles[one].toLowerCase());
	const asked: Pane = {
		title: `${panelTitles[panel]}  (tab: ${others.join(', ')})`,
		lines: (room) => panelLines(panel, {criteria, applied}, {width: room, symbols}),
	};
	return (
		<Box flexDirection="column">
			<Toned>
				<Toned tone="heading">{`Draft for ${region}`}</Toned>
				<Toned tone="muted">{`, from ${draft?.origin ?? ''}${isDraftApplied(state) ? ', applied already' : ''}`}</Toned>
			</Toned>
			<ListAndTexts
				height={height - 1 - entryHeight}
				weight={1.2}
				rows={rows.length}
				list={(room, rowsThere) => (
					<Table
						columns={[
							{
								id: 'row',
								title: '',
								text(shown: FormRow) {
									const tone = rowTone(shown, criteria, errors, warnings);
									const sign = tone === 'danger' ? symbols.failed : tone === 'warning' ? symbols.warning : undefined;
									return rowText(shown, criteria, sign);
								},
								tone: (shown) => rowTone(shown, criteria, errors, warnings),
							},
						]}
						hasHeader={false}
						count={rows.length}
						rowAt={(index) => rows[index]}
						width={room}
						height={rowsThere}
						selected={cursor}
						isFocused={entry === undefined}
					/>
				)}
				// What is being entered takes the place of what stands below the list; a view that was asked for comes first there.
				panes={entry !== undefined && isNarrow ? [] : isNarrow && panel !== 'words' ? [asked, effect] : [effect, asked]}
			/>
			{entry !== undefined && <Entry entry={entry} width={width} height={entryHeight} />}
		</Box>
	);
}

const panelTitles: Readonly<Record<FormPanel, string>> = {words: 'In words', diff: 'Difference', json: 'JSON'};

/** The draft in words, against what is applied, or as the JSON that the AWS CLI takes. */
function panelLines(
	panel: FormPanel,
	{criteria, applied}: {readonly criteria: ImageCriteria; readonly applied: ImageCriteria},
	look: Look,
): readonly Line[] {
	switch (panel) {
		case 'words': {
			return [line('It allows:', 'muted'), ...criteriaLines(criteria, look)];
		}

		case 'diff': {
			return [
				line('Against what is applied:', 'muted'),
				...diffLines(renderDiff(diffCriteria(applied, criteria)), look),
			];
		}

		case 'json': {
			const text = JSON.stringify({ImageCriteria: criteria}, undefined, 2);
			return text.split('\n').flatMap((row) => wrapped(safeText(row), look.width, {tone: 'muted'}));
		}
	}
}

/** A row; `sign` stands before one that something is wrong with. */
function rowText(row: FormRow, criteria: ImageCriteria, sign: string | undefined): string {
	switch (row.type) {
		case 'criterion': {
			return `${sign === undefined ? '' : `${sign} `}Criterion ${row.criterion + 1}: ${criterionInWords(criteria[row.criterion] ?? {})}`;
		}

		case 'value': {
			return `  ${sign ?? ' '} ${row.parameter.label}: ${safeText(row.text)}`;
		}

		case 'add': {
			return '    + add to this criterion';
		}

		case 'new': {
			return '+ new criterion';
		}
	}
}

function rowTone(
	row: FormRow,
	criteria: ImageCriteria,
	errors: readonly CriteriaIssue[],
	warnings: readonly CriteriaIssue[],
) {
	if (row.type === 'add' || row.type === 'new') {
		return 'muted';
	}

	if (issuesOf(row, criteria, errors).length > 0) {
		return 'danger';
	}

	if (issuesOf(row, criteria, warnings).length > 0) {
		return 'warning';
	}

	return row.type === 'criterion' ? 'strong' : undefined;
}

/** What is wrong with the row under the cursor; then how much there is in all, and the first of it. */
function issueLines(
	{
		issues,
		errors,
		warnings,
	}: {
		readonly issues: readonly CriteriaIssue[];
		readonly errors: readonly CriteriaIssue[];
		readonly warnings: readonly CriteriaIssue[];
	},
	{width, symbols}: Look,
): readonly Line[] {
	const said = (text: string, isError: boolean) => {
		const tone = isError ? 'danger' : 'warning';
		return wrapped(text, width, {tone, first: [{text: `${isError ? symbols.failed : symbols.warning} `, tone}]});
	};

	const [first] = [...errors, ...warnings];
	const counts = [
		errors.length > 0 && `${errors.length} to put right`,
		warnings.length > 0 && `${warnings.length} to think about`,
	].filter((count) => count !== false);
	return first === undefined
		? []
		: [
				...issues.flatMap(({message, severity}) => said(message, severity === 'error')),
				...said(`${counts.join(', ')}${issues.includes(first) ? '' : `: ${first.message}`}`, errors.length > 0),
			];
}

/** The rows that an entry takes. */
function heightOf(entry: FormEntry, width: number, height: number): number {
	return entry.type === 'pick'
		? Math.min(editableParameters.length + 1, Math.floor(height / 2) + 1) + 1
		: 2 + wrap(entry.error ?? errorWhileTyping(entry) ?? entry.parameter.hint, width).length;
}

function Entry({entry, width, height}: {readonly entry: FormEntry; readonly width: number; readonly height: number}) {
	const {symbols} = useTheme();
	if (entry.type === 'pick') {
		return (
			<>
				<Table
					columns={[{id: 'label', title: 'Add to the criterion', text: ({label}: EditableParameter) => label}]}
					count={editableParameters.length}
					rowAt={(index) => editableParameters[index]}
					width={width}
					height={height - 1}
					selected={entry.cursor}
				/>
				<Toned tone="muted">
					{clip(editableParameters[entry.cursor]?.hint ?? '', width, {ellipsis: symbols.ellipsis})}
				</Toned>
			</>
		);
	}

	const label = `${entry.parameter.label}: `;
	const error = entry.error ?? errorWhileTyping(entry);
	return (
		<Box flexDirection="column" flexShrink={0} paddingTop={1}>
			<Box>
				<Toned tone="strong">{label}</Toned>
				<TextInput field={entry.field} width={width - label.length} />
			</Box>
			<Paragraph tone={error === undefined ? 'muted' : 'danger'} text={error ?? entry.parameter.hint} />
		</Box>
	);
}
