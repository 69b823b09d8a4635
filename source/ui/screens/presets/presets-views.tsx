/** What is done with presets, each in a view of its own: compare, rename, read, save, remove, export. */
import {Box} from 'ink';
import {checkCriteria, formatIssue} from '../../../criteria/validation/check.ts';
import type {ImageCriteria} from '../../../criteria/criterion.ts';
import {renderDiff, type CriteriaDiff} from '../../../criteria/comparison/diff.ts';
import {criteriaInWords} from '../../../criteria/words.ts';
import {safeText} from '../../../safe-text.ts';
import {canExport, exportNotes, presetFormats, type PresetFormat} from '../../../presets/formats.ts';
import {comparisonOf} from '../../../presets/list.ts';
import {presetNamed, type PresetsState, type PresetsView} from '../../../presets/state.ts';
import {typedIn} from '../../../machine/prompt.ts';
import {Diff} from '../../components/text/diff.tsx';
import {Paragraph} from '../../components/text/paragraph.tsx';
import {PromptLine} from '../../components/input/prompt-line.tsx';
import {Spinner} from '../../components/text/spinner.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Tone} from '../../theme.ts';
import {OverwriteChange} from '../overwrite-change.tsx';

type View<Type extends PresetsView['type']> = Extract<PresetsView, {readonly type: Type}>;

const effects: Readonly<Record<CriteriaDiff['effect'], string>> = {
	none: 'Both allow the same images.',
	loosens: 'The second allows all that the first does, and more.',
	tightens: 'The second allows less than the first, and nothing else.',
	both: 'Each may allow images that the other does not.',
};

/** Two presets by what they mean: what the second has beyond the first (+), and what it lacks (-). */
export function CompareView({state, view}: {readonly state: PresetsState; readonly view: View<'compare'>}) {
	const {height} = useBodySize();
	const comparison = comparisonOf(state);
	if (comparison === undefined) {
		return <Toned tone="muted">One of the two is gone: somebody removed it.</Toned>;
	}

	return (
		<Box flexDirection="column">
			<Toned tone="heading">{`From "${view.before}" (-) to "${view.after}" (+)`}</Toned>
			<Paragraph text={effects[comparison.effect]} height={2} />
			<Box height={1} />
			<Diff lines={renderDiff(comparison).slice(view.top)} height={Math.max(1, height - 4)} />
		</Box>
	);
}

/** The name or the description of a preset, being typed. */
export function RenameView({state, view}: {readonly state: PresetsState; readonly view: View<'rename' | 'describe'>}) {
	const criteria = presetNamed(state, view.name)?.criteria;
	const isName = view.type === 'rename';
	return (
		<Box flexDirection="column" gap={1}>
			<Toned tone="heading">{isName ? `Rename "${view.name}"` : `What is "${view.name}" for?`}</Toned>
			{criteria !== undefined && <Paragraph text={criteriaInWords(criteria)} height={4} />}
			<PromptLine label={isName ? 'Name' : 'Description'} prompt={view.prompt} />
		</Box>
	);
}

/** Which Region or file to read. */
export function ReadView({view}: {readonly view: View<'region' | 'file'>}) {
	const {height} = useBodySize();
	const {symbols} = useTheme();
	const isRegion = view.type === 'region';
	const errors = isRegion ? [] : view.errors;
	const room = Math.max(1, height - 7);
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{isRegion ? "Save a Region's criteria as a preset" : 'Import a file'}</Toned>
			<Paragraph
				tone="muted"
				height={3}
				text={
					isRegion
						? 'Its settings are read; nothing is changed there.'
						: 'Criteria as the AWS CLI takes or prints them, a declarative policy, or many presets as "presets list --format json" prints them.'
				}
			/>
			<Box height={1} />
			<PromptLine
				label={isRegion ? 'Region' : 'File'}
				prompt={view.prompt}
				placeholder={isRegion ? 'us-east-1' : 'presets.json'}
				busy={`Reading ${typedIn(view.prompt)}`}
			/>
			{errors.slice(0, room).map((error) => (
				<Toned key={error} tone="danger">{`${symbols.failed} ${safeText(error)}`}</Toned>
			))}
			{errors.length > room && <Toned tone="muted">{`and ${errors.length - room} more`}</Toned>}
		</Box>
	);
}

/** The name for criteria that were read, with what there is to say about them. */
export function SaveView({state, view}: {readonly state: PresetsState; readonly view: View<'save'>}) {
	const {height} = useBodySize();
	const name = typedIn(view.prompt);
	const existing = view.prompt.phase === 'overwrite?' ? presetNamed(state, name) : undefined;
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{`Save the criteria of ${safeText(view.origin)} as a preset`}</Toned>
			<Paragraph
				text={criteriaInWords(view.criteria)}
				height={Math.max(
					2,
					existing === undefined ? height - (view.prompt.problem === undefined ? 6 : 9) : Math.floor(height / 3),
				)}
			/>
			<Warnings criteria={view.criteria} />
			<Box height={1} />
			<PromptLine
				label="Name"
				prompt={view.prompt}
				placeholder="base"
				question={`There is a preset "${name}" already. y overwrites its criteria and keeps its description, n lets you choose another name.`}
			/>
			{existing !== undefined && <OverwriteChange before={existing.criteria} after={view.criteria} />}
		</Box>
	);
}

/** The question before a preset is removed. */
export function RemoveView({view: {preset, isBusy}}: {readonly view: View<'remove'>}) {
	const {height} = useBodySize();
	// The question has to be in sight, whatever the preset says.
	const room = Math.max(3, height - 6);
	return (
		<Box flexDirection="column" gap={1}>
			<Toned tone="heading">{`Remove "${preset.name}"?`}</Toned>
			{preset.description !== undefined && <Paragraph tone="strong" text={preset.description} height={1} />}
			<Paragraph text={criteriaInWords(preset.criteria)} height={room - (preset.description === undefined ? 0 : 2)} />
			{isBusy ? (
				<Spinner label="Removing it" />
			) : (
				<Paragraph
					tone="warning"
					text="Regions it was applied to keep their criteria. y removes it, n keeps it; u can put it back while this screen is open."
				/>
			)}
		</Box>
	);
}

const formatTexts: Readonly<Record<PresetFormat, string>> = {
	'aws-cli': 'JSON for --cli-input-json; carries everything',
	'declarative-policy': 'for AWS Organizations: every account at once',
	terraform: 'an aws_ec2_allowed_images_settings resource',
};

/** The formats; one that cannot carry the criteria says why. */
export function FormatView({view: {preset, cursor}}: {readonly view: View<'format'>}) {
	const {symbols} = useTheme();
	const atHand = presetFormats[cursor] ?? 'aws-cli';
	const guard = canExport(preset.criteria, atHand);
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{`Export "${preset.name}" as`}</Toned>
			<Box height={1} />
			{presetFormats.map((format, index) => (
				<Toned key={format} tone={toneOfFormat(preset.criteria, format, format === atHand)}>
					{`${format === atHand ? symbols.selected : ' '} ${index + 1}  ${format.padEnd(18)}  `}
					<Toned tone="muted">
						{canExport(preset.criteria, format) === true ? formatTexts[format] : 'not possible for these criteria'}
					</Toned>
				</Toned>
			))}
			<Box height={1} />
			{guard === true ? (
				<Notes criteria={preset.criteria} format={atHand} />
			) : (
				<Paragraph tone="warning" text={guard} height={6} />
			)}
		</Box>
	);
}

/** The file to write an export to. */
export function ExportNameView({view}: {readonly view: View<'export'>}) {
	return (
		<Box flexDirection="column" gap={1}>
			<Toned tone="heading">{`Export "${view.preset.name}" as ${view.format}`}</Toned>
			<Notes criteria={view.preset.criteria} format={view.format} />
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
			text={notes.length > 0 ? notes.join('\n') : 'It can say all of these criteria.'}
			height={5}
		/>
	);
}

function toneOfFormat(criteria: ImageCriteria, format: PresetFormat, isAtHand: boolean): Tone {
	return canExport(criteria, format) === true ? (isAtHand ? 'strong' : 'plain') : 'disabled';
}

function Warnings({criteria}: {readonly criteria: ImageCriteria}) {
	const {symbols} = useTheme();
	const [first, ...others] = checkCriteria(criteria, {unknownKeys: 'keep'}).warnings;
	if (first === undefined) {
		return null;
	}

	const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
	return <Paragraph tone="warning" text={`${symbols.warning} ${formatIssue(first)}${more}`} height={2} />;
}
