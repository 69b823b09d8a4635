/** Taking back as the searches for an accident do it, with a book of their own on what was agreed to. */
import assert from 'node:assert/strict';
import {possibleUndos} from '../../source/operations/change/undo.ts';
import {phraseForUndo} from '../../source/rollout/guards.ts';
import type {WizardSession} from '../../source/rollout/session.ts';

/** How the words are typed, and how many lines of the panel have been drawn by then. */
export type Wording = {readonly words: 'right' | 'wrong'; readonly drawn: number};

/** How long the panel is taken to be. */
export const undoLines = 3;

/** The calls that a person agreed to, Region by Region, in their order. */
export class UndoAgreement {
	readonly #steps = new Map<string, readonly string[]>();

	/** Types the words into the panel, once so many of its lines have been drawn; without a panel nothing is done. */
	confirm(session: WizardSession, press: (key: string) => void, {words, drawn}: Wording): void {
		const state = session.getState();
		const step = state.phase === 'rollout' ? state.step : undefined;
		if (step?.name !== 'undo' || step.rows.status !== 'here' || step.progress !== undefined) {
			return;
		}

		const {value: panel} = step.rows;
		for (let line = 0; line < drawn; line++) {
			session.dispatch({type: 'shown-undo', panel, from: line, to: line + 1, of: undoLines});
		}

		const phrase = phraseForUndo(step);
		for (const character of words === 'right' ? (phrase ?? 'us-east-1') : `${phrase ?? ''}!`) {
			press(character === ' ' ? 'space' : character);
		}

		if (words === 'right' && drawn === undoLines) {
			for (const {target, preview} of possibleUndos(panel)) {
				this.#steps.set(target.region, preview.steps);
			}
		}

		press('enter');
	}

	/** Whether a call is the next one that was agreed to in its Region; it counts once. */
	#take(region: string, kind: string): boolean {
		const [next, ...others] = this.#steps.get(region) ?? [];
		if (next !== kind) {
			return false;
		}

		this.#steps.set(region, others);
		return true;
	}

	/** What was agreed to and not carried out counts no more once one has left. */
	leave(session: WizardSession): void {
		const state = session.getState();
		if (state.phase === 'account' || state.step.name !== 'undo') {
			this.#steps.clear();
		}
	}

	/** Holds a call against it: nothing else disables. */
	judge(region: string, kind: string): boolean {
		const isAgreed = this.#take(region, kind);
		if (kind === 'disabled') {
			assert.ok(isAgreed, 'disabled without the exact words for a panel that listed it');
		}

		return isAgreed;
	}
}
