import {Box} from 'ink';
import {typedIn} from '../../../machine/prompt.ts';
import {canStartFrom, currentSource, sources, type Source} from '../../../rollout/steps/criteria/sources.ts';
import {currentRegion, currentSettings, currentWork, type RolloutState, type Step} from '../../../rollout/state.ts';
import type {CriteriaView} from '../../../rollout/steps/criteria/views.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import type {Preset} from '../../../operations/ports.ts';
import {safeText} from '../../../safe-text.ts';
import {wrapped, type Line} from '../../components/text/lines.tsx';
import {ListAndTexts, Panes, Text} from '../../components/panels/panes.tsx';
import {ProblemView} from '../../components/panels/problem-view.tsx';
import {Spinner} from '../../components/text/spinner.tsx';
import {Table} from '../../components/lists/table.tsx';
import {PromptLine, usePromptRows} from '../../components/input/prompt-line.tsx';
import {criteriaLines, inForceLines} from '../../components/text/text-lines.ts';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {OtherRegions} from './other-regions.tsx';
import {CriteriaAbove} from './criteria-above.tsx';
import {CriteriaForm} from './criteria-form.tsx';
import {criteriaInShort} from './criteria-in-short.ts';

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

		case 'regions': {
			return <OtherRegions state={state} view={view} />;
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
	'another-region': {title: 'another Region', words: 'what one that was read already has'},
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
	const {height} = useBodySize();
	const current = currentSource(state, view);
	const choices = (width: number): ReadonlyArray<readonly Line[]> =>
		sources.map((source, index) => {
			const guard = canStartFrom(state, source);
			const {title, words} = sourceTexts[source];
			const tone = guard === true ? (index === current ? 'strong' : 'plain') : 'disabled';
			return wrapped(guard === true ? words : `not possible: ${guard}`, width, {
				tone: 'muted',
				first: [{text: `${index === current ? symbols.selected : ' '} ${index + 1}  ${title.padEnd(27)} `, tone}],
			});
		});
	return (
		<Panes
			height={height}
			panes={[
				{
					title: `Which images shall be allowed in ${region}? Start from`,
					weight: 2,
					lines: (width) => choices(width).flat(),
					current(width) {
						const above = choices(width).slice(0, current).flat().length;
						return [above, above + (choices(width)[current]?.length ?? 0)];
					},
				},
				{
					title: 'Applied now',
					lines: (width) => inForceLines(currentSettings(state), {width, symbols}),
				},
			]}
		/>
	);
}

function PresetList({
	state,
	view,
}: {
	readonly state: RolloutState;
	readonly view: Extract<CriteriaView, {type: 'presets'}>;
}) {
	const {height} = useBodySize();
	const {symbols} = useTheme();
	if (state.presets.status === 'failed') {
		return <ProblemView problem={state.presets.problem} />;
	}

	const presets = state.presets.status === 'here' ? state.presets.value : [];
	const current = presets[view.cursor];
	return (
		<ListAndTexts
			height={height}
			rows={Math.max(3, presets.length + 1)}
			list={(width, rows) => (
				<Table
					columns={[
						{id: 'name', title: 'Preset', text: (preset: Preset) => preset.name, min: 12, max: 30},
						{id: 'words', title: 'Allows', text: ({criteria}) => criteriaInShort(criteria), min: 20},
						{
							id: 'created',
							title: 'Created',
							text: ({createdAt}) => safeText(createdAt.slice(0, 10)),
							min: 10,
							max: 10,
							drop: 1,
						},
					]}
					count={presets.length}
					rowAt={(index) => presets[index]}
					width={width}
					height={rows}
					selected={view.cursor}
					empty="No preset is saved yet. Save one from a draft with s."
				/>
			)}
			panes={
				current === undefined
					? []
					: [
							{
								title: current.name,
								lines: (width) => [
									...(view.removing === 'asked'
										? wrapped(
												`Remove preset "${current.name}"? Regions it was applied to keep their criteria. y removes it, n keeps it.`,
												width,
												{tone: 'warning'},
											)
										: []),
									...(current.description === undefined ? [] : wrapped(current.description, width, {tone: 'strong'})),
									...criteriaLines(current.criteria, {width, symbols}),
								],
							},
						]
			}
		/>
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
	const {width, height} = useBodySize();
	const {symbols} = useTheme();
	return (
		<Text
			width={width}
			height={height}
			panes={[
				{
					title: "What came back from the editor can't be used yet",
					lines: (room) => [
						...wrapped(
							'Nothing is lost: enter opens it again as you left it, esc drops it and keeps the draft from before.',
							room,
						),
						...view.errors.flatMap((error) =>
							wrapped(error, room, {tone: 'danger', first: [{text: `${symbols.failed} `, tone: 'danger'}]}),
						),
					],
				},
			]}
		/>
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
	const name = typedIn(view.prompt);
	const presets = state.presets.status === 'here' ? state.presets.value : [];
	const existing =
		view.prompt.phase === 'overwrite?' ? presets.find((preset) => preset.name === name.normalize('NFC')) : undefined;
	const ask = {
		label: 'Name',
		prompt: view.prompt,
		placeholder: 'base',
		question: `There is a preset "${name}" already. Overwrite it? y overwrites, n lets you choose another name.`,
	};
	return (
		<CriteriaAbove
			title="Save the draft as a preset"
			criteria={draft?.criteria ?? []}
			overwritten={existing?.criteria}
			rowsBelow={usePromptRows(ask)}
		>
			<PromptLine {...ask} />
		</CriteriaAbove>
	);
}
