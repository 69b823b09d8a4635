/** What the linter holds: the borders between the rooms of source/, and which of its rules are off, each with its reason. */
import fs from 'node:fs';
import type {FlatXoConfig, XoConfigItem} from 'xo';

/** Rooms that need no screen, network, disk or process, so that everything else can stand on them. */
const pure = ['criteria', 'inventory', 'operations', 'machine', 'presets', 'rollout', 'organization'];

/** What each room may import from, beside the files that stand in source/ itself; any other is closed to it, a new one too. */
const rooms: Readonly<Record<string, readonly string[]>> = {
	vendor: [],
	criteria: [],
	inventory: ['criteria'],
	operations: ['criteria', 'inventory'],
	machine: [],
	presets: ['criteria', 'inventory', 'operations', 'machine'],
	rollout: ['criteria', 'inventory', 'operations', 'machine', 'presets'],
	organization: ['criteria', 'inventory', 'operations', 'machine', 'presets'],
	ui: ['criteria', 'inventory', 'operations', 'machine', 'presets', 'rollout', 'organization', 'vendor'],
	aws: ['criteria', 'inventory', 'operations'],
	storage: ['criteria', 'inventory', 'operations'],
	demo: ['criteria'],
	commands: [...pure, 'ui', 'aws', 'storage', 'demo'],
};

const entries = fs.readdirSync('source', {withFileTypes: true});
const everyRoom = entries.filter((entry) => entry.isDirectory()).map(({name}) => name);

const zones = Object.entries(rooms).map(([room, open]) => ({
	target: `./source/${room}`,
	from: everyRoom.filter((name) => name !== room && !open.includes(name)).map((name) => `./source/${name}`),
	message: `source/${room} imports from ${open.length === 0 ? 'no other room' : `${open.join(', ')} only`}.`,
}));

const screens = ['react', 'react/*', 'ink', 'ink-*'];
const sdk = ['@aws-sdk/*', '@smithy/*'];
const files = ['conf', 'node:fs', 'node:fs/*'];

/** Packages that a room does without. */
const closedPackages: ReadonlyArray<readonly [names: readonly string[], packages: readonly string[], message: string]> =
	[
		[
			pure,
			[...screens, ...sdk, 'conf', 'execa', 'node:*', '!node:util', '!node:buffer'],
			'This room is pure: no React, Ink, SDK, files, network or processes.',
		],
		[['ui'], [...sdk, ...files], 'Screens reach neither AWS nor the disk.'],
		// It reads what AWS's own configuration names on the disk: profiles, tokens, certificates.
		[['aws'], [...screens, 'conf'], 'What talks to AWS knows no screen and no settings of ours.'],
		[['storage', 'demo'], [...screens, ...sdk], 'This room knows no screen and no SDK.'],
	];

const closed = closedPackages.map(([names, group, message]): XoConfigItem => ({
	files: names.map((room) => `source/${room}/**/*.{ts,tsx}`),
	rules: {'@typescript-eslint/no-restricted-imports': ['error', {patterns: [{group: [...group], message}]}]},
}));

const seeded = {
	name: 'fast-check',
	message: 'Take it from test/support/fast-check.ts, with the seed that makes every run the same.',
};

/** Rules that are off everywhere, and why. */
const off = withReasons({
	'@typescript-eslint/naming-convention':
		'AWS writes its names with a capital, and so do the files and reports that carry them.',
	'unicorn/single-line-block-comment-style': 'A docstring of one line stays on one line.',
	'require-unicode-regexp': 'Nearly every pattern here is plain ASCII, which the flag would not change.',
	'regexp/unicode-property': 'Categories are written as in the Unicode tables, by their two letters.',
	'no-await-in-loop': 'Pages, retries and keys come one after the other; where calls can go side by side, they do.',
	'@stylistic/no-mixed-operators': 'Prettier takes away the parentheses that it asks for.',
	'unicorn/consistent-boolean-name': 'Names that read as a sentence (`usesProxy`, `wantsHelp`) are as clear.',
	'no-bitwise': 'Columns of the inventory keep flags in bits, and the random numbers of the demo are made of them.',
	'@typescript-eslint/no-restricted-types': '`object` says what is meant where a class of any shape is taken.',
	'regexp/prefer-named-capture-group':
		'Short patterns are taken apart where they are matched, by position, with a name each.',
	'unicorn/consistent-class-member-order': 'A class begins with what it is made from, private or not.',
	'jsdoc/require-yields': 'What a generator yields stands in its type, and in the sentence above.',
	'unicorn/prefer-simple-condition-first': 'Conditions stand in the order in which they are thought.',
	'unicorn/no-unsafe-string-replacement': 'What is put in is our own text, or escaped by then.',
	'max-params': 'Editing takes what to edit, where and with what; one object more would not make it plainer.',
	'unicorn/no-array-reduce': 'Sums and folds of a line are plainest so.',
	'unicorn/no-process-exit': 'This is a command-line program, which the rule asks for and does not see.',
	'unicorn/prefer-minimal-ternary': 'Two whole sentences side by side are easier to read than their parts.',
	'capitalized-comments': 'A comment may begin with the name of what it is about.',
	'unicorn/no-declarations-before-early-exit': 'A name may stand above the branch that leaves, where it explains it.',
	'no-control-regex': '`regexp/no-control-character` says the same.',
});

const offInTests = withReasons({
	'node-test/prefer-test-context-assert': 'Checks stand in functions that tests share, which have no context.',
	'node-test/no-conditional-assertion': 'Properties check what a random case calls for.',
	'node-test/no-import-test-files': 'It takes every file below test/ for a test, also what tests share.',
	'unicorn/max-nested-calls': 'Arbitraries are made of arbitraries.',
});

const offInPackage = withReasons({
	'package-json/dependency-version-range':
		"What stands in for parts of Ink's was held against one version of it, and the build refuses any other.",
	'package-json/prefer-shorthand': 'The whole address of the repository is what npm shows.',
});

function withReasons(reasons: Readonly<Record<string, string>>): Record<string, 'off'> {
	return Object.fromEntries(Object.keys(reasons).map((rule) => [rule, 'off']));
}

const config: FlatXoConfig = [
	{ignores: ['dist', 'test/fixtures/**', 'readme.md']},
	{
		prettier: true,
		rules: {
			...off,
			'import-x/no-restricted-paths': ['error', {zones}],
			'@typescript-eslint/no-floating-promises': [
				'error',
				{allowForKnownSafeCalls: [{from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite']}]},
			],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{
					considerDefaultExhaustiveForUnions: true,
					allowDefaultCaseForExhaustiveSwitch: true,
					requireDefaultForNonUnion: false,
				},
			],
			complexity: ['error', {max: 20, variant: 'modified'}],
		},
	},
	{
		files: ['test/**/*.{ts,tsx}'],
		rules: {
			...offInTests,
			'@typescript-eslint/no-restricted-imports': ['error', {paths: [seeded]}],
		},
	},
	{files: ['package.json'], rules: offInPackage},
	{files: ['test/support/fast-check.ts'], rules: {'@typescript-eslint/no-restricted-imports': 'off'}},
	...closed,
	{
		// Each step adds its state and its events to these interfaces, which are empty before.
		files: ['source/rollout/**/*.ts'],
		rules: {'@typescript-eslint/consistent-type-definitions': 'off', '@typescript-eslint/no-empty-object-type': 'off'},
	},
];

export default config;
