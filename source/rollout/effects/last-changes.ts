/** What this tool changed last in each Region, from the history on disk: told beside the list of Regions. */
import {jobsOf, whenWanted} from '../../machine/effect.ts';
import {failed, here, wanted} from '../../machine/loadable.ts';
import type {HistoryEntry} from '../../operations/ports.ts';
import type {Plain, RolloutEffect} from '../context.ts';
import {isOffline, type LastChanges, type RolloutState} from '../state.ts';

const readLastChanges: RolloutEffect<Plain & {readonly account: string}, LastChanges> = {
	name: 'last-changes',
	wanted: ({step, options, lastChanges = wanted, identity}) =>
		step.name === 'regions' && !isOffline(options) ? whenWanted(lastChanges, '', {account: identity.account}) : [],
	run: async ({account}, {world}) => lastChangesOf(account, await world.ledger.entries()),
	done: (state, changes) => ({...state, lastChanges: here(state.lastChanges ?? wanted, changes)}),
	failed: (state, problem): RolloutState => ({...state, lastChanges: failed(state.lastChanges ?? wanted, problem)}),
};

/** The last entry of each Region of an account that may have changed anything; what was refused changed nothing. */
export function lastChangesOf(account: string, entries: readonly HistoryEntry[]): LastChanges {
	return Object.fromEntries(
		entries
			.filter((entry) => entry.account === account && entry.outcome.status !== 'failed')
			.map((entry) => [entry.region, entry]),
	);
}

export const lastChangesEffects = [jobsOf(readLastChanges)] as const;
