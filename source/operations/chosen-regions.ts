import {didYouMean} from '../nearest.ts';
import {ProblemError, problemOf, type Problem, type ProblemKind} from '../problem.ts';
import {safeText} from '../safe-text.ts';
import type {Cloud, RegionInfo} from './ports.ts';

/** The name that stands for every Region that answers. */
export const allRegions = 'all';

/** Failures in which asking the Region itself would be no use either. */
const fatal: ReadonlySet<ProblemKind> = new Set([
	'expired',
	'unreachable',
	'configuration',
	'not-found',
	'interrupted',
	'bug',
]);

/**
The Regions to work on: those named, each once; every one that the account has opted in to where `all` is among them, or none is named.

@throws {ProblemError} `not-found` for a name that no Region has; what listing the Regions failed with where that leaves nothing to do.
*/
export async function chooseRegions(
	cloud: Pick<Cloud, 'regions'>,
	named: readonly string[],
	signal: AbortSignal,
): Promise<readonly string[]> {
	if (named.length === 0 || named.includes(allRegions)) {
		const known = await cloud.regions(signal);
		return known.filter(({optInStatus}) => optInStatus !== 'not-opted-in').map(({name}) => name);
	}

	await checkRegions(cloud, named, signal);
	return [...new Set(named)];
}

/**
Makes sure that the account has Regions of these names. Whoever may not list the Regions may still work on those they name.

@throws {ProblemError} `not-found` for a name that no Region has; what listing the Regions failed with where that leaves nothing to do.
*/
export async function checkRegions(
	cloud: Pick<Cloud, 'regions'>,
	named: readonly string[],
	signal: AbortSignal,
): Promise<void> {
	let known: readonly RegionInfo[];
	try {
		known = await cloud.regions(signal);
	} catch (error) {
		if (fatal.has(problemOf(error).kind)) {
			throw error;
		}

		return;
	}

	const problem = missingRegion(named, known);
	if (problem !== undefined) {
		throw new ProblemError(problem);
	}
}

/** What is wrong where a name is that of no Region, with those there are, or the nearest; `undefined` where each has one. */
export function missingRegion(named: readonly string[], known: readonly RegionInfo[]): Problem | undefined {
	const names = known.map(({name}) => name);
	const missing = named.find((name) => !names.includes(name));
	return missing === undefined
		? undefined
		: {
				kind: 'not-found',
				what: `There is no Region ${safeText(missing)}.`,
				next: didYouMean(missing, names, `There are ${names.join(', ')}.`),
			};
}
