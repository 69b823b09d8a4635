import assert from 'node:assert/strict';
import {afterEach, test} from 'node:test';
import {cleanup, render} from 'ink-testing-library';
import stringWidth from 'string-width';
import type {ImageCriteria} from '../../source/criteria/criterion.ts';
import {Frame} from '../../source/ui/components/frame/frame.tsx';
import {ThemeContext} from '../../source/ui/hooks/use-theme.ts';
import {presetsKeys} from '../../source/ui/screens/presets/keys.ts';
import {PresetsScreen} from '../../source/ui/screens/presets/presets-screen.tsx';
import {resolveTheme} from '../../source/ui/theme.ts';
import type {Preset} from '../../source/operations/ports.ts';
import {initialPresets, type PresetsState, type PresetsView} from '../../source/presets/state.ts';
import {textField} from '../../source/machine/text-field.ts';

afterEach(() => {
	cleanup();
});

const escape = '\u{1B}[31m\u{202E}\u{1B}]8;;http://evil\u{7}';
const hostile: ImageCriteria = [{ImageProviders: ['amazon'], ImageNames: [`n${escape}`, 'x'.repeat(128)]}];
const wide: ImageCriteria = [
	{ImageProviders: ['amazon', 'aws-marketplace', '123456789012'], CreationDateCondition: {MaximumDaysSinceCreated: 30}},
	{ImageWatermarks: [{WatermarkKey: '123456789012:golden-*'}]},
];
const presets: readonly Preset[] = [
	{
		name: '日本 base',
		description: 'Where 🚀 starts '.repeat(20),
		criteria: wide,
		createdAt: '2026-01-01T00:00:00.000Z',
	},
	{name: 'odd', criteria: hostile, createdAt: `20${escape}`, lastUsedAt: escape},
	...Array.from({length: 30}, (_, index) => ({
		name: `preset ${index}`,
		criteria: [],
		createdAt: '2026-01-01T00:00:00.000Z',
	})),
];
const [first, odd] = presets as readonly [Preset, Preset];
const problem = {kind: 'storage', what: 'The disk is full.', next: 'Free some space.'} as const;
const field = textField('a name that is rather long '.repeat(8));
const items = [
	{preset: {name: `evil${escape}`, criteria: hostile}, outcome: 'refused', why: 'It cannot be a name.'},
	{preset: {name: 'odd', criteria: wide}, outcome: 'waiting'},
] as const;

const views: readonly PresetsView[] = [
	{type: 'list'},
	{type: 'detail', top: 0},
	{type: 'detail', top: 7},
	{type: 'compare', before: first.name, after: odd.name, top: 0},
	{type: 'rename', name: first.name, prompt: {field, phase: 'typing', problem}},
	{type: 'describe', name: odd.name, prompt: {field, phase: 'sending'}},
	{type: 'remove', preset: first, isBusy: false},
	{type: 'region', prompt: {field, phase: 'typing', problem}},
	{type: 'region', prompt: {field, phase: 'sending'}},
	{type: 'file', prompt: {field, phase: 'typing'}, errors: [`line 1: ${escape}`, ...presets.map(({name}) => name)]},
	{type: 'save', criteria: hostile, origin: escape, prompt: {field: textField('odd'), phase: 'overwrite?', problem}},
	{type: 'save', criteria: wide, origin: 'us-east-1', prompt: {field, phase: 'typing', problem}},
	{type: 'save', criteria: wide, origin: 'us-east-1', prompt: {field, phase: 'sending'}},
	{type: 'import', file: escape, items, position: 1, phase: 'overwrite?'},
	{type: 'import', file: escape, items, position: 2, phase: 'saving'},
	{type: 'format', preset: first, cursor: 2},
	{type: 'export', preset: odd, format: 'aws-cli', prompt: {field, phase: 'overwrite?', problem}},
];

const theme = resolveTheme({NO_COLOR: '1'});
const ascii = resolveTheme({NO_COLOR: '1', ALLOWED_AMIS_ASCII: '1'});

function desk(view: PresetsView, current: string = odd.name): PresetsState {
	const options = {demo: true, readOnly: false};
	return {...initialPresets(options), presets: {status: 'here', attempt: 0, value: presets}, current, view};
}

function draw(state: PresetsState, columns: number, rows: number, looks = theme): readonly string[] {
	const {lastFrame} = render(
		<ThemeContext value={looks}>
			<Frame columns={columns} rows={rows} identity="Presets" badges={[{text: 'DEMO'}]} keys={[]}>
				<PresetsScreen state={state} />
			</Frame>
		</ThemeContext>,
	);
	return (lastFrame() ?? '').split('\n');
}

for (const [columns, rows] of [
	[60, 16],
	[80, 24],
	[120, 40],
] as const) {
	test(`every view of the presets fills ${columns}×${rows} exactly, and hostile text stays text`, () => {
		for (const [index, view] of views.entries()) {
			for (const current of [first.name, odd.name]) {
				const lines = draw(desk(view, current), columns, rows);
				const where = `${view.type} ${index}\n${lines.join('\n')}`;
				assert.equal(lines.length, rows, where);
				assert.ok(
					lines.every((line) => stringWidth(line) <= Math.max(columns, 100) && !/\p{Cc}|\u{202E}/u.test(line)),
					where,
				);
				assert.match(lines[0] ?? '', /Presets .*DEMO/);
				assert.match(lines.at(-2) ?? '', /^─+$/, where);
			}
		}
	});
}

test('without Unicode, the presets are drawn in ASCII alone', () => {
	for (const view of views) {
		const state: PresetsState = {
			...desk(view),
			presets: {
				status: 'here',
				attempt: 0,
				value: [{...odd, criteria: wide}],
			},
		};
		const text = draw(state, 80, 24, ascii).join('\n');
		// What is drawn, not what the presets say themselves.
		assert.doesNotMatch(text.replaceAll(/日本|🚀|…/gu, ''), /\P{ASCII}/u);
	}
});

for (const [columns, rows] of [
	[60, 16],
	[80, 24],
] as const) {
	test(`at ${columns}×${rows} what matters is said: the question, the change and the way on`, () => {
		const has = (view: PresetsView, ...texts: readonly string[]) => {
			const text = draw(desk(view), columns, rows).join(' ').replaceAll(/\s+/g, ' ');
			for (const expected of texts) {
				assert.ok(text.includes(expected), `${expected}\n${text}`);
			}
		};

		has({type: 'remove', preset: odd, isBusy: false}, 'Remove "odd"?', 'u can put it back');
		has(
			{type: 'import', file: 'f', items, position: 1, phase: 'overwrite?'},
			'There is a preset "odd" already',
			'+ criterion',
		);
		has(
			{type: 'format', preset: first, cursor: 2},
			'not possible for these criteria',
			'ImageWatermarks has no counterpart',
		);
		has({type: 'remove', preset: first, isBusy: false}, 'y removes it');
		has(
			{
				type: 'save',
				criteria: wide,
				origin: 'us-east-1',
				prompt: {field: textField('odd'), phase: 'overwrite?', problem},
			},
			'y overwrites its criteria',
			'+ criterion',
		);
		has(
			{
				type: 'save',
				criteria: hostile,
				origin: 'us-east-1',
				prompt: {field: textField('odd'), phase: 'typing', problem},
			},
			'disk is full',
		);
		has({type: 'compare', before: odd.name, after: first.name, top: 0}, 'From "odd" (-) to', '- criterion');
	});
}

test('every view has a context of its own in the registry', () => {
	const found = new Set<string | undefined>(['loading', ...views.map((view) => presetsKeys.placeOf(desk(view)))]);
	assert.deepEqual(found, new Set(Object.keys(presetsKeys.places)));
});
