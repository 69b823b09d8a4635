/** The wizard's session without its work: it means the same by every key, and waits for no answer. */
import {Browser} from '../../../source/inventory/list/browser.ts';
import type {Inventory} from '../../../source/inventory/store.ts';
import {reduce} from '../../../source/machine/machine.ts';
import {draftJudgeOf, judgeOf} from '../../../source/rollout/judged.ts';
import type {WizardSession} from '../../../source/rollout/session.ts';
import {currentRegion, type UserEvent, type WizardState} from '../../../source/rollout/state.ts';
import {lineToTell} from '../../../source/rollout/steps/review/current-line.ts';
import type {ListCommand} from '../../../source/rollout/steps/review/list-commands.ts';
import {wizard} from '../../../source/rollout/wizard.ts';
import {ManualScheduler} from '../../inventory/arbitraries.ts';
import {eventOf} from '../../../source/ui/keys/binding.ts';
import {focusOf, programKeys} from '../../../source/ui/keys/registry.ts';

export type Inventories = ReadonlyMap<string, Inventory>;

export class StillWizard {
	readonly browser: Browser;
	#state: WizardState;
	readonly #now: Date;
	readonly #inventories: Inventories;
	readonly #scheduler = new ManualScheduler();
	readonly #listeners = new Set<() => void>();

	constructor(state: WizardState, inventories: Inventories, now: Date) {
		this.#state = state;
		this.#inventories = inventories;
		this.#now = now;
		const region = state.phase === 'rollout' ? currentRegion(state) : undefined;
		const inventory = region === undefined ? undefined : this.inventoryOf(region);
		this.browser = new Browser({
			scheduler: this.#scheduler,
			...(inventory !== undefined && {inventory}),
			judge: judgeOf(state, now),
			view: 'image',
		});
		this.browser.setDraft(draftJudgeOf(state, now));
		this.#follow();
	}

	/** As the app wants it, which asks for nothing more of a session than there is here. */
	get session(): WizardSession {
		return this as unknown as WizardSession;
	}

	readonly getState = (): WizardState => this.#state;

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	};

	readonly dispatch = (event: UserEvent): void => {
		const next = reduce(wizard, this.#state, event);
		if (next === this.#state) {
			return;
		}

		this.#state = next;
		this.#follow();
		for (const listener of this.#listeners) {
			listener();
		}
	};

	readonly browse = (command: ListCommand): void => {
		const event = command({browser: this.browser, state: this.#state, now: this.#now});
		this.#scheduler.settle();
		if (event !== undefined) {
			this.dispatch(event);
		}

		this.#tellLine();
	};

	/** Presses keys, by name; one that means nothing is passed over. */
	press(...keys: readonly string[]): void {
		for (const key of keys) {
			const event = eventOf(focusOf(programKeys.wizard, this.#state), key);
			if (event?.type === 'browser') {
				this.browse(event.command);
			} else if (event !== undefined) {
				this.dispatch(event);
			}
		}
	}

	/** Types a text into the field that has the focus. */
	type(text: string): void {
		this.dispatch({type: 'paste', text});
	}

	now(): Date {
		return this.#now;
	}

	inventoryOf(region: string): Inventory | undefined {
		return this.#inventories.get(region);
	}

	#follow(): void {
		const state = this.#state;
		if (
			state.phase === 'rollout' &&
			state.step.name === 'review' &&
			this.browser.getSnapshot().filter.text !== state.step.filter.value
		) {
			this.browser.setFilter(state.step.filter.value);
		}

		this.#scheduler.settle();
		this.#tellLine();
	}

	#tellLine(): void {
		const told = lineToTell(this.browser, this.#state);
		if (told !== undefined) {
			this.dispatch(told);
		}
	}
}
