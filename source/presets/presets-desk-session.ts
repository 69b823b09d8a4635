import {formatIssue, readCriteria} from '../criteria/check.ts';
import {isPresetsFile, readPresets} from '../criteria/formats/presets-file.ts';
import {didYouMean} from '../nearest.ts';
import {ProblemError, problemOf} from '../problem.ts';
import {safeText} from '../safe-text.ts';
import {EffectHost} from '../machine/effect-host.ts';
import type {World} from '../rollout/world.ts';
import type {Cloud} from '../operations/ports.ts';
import {exportCriteria} from './preset-export.ts';
import {reduceDesk} from './presets-desk-reducer.ts';
import {
	deskEffects,
	initialDesk,
	type DeskEffect,
	type DeskEvent,
	type DeskOptions,
	type DeskResult,
	type DeskState,
	type DeskUserEvent,
} from './presets-desk.ts';

/** What the presets screen needs from the outside. The cloud is only read from. */
export type DeskWorld = Pick<World, 'presets' | 'readText' | 'writeFile' | 'openCloud'>;

/** Runs the presets screen, as the wizard's session runs the wizard: screens subscribe, nothing here knows of one. */
export class PresetsDeskSession {
	/** Resolves with the last state once it has ended and every effect has stopped. */
	readonly ended: Promise<DeskState>;
	readonly #world: DeskWorld;
	readonly #settle: (state: DeskState) => void;
	readonly #listeners = new Set<() => void>();
	#state: DeskState;
	#cloud: Promise<Cloud> | undefined;
	readonly #effects = new EffectHost<DeskEffect, DeskResult>({
		run: async (effect, signal) => this.#run(effect, signal),
		onResult: (result) => {
			this.#apply({type: 'result', result});
		},
		onFailure: (effect, error) => {
			this.#apply({type: 'result', result: {type: 'failed', effect, problem: problemOf(error)}});
		},
		onStopped: () => {
			this.#sync();
		},
	});

	constructor(world: DeskWorld, options: DeskOptions) {
		const {promise, resolve} = Promise.withResolvers<DeskState>();
		this.ended = promise;
		this.#settle = resolve;
		this.#world = world;
		this.#state = initialDesk(options);
	}

	readonly getState = (): DeskState => this.#state;

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	};

	/** Starts the effects of the first state. */
	start(): void {
		this.#sync();
	}

	/** A person's event. */
	readonly dispatch = (event: DeskUserEvent): void => {
		this.#apply(event);
	};

	/** Ends it as a signal does. */
	stop(): void {
		this.#apply({type: 'interrupt'});
		this.#apply({type: 'interrupt'});
	}

	#apply(event: DeskEvent): void {
		const next = reduceDesk(this.#state, event);
		if (next === this.#state) {
			return;
		}

		this.#state = next;
		this.#sync();
		for (const listener of this.#listeners) {
			listener();
		}
	}

	#sync(): void {
		this.#effects.sync(deskEffects(this.#state));
		if (this.#state.shell.ended !== false && this.#effects.isIdle) {
			this.#settle(this.#state);
		}
	}

	async #run(effect: DeskEffect, signal: AbortSignal): Promise<DeskResult> {
		const {presets} = this.#world;
		switch (effect.type) {
			case 'presets': {
				return {type: 'presets', presets: await presets.list()};
			}

			case 'rename': {
				const {from, to} = effect;
				await presets.rename(from, to);
				return {type: 'renamed', from, to: to.normalize('NFC'), presets: await presets.list()};
			}

			case 'describe': {
				const {name, description} = effect;
				await presets.describe(name, description);
				return {type: 'described', name, presets: await presets.list()};
			}

			case 'remove': {
				const {preset} = effect;
				// What is put back later is what was there at the end.
				const last = await presets.get(preset.name);
				await presets.remove(preset.name);
				return {type: 'removed', preset: last, presets: await presets.list()};
			}

			case 'restore': {
				await presets.restore(effect.preset);
				return {type: 'restored', name: effect.preset.name, presets: await presets.list()};
			}

			case 'read-region': {
				return this.#readRegion(effect.region, signal);
			}

			case 'read-file': {
				return readPresetFile(effect.path, await this.#world.readText(effect.path, signal));
			}

			case 'save': {
				const {name} = await presets.save(effect.preset, {overwrite: effect.overwrite});
				return {type: 'saved', name, presets: await presets.list()};
			}

			case 'write': {
				const {path, criteria, format, overwrite} = effect;
				const {text, dropped} = exportCriteria(criteria, format);
				await this.#world.writeFile(path, [text], {overwrite, signal});
				return {type: 'written', path, notes: dropped};
			}
		}
	}

	async #readRegion(region: string, signal: AbortSignal): Promise<DeskResult> {
		const cloud = await this.#openCloud();
		await checkRegion(cloud, region, signal);
		const {ImageCriteria: criteria} = await cloud.settings(region, signal);
		return {type: 'criteria', criteria, origin: region, name: region};
	}

	/** A cloud that could not be opened is tried anew the next time. */
	async #openCloud(): Promise<Cloud> {
		try {
			this.#cloud ??= this.#world.openCloud({});
			return await this.#cloud;
		} catch (error) {
			this.#cloud = undefined;
			throw error;
		}
	}
}

/** A file of many presets, or criteria in any shape known; or everything that is wrong with it. */
function readPresetFile(path: string, text: string): DeskResult {
	if (isPresetsFile(text)) {
		const {presets, errors} = readPresets(text);
		if (errors.length > 0) {
			return {type: 'errors', errors: errors.map((issue) => formatIssue(issue))};
		}

		return presets.length === 0
			? {type: 'errors', errors: ['The file holds an empty list of presets.']}
			: {type: 'many', file: path, presets};
	}

	const {criteria, errors} = readCriteria(text);
	return criteria === undefined
		? {type: 'errors', errors: errors.map((issue) => formatIssue(issue))}
		: {type: 'criteria', criteria, origin: path, name: baseName(path)};
}

/** A Region that doesn't exist is told by its name; whoever may not list the Regions may still ask the one they name. */
async function checkRegion(cloud: Cloud, region: string, signal: AbortSignal): Promise<void> {
	let names: readonly string[];
	try {
		const regions = await cloud.regions(signal);
		names = regions.map(({name}) => name);
	} catch (error) {
		if (problemOf(error).kind === 'denied') {
			return;
		}

		throw error;
	}

	if (!names.includes(region)) {
		throw new ProblemError({
			kind: 'not-found',
			what: `There is no Region ${safeText(region)}.`,
			next: didYouMean(region, names, `There are ${names.join(', ')}.`),
		});
	}
}

/** `policies/base.json` → `base` */
function baseName(path: string): string {
	return (path.split(/[/\\]/).at(-1) ?? path).replace(/(?<=.)\.[^.]*$/, '');
}
