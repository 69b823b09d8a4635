import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ImageCriteria} from '../../source/criteria/criterion.ts';
import {ProblemError, type Problem} from '../../source/problem.ts';
import {eventOf} from '../../source/ui/keys/binding.ts';
import {focusOf, programKeys} from '../../source/ui/keys/registry.ts';
import {presetsKeys} from '../../source/ui/screens/presets/keys.ts';
import {valueOf} from '../../source/machine/loadable.ts';
import {whereApplied} from '../../source/operations/applied-criteria.ts';
import type {Cloud, MfaCode, Preset, Presets} from '../../source/operations/ports.ts';
import {PresetsSession} from '../../source/presets/session.ts';
import {currentPreset, sortedPresets, type PresetsOptions} from '../../source/presets/state.ts';
import {textOf} from '../inventory/arbitraries.ts';
import {settle} from '../rollout/world.ts';
import fc from '../support/fast-check.ts';
import {toPresetsFile} from '../support/presets-file.ts';

const amazon: ImageCriteria = [{ImageProviders: ['amazon']}];
const own: ImageCriteria = [{ImageProviders: ['111111111111']}];
const watermarked: ImageCriteria = [{ImageWatermarks: [{WatermarkKey: '111111111111:golden'}]}];

function problem(kind: Problem['kind'], code?: string): ProblemError {
	return new ProblemError({kind, what: 'It failed.', next: 'Try again.', ...(code !== undefined && {code})});
}

/** A desk over presets in memory; `deeds` are what it asked for that changes something, in order. */
class Desk {
	readonly deeds: string[] = [];
	readonly files = new Map<string, string>();
	readonly session: PresetsSession;
	presets: Preset[] = [
		{name: 'base', description: 'Where all start', criteria: amazon, createdAt: '2026-01-01T00:00:00.000Z'},
		{
			name: 'own',
			criteria: own,
			createdAt: '2026-03-01T00:00:00.000Z',
			lastUsedAt: '2026-04-01T00:00:00.000Z',
		},
		{name: 'seal', criteria: watermarked, createdAt: '2026-02-01T00:00:00.000Z'},
	];

	constructor(
		options: Partial<PresetsOptions> = {},
		openCloud: (cloud: Cloud, mfaCode: MfaCode) => Promise<Cloud> = async (cloud) => cloud,
	) {
		this.session = new PresetsSession(
			{
				presets: this.#store(),
				openCloud: async ({mfaCode = async () => ''}) => openCloud(this.#cloud(), mfaCode),
				readText: async (path) => this.files.get(path) ?? Promise.reject(problem('not-found')),
				writeFile: async (path, chunks, {overwrite}) => {
					if (this.files.has(path) && !overwrite) {
						throw problem('storage', 'exists');
					}

					this.deeds.push(`${overwrite ? 'overwrite' : 'write'} ${path}`);
					this.files.set(path, await textOf(chunks));
				},
				async copy() {
					return {isSure: true, how: 'to a test'};
				},
				openUrl: async () => 'opened' as const,
				now: () => new Date('2026-06-01T12:00:00.000Z'),
			},
			{demo: false, readOnly: false, ...options},
		);
		this.session.start();
	}

	get state() {
		return this.session.getState();
	}

	get names(): readonly string[] {
		return this.presets.map(({name}) => name).toSorted();
	}

	/** Presses keys one after the other, each once all before it has come to rest. */
	async press(...presses: readonly string[]): Promise<void> {
		await settle();
		for (const press of presses) {
			const event = eventOf(focusOf(programKeys.presets, this.state), press);
			if (event !== undefined) {
				this.session.dispatch(event);
			}

			await settle();
		}
	}

	async type(text: string): Promise<void> {
		await this.press(...text);
	}

	#at(name: string): number {
		const index = this.presets.findIndex((preset) => preset.name === name);
		if (index === -1) {
			throw problem('not-found');
		}

		return index;
	}

	#change(name: string, change: (preset: Preset) => Preset): void {
		const index = this.#at(name);
		this.presets = this.presets.map((preset, position) => (position === index ? change(preset) : preset));
	}

	#store(): Presets {
		return {
			list: async () => this.presets,
			get: async (name) => this.presets[this.#at(name)]!,
			save: async (preset, {overwrite}) => {
				const isThere = this.presets.some(({name}) => name === preset.name);
				if (isThere && !overwrite) {
					throw problem('storage', 'exists');
				}

				if (preset.name.includes('/')) {
					throw problem('storage', 'invalid-name');
				}

				this.deeds.push(`${isThere ? 'overwrite' : 'save'} ${preset.name}`);
				const saved = {...preset, createdAt: '2026-05-01T00:00:00.000Z'};
				this.presets = [...this.presets.filter(({name}) => name !== preset.name), saved];
				return saved;
			},
			rename: async (from, to) => {
				if (this.presets.some(({name}) => name === to)) {
					throw problem('storage', 'exists');
				}

				this.#change(from, (preset) => ({...preset, name: to}));
				this.deeds.push(`rename ${from} ${to}`);
			},
			describe: async (name, description) => {
				this.#change(name, (preset) => ({...preset, description}));
				this.deeds.push(`describe ${name}`);
			},
			restore: async (preset) => {
				if (this.presets.some(({name}) => name === preset.name)) {
					throw problem('storage', 'exists');
				}

				this.presets = [...this.presets, preset];
				this.deeds.push(`restore ${preset.name}`);
			},
			remove: async (name) => {
				this.#at(name);
				this.presets = this.presets.filter((preset) => preset.name !== name);
				this.deeds.push(`remove ${name}`);
			},
			async markUsed() {
				throw problem('bug');
			},
		};
	}

	/** Only what reads is there: anything else would throw a TypeError. */
	#cloud(): Cloud {
		const reading: Pick<Cloud, 'identity' | 'regions' | 'settings'> = {
			identity: async () => ({account: '123456789012', arn: '', principal: 'jane', partition: 'aws'}),
			regions: async () => [{name: 'us-east-1', optInStatus: 'opt-in-not-required'}],
			settings: async () => ({State: 'enabled', ImageCriteria: own, ManagedBy: 'account'}),
		};
		return reading as Cloud;
	}
}

test('the list is sorted by name, last use or date, and the cursor stays on its preset', async () => {
	const desk = new Desk();
	await desk.press('down');
	const names = () => sortedPresets(desk.state).map(({name}) => name);
	assert.deepEqual(names(), ['base', 'own', 'seal']);
	await desk.press('s');
	assert.deepEqual(names(), ['own', 'base', 'seal']);
	await desk.press('s');
	assert.deepEqual(names(), ['own', 'seal', 'base']);
	assert.equal(currentPreset(desk.state)?.name, 'own');
});

test('no Region is asked before R is pressed; then each preset knows where it is applied', async () => {
	let asked = 0;
	const desk = new Desk({}, async (cloud) => {
		asked++;
		return cloud;
	});
	await desk.press('down');
	assert.equal(asked, 0);
	await desk.press('R');
	const applied = valueOf(desk.state.applied);
	assert.ok(applied);
	assert.deepEqual(
		[own, amazon].map((criteria) => whereApplied(criteria, applied).held.map(({region}) => region)),
		[['us-east-1'], []],
	);
	await desk.press('R');
	assert.equal(desk.state.applied?.attempt, 1);
	assert.equal(asked, 1);
	assert.deepEqual(desk.deeds, []);
});

test('without a way to sign in it is not known where presets are applied, and R tries again', async () => {
	let isSignedIn = false;
	const desk = new Desk({}, async (cloud) => {
		if (!isSignedIn) {
			throw problem('expired');
		}

		return cloud;
	});
	await desk.press('R');
	assert.equal(desk.state.applied?.status, 'failed');
	isSignedIn = true;
	await desk.press('R');
	assert.equal(desk.state.applied?.status, 'here');
});

test('the code of an MFA device is asked for on the screen', async () => {
	const desk = new Desk({}, async (cloud, mfaCode) => {
		const code = await mfaCode('arn:aws:iam::123456789012:mfa/jane', new AbortController().signal);
		return code === '123456' ? cloud : Promise.reject(problem('expired'));
	});
	await desk.press('R');
	assert.equal(desk.state.shell.code?.status, 'asked');
	await desk.type('123456');
	await desk.press('enter');
	assert.equal(desk.state.shell.code, undefined);
	assert.equal(desk.state.applied?.status, 'here');
});

test('A takes the current preset to the wizard and changes nothing itself; a read-only run says that it may not', async () => {
	const desk = new Desk();
	await desk.press('down', 'A');
	assert.equal(desk.state.applying?.name, 'own');
	assert.equal(desk.state.shell.ended, 'quit');
	assert.deepEqual(desk.deeds, []);
	const readOnly = new Desk({readOnly: true});
	await readOnly.press('A');
	assert.equal(readOnly.state.applying, undefined);
	assert.match(readOnly.state.shell.notice?.text ?? '', /not now, this run is read-only/);
});

test('a removal is asked about, moves the cursor on, and can be taken back as it was', async () => {
	const desk = new Desk();
	const before = desk.presets.find(({name}) => name === 'own');
	await desk.press('down', 'x', 'n');
	assert.deepEqual(desk.deeds, []);
	await desk.press('x', 'y');
	assert.deepEqual(desk.names, ['base', 'seal']);
	assert.equal(currentPreset(desk.state)?.name, 'seal');
	await desk.press('u');
	assert.deepEqual(currentPreset(desk.state), before);
	assert.deepEqual(desk.deeds, ['remove own', 'restore own']);
	await desk.press('u');
	assert.match(desk.state.shell.notice?.text ?? '', /nothing was removed/);
	assert.equal(desk.deeds.length, 2);
});

test('a removed preset is not put back over a new one of its name', async () => {
	const desk = new Desk();
	await desk.press('x', 'y');
	desk.presets.push({name: 'base', criteria: own, createdAt: '2026-06-01T00:00:00.000Z'});
	await desk.press('u');
	assert.equal(desk.state.shell.notice?.tone, 'danger');
	assert.deepEqual(desk.presets.find(({name}) => name === 'base')?.criteria, own);
});

test('renaming keeps the mark and the cursor, and a name that is taken keeps what was typed', async () => {
	const desk = new Desk();
	await desk.press('space', 'r', 'ctrl+u');
	await desk.type('own');
	await desk.press('enter');
	assert.strictEqual(desk.state.view.type, 'rename');
	assert.strictEqual(desk.state.view.prompt.field.value, 'own');
	assert.equal(desk.state.view.prompt.phase, 'typing');
	await desk.type(' 2');
	await desk.press('enter');
	assert.deepEqual(desk.deeds, ['rename base own 2']);
	assert.deepEqual(desk.state.marked, ['own 2']);
	assert.equal(currentPreset(desk.state)?.name, 'own 2');
});

test('two are compared by meaning, either way around', async () => {
	const desk = new Desk();
	await desk.press('c');
	assert.match(desk.state.shell.notice?.text ?? '', /mark two presets/);
	await desk.press('space', 'down', 'c');
	assert.deepEqual(desk.state.view, {type: 'compare', before: 'base', after: 'own', top: 0});
	await desk.press('s');
	assert.deepEqual(desk.state.view, {type: 'compare', before: 'own', after: 'base', top: 0});
	await desk.press('esc', 'space', 'down', 'space');
	assert.deepEqual(desk.state.marked, ['base', 'own']);
});

test('the criteria of a Region are saved under a name, and an unknown Region is told', async () => {
	const desk = new Desk();
	await desk.press('n');
	await desk.type('us-esat-1');
	await desk.press('enter');
	const {view} = desk.state;
	assert.strictEqual(view.type, 'region');
	assert.match(view.prompt.problem?.next ?? '', /Did you mean us-east-1\?/);
	await desk.press('ctrl+u');
	await desk.type('us-east-1');
	await desk.press('enter', 'ctrl+u');
	await desk.type('own');
	await desk.press('enter');
	assert.strictEqual(desk.state.view.type, 'save');
	assert.strictEqual(desk.state.view.prompt.phase, 'overwrite?');
	await desk.press('n');
	await desk.type('er');
	await desk.press('enter');
	assert.deepEqual(desk.deeds, ['save owner']);
	assert.equal(currentPreset(desk.state)?.name, 'owner');
});

test('a file of many presets asks before each that is overwritten, and goes on past what is refused', async () => {
	const desk = new Desk();
	const named = (name: string) => ({name, criteria: amazon});
	desk.files.set('many', toPresetsFile(['new', 'base', 'a/b', 'own', 'seal'].map((name) => named(name))));
	await desk.press('i');
	await desk.type('many');
	await desk.press('enter');
	assert.deepEqual(desk.deeds, ['save new']);
	await desk.press('n');
	assert.deepEqual(desk.deeds, ['save new']);
	await desk.press('a');
	assert.deepEqual(desk.deeds, ['save new', 'overwrite own', 'overwrite seal']);
	const {view} = desk.state;
	assert.deepEqual(view.type === 'import' && view.items.map(({outcome}) => outcome), [
		'saved',
		'left as it was',
		'refused',
		'overwritten',
		'overwritten',
	]);
	assert.equal(desk.state.shell.notice?.text, 'Imported 3 of 5 presets: 1 left as it was, 1 refused.');
});

test('an import that is stopped keeps what was saved and tries no more', async () => {
	const desk = new Desk();
	desk.files.set('many', toPresetsFile(['new', 'base', 'later'].map((name) => ({name, criteria: amazon}))));
	await desk.press('i');
	await desk.type('many');
	await desk.press('enter', 'esc');
	assert.deepEqual(desk.deeds, ['save new']);
	await desk.press('enter');
	assert.equal(desk.state.view.type, 'list');
});

test('a broken file saves nothing and says all of its errors', async () => {
	const desk = new Desk();
	desk.files.set('bad', '{"Presets":[{"Name":"x","ImageCriteria":[{"ImageProviders":["1"]}]},{"ImageCriteria":[]}]}');
	await desk.press('i');
	await desk.type('bad');
	await desk.press('enter');
	const {view} = desk.state;
	assert.strictEqual(view.type, 'file');
	assert.strictEqual(view.errors.length, 2);
	assert.strictEqual(view.prompt.phase, 'typing');
	assert.deepEqual(desk.deeds, []);
});

test('an export that a format cannot carry is not begun, and a file is overwritten only when a person says so', async () => {
	const desk = new Desk();
	await desk.press('end', 'e', '3');
	assert.equal(desk.state.view.type, 'format');
	assert.match(desk.state.shell.notice?.text ?? '', /cannot carry the criteria/);
	desk.files.set('base.tf', 'mine');
	await desk.press('esc', 'home', 'e', '3', 'enter', 'n', 'enter');
	assert.deepEqual(desk.deeds, []);
	await desk.press('y');
	assert.deepEqual(desk.deeds, ['overwrite base.tf']);
	assert.match(desk.files.get('base.tf') ?? '', /aws_ec2_allowed_images_settings/);
});

test('whatever is pressed, nothing is removed or overwritten but by a yes to that very question', async () => {
	const keys = [...presetsKeys.bindings.flatMap((binding) => binding.keys), 'b', 'm'].filter((key) => key !== 'q');
	await fc.assert(
		fc.asyncProperty(fc.array(fc.constantFrom(...new Set(keys)), {maxLength: 40}), async (presses) => {
			const desk = new Desk();
			desk.files.set('m', toPresetsFile(['base', 'own', 'b'].map((name) => ({name, criteria: watermarked}))));
			desk.files.set('base.json', 'mine');
			await settle();
			for (const press of presses) {
				const asked = presetsKeys.placeOf(desk.state) ?? '';
				const before = desk.deeds.length;
				// Esc on the list would end it.
				await desk.press(asked === 'list' && press === 'esc' ? 'down' : press);
				const grave = desk.deeds.slice(before).filter((deed) => /^(?:remove|overwrite) /.test(deed));
				const isAnswered =
					press === 'y'
						? ['remove', 'overwrite', 'import-question'].includes(asked)
						: press === 'a' && asked === 'import-question';
				assert.ok(grave.length === 0 || isAnswered, `${grave.join(', ')} after ${press} in ${asked}`);
			}
		}),
		{
			numRuns: 300,
			examples: [[['x', 'enter', 'y']], [['i', 'm', 'enter', 'n', 'a']], [['e', '1', 'enter', 'y']]],
		},
	);
});
