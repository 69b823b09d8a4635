import {didYouMean} from '../nearest.ts';
import {ProblemError, problemOf, type Problem, type ProblemKind} from '../problem.ts';
import {safeText} from '../safe-text.ts';
import type {Cloud} from './ports.ts';

/** The name that stands for every Region that answers. */
export const allRegions = 'all';

/** Failures in which asking the Region itself would be no use either. */
const fatal: ReadonlySet<ProblemKind> = new Set(['expired', 'unreachable', 'configuration', 'interrupted', 'bug']);

/**
The Regions to work on: those named, each once; every one that the account has opted in to where `all` is among them, or none is named.

@throws {ProblemError} `not-found` for a name that no Region has; what listing the Regions failed with where that leaves nothing to do.
*/
export async function chooseRegions(
	cloud: Pick<Cloud, 'regions'>,
	named: readonly string[],
	signal: AbortSignal,
): Promise<readonly string[]> {
	const isAll = named.length === 0 || named.includes(allRegions);
	try {
		const known = await cloud.regions(signal);
		if (isAll) {
			return known.filter(({optInStatus}) => optInStatus !== 'not-opted-in').map(({name}) => name);
		}

		const names = known.map(({name}) => name);
		const missing = named.find((name) => !names.includes(name));
		if (missing !== undefined) {
			throw new ProblemError(unknownRegionProblem(missing, names));
		}
	} catch (error) {
		const {kind} = problemOf(error);
		// Whoever may not list the Regions may still work on those they name.
		if (isAll || kind === 'not-found' || fatal.has(kind)) {
			throw error;
		}
	}

	return [...new Set(named)];
}

/** There is no such Region; those there are, or the nearest. */
function unknownRegionProblem(name: string, names: readonly string[]): Problem {
	return {
		kind: 'not-found',
		what: `There is no Region ${safeText(name)}.`,
		next: didYouMean(name, names, `There are ${names.join(', ')}.`),
	};
}
