import {Browser} from '../inventory/list/browser.ts';
import {Inventory} from '../inventory/store.ts';
import {isCalm} from '../machine/shell.ts';
import {Session} from '../machine/session.ts';
import type {Cloud} from '../operations/ports.ts';
import type {World} from '../operations/world.ts';
import type {WizardContext} from './context.ts';
import {EarlierScans} from './earlier-scans.ts';
import {draftJudgeOf, judgedCriteria, judgeOf, openDrafts} from './judged.ts';
import {
	currentRegion,
	initialState,
	type RolloutState,
	type UserEvent,
	type WizardOptions,
	type WizardState,
} from './state.ts';
import {currentLineRegion, lineToTell} from './steps/review/current-line.ts';
import type {ListCommand} from './steps/review/list-commands.ts';
import {wizard} from './wizard.ts';

/** Runs the wizard: its machine, and beside its state the instances scanned and the list that shows them. */
export class WizardSession extends Session<WizardState, UserEvent, WizardContext> {
	/** The list behind the review screen; it shows the inventory of the current Region, or of all Regions in a review. */
	readonly browser = new Browser({view: 'image'});
	#cloud: Cloud | undefined;
	#judged: ReturnType<typeof judgedCriteria> | undefined;
	/** What the list tells the effect of. */
	#drafts: ReturnType<typeof openDrafts> = [];
	readonly #world: World;
	readonly #inventories = new Map<string, Inventory>();
	/** Where each Region's rows went last. */
	readonly #latest = new Map<string, Inventory>();
	readonly #earlier = new EarlierScans();

	/** `saved`: a review of a saved scan starts from there. */
	constructor(
		world: World,
		options: WizardOptions,
		saved?: {readonly state: WizardState; readonly inventory: Inventory},
	) {
		super(wizard, saved?.state ?? initialState(options), (running) => ({
			...running,
			world,
			cloud: () => this.#openedCloud(),
			setCloud: (cloud) => {
				this.#cloud = cloud;
				this.#forget();
			},
			mfaCode: async (...question) => this.askCode(...question),
			browser: this.browser,
			inventoryOf: (region) => this.inventoryOf(region),
			freshInventory: async (order) => this.#freshInventory(order),
			differenceSince: async ({signal, ...scan}) =>
				this.#earlier.differenceSince(scan, this.inventoryOf(scan.region), signal),
		}));
		this.#world = world;
		this.browser.subscribe(() => {
			this.#followLine();
		});
		if (saved === undefined) {
			return;
		}

		this.#inventories.set(allRegions, saved.inventory);
		this.browser.show(saved.inventory);
	}

	/** Carries out what a key asks of the list of instances. */
	readonly browse = (command: ListCommand): void => {
		const event = command({browser: this.browser, state: this.getState(), now: this.now()});
		if (event !== undefined) {
			this.dispatch(event);
		} else if (!isCalm(this.getState().shell)) {
			// It has read the notice and disarmed Ctrl-C, like any key.
			this.dispatch({type: 'heard'});
		}
	};

	now(): Date {
		return this.#world.now();
	}

	/** The rows scanned last in a Region, as far as there are any. */
	inventoryOf(region: string): Inventory | undefined {
		return this.#latest.get(region) ?? this.#inventories.get(allRegions);
	}

	/** The state hears what the current line is of. */
	#tellLine(): void {
		const told = lineToTell(this.browser, this.getState());
		if (told !== undefined) {
			this.dispatch(told);
		}
	}

	/** In a list over the Regions of a fleet run, or over several accounts, the Region of the current line is the current one: what is decided or drafted there is for it. */
	#followLine(): void {
		this.#tellLine();
		const state = this.getState();
		if (state.phase === 'account' || !hasManyPlaces(state) || state.step.name !== 'review') {
			return;
		}

		const region = currentLineRegion(this.browser);
		if (region !== undefined && region !== currentRegion(state)) {
			this.dispatch({type: 'shown-region', region});
		}
	}

	/** Another identity, maybe another account: no row of the one before is to be taken for one of this. */
	#forget(): void {
		this.#inventories.clear();
		this.#latest.clear();
		this.#earlier.clear();
		this.#judged = undefined;
		this.browser.show(new Inventory());
	}

	/** What a person filters by is state, and so are the criteria that reasons rest on; the list that follows them isn't. */
	protected override follow(state: WizardState): void {
		this.#showInventory(state);
		if (state.phase === 'account' || state.step.name !== 'review') {
			return;
		}

		this.#showDraft(state);
		if (this.browser.getSnapshot().filter.text !== state.step.filter.value) {
			this.browser.setFilter(state.step.filter.value);
		}

		this.#tellLine();
	}

	/** The rows that the drafts mend are marked, as soon as somebody looks at them. */
	#showDraft(state: RolloutState): void {
		const drafts = openDrafts(state);
		const before = this.#drafts;
		if (
			drafts.length === before.length &&
			drafts.every(([region, criteria], index) => region === before[index]?.[0] && criteria === before[index][1])
		) {
			return;
		}

		this.#drafts = drafts;
		this.browser.setDraft(draftJudgeOf(state, this.now()));
	}

	#openedCloud(): Cloud {
		if (this.#cloud === undefined) {
			throw new TypeError('Work needs AWS before there is an identity');
		}

		return this.#cloud;
	}

	/** For a new scan of a Region, or for counting what is there: what is kept of the last complete scan is taken out of its rows first. */
	async #freshInventory({region, scan, signal}: Parameters<WizardContext['freshInventory']>[0]): Promise<Inventory> {
		const state = this.getState();
		const work = state.phase === 'rollout' ? state.work[region] : undefined;
		if (scan === undefined && (work?.scan ?? work?.enforcedUpon) !== undefined) {
			// What is decided upon, and proven by, are the rows of a scan: a count, which may stop midway, takes nothing from them.
			return new Inventory();
		}

		const whole = work?.whole?.id;
		await this.#earlier.keep({region, id: whole}, this.#latest.get(region), signal);
		this.#earlier.filling(region, scan);
		return this.#emptyInventory(region);
	}

	/** The old one stays as it is for whoever still shows it. */
	#emptyInventory(region: string): Inventory {
		const key = this.#inventoryKey(region);
		const shared = this.#inventories.get(key);
		if (key === allRegions && shared !== undefined) {
			shared.forget(region);
			this.#latest.set(region, shared);
			return shared;
		}

		const inventory = new Inventory();
		this.#inventories.set(key, inventory);
		this.#latest.set(region, inventory);
		this.#showInventory(this.getState());
		return inventory;
	}

	/** A review and a fleet run have one list of all Regions; a Region that is walked by itself has its own. */
	#inventoryKey(region: string): string {
		const state = this.getState();
		const isByItself = state.options.purpose === 'rollout' && (state.phase === 'account' || state.fleet === undefined);
		return isByItself ? region : allRegions;
	}

	#showInventory(state: WizardState): void {
		const region = state.phase === 'rollout' ? currentRegion(state) : undefined;
		const inventory = region === undefined ? undefined : this.inventoryOf(region);
		if (inventory !== undefined && this.browser.inventory !== inventory) {
			this.#judged = undefined;
			this.browser.show(inventory);
		}

		// The reasons follow the criteria that the Regions were last seen to have.
		const judged = judgedCriteria(state);
		if (
			judged.length === this.#judged?.length &&
			judged.every((criteria, index) => criteria === this.#judged?.[index])
		) {
			return;
		}

		this.#judged = judged;
		this.browser.setJudge(judgeOf(state, this.now()));
	}
}

function hasManyPlaces({fleet, options: {purpose}}: RolloutState): boolean {
	return fleet !== undefined || purpose === 'accounts';
}

const allRegions = '*';
