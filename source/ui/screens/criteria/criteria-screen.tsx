import {Box} from 'ink';
import {typedIn} from '../../../machine/prompt.ts';
import {canStartFrom, sources, type Source} from '../../../rollout/steps/criteria/sources.ts';
import {currentRegion, currentSettings, currentWork, type RolloutState, type Step} from '../../../rollout/state.ts';
import type {CriteriaView} from '../../../rollout/steps/criteria/views.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {criteriaInWords} from '../../../criteria/words.ts';
import type {Preset} from '../../../operations/ports.ts';
import {Panel} from '../../components/panel.tsx';
import {ProblemView} from '../../components/problem-view.tsx';
import {Spinner} from '../../components/spinner.tsx';
import {Table} from '../../components/table.tsx';
import {PromptLine} from '../../components/prompt-line.tsx';
import {Paragraph} from '../../components/paragraph.tsx';
import {Toned} from '../../components/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {CriteriaForm} from './criteria-form.tsx';

/** The criteria step: where to start, the draft in a form, and what goes with it. */
export function CriteriaScreen({
	state,
	step,
	session,
}: {
	readonly state: RolloutState;
	readonly step: Extract<Step, {name: 'criteria'}>;
	readonly session: WizardSession;
}) {
	const {view} = step;
	switch (view.type) {
		case 'sources': {
			return <Sources state={state} view={view} />;
		}

		case 'presets': {
			return <PresetList state={state} view={view} />;
		}

		case 'file': {
			return <FileName view={view} />;
		}

		case 'form': {
			return <CriteriaForm state={state} view={view} session={session} />;
		}

		case 'editor': {
			return <Spinner label="The draft is open in your editor" />;
		}

		case 'editor-errors': {
			return <EditorErrors view={view} />;
		}

		case 'save': {
			return <SavePreset state={state} view={view} />;
		}
	}
}

const sourceTexts: Readonly<Record<Source, {title: string; words: string}>> = {
	own: {title: "the Region's own criteria", words: 'what is applied now'},
	preset: {title: 'a preset', words: 'criteria you saved under a name'},
	file: {title: 'a file', words: 'JSON as the AWS CLI takes or prints it, or a declarative policy'},
	example: {title: 'Amazon and the Marketplace', words: 'no other account; add those you trust'},
	'what-runs': {title: 'what runs here now', words: 'the fewest providers that allow it; check each'},
	empty: {title: 'an empty criterion', words: 'add what is allowed one by one'},
};

function Sources({
	state,
	view,
}: {
	readonly state: RolloutState;
	readonly view: Extract<CriteriaView, {type: 'sources'}>;
}) {
	const {symbols} = useTheme();
	const region = currentRegion(state) ?? '';
	return (
		<Box flexDirection="column" gap={1}>
			<Toned tone="heading">{`Which images shall be allowed in ${region}? Start from`}</Toned>
			<Box flexDirection="column">
				{sources.map((source, index) => {
					const guard = canStartFrom(state, source);
					const {title, words} = sourceTexts[source];
					const isAtHand = index === view.cursor;
					return (
						<Toned key={source} tone={guard === true ? (isAtHand ? 'strong' : 'plain') : 'disabled'}>
							{`${isAtHand ? symbols.selected : ' '} ${index + 1}  ${title.padEnd(26)} `}
							<Toned tone="muted">{guard === true ? words : `not possible: ${guard}`}</Toned>
						</Toned>
					);
				})}
			</Box>
			<Box flexDirection="column">
				<Toned tone="muted">Applied now:</Toned>
				<Paragraph text={criteriaInWords(currentSettings(state)?.ImageCriteria ?? [])} />
			</Box>
		</Box>
	);
}

function PresetList({
	state,
	view,
}: {
	readonly state: RolloutState;
	readonly view: Extract<CriteriaView, {type: 'presets'}>;
}) {
	const {width, height} = useBodySize();
	if (state.presets.status === 'failed') {
		return <ProblemView problem={state.presets.problem} />;
	}

	const presets = state.presets.status === 'here' ? state.presets.value : [];
	const atHand = presets[view.cursor];
	return (
		<Box flexDirection="column">
			<Table
				columns={[
					{id: 'name', title: 'Preset', text: (preset: Preset) => preset.name, min: 12, max: 30},
					{id: 'words', title: 'Allows', text: ({criteria}) => criteriaInWords(criteria), min: 20},
					{id: 'created', title: 'Created', text: ({createdAt}) => createdAt.slice(0, 10), min: 10, max: 10, drop: 1},
				]}
				count={presets.length}
				rowAt={(index) => presets[index]}
				width={width}
				height={Math.max(3, height - 5)}
				selected={view.cursor}
				empty="No preset is saved yet. Save one from a draft with s."
			/>
			<Box height={1} />
			{view.removing === 'asked' && atHand !== undefined ? (
				<Toned
					tone="warning"
					wrap="wrap"
				>{`Remove preset "${atHand.name}"? Regions it was applied to keep their criteria. y removes it, n keeps it.`}</Toned>
			) : (
				<Paragraph
					tone="muted"
					text={atHand === undefined ? '' : (atHand.description ?? criteriaInWords(atHand.criteria))}
				/>
			)}
		</Box>
	);
}

function FileName({view}: {readonly view: Extract<CriteriaView, {type: 'file'}>}) {
	return (
		<Box flexDirection="column" gap={1}>
			<Toned tone="heading">Load criteria from a file</Toned>
			<PromptLine
				label="File"
				prompt={view.prompt}
				placeholder="criteria.json"
				busy={`Reading ${typedIn(view.prompt)}`}
			/>
		</Box>
	);
}

function EditorErrors({view}: {readonly view: Extract<CriteriaView, {type: 'editor-errors'}>}) {
	const {height} = useBodySize();
	const {symbols} = useTheme();
	const room = Math.max(1, height - 4);
	return (
		<Box flexDirection="column">
			<Panel title="What came back from the editor can't be used yet" tone="warning">
				<Paragraph text="Nothing is lost: enter opens it again as you left it, esc drops it and keeps the draft from before." />
			</Panel>
			{view.errors.slice(0, room).map((error) => (
				<Toned key={error} tone="danger" wrap="wrap">{`${symbols.failed} ${error}`}</Toned>
			))}
			{view.errors.length > room && <Toned tone="muted">{`and ${view.errors.length - room} more`}</Toned>}
		</Box>
	);
}

function SavePreset({
	state,
	view,
}: {
	readonly state: RolloutState;
	readonly view: Extract<CriteriaView, {type: 'save'}>;
}) {
	const {draft} = currentWork(state);
	return (
		<Box flexDirection="column" gap={1}>
			<Toned tone="heading">Save the draft as a preset</Toned>
			<Paragraph text={criteriaInWords(draft?.criteria ?? [])} />
			<PromptLine
				label="Name"
				prompt={view.prompt}
				placeholder="base"
				question={`There is a preset "${typedIn(view.prompt)}" already. Overwrite it? y overwrites, n lets you choose another name.`}
			/>
		</Box>
	);
}
