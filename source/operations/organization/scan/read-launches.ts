import type {Instance} from '../../../inventory/instance.ts';
import type {Inventory} from '../../../inventory/store.ts';
import {ProblemError} from '../../../problem.ts';
import {Gaps} from '../../launches/gaps.ts';
import {instanceSources} from '../../launches/instances.ts';
import type {LaunchSource} from '../../launches/launch.ts';
import {referenceSources} from '../../launches/references.ts';
import {StandingSources} from '../../launches/standing-sources.ts';
import type {Gap} from '../cell.ts';
import type {AccountSession} from '../ports.ts';
import {gapOf} from './gap.ts';

/** What a cell is read with. */
export type Reading = {
	readonly session: AccountSession;
	readonly region: string;
	readonly signal: AbortSignal;
};

/** Launch sources, and what could not be asked of them: one gap for all. */
export type Launching = {readonly sources: readonly LaunchSource[]; readonly gaps: readonly Gap[]};

/**
What launches by itself and what others launch from, as far as the role may see it, and the instances that AWS services manage; one call after the
other, since other cells are read meanwhile.

Rejects with `expired` where the session is at its end.
*/
export async function readLaunches(
	{session, region, signal}: Reading,
	{inventory, managed}: {readonly inventory: Inventory; readonly managed: readonly Instance[]},
): Promise<Launching> {
	const gaps = new Gaps(region, signal);
	const standing = new StandingSources({region, cloud: session.launches, gaps, signal, atOnce: 1});
	await standing.read();
	await standing.resolve();
	const ofInstances = instanceSources(region, inventory, managed).filter(({type}) => type === 'managed-instance');
	return {sources: [...ofInstances, ...standing.sources()], gaps: asOne(gaps)};
}

/** SSM parameters and Image Builder recipes that hold on to these images. */
export async function readReferences(
	{session, region, signal}: Reading,
	imageIds: readonly string[],
): Promise<Launching> {
	const gaps = new Gaps(region, signal);
	const references = await gaps.orGap('SSM parameters and Image Builder recipes', async () =>
		imageIds.length === 0 ? [] : session.references(region, imageIds, signal),
	);
	return {sources: referenceSources(region, references ?? []), gaps: asOne(gaps)};
}

/** A role that lacks the permissions lacks most of them: what is missing is named in one line, the first reason standing for all. */
function asOne({all}: Gaps): readonly Gap[] {
	const fatal = all.find(({problem: {kind}}) => kind === 'expired' || kind === 'bug');
	if (fatal !== undefined) {
		throw new ProblemError(fatal.problem);
	}

	const [first] = all;
	return first === undefined ? [] : [gapOf(all.map(({what}) => what).join(', '), first.problem)];
}
