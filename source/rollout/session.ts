import {Browser} from '../inventory/list/browser.ts';
import {Inventory} from '../inventory/store.ts';
import {problemOf} from '../problem.ts';
import {EffectHost} from '../machine/effect-host.ts';
import type {Cloud} from '../operations/ports.ts';
import {browse, type BrowserCommand} from './browser-commands.ts';
import {judgedCriteria, judgeOf} from './judge.ts';
import {runEffect} from './effect-runners.ts';
import type {World} from './world.ts';
import {effectsOf, type Effect} from './effects.ts';
import type {ResultEvent, UserEvent, WizardEvent} from './events.ts';
import {reduce} from './reducer.ts';
import {currentRegion, initialState, type WizardOptions, type WizardState} from './state.ts';

/** How many Regions are asked side by side on the Regions screen; each has a client and a rate limit of its own. */
const overviewWidth = 8;

/**
Runs the wizard: holds the state, starts and aborts the effects it asks for, and feeds what came of them back as events. Screens subscribe;
nothing here knows of a screen.
*/
export class WizardSession {
	/** Resolves with the last state once it has ended and every effect has stopped. */
	readonly ended: Promise<WizardState>;
	/** The list behind the review screen; it shows the inventory of the Region at hand, or of all Regions in a review. */
	readonly browser = new Browser();
	#state: WizardState;
	#cloud: Cloud | undefined;
	#judged: ReturnType<typeof judgedCriteria> | undefined;
	readonly #world: World;
	readonly #effects = new EffectHost<Effect, ResultEvent>({
		run: async (effect, signal, emit) => this.#run(effect, signal, emit),
		onResult: (result) => {
			this.#apply({type: 'result', result});
		},
		onFailure: (effect, error) => {
			this.#apply({type: 'result', result: {type: 'failed', effect, problem: problemOf(error)}});
		},
		onStopped: () => {
			this.#sync();
		},
		limit: {isLimited: ({type}) => type.startsWith('overview-'), width: overviewWidth},
	});

	readonly #listeners = new Set<() => void>();
	readonly #inventories = new Map<string, Inventory>();
	readonly #settle: (state: WizardState) => void;

	/** `saved`: a review of a saved scan starts from there. */
	constructor(
		world: World,
		options: WizardOptions,
		saved?: {readonly state: WizardState; readonly inventory: Inventory},
	) {
		const {promise, resolve} = Promise.withResolvers<WizardState>();
		this.ended = promise;
		this.#settle = resolve;
		this.#world = world;
		this.#state = saved?.state ?? initialState(options);
		if (saved === undefined) {
			return;
		}

		this.#inventories.set(sharedKey, saved.inventory);
		this.browser.show(saved.inventory);
	}

	readonly getState = (): WizardState => this.#state;

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
	readonly dispatch = (event: UserEvent): void => {
		this.#apply(event);
	};

	/** Carries out what a key asks of the list of instances. */
	readonly browse = (command: BrowserCommand): void => {
		const event = browse(command, this.browser, this.#state, this.now());
		if (event !== undefined) {
			this.dispatch(event);
		}
	};

	now(): Date {
		return this.#world.now();
	}

	/** The rows scanned last in a Region, as far as there are any. */
	inventoryOf(region: string): Inventory | undefined {
		return this.#inventories.get(this.#inventoryKey(region));
	}

	/** Ends the wizard as a signal does: every effect is aborted, and the state says that it was interrupted. */
	stop(): void {
		this.#apply({type: 'interrupt'});
		this.#apply({type: 'interrupt'});
	}

	#apply(event: WizardEvent): void {
		const next = reduce(this.#state, event);
		if (next === this.#state) {
			return;
		}

		this.#state = next;
		this.#sync();
		this.#syncBrowser();
		for (const listener of this.#listeners) {
			listener();
		}
	}

	/** Brings what is running in line with what the state asks for. */
	#sync(): void {
		this.#effects.sync(effectsOf(this.#state));
		this.#showInventory();
		if (this.#state.shell.ended !== false && this.#effects.isIdle) {
			this.#settle(this.#state);
		}
	}

	async #run(
		effect: Effect,
		signal: AbortSignal,
		emit: (result: ResultEvent) => void,
	): Promise<ResultEvent | undefined> {
		return runEffect(effect, {
			world: this.#world,
			state: this.#state,
			cloud: () => this.#openCloud(),
			setCloud: (cloud) => {
				this.#cloud = cloud;
			},
			browser: this.browser,
			inventoryOf: (region) => this.inventoryOf(region),
			freshInventory: (region) => this.#freshInventory(region),
			signal,
			emit,
		});
	}

	#openCloud(): Cloud {
		if (this.#cloud === undefined) {
			throw new TypeError('An effect needs AWS before there is an identity');
		}

		return this.#cloud;
	}

	/** An empty inventory for a new scan of a Region; the old one stays as it is for whoever still shows it. */
	#freshInventory(region: string): Inventory {
		const key = this.#inventoryKey(region);
		const shared = this.#inventories.get(key);
		if (key === sharedKey && shared !== undefined) {
			shared.forget(region);
			return shared;
		}

		const inventory = new Inventory();
		this.#inventories.set(key, inventory);
		this.#showInventory();
		return inventory;
	}

	/** A review has one list of all Regions; a rollout has one for each. */
	/** The filter that a person types is state; the list it works on isn't. */
	#syncBrowser(): void {
		const {phase} = this.#state;
		if (
			phase === 'rollout' &&
			this.#state.step.name === 'review' &&
			this.browser.getSnapshot().filter.text !== this.#state.step.filter.value
		) {
			this.browser.setFilter(this.#state.step.filter.value);
		}
	}

	#inventoryKey(region: string): string {
		return this.#state.options.purpose === 'rollout' ? region : sharedKey;
	}

	#showInventory(): void {
		const region = this.#state.phase === 'rollout' ? currentRegion(this.#state) : undefined;
		const inventory = region === undefined ? undefined : this.inventoryOf(region);
		if (inventory !== undefined && this.browser.inventory !== inventory) {
			this.#judged = undefined;
			this.browser.show(inventory);
		}

		// The reasons follow the criteria that the Regions were last seen to have.
		const judged = judgedCriteria(this.#state);
		if (
			judged.length === this.#judged?.length &&
			judged.every((criteria, index) => criteria === this.#judged?.[index])
		) {
			return;
		}

		this.#judged = judged;
		this.browser.setJudge(judgeOf(this.#state, this.now()));
	}
}

const sharedKey = '*';
