import {sameSettings} from '../criteria/settings.ts';
import {proofInShort} from './proof-in-short.ts';
import type {RegionWork, WizardState} from './state.ts';

/** How it came out: `danger` where it is not what was decided, `warning` where nobody knows; nothing where nothing was enforced. */
type OutcomeInShort = {readonly words: string; readonly tone?: 'danger' | 'good' | 'warning'};

/** What came of a Region, with what AWS says of it where it was enforced; `undefined` as long as nothing came. */
export function outcomeInShort(work: RegionWork): OutcomeInShort | undefined {
	const {outcome} = work;
	switch (outcome) {
		case undefined: {
			return undefined;
		}

		case 'enforced': {
			return enforcedInShort(work);
		}

		case 'not as confirmed': {
			return {words: outcome, tone: 'danger'};
		}

		default: {
			return {words: outcome};
		}
	}
}

/** What is known of a Region that was enforced: what was proven counts only while it reports what was enforced, and an alarm as long as nobody knows. */
export function enforcedInShort({
	reading,
	proof,
	enforcedUpon,
}: Pick<RegionWork, 'reading' | 'proof' | 'enforcedUpon'>): Required<OutcomeInShort> {
	const proven = proofInShort(proof);
	if (reading.status !== 'here') {
		return proven.tone === 'good'
			? {words: reading.status === 'wanted' ? 'enforced, being read' : 'enforced, not read since', tone: 'warning'}
			: proven;
	}

	const {settings} = reading.value;
	if (settings.State !== 'enabled') {
		return {words: 'enforced no more', tone: 'warning'};
	}

	const isOther = enforcedUpon !== undefined && !sameSettings({...enforcedUpon.settings, State: 'enabled'}, settings);
	return isOther && proven.tone === 'good' ? {words: 'enforced, changed since', tone: 'warning'} : proven;
}

/** Whether there is something to prove: the Region was enforced, and does not report that it is no more. */
export function isToBeProven({outcome, reading}: RegionWork): boolean {
	return outcome === 'enforced' && (reading.status !== 'here' || reading.value.settings.State === 'enabled');
}

/** What this run did, as the last words on the normal screen: a line for each Region that something came of. */
export function outcomesInWords(state: WizardState): string | undefined {
	if (state.phase === 'account') {
		return undefined;
	}

	const lines = Object.entries(state.work).flatMap(([region, work]) => {
		const {answers, reading} = work;
		const came = outcomeInShort(work);
		if (came === undefined && answers.length === 0) {
			return [];
		}

		const reported = reading.status === 'here' ? reading.value.settings.State : 'not known';
		const changed = answers.map(({kind}) => kind).join(', ');
		return [
			`${region}: ${came?.words ?? 'left midway'}; it reports ${reported}${changed === '' ? '' : ` (changed: ${changed})`}`,
		];
	});
	return lines.length === 0
		? undefined
		: [`Account ${state.identity.account}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}
