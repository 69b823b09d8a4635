import {didYouMean} from '../nearest.ts';
import {ProblemError, problemOf, type ProblemKind} from '../problem.ts';
import {safeText} from '../safe-text.ts';
import type {Cloud} from '../operations/ports.ts';
import type {Context} from './program/context.ts';

/** Every Region that answers. */
export const allRegions = 'all';

/** Failures in which asking the Region itself would be no use either. */
const fatal: ReadonlySet<ProblemKind> = new Set(['expired', 'unreachable', 'configuration', 'interrupted', 'bug']);

/**
The Regions a command works on: those of `--region`; without any, the one that the environment or the profile configures where
`preferConfigured` is set (as the AWS CLI does); else every Region the account has opted in to. An unknown name rejects with `not-found`.
*/
export async function chosenRegions(
	context: Context,
	cloud: Cloud,
	{
		preferConfigured,
		named: given = context.options.region,
	}: {readonly preferConfigured: boolean; readonly named?: readonly string[]},
): Promise<readonly string[]> {
	const configured = preferConfigured ? context.configuredRegion : undefined;
	const named = configured !== undefined && given.length === 0 ? [configured] : given;
	const isAll = named.length === 0 || named.includes(allRegions);
	try {
		const known = await cloud.regions(context.signal);
		if (isAll) {
			return known.filter(({optInStatus}) => optInStatus !== 'not-opted-in').map(({name}) => name);
		}

		const names = known.map(({name}) => name);
		for (const name of named) {
			if (!names.includes(name)) {
				throw new ProblemError({
					kind: 'not-found',
					what: `There is no Region ${safeText(name)}.`,
					next: didYouMean(name, names, `There are ${names.join(', ')}.`),
				});
			}
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
