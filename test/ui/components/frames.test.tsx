import assert from 'node:assert/strict';
import {afterEach, test} from 'node:test';
import {cleanup, render} from 'ink-testing-library';
import type {ReactElement} from 'react';
import stringWidth from 'string-width';
import {barText} from '../../../source/ui/components/lists/bar.ts';
import {ConfirmInput} from '../../../source/ui/components/input/confirm-input.tsx';
import {Frame} from '../../../source/ui/components/frame/frame.tsx';
import type {FrameProps} from '../../../source/ui/components/frame/frame-props.ts';
import {fittingHints, KeyHints} from '../../../source/ui/components/frame/key-hints.tsx';
import {ProblemView} from '../../../source/ui/components/panels/problem-view.tsx';
import {Table, type Column} from '../../../source/ui/components/lists/table.tsx';
import {TextInput, windowOf} from '../../../source/ui/components/input/text-input.tsx';
import {Lines, textOf} from '../../../source/ui/components/text/lines.tsx';
import {diffLines} from '../../../source/ui/components/text/text-lines.ts';
import {Toned} from '../../../source/ui/components/text/toned.tsx';
import {fittingSteps, type TrackStep} from '../../../source/ui/components/frame/track.tsx';
import {ThemeContext} from '../../../source/ui/hooks/use-theme.ts';
import {resolveTheme} from '../../../source/ui/theme.ts';
import {emptyField, textField} from '../../../source/machine/text-field.ts';
import {columns, hints, KitchenSink, pages, rows, steps} from '../../support/kitchen/components.tsx';

afterEach(() => {
	cleanup();
});

function linesOf(node: ReactElement): readonly string[] {
	return (render(node).lastFrame() ?? '').split('\n');
}

const colourless = resolveTheme({NO_COLOR: '1'});
const ascii = resolveTheme({NO_COLOR: '1', ALLOWED_AMIS_ASCII: '1'});

for (const [columnCount, rowCount] of [
	[60, 16],
	[80, 24],
	[100, 30],
] as const) {
	for (const [index, {name}] of pages.entries()) {
		test(`the ${name} page fills ${columnCount}×${rowCount} exactly`, () => {
			const lines = linesOf(
				<KitchenSink
					columns={columnCount}
					rows={rowCount}
					page={index}
					selected={7}
					marked={new Set([2])}
					field={textField('block 3')}
					mismatch={false}
				/>,
			);
			assert.equal(lines.length, rowCount);
			assert.ok(lines.every((line) => stringWidth(line) <= columnCount));
			assert.match(lines[0] ?? '', /123456789012 prod.*us-east-1 {2}2 of 5 {2}DEMO {3}READ-ONLY/);
			assert.match(lines[1] ?? '', /● Scan/);
			assert.match(lines.at(-2) ?? '', /^ \$ aws ec2 descr/);
			assert.match(lines.at(-1) ?? '', /\? keys$/);
		});
	}
}

const frame: FrameProps = {columns: 80, rows: 24, keys: hints, children: <Toned>body</Toned>};

test('the body knows its size before it is drawn', () => {
	const sizeOf = (props: Partial<FrameProps>) => {
		let size = '';
		render(
			<Frame {...frame} {...props}>
				{({width, height}) => {
					size = `${width}x${height}`;
					return null;
				}}
			</Frame>,
		);
		return size;
	};

	// A notice lies over the body: it moves nothing.
	assert.equal(sizeOf({}), '78x20');
	assert.equal(sizeOf({steps, command: 'aws'}), '78x18');
	assert.equal(sizeOf({steps, command: 'aws', notice: {tone: 'info', text: 'short'}}), '78x18');
	assert.equal(sizeOf({steps, command: 'aws', notice: {tone: 'info', text: 'long '.repeat(80)}}), '78x18');
});

test('a body that is too long is cut off, not squeezed', () => {
	const lines = linesOf(
		<Frame {...frame} rows={16}>
			{Array.from({length: 40}, (_, index) => (
				<Toned key={index}>{`line ${index}`}</Toned>
			))}
		</Frame>,
	);
	assert.equal(lines.length, 16);
	assert.deepEqual(
		lines.filter((line) => line.includes('line')),
		Array.from({length: 12}, (_, index) => ` line ${index}`),
	);
});

test('in a window too small to read, the frame says so', () => {
	const text = linesOf(<Frame {...frame} columns={59} />).join(' ');
	assert.match(text, /at least 60×16\. This one is 59×24/);
	assert.doesNotMatch(text, /body/);
});

test('what a name hides is seen in the command, too', () => {
	const lines = linesOf(<Frame {...frame} command={"aws ec2 --name 'n\u{202E}'"} />);
	assert.ok(lines.some((line) => line.includes(String.raw`$ aws ec2 --name 'n\u{202e}'`)));
});

test('where the command is cut, the key that copies all of it is named, as far as there is room', () => {
	const rule = (props: Partial<FrameProps>) => linesOf(<Frame {...frame} columns={60} {...props} />).at(-3);
	const long = `aws ec2 describe-images --owners ${'self '.repeat(12)}`;
	assert.match(rule({command: long, copyKey: 'y'}) ?? '', /^─+ y copies the whole command ──$/);
	assert.match(
		rule({command: long, copyKey: 'y', strip: ['draft: 3 changes, 2 of them new']}) ?? '',
		/^── draft.* y copies it ──$/,
	);
	assert.match(rule({command: long, copyKey: 'y', strip: ['draft: '.repeat(6)]}) ?? '', /^── [^y]* ─+$/);
	assert.match(rule({command: 'aws sts get-caller-identity', copyKey: 'y'}) ?? '', /^─+$/);
	assert.match(rule({command: long}) ?? '', /^─+$/);
});

test('the account is never cut for the identity', () => {
	const [header = ''] = linesOf(
		<Frame
			{...frame}
			columns={60}
			account="123456789012 prod"
			identity="AWSReservedSSO_Administrator/jane.doe@example.com"
			region={{name: 'us-east-1', position: 2, count: 5}}
		/>,
	);
	assert.match(header, /^ 123456789012 prod · AWSRes.*… {2}us-east-1 {2}2 of 5$/);
});

test('the track keeps the current step in sight', () => {
	const names = [
		'Account',
		'Regions',
		'Audit mode',
		'Criteria',
		'Apply',
		'Scan',
		'Review',
		'Decide',
		'Enforce',
		'Summary',
	];
	for (const current of names.keys()) {
		const track = names.map((name, index): TrackStep => ({name, status: index === current ? 'current' : 'todo'}));
		for (const width of [20, 40, 58, 78, 118, 160]) {
			const {first, last} = fittingSteps(track, width, colourless.symbols);
			assert.ok(first <= current, `${current} in ${width}`);
			assert.ok(current <= last, `${current} in ${width}`);
		}

		assert.deepEqual(fittingSteps(track, 200, colourless.symbols), {first: 0, last: 9, link: ' ── '});
	}
});

test('the footer drops what does not fit, the disabled first, and keeps the way to all keys', () => {
	assert.deepEqual(
		fittingHints(hints, 200).shown.map(({keys}) => keys),
		['tab', '↑↓', 'space', 'e', 'q', '?'],
	);
	assert.deepEqual(
		fittingHints(hints, 58).shown.map(({keys}) => keys),
		['tab', '↑↓', 'space', 'q', '?'],
	);
	assert.deepEqual(
		fittingHints(hints, 10).shown.map(({keys}) => keys),
		['?'],
	);
	assert.deepEqual(linesOf(<KeyHints hints={hints} width={100} hasHelp={false} />), [
		'tab next page   ↑↓ move   space mark   (e enforce)   q quit',
	]);
});

test('the table shows the rows in sight, the cursor, the marks, the sorting and the place', () => {
	let asked = 0;
	const lines = linesOf(
		<Table
			columns={columns}
			count={rows.length}
			rowAt={(index) => {
				asked++;
				return rows[index];
			}}
			width={90}
			height={6}
			selected={0}
			isMarked={(_, index) => index === 1}
			sort={{column: 'id', direction: 'descending'}}
		/>,
	);
	assert.deepEqual(lines, [
		'    Verdict    Instance ▼        Image                       Provider              State',
		'▸ ◇ ✗ not      i-000000…0000000  team-data/spark-worker-4    444455556666        stopped █',
		'  ◆ ✓ allowed  i-000000…0001eef  al2023-ami-2023.5           amazon              running │',
		'  ◇ ✓ allowed  i-000000…0003dde  日本語のサーバー            amazon              running │',
		'  ◇ ✗ not      i-000000…0005ccd  crew 👩‍👩‍👧 image               444455556666        running │',
		'  ◇ ✓ allowed  i-000000…0007bbc  résumé-builder              amazon              running │',
	]);
	assert.ok(asked <= 10, 'rows out of sight are not asked for');
});

test('the table begins where its list says, and otherwise keeps the cursor in sight', () => {
	const numbers: ReadonlyArray<Column<number>> = [{id: 'n', title: 'Number', text: String, min: 6}];
	const shown = (props: {readonly selected: number; readonly count?: number; readonly first?: number}) =>
		linesOf(<Table columns={numbers} count={1000} rowAt={(index) => index} width={20} height={5} {...props} />)
			.slice(1)
			.map((line) => line.replaceAll(/[^\d▸]/gu, ''))
			.join(' ')
			.trim();
	assert.equal(shown({selected: 100, first: 97}), '97 98 99 ▸100');
	assert.equal(shown({selected: 100, first: 100}), '▸100 101 102 103');
	assert.equal(shown({selected: 100}), '98 99 ▸100 101');
	assert.equal(shown({selected: 51, count: 52}), '48 49 50 ▸51');
	assert.equal(shown({selected: 0, count: 0}), '');
});

test('without colour and Unicode every sign is still there', () => {
	const lines = linesOf(
		<ThemeContext value={ascii}>
			<Table
				columns={columns.slice(1, 3)}
				count={rows.length}
				rowAt={(index) => rows[index]}
				width={40}
				height={4}
				selected={1}
				isMarked={(_, index) => index === 0}
			/>
		</ThemeContext>,
	);
	assert.deepEqual(lines, [
		'    Instance        Image',
		'  * i-00000~000000  team-data/spark-w~ #',
		'> . i-00000~001eef  al2023-ami-2023.5  |',
		'  . i-00000~003dde  日本語のサーバー   |',
	]);
});

test('a text field scrolls with its cursor', () => {
	const field = textField('team-data/spark-worker-*');
	assert.deepEqual(windowOf(field, 12), {before: 'k-worker-*', at: ' ', after: ''});
	for (let cursor = 0; cursor <= field.value.length; cursor++) {
		const {before, at, after} = windowOf({...field, cursor}, 12);
		assert.ok(before.length + at.length + after.length <= 12);
		assert.ok(`${field.value} `.includes(before + at + after));
		assert.equal(at, field.value[cursor] ?? ' ');
	}

	assert.deepEqual(
		linesOf(<TextInput field={emptyField} placeholder="a name" width={20} isFocused={false} error="too short" />),
		['a name', '✗ too short'],
	);
	assert.deepEqual(
		linesOf(
			<ThemeContext value={colourless}>
				<TextInput field={{value: 'abc', cursor: 1}} width={20} />
			</ThemeContext>,
		),
		['a▏bc'],
	);
});

test('what is wrong with what is typed is said to its end', () => {
	assert.deepEqual(
		linesOf(<TextInput field={textField('stat')} width={24} error="There is no such key. Keys: name, state." />).slice(
			1,
		),
		['✗ There is no such key.', '  Keys: name, state.'],
	);
});

test('in a narrow column, which lines are shown gives way before how to read on', () => {
	const lastOf = (width: number) =>
		linesOf(
			<Lines
				lines={[1, 2, 3, 4].map((number) => [{text: String(number)}])}
				width={width}
				height={3}
				how="J reads on"
			/>,
		).at(-1);
	assert.equal(lastOf(40), '↓ lines 1 to 2 of 4 · J reads on');
	assert.equal(lastOf(30), '↓ 1 to 2 of 4 · J reads on');
	assert.equal(lastOf(16), '↓ 1 to 2 of 4');
});

test('a confirmation shows its words, and says what became of what was typed', () => {
	const hintOf = (typed: string, hasMismatch = false) =>
		linesOf(<ConfirmInput phrase="us-east-1" field={textField(typed)} hasMismatch={hasMismatch} width={78} />).at(-1);
	assert.match(
		linesOf(<ConfirmInput phrase="us-east-1" field={emptyField} width={78} />)[0] ?? '',
		/type us-east-1 and press enter/,
	);
	assert.equal(hintOf(''), 'Nothing happens until the words are there.');
	assert.equal(hintOf('us-e'), 'Go on…');
	assert.equal(hintOf('us-w'), 'This differs from the words above.');
	// What nobody sees is said: the words count only as they are.
	assert.equal(hintOf(' us-e'), 'A blank before the words: take it out.');
	assert.equal(hintOf('us-east-1 '), 'A blank after the words: take it out.');
	assert.equal(hintOf('US-e'), 'Capital and small letters count.');
	assert.match(hintOf(' us-east-1', true) ?? '', /^✗ That is not it: nothing was sent\. A blank before/);
	assert.equal(hintOf('us-east-1', true), '✗ That is not it: nothing was sent. The words are: us-east-1');
	assert.equal(hintOf('us-east-1'), 'These are the words.');
	assert.match(hintOf('us-west-2', true) ?? '', /^✗ That is not it: nothing was sent/);
});

test('a problem says what and what next; only a bug shows its stack', () => {
	const problem = {
		kind: 'denied',
		what: 'Not allowed.',
		next: 'Ask.',
		code: 'UnauthorizedOperation',
		requestId: 'r-1',
		stack: 'at here',
	} as const;
	assert.deepEqual(linesOf(<ProblemView problem={problem} />), [
		'✗ Not allowed.',
		'  Ask.',
		'  UnauthorizedOperation · request ID r-1',
	]);
	assert.ok(linesOf(<ProblemView problem={{...problem, kind: 'bug'}} />).includes('  at here'));
});

test('a diff goes on under its own text', () => {
	const lines = [
		{sign: '-', text: 'one two three'},
		{sign: '+', text: 'four'},
	] as const;
	assert.deepEqual(
		diffLines(lines, {width: 10}).map((spans) => textOf(spans)),
		['- one two', '  three', '+ four'],
	);
});

test('a bar is full only at the end and empty only at the start', () => {
	const lengthOf = (value: number) => barText(value, 1000, 10, colourless.symbols).full.length;
	assert.deepEqual(
		[0, 1, 500, 999, 1000, 2000].map((value) => lengthOf(value)),
		[0, 1, 5, 9, 10, 10],
	);
	assert.equal(barText(0, 0, 10, colourless.symbols).full, '');
	// Where there is no room for a bar there is none.
	assert.deepEqual(barText(500, 1000, 0, colourless.symbols), {full: '', empty: ''});
});
