/** Every screen in every state, at every size, held against what no screen may do. To look at them: `npm run kitchen-sink`. */
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import chalk from 'chalk';
import {
	brokenBars,
	cutSentences,
	deadChoices,
	foreignSigns,
	hiddenField,
	noWayBack,
	saidTwice,
	silentCuts,
	swallowedRows,
	theme,
	wrongSize,
} from '../support/kitchen/checks.ts';
import {resolveTheme} from '../../source/ui/theme.ts';
import {pageOf} from '../support/terminal.ts';
import {footerOf} from '../../source/ui/keys/binding.ts';
import {draw} from '../support/kitchen/draw.tsx';
import type {Scene} from '../support/kitchen/scene.ts';
import {scenesOf} from '../support/kitchen/scenes.ts';
import {sizes} from '../support/kitchen/sizes.ts';
import {walk} from '../support/kitchen/walk.ts';

/** Rows that a taller window has more. */
const taller = 60;

const kitchen: {scenes: readonly Scene[]} = {scenes: []};

before(async () => {
	kitchen.scenes = scenesOf(await walk());
});

for (const size of sizes) {
	const name = `${size.columns}×${size.rows}`;
	test(`at ${name} nothing is cut without a sign or with rows to spare, and the footer has the way back`, async () => {
		const found: string[] = [];
		for (const scene of kitchen.scenes) {
			const still = scene.open();
			const frame = await draw(still.screen, size, theme);
			const tall = await draw(scene.open().screen, {...size, rows: size.rows + taller}, theme);
			found.push(
				...[
					...wrongSize(frame, size),
					...foreignSigns(frame),
					...noWayBack(frame),
					...silentCuts(frame, tall),
					...cutSentences(frame, size),
					...saidTwice(frame),
					...swallowedRows(frame),
					...hiddenField(frame, still),
				].map((what) => `${scene.name}: ${what}\n${frame}`),
			);
		}

		assert.deepEqual(found, []);
	});
}

test('the bar of the row under the cursor has no hole', async () => {
	const {level} = chalk;
	chalk.level = 1;
	try {
		const size = {columns: 120, rows: 40};
		const found: string[] = [];
		for (const {name, open} of kitchen.scenes) {
			const page = await pageOf(await draw(open().screen, size, resolveTheme({})), size);
			found.push(...brokenBars(page).map((what) => `${name}: ${what}`));
		}

		assert.deepEqual(found, []);
	} finally {
		chalk.level = level;
	}
});

test('no key that is offered is dead, and no row that the cursor comes to', async () => {
	const found: string[] = [];
	for (const {name, open} of kitchen.scenes) {
		const dead = await deadChoices(open, {columns: 80, rows: 24});
		found.push(...dead.map((what) => `${name}: ${what}`));
	}

	assert.deepEqual(found, []);
});

test('the footer offers what only some states need where they need it: going on from what somebody else set, browsing, the ways out of an alarm, reading again', () => {
	const inFooter = (scene: string, key: string): boolean => {
		const open = kitchen.scenes.find(({name}) => name === scene)?.open ?? assert.fail(`no scene ${scene}`);
		return open()
			.focus()
			.keys.some(({keys, isInFooter}) => isInFooter && keys.includes(key));
	};

	assert.deepEqual(
		['audit: disabled', 'audit: foreign', 'apply', 'apply: foreign'].map((scene) => inFooter(scene, 'g')),
		[false, true, false, true],
	);
	assert.deepEqual(
		['scan: running', 'scan: cancelled', 'scan: failed', 'scan: done'].map((scene) => inFooter(scene, 'b')),
		[true, true, true, false],
	);
	assert.deepEqual(
		['summary: proven', 'summary: alarm', 'summary: not proven'].map((scene) =>
			['a', 'p'].map((key) => inFooter(scene, key)),
		),
		[
			[true, false],
			[true, true],
			[true, true],
		],
	);
	assert.deepEqual(
		['regions: loading', 'regions: unreachable', 'audit: disabled', 'audit: not read'].map((scene) =>
			inFooter(scene, 'r'),
		),
		[false, true, false, true],
	);
	assert.deepEqual(
		['account', 'account: Regions unknown'].map((scene) => inFooter(scene, 'r')),
		[false, true],
	);
	assert.deepEqual(
		['review', 'review: details alone'].map((scene) => inFooter(scene, 'z')),
		[false, true],
	);
	assert.deepEqual(
		['criteria: form', 'criteria: form, empty'].map((scene) => ['e', 'a'].map((key) => inFooter(scene, key))),
		[
			[true, true],
			[false, false],
		],
	);
});

test('what overwriting changes can be read to its end before it is done, what is wrong with a file while another is typed, and why enforcing failed above its words', async () => {
	const size = {columns: 60, rows: 16};
	const readOn = async (scene: string, ...keys: readonly string[]): Promise<string> => {
		const open = kitchen.scenes.find(({name}) => name === scene)?.open ?? assert.fail(`no scene ${scene}`);
		const still = open();
		const frames = [await draw(still.screen, size, theme)];
		for (const key of keys) {
			still.press(key);
			frames.push(await draw(still.screen, size, theme));
		}

		return frames.join('\n');
	};

	for (const scene of ['presets: saving, overwriting', 'presets: importing']) {
		const saving = await readOn(scene, 'J', 'J');
		for (const changed of ['- criterion 1', 'most days since created: 30', '123456789012:golden-*']) {
			assert.ok(saving.includes(changed), `${scene}: ${changed}\n${saving}`);
		}
	}

	const errors = await readOn('presets: file, errors', ...Array.from({length: 12}, () => 'pagedown'));
	assert.match(errors, /pagedown reads on/);
	assert.match(errors, /ImageCriteria\[29\], line 29/);
});

test("an organization's accounts and units are named in full before their instances are, and in the narrowest window the current one is", async () => {
	const open = kitchen.scenes.find(({name}) => name === 'organization: grid')?.open ?? assert.fail('no scene');
	const wide = await draw(open().screen, {columns: 80, rows: 24}, theme);
	assert.match(wide, /acquired-startup +Workloads\/Prod +\[/);
	assert.doesNotMatch(wide, /^ ..\d{12}.*…/m);
	const narrow = await draw(open().screen, {columns: 60, rows: 16}, theme);
	assert.match(narrow, /golden-im…/);
	assert.match(narrow, /^ golden-images, eu-west-1: /m);
});

test('no word of a footer is cut, in ASCII neither: a key that there is no room for goes, and one that asks first looks like no cut', async () => {
	const ascii = resolveTheme({NO_COLOR: '1', ALLOWED_AMIS_ASCII: '1'});
	const found: string[] = [];
	for (const {name, open} of kitchen.scenes) {
		for (const columns of [60, 80]) {
			const still = open();
			const frame = await draw(still.screen, {columns, rows: 24}, ascii);
			const footer = frame.split('\n').at(-1)?.trim() ?? '';
			const shown = footer.split(/ {2,}/).map((hint) => hint.replace(/^\((.*)\)$/, '$1'));
			// What was drawn has been seen, and may have brought others.
			const hints = footerOf(still.focus());
			const known = new Set(['? keys', ...hints.map(({keys, words}) => `${keys} ${words.replace(/…$/, '...')}`)]);
			found.push(...shown.filter((hint) => !known.has(hint)).map((hint) => `${name}, ${columns}: ${hint}`));
		}
	}

	assert.deepEqual(found, []);
});

test('where one can only wait, the footer says what Ctrl-C does there, and nothing else can be pressed', () => {
	const footer = (scene: string): readonly string[] => {
		const open = kitchen.scenes.find(({name}) => name === scene)?.open ?? assert.fail(`no scene ${scene}`);
		return footerOf(open().focus()).map(({keys, words}) => `${keys} ${words}`);
	};

	assert.deepEqual(
		['audit: sending', 'undo: under way', 'criteria: editor', 'fleet: plan, beginning'].map((scene) => footer(scene)),
		[
			['ctrl+c stop waiting; twice: quit'],
			['ctrl+c leave what has not begun; twice: quit'],
			['ctrl+c twice: quit'],
			['ctrl+c twice: quit'],
		],
	);
});
