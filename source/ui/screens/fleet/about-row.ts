import {counted} from '../../../counted.ts';
import type {Problem} from '../../../problem.ts';
import {noWork, type RolloutState} from '../../../rollout/state.ts';
import type {FleetRow} from '../../../rollout/steps/fleet/rows.ts';

/** Launch sources in a cell: how many of them are not allowed, of how many. */
export function sourcesInShort(sources: FleetRow['sources']): string {
	switch (sources) {
		case undefined: {
			return '';
		}

		case 'reading': {
			return 'reading';
		}

		case 'failed': {
			return 'not read';
		}

		default: {
			const {all, failing, isPartial, isReading} = sources;
			return `${failing.length > 0 ? `${failing.length} of ` : ''}${all}${isPartial || isReading ? '+' : ''}`;
		}
	}
}

/** The same as a sentence. */
export function sourcesInWords(sources: FleetRow['sources']): string {
	switch (sources) {
		case undefined: {
			return 'What launches there was not read.';
		}

		case 'reading': {
			return 'What launches there, running or not, is still being read.';
		}

		case 'failed': {
			return 'What launches there could not be read.';
		}

		default: {
			const {all, failing, unknown, isPartial, isReading} = sources;
			const verdicts = [
				`${failing.length === 0 ? 'none' : failing.length} not allowed`,
				...(unknown > 0 ? [`${unknown} not known`] : []),
			];
			return `Launch sources: ${all}${isPartial ? ', and maybe more that could not be read' : ''}; ${verdicts.join(', ')}.${isReading ? ' What was launched lately is still being read.' : ''}`;
		}
	}
}

/** What there is to say of the Region under the cursor, the worst first. */
export function aboutRow(state: RolloutState, {region, where, decision, problem, counts, sources}: FleetRow): string {
	const progress = state.fleet?.progress[region];
	const {scan} = state.work[region] ?? noWork;
	if (progress?.status === 'foreign') {
		return `${region}: it reports ${progress.found.State} with ${counted(progress.found.ImageCriteria.length, 'criterion', 'criteria')} now. Nothing was sent. r plans the run anew.`;
	}

	if (progress?.status === 'differs') {
		return `${region}: it was changed as planned, and reports ${progress.found.State} with ${counted(progress.found.ImageCriteria.length, 'criterion', 'criteria')} now: somebody else changes it, too. d looks at it, with the way back to audit mode.`;
	}

	if (progress?.status === 'failed' || (problem !== undefined && scan?.status !== 'done')) {
		return `${region}: ${problem?.what ?? where.words} ${problem?.next ?? ''}`;
	}

	const words = [where.words, ...(decision.words === '' ? [] : [decisionInWords(decision.words)])].join(', ');
	return [
		`${region}: ${words}.`,
		...(counts === undefined ? [] : [...hiddenInWords(counts.hidden, problem), sourcesInWords(sources)]),
		// While a filter is typed, enter keeps that.
		...(isFiltering(state) ? [] : ['enter shows its instances, d decides.']),
	].join(' ');
}

function isFiltering({step}: RolloutState): boolean {
	return step.name === 'fleet' && step.view.type === 'regions' && step.view.isFiltering === true;
}

function hiddenInWords(hidden: number | undefined, problem: Problem | undefined): readonly string[] {
	if (hidden === undefined) {
		return [
			`Instances that AWS services manage and hide could not be asked for: ${problem?.what ?? ''} ${problem?.next ?? ''}`,
		];
	}

	return hidden === 0
		? []
		: [`${counted(hidden, 'instance')} of them ${hidden === 1 ? 'is' : 'are'} managed and hidden by AWS services.`];
}

function decisionInWords(words: string): string {
	return words === 'on its own' ? 'to be decided on its own' : words;
}
