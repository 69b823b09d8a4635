import {Box} from 'ink';
import {useMemo} from 'react';
import {checkCriteria, type CriteriaIssue} from '../../../criteria/check.ts';
import {diffCriteria, renderDiff} from '../../../criteria/diff.ts';
import {editableParameters, type EditableParameter} from '../../../criteria/edit.ts';
import {criteriaInWords, criterionInWords} from '../../../criteria/words.ts';
import type {ImageCriteria} from '../../../criteria/criterion.ts';
import {errorWhileTyping, issuesOf, rowsOf, type FormRow} from '../../../rollout/steps/criteria/form.ts';
import {type FormEntry, type CriteriaView, type FormPanel} from '../../../rollout/steps/criteria/views.ts';
import {isDraftApplied} from '../../../rollout/guards.ts';
import {valueOf} from '../../../machine/loadable.ts';
import {previewOf} from '../../../operations/preview.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {currentRegion, currentSettings, currentWork, type RolloutState} from '../../../rollout/state.ts';
import {Diff} from '../../components/diff.tsx';
import {Table} from '../../components/table.tsx';
import {TextInput} from '../../components/text-input.tsx';
import {Paragraph} from '../../components/paragraph.tsx';
import {Toned} from '../../components/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useInventoryVersion} from '../../hooks/use-inventory-version.ts';
import {useTheme} from '../../hooks/use-theme.ts';

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
	const {symbols} = useTheme();
	const {draft} = currentWork(state);
	const criteria = draft?.criteria ?? [];
	const applied = currentSettings(state)?.ImageCriteria ?? [];
	const {errors, warnings} = useMemo(() => checkCriteria(criteria), [criteria]);
	const rows = useMemo(() => rowsOf(criteria), [criteria]);
	const cursor = Math.min(view.cursor, rows.length - 1);
	const row = rows[cursor];
	const issues = [...errors, ...warnings];
	const below = Math.min(9, Math.max(5, height - rows.length - 1));
	const isWide = width >= 110;
	const listWidth = isWide ? Math.floor(width / 2) : width;
	const listHeight = Math.max(3, height - 2 - (isWide ? 5 : below));
	return (
		<Box flexDirection="column">
			<Toned>
				<Toned tone="heading">{`Draft for ${currentRegion(state) ?? ''}`}</Toned>
				<Toned tone="muted">{`, from ${draft?.origin ?? ''}${isDraftApplied(state) ? ', applied already' : ''}`}</Toned>
			</Toned>
			<Box>
				<Table
					columns={[
						{
							id: 'row',
							title: '',
							text: (shown: FormRow) => rowText(shown, criteria),
							tone: (shown) => rowTone(shown, criteria, errors, warnings),
						},
					]}
					hasHeader={false}
					count={rows.length}
					rowAt={(index) => rows[index]}
					width={listWidth}
					height={listHeight}
					selected={cursor}
					isFocused={view.entry === undefined}
				/>
				{isWide && (
					<Box flexDirection="column" paddingLeft={2} width={width - listWidth} height={listHeight} overflow="hidden">
						<Toned tone="muted">Against what is applied:</Toned>
						<Diff lines={renderDiff(diffCriteria(applied, criteria))} />
					</Box>
				)}
			</Box>
			<Box height={1} />
			{view.entry === undefined ? (
				<Box flexDirection="column">
					{row !== undefined &&
						issuesOf(row, criteria, issues)
							.slice(0, 2)
							.map((issue) => (
								<Toned key={issue.message} tone={issue.severity === 'error' ? 'danger' : 'warning'} wrap="wrap">
									{`${issue.severity === 'error' ? symbols.failed : symbols.warning} ${issue.message}`}
								</Toned>
							))}
					<Problems errors={errors} warnings={warnings} />
					<Preview criteria={criteria} state={state} session={session} />
					<Below panel={view.panel ?? 'words'} criteria={criteria} applied={applied} />
				</Box>
			) : (
				<Entry entry={view.entry} width={width} height={isWide ? 5 : below} />
			)}
		</Box>
	);
}

/** The draft in words, against what is applied, or as the JSON that the AWS CLI takes. */
function Below({
	panel,
	criteria,
	applied,
}: {
	readonly panel: FormPanel;
	readonly criteria: ImageCriteria;
	readonly applied: ImageCriteria;
}) {
	switch (panel) {
		case 'words': {
			return <Paragraph tone="muted" text={criteriaInWords(criteria)} />;
		}

		case 'diff': {
			return <Diff lines={renderDiff(diffCriteria(applied, criteria))} />;
		}

		case 'json': {
			return <Paragraph tone="muted" text={JSON.stringify({ImageCriteria: criteria})} />;
		}
	}
}

function rowText(row: FormRow, criteria: ImageCriteria): string {
	switch (row.type) {
		case 'criterion': {
			return `Criterion ${row.criterion + 1}: ${criterionInWords(criteria[row.criterion] ?? {})}`;
		}

		case 'value': {
			return `    ${row.parameter.label}: ${row.text}`;
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

function Problems({
	errors,
	warnings,
}: {
	readonly errors: readonly CriteriaIssue[];
	readonly warnings: readonly CriteriaIssue[];
}) {
	const {symbols} = useTheme();
	const [first] = [...errors, ...warnings];
	if (first === undefined) {
		return null;
	}

	const counts = [
		errors.length > 0 && `${errors.length} to put right`,
		warnings.length > 0 && `${warnings.length} to think about`,
	]
		.filter(Boolean)
		.join(', ');
	return (
		<Paragraph
			tone={errors.length > 0 ? 'danger' : 'warning'}
			text={`${errors.length > 0 ? symbols.failed : symbols.warning} ${counts}: ${first.message}`}
		/>
	);
}

/** What the draft would do to the instances at hand, before anything is applied. */
function Preview({
	criteria,
	state,
	session,
}: {
	readonly criteria: ImageCriteria;
	readonly state: RolloutState;
	readonly session: WizardSession;
}) {
	const region = currentRegion(state) ?? '';
	const inventory = session.inventoryOf(region);
	const version = useInventoryVersion(inventory);
	const launches = valueOf(currentWork(state).launches);
	const preview = useMemo(
		() =>
			inventory === undefined
				? undefined
				: previewOf(criteria, inventory, {region, account: state.identity.account, now: session.now(), launches}),
		// The inventory changes in place: its version says when.
		[criteria, inventory, version, region, launches],
	);
	const isNothingKnown = preview?.isComplete === false && inventory?.totals(region).instances === 0;
	if (preview === undefined || isNothingKnown) {
		return <Toned tone="muted">What it would do shows here once the Region has been scanned.</Toned>;
	}

	return (
		<>
			<Toned wrap="wrap">
				{preview.text}
				{!preview.isComplete && <Toned tone="warning"> (of the instances known so far)</Toned>}
			</Toned>
			<Toned tone={launches === undefined ? 'muted' : 'plain'} wrap="wrap">
				{preview.launches}
			</Toned>
		</>
	);
}

function Entry({entry, width, height}: {readonly entry: FormEntry; readonly width: number; readonly height: number}) {
	if (entry.type === 'pick') {
		return (
			<Table
				columns={[
					{id: 'label', title: 'Add to the criterion', text: ({label}: EditableParameter) => label, min: 24},
					{id: 'hint', title: '', text: ({hint}) => hint, tone: () => 'muted', min: 10, drop: 1},
				]}
				count={editableParameters.length}
				rowAt={(index) => editableParameters[index]}
				width={width}
				height={height}
				selected={entry.cursor}
			/>
		);
	}

	const label = `${entry.parameter.label}: `;
	const error = entry.error ?? errorWhileTyping(entry);
	return (
		<Box flexDirection="column">
			<Box>
				<Toned tone="strong">{label}</Toned>
				<TextInput field={entry.field} width={width - label.length} placeholder={entry.parameter.hint} />
			</Box>
			<Paragraph tone={error === undefined ? 'muted' : 'danger'} text={error ?? entry.parameter.hint} />
		</Box>
	);
}
