import type {Loadable} from '../machine/loadable.ts';
import type {Proof} from '../operations/change/proof.ts';
import {proofInShort} from './proof-in-short.ts';
import type {RegionOutcome, RegionWork, WizardState} from './state.ts';

/** What came of a Region, with what AWS says of it where it was enforced; nothing as long as nothing came. */
export function outcomeInWords(
	outcome: RegionOutcome | undefined,
	proof: Loadable<Proof> | undefined,
): readonly string[] {
	return outcome === undefined ? [] : [outcome === 'enforced' ? proofInShort(proof).words : outcome];
}

/** How it came out: `danger` where it is not what was decided, `warning` where nobody knows; nothing where nothing was enforced. */
export function outcomeTone({outcome, proof}: RegionWork): 'danger' | 'good' | 'warning' | undefined {
	return outcome === 'not as confirmed' ? 'danger' : outcome === 'enforced' ? proofInShort(proof).tone : undefined;
}

/** What this run did, as the last words on the normal screen: a line for each Region that something came of. */
export function outcomesInWords(state: WizardState): string | undefined {
	if (state.phase === 'account') {
		return undefined;
	}

	const lines = Object.entries(state.work).flatMap(([region, {outcome, answers, reading}]) => {
		if (outcome === undefined && answers.length === 0) {
			return [];
		}

		const reported = reading.status === 'here' ? reading.value.settings.State : 'not known';
		const changed = answers.map(({kind}) => kind).join(', ');
		return [
			`${region}: ${outcome ?? 'left midway'}; it reports ${reported}${changed === '' ? '' : ` (changed: ${changed})`}`,
		];
	});
	return lines.length === 0
		? undefined
		: [`Account ${state.identity.account}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}
