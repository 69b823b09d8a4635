/**
Every component on screens to walk through: `node --import tsx test/support/kitchen/components.tsx` (tab: next page, q: quit). For looking at them in
a real terminal: sizes, `NO_COLOR=1`, `ALLOWED_AMIS_ASCII=1`, light and dark. The frame tests draw the same pages.
*/
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {Box, useWindowSize} from 'ink';
import {useState, type ReactNode} from 'react';
import {ConfirmInput} from '../../../source/ui/components/input/confirm-input.tsx';
import {Lines} from '../../../source/ui/components/text/lines.tsx';
import {diffLines} from '../../../source/ui/components/text/text-lines.ts';
import {Frame} from '../../../source/ui/components/frame/frame.tsx';
import type {FrameNotice} from '../../../source/ui/components/frame/frame-props.ts';
import {ActionList} from '../../../source/ui/components/lists/action-list.tsx';
import type {KeyHint} from '../../../source/ui/components/frame/key-hints.tsx';
import {DangerPanel, Panel} from '../../../source/ui/components/panels/panel.tsx';
import {Paragraph} from '../../../source/ui/components/text/paragraph.tsx';
import {ProblemView} from '../../../source/ui/components/panels/problem-view.tsx';
import {positionText} from '../../../source/ui/components/panels/scrolling.ts';
import {Spinner} from '../../../source/ui/components/text/spinner.tsx';
import {Table, type Column} from '../../../source/ui/components/lists/table.tsx';
import {TextInput} from '../../../source/ui/components/input/text-input.tsx';
import {Toned} from '../../../source/ui/components/text/toned.tsx';
import type {TrackStep} from '../../../source/ui/components/frame/track.tsx';
import {useBodySize} from '../../../source/ui/hooks/use-body-size.ts';
import {usePresses} from '../../../source/ui/hooks/use-presses.ts';
import {useTerminal} from '../../../source/ui/hooks/use-terminal.ts';
import {useTheme} from '../../../source/ui/hooks/use-theme.ts';
import {isInteractive} from '../../../source/ui/terminal/interactive.ts';
import {renderApp} from '../../../source/ui/terminal/terminal.tsx';
import type {Tone} from '../../../source/ui/theme.ts';
import {editText, emptyField, insertText, type TextField} from '../../../source/machine/text-field.ts';

type Row = {
	readonly id: string;
	readonly name: string;
	readonly provider: string;
	readonly state: string;
	readonly allowed: boolean;
};

const names = [
	'team-data/spark-worker-4',
	'al2023-ami-2023.5',
	'日本語のサーバー',
	'crew 👩‍👩‍👧 image',
	'résumé-builder',
	'debian-13-amd64-20260101',
];

export const rows: readonly Row[] = Array.from({length: 1482}, (_, index) => ({
	id: `i-0${(index * 7919).toString(16).padStart(16, '0')}`,
	name: names[index % names.length] ?? '',
	provider: index % 3 === 0 ? '444455556666' : 'amazon',
	state: index % 5 === 0 ? 'stopped' : 'running',
	allowed: index % 3 !== 0,
}));

export const columns: ReadonlyArray<Column<Row>> = [
	{
		id: 'verdict',
		title: 'Verdict',
		text: ({allowed}) => (allowed ? '✓ allowed' : '✗ not'),
		tone: ({allowed}) => (allowed ? 'allowed' : 'notAllowed'),
		min: 9,
		max: 9,
	},
	{id: 'id', title: 'Instance', text: ({id}) => id, min: 12, max: 19, truncate: 'middle'},
	{id: 'name', title: 'Image', text: ({name}) => name, min: 14, weight: 3},
	{id: 'provider', title: 'Provider', text: ({provider}) => provider, min: 12, max: 16, drop: 1},
	{id: 'state', title: 'State', text: ({state}) => state, min: 7, max: 10, drop: 2, align: 'right'},
];

export const steps: readonly TrackStep[] = [
	{name: 'Audit mode', status: 'done'},
	{name: 'Criteria', status: 'skipped'},
	{name: 'Scan', status: 'current'},
	{name: 'Review', status: 'todo'},
	{name: 'Enforce', status: 'todo'},
];

export const hints: readonly KeyHint[] = [
	{keys: 'tab', words: 'next page'},
	{keys: '↑↓', words: 'move'},
	{keys: 'space', words: 'mark'},
	{keys: 'e', words: 'enforce', disabled: 'the scan is not complete'},
	{keys: 'q', words: 'quit'},
];

const tones: readonly Tone[] = [
	'plain',
	'strong',
	'muted',
	'accent',
	'heading',
	'danger',
	'warning',
	'good',
	'allowed',
	'notAllowed',
	'unknown',
	'added',
	'removed',
	'selection',
	'badge',
	'badgeWarning',
	'key',
	'disabled',
];

export type PageProps = {
	readonly selected: number;
	readonly marked: ReadonlySet<number>;
	readonly field: TextField;
	readonly mismatch: boolean;
};

function TonesPage() {
	const {symbols, styles} = useTheme();
	return (
		<Box flexDirection="column">
			<Box flexWrap="wrap" columnGap={2}>
				{tones.map((tone) => (
					<Toned key={tone} tone={tone}>
						{`${tone}${Object.keys(styles[tone]).length === 0 ? ' (as it is)' : ''}`}
					</Toned>
				))}
			</Box>
			<Toned>
				{Object.values(symbols)
					.filter((symbol) => typeof symbol === 'string')
					.join(' ')}
			</Toned>
			<Box height={1} />
			<Spinner label="Scanning us-east-1" />
			<Paragraph
				height={2}
				text="AMIs by Amazon or its verified providers, not older than 300 days, or by 444455556666 with a name like team-data/*; a paragraph that is longer than its two lines ends in an ellipsis, so that nothing below it moves."
			/>
		</Box>
	);
}

function TablePage({selected, marked}: PageProps) {
	const {width, height} = useBodySize();
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{`Instances, ${positionText(selected, rows.length)}`}</Toned>
			<Table
				columns={columns}
				count={rows.length}
				rowAt={(index) => rows[index]}
				width={width}
				height={height - 1}
				selected={selected}
				isMarked={(_, index) => marked.has(index)}
				sort={{column: 'name', direction: 'descending'}}
			/>
		</Box>
	);
}

function TextPage({field, mismatch}: PageProps) {
	return (
		<Box flexDirection="column">
			<DangerPanel title="Enforce Allowed AMIs in us-east-1">
				<Toned>Account 123456789012 as Admin/jane</Toned>
				<Toned tone="danger">
					Blocks 3 images that 14 of 818 instances run, and every other image that is not allowed.
				</Toned>
			</DangerPanel>
			<ConfirmInput phrase="block 3 images in us-east-1" field={field} hasMismatch={mismatch} />
			<TextInput field={emptyField} placeholder="the name of a preset" isFocused={false} error="a name is needed" />
		</Box>
	);
}

function ProblemsPage() {
	return (
		<Box flexDirection="column" rowGap={1}>
			<ProblemView
				problem={{
					kind: 'denied',
					what: 'Admin/jane may not call ec2:GetAllowedImagesSettings in eu-west-1.',
					next: 'Ask for that permission; `allowed-amis iam-policy` prints the policy.',
					code: 'UnauthorizedOperation',
					requestId: '5b1c0f6e-6f5c-4b0e-8d3e-0d6c1b1a2f3e',
				}}
			/>
			<Panel title="What changes">
				<Changes />
			</Panel>
		</Box>
	);
}

function Changes() {
	const {width, height} = useBodySize();
	const lines = diffLines(
		[
			{sign: ' ', text: 'criterion 1'},
			{sign: '-', text: 'CreationDateCondition: not older than 300 days'},
			{sign: '+', text: 'CreationDateCondition: not older than 400 days'},
		],
		{width},
	);
	return <Lines lines={lines} width={width} height={height} how="" />;
}

function HelpPage() {
	const keys = Array.from({length: 14}, (_, index) => ({
		keys: ['abcdefghijklmn'[index] ?? ''],
		isInFooter: false,
		event: undefined,
		general: `does the thing number ${index}`,
		words: () => `does the thing number ${index}`,
		guard: () => (index === 3 ? 'the scan is not complete' : true),
	}));
	return <ActionList behind={{place: 'scan', title: 'Scan', keys}} search={undefined} />;
}

function EmptyPage() {
	const {width, height} = useBodySize();
	return (
		<Table
			columns={columns}
			count={0}
			rowAt={() => undefined}
			width={width}
			height={height}
			empty="No instance is not allowed: nothing would break."
		/>
	);
}

export const pages: ReadonlyArray<{
	readonly name: string;
	readonly Page: (props: PageProps) => ReactNode;
	readonly notice?: FrameNotice;
}> = [
	{name: 'tones', Page: TonesPage},
	{name: 'table', Page: TablePage, notice: {tone: 'warning', text: 'us-east-1c: throttled, next try in 2 s'}},
	{
		name: 'text',
		Page: TextPage,
		notice: {
			tone: 'danger',
			text: 'Somebody else changed the settings of us-east-1 since the scan began, so that this scan no longer says what would be blocked. Scan again; nothing was sent.',
		},
	},
	{name: 'problems', Page: ProblemsPage},
	{name: 'help', Page: HelpPage},
	{name: 'empty', Page: EmptyPage, notice: {tone: 'info', text: 'Copied ami-0b1c to the clipboard.'}},
];

/** One page of the kitchen sink in its frame. */
export function KitchenSink({
	columns: width,
	rows: height,
	page,
	...props
}: PageProps & {readonly columns: number; readonly rows: number; readonly page: number}) {
	const {Page, notice} = pages[page % pages.length] ?? {Page: TonesPage};
	return (
		<Frame
			columns={width}
			rows={height}
			account="123456789012 prod"
			identity="Admin/jane"
			region={{name: 'us-east-1', position: 2, count: 5}}
			badges={[{text: 'DEMO'}, {text: 'READ-ONLY', tone: 'badgeWarning'}]}
			steps={steps}
			command="aws ec2 describe-instance-image-metadata --region us-east-1 --filters Name=availability-zone,Values=us-east-1a"
			keys={hints}
			notice={notice}
		>
			<Page {...props} />
		</Frame>
	);
}

function InteractiveKitchenSink() {
	const {columns: width, rows: height} = useWindowSize();
	const {exit} = useTerminal();
	const [page, setPage] = useState(0);
	const [selected, setSelected] = useState(0);
	const [marked, setMarked] = useState<ReadonlySet<number>>(new Set());
	const [field, setField] = useState(emptyField);
	const [mismatch, setMismatch] = useState(false);
	const move = (by: number) => {
		setSelected((from) => Math.max(0, Math.min(rows.length - 1, from + by)));
	};

	const isText = pages[page]?.name === 'text';
	usePresses(
		(press) => {
			if (press === 'tab') {
				setPage((from) => (from + 1) % pages.length);
			} else if (isText) {
				setMismatch(press === 'enter');
				setField((from) => editText(from, press) ?? from);
			} else if (press === 'q') {
				exit(0);
			} else if (press === 'space') {
				setMarked((from) => from.symmetricDifference(new Set([selected])));
			} else {
				move(
					{down: 1, j: 1, up: -1, k: -1, pagedown: 10, pageup: -10, home: -rows.length, end: rows.length}[press] ?? 0,
				);
			}
		},
		(text) => {
			setField((from) => insertText(from, text));
		},
	);
	return (
		<KitchenSink
			columns={width}
			rows={height}
			page={page}
			selected={selected}
			marked={marked}
			field={field}
			mismatch={mismatch}
		/>
	);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const verdict = isInteractive();
	if (verdict === true) {
		process.exitCode = await renderApp(<InteractiveKitchenSink />).waitUntilExit();
	} else {
		console.error(`No interactive terminal: ${verdict}`);
	}
}
