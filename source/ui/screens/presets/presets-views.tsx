/** What is done with presets, each in a view of its own: compare, rename, read, save, remove, export. */
import {Box} from 'ink';
import {checkCriteria, formatIssue} from '../../../criteria/validation/check.ts';
import type {ImageCriteria} from '../../../criteria/criterion.ts';
import {renderDiff, type CriteriaDiff} from '../../../criteria/comparison/diff.ts';
import {safeText} from '../../../safe-text.ts';
import {canExport, exportNotes, presetFormats, type PresetFormat} from '../../../presets/formats.ts';
import {comparisonOf} from '../../../presets/list.ts';
import {presetNamed, type PresetsState, type PresetsView} from '../../../presets/state.ts';
import {typedIn} from '../../../machine/prompt.ts';
import {PromptLine, usePromptRows} from '../../components/input/prompt-line.tsx';
import {Text} from '../../components/panels/panes.tsx';
import {wrap} from '../../components/text/fit.ts';
import {Lines, wrapped, type Line} from '../../components/text/lines.tsx';
import {Paragraph} from '../../components/text/paragraph.tsx';
import {Spinner} from '../../components/text/spinner.tsx';
import {diffLines, type Look} from '../../components/text/text-lines.ts';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {readingOn} from '../../hooks/use-page.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Tone} from '../../theme.ts';
import {CriteriaAbove} from '../criteria/criteria-above.tsx';

type View<Type extends PresetsView['type']> = Extract<PresetsView, {readonly type: Type}>;

const effects: Readonly<Record<CriteriaDiff['effect'], string>> = {
	none: 'Both allow the same images.',
	loosens: 'The second allows all that the first does, and more.',
	tightens: 'The second allows less than the first, and nothing else.',
	both: 'Each may allow images that the other does not.',
};

/** Two presets by what they mean: what the second has beyond the first (+), and what it lacks (-). */
export function CompareView({state, view}: {readonly state: PresetsState; readonly view: View<'compare'>}) {
	const {width, height} = useBodySize();
	const comparison = comparisonOf(state);
	if (comparison === undefined) {
		return <Toned tone="muted">One of the two is gone: somebody removed it.</Toned>;
	}

	const entries = renderDiff(comparison);
	const effect = wrap(effects[comparison.effect], width);
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{`From "${view.before}" (-) to "${view.after}" (+)`}</Toned>
			<Toned>{effect.join('\n')}</Toned>
			<Box height={1} />
			<Lines
				lines={diffLines(entries, {width})}
				width={width}
				height={Math.max(1, height - 2 - effect.length)}
				top={diffLines(entries.slice(0, view.top), {width}).length}
				how={readingOn.arrows}
			/>
		</Box>
	);
}

/** The name or the description of a preset, being typed. */
export function RenameView({state, view}: {readonly state: PresetsState; readonly view: View<'rename' | 'describe'>}) {
	const isName = view.type === 'rename';
	const ask = {label: isName ? 'Name' : 'Description', prompt: view.prompt};
	return (
		<CriteriaAbove
			title={isName ? `Rename "${view.name}"` : `What is "${view.name}" for?`}
			criteria={presetNamed(state, view.name)?.criteria ?? []}
			rowsBelow={usePromptRows(ask)}
		>
			<PromptLine {...ask} />
		</CriteriaAbove>
	);
}

/** Which Region or file to read. */
export function ReadView({view}: {readonly view: View<'region' | 'file'>}) {
	const {width, height} = useBodySize();
	const {symbols} = useTheme();
	const isRegion = view.type === 'region';
	const errors = isRegion ? [] : view.errors;
	const about = wrap(
		isRegion
			? 'Its settings are read; nothing is changed there.'
			: 'Criteria as the AWS CLI takes or prints them, a declarative policy, or many presets as "presets list --format json" prints them.',
		width,
	);
	const ask = {label: isRegion ? 'Region' : 'File', prompt: view.prompt, busy: `Reading ${typedIn(view.prompt)}`};
	const asked = usePromptRows(ask);
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{isRegion ? "Save a Region's criteria as a preset" : 'Import a file'}</Toned>
			<Toned tone="muted">{about.join('\n')}</Toned>
			<Box height={1} />
			<PromptLine {...ask} placeholder={isRegion ? 'us-east-1' : 'presets.json'} />
			<Text
				panes={[
					{
						lines: (room) =>
							errors.flatMap((error) =>
								wrapped(safeText(error), room, {
									tone: 'danger',
									first: [{text: `${symbols.failed} `, tone: 'danger'}],
								}),
							),
					},
				]}
				width={width}
				height={Math.max(1, height - 2 - about.length - asked)}
			/>
		</Box>
	);
}

/** The name for criteria that were read, with what there is to say about them. */
export function SaveView({state, view}: {readonly state: PresetsState; readonly view: View<'save'>}) {
	const name = typedIn(view.prompt);
	const existing = view.prompt.phase === 'overwrite?' ? presetNamed(state, name) : undefined;
	const ask = {
		label: 'Name',
		prompt: view.prompt,
		placeholder: 'base',
		question: `There is a preset "${name}" already. y overwrites its criteria and keeps its description, n lets you choose another name.`,
	};
	return (
		<CriteriaAbove
			title={`Save the criteria of ${safeText(view.origin)} as a preset`}
			criteria={view.criteria}
			overwritten={existing?.criteria}
			notes={(look) => warningLines(view.criteria, look)}
			rowsBelow={usePromptRows(ask)}
		>
			<PromptLine {...ask} />
		</CriteriaAbove>
	);
}

/** The question before a preset is removed. */
export function RemoveView({view: {preset, isBusy}}: {readonly view: View<'remove'>}) {
	const {width} = useBodySize();
	const question =
		'Regions it was applied to keep their criteria. y removes it, n keeps it; u can put it back while this screen is open.';
	return (
		<CriteriaAbove
			title={`Remove "${preset.name}"?`}
			description={preset.description}
			criteria={preset.criteria}
			rowsBelow={isBusy ? 1 : wrap(question, width).length}
		>
			{isBusy ? <Spinner label="Removing it" /> : <Paragraph tone="warning" text={question} />}
		</CriteriaAbove>
	);
}

const formatTexts: Readonly<Record<PresetFormat, string>> = {
	'aws-cli': 'all of it, for --cli-input-json',
	'declarative-policy': 'for AWS Organizations: every account at once',
	terraform: 'an aws_ec2_allowed_images_settings resource',
};

/** The formats; one that cannot carry the criteria says why. */
export function FormatView({view: {preset, cursor}}: {readonly view: View<'format'>}) {
	const {symbols} = useTheme();
	const current = presetFormats[cursor] ?? 'aws-cli';
	const guard = canExport(preset.criteria, current);
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{`Export "${preset.name}" as`}</Toned>
			{presetFormats.map((format, index) => (
				<Toned key={format} tone={toneOfFormat(preset.criteria, format, format === current)}>
					{`${format === current ? symbols.selected : ' '} ${index + 1}  ${format.padEnd(18)}  `}
					<Toned tone="muted">
						{canExport(preset.criteria, format) === true ? formatTexts[format] : 'not possible for these criteria'}
					</Toned>
				</Toned>
			))}
			<Box height={1} />
			{guard === true ? (
				<Notes criteria={preset.criteria} format={current} />
			) : (
				<Paragraph tone="warning" text={guard} height={6} />
			)}
		</Box>
	);
}

/** The file to write an export to. */
export function ExportNameView({view}: {readonly view: View<'export'>}) {
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{`Export "${view.preset.name}" as ${view.format}`}</Toned>
			<Notes criteria={view.preset.criteria} format={view.format} />
			<Box height={1} />
			<PromptLine
				label="File"
				prompt={view.prompt}
				question={`${safeText(typedIn(view.prompt))} exists already. y overwrites it, n lets you choose another name.`}
			/>
		</Box>
	);
}

function Notes({criteria, format}: {readonly criteria: ImageCriteria; readonly format: PresetFormat}) {
	const notes = exportNotes(criteria, format);
	return (
		<Paragraph
			tone={notes.length > 0 ? 'warning' : 'muted'}
			text={notes.length > 0 ? notes.join('\n') : 'This format carries all of these criteria.'}
			height={5}
		/>
	);
}

function toneOfFormat(criteria: ImageCriteria, format: PresetFormat, isCurrent: boolean): Tone {
	return canExport(criteria, format) === true ? (isCurrent ? 'strong' : 'plain') : 'disabled';
}

function warningLines(criteria: ImageCriteria, {width, symbols}: Look): readonly Line[] {
	const [first, ...others] = checkCriteria(criteria, {unknownKeys: 'keep'}).warnings;
	if (first === undefined) {
		return [];
	}

	const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
	return wrapped(`${formatIssue(first)}${more}`, width, {
		tone: 'warning',
		first: [{text: `${symbols.warning} `, tone: 'warning'}],
	});
}
