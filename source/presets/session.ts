import {Session} from '../machine/session.ts';
import type {Cloud} from '../operations/ports.ts';
import {presets} from './presets.ts';
import {
	initialPresets,
	type PresetsContext,
	type PresetsEvent,
	type PresetsOptions,
	type PresetsState,
	type PresetsWorld,
} from './state.ts';

/** Runs the presets screen. */
export class PresetsSession extends Session<PresetsState, PresetsEvent, PresetsContext> {
	#cloud: Promise<Cloud> | undefined;

	constructor(world: PresetsWorld, options: PresetsOptions) {
		super(presets, initialPresets(options), (running) => ({
			...running,
			world,
			cloud: async () => this.#openCloud(world),
		}));
	}

	/** A cloud that could not be opened is tried anew the next time. */
	async #openCloud(world: PresetsWorld): Promise<Cloud> {
		try {
			this.#cloud ??= world.openCloud({mfaCode: async (...question) => this.askCode(...question)});
			return await this.#cloud;
		} catch (error) {
			this.#cloud = undefined;
			throw error;
		}
	}
}
