import type {WizardState} from './state.ts';

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
