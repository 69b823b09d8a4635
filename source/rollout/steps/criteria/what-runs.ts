/** "What runs here now" as a draft to start from. */
import {counted} from '../../../counted.ts';
import {criteriaOfWhatRuns, type WhatRuns} from '../../../criteria/suggestions/what-runs.ts';
import {withNotice} from '../../../machine/shell.ts';
import {imagesInUse} from '../../../operations/change/preview.ts';
import {ProblemError} from '../../../problem.ts';
import type {OfRegion, RolloutEffect} from '../../context.ts';
import {currentRegion, currentWork, type RolloutState} from '../../state.ts';
import {show, startWith, viewIn} from './views.ts';

/** Whether every instance of the current Region is known. */
export function isCounted(state: RolloutState): boolean {
	const {scan} = currentWork(state);
	return (
		(scan?.status === 'done' && scan.isComplete) || state.overview[currentRegion(state) ?? '']?.counts.status === 'here'
	);
}

/** The fewest providers that allow all that runs, worked out from the instances that were scanned. */
export const takeWhatRuns: RolloutEffect<OfRegion & {readonly account: string}, WhatRuns> = {
	name: 'what-runs',
	wanted(state) {
		const region = currentRegion(state);
		return viewIn(state, 'sources')?.isTaking === true && region !== undefined
			? [{key: region, region, account: state.identity.account}]
			: [];
	},
	async run({region, account}, {inventoryOf}) {
		const inventory = inventoryOf(region);
		if (inventory?.coverage.isComplete(region) !== true) {
			throw new ProblemError({
				kind: 'service',
				what: `Not all that runs in ${region} is known.`,
				next: 'Scan it, then start from here.',
			});
		}

		return criteriaOfWhatRuns(imagesInUse(inventory, region), account);
	},
	done: (state, found) => withNotice(startWith(state, found.criteria, 'what runs here now'), ...whatRunsInWords(found)),
	failed: (state, {what, next}) =>
		show(withNotice(state, 'warning', `${what} ${next}`), {
			type: 'sources',
			cursor: viewIn(state, 'sources')?.cursor ?? 0,
		}),
};

/** What was taken, and what to look at: that it runs does not make it worth trusting. */
function whatRunsInWords({providers, left}: WhatRuns): readonly ['info' | 'warning', string] {
	const risky = providers.filter(({risk}) => risk === 'high');
	const names = risky.map(({provider, publisher}) =>
		publisher === undefined ? provider : `${provider} (${publisher})`,
	);
	const shown = names.slice(0, 3).join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '');
	const parts = [
		`${counted(providers.length, 'provider')} of what runs here now.`,
		...(risky.length > 0
			? [`Nobody has verified ${shown}, and anyone can launch their images: keep only those you know.`]
			: []),
		...(left.length > 0
			? [`${counted(left.length, 'image')} in use can't be told a provider, and may stay blocked.`]
			: []),
	];
	return [risky.length > 0 || left.length > 0 ? 'warning' : 'info', parts.join(' ')];
}
