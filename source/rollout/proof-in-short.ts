import type {Loadable} from '../machine/loadable.ts';
import {isAsDecided, type Proof} from '../operations/change/proof.ts';

/** What AWS shows and hides since a Region was enforced, in a word or two. */
export function proofInShort(proof: Loadable<Proof> | undefined): {
	readonly words: string;
	readonly tone: 'danger' | 'good' | 'warning';
} {
	switch (proof?.status) {
		case undefined: {
			return {words: 'enforced', tone: 'good'};
		}

		case 'wanted': {
			return {words: 'enforced, being proven', tone: 'good'};
		}

		case 'failed': {
			return {words: 'enforced, not proven', tone: 'warning'};
		}

		case 'here': {
			return isAsDecided(proof.value)
				? {words: 'enforced, proven', tone: 'good'}
				: {words: 'ALARM: not as decided', tone: 'danger'};
		}
	}
}
