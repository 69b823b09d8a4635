/** The proof, right after a Region was enforced, that AWS hides and tells what was decided. */
import {whenWanted} from '../../machine/effect.ts';
import {failed, here, wanted} from '../../machine/loadable.ts';
import {withNotice} from '../../machine/shell.ts';
import type {Launch} from '../../operations/launches/launch.ts';
import {isAsDecided, proveEnforcement, type Proof} from '../../operations/change/proof.ts';
import {ProblemError} from '../../problem.ts';
import type {OfRegion, RolloutEffect} from '../context.ts';
import {withWork} from '../moves/updates.ts';
import {isToBeProven} from '../outcomes.ts';

export const proofEffect: RolloutEffect<OfRegion & {readonly named: readonly Launch[]}, Proof> = {
	name: 'proof',
	wanted: (state) =>
		Object.entries(state.work).flatMap(([region, work]) =>
			work.proof === undefined || !isToBeProven(work)
				? []
				: whenWanted(work.proof, region, {region, named: work.namedUpon ?? []}),
		),
	async run({region, named}, {cloud, inventoryOf, world, signal}) {
		const inventory = inventoryOf(region);
		if (inventory?.coverage.isComplete(region) !== true) {
			throw new ProblemError({
				kind: 'service',
				what: `The scan that ${region} was enforced upon is not here any more, or not all of it.`,
				next: 'Compare with: allowed-amis launches',
			});
		}

		return proveEnforcement(region, {
			cloud: cloud(),
			inventory,
			named,
			signal,
			pause: async (seconds, until) => world.pause(seconds, until),
		});
	},
	done(state, proof, {region}) {
		const proven = withWork(state, region, {proof: here(state.work[region]?.proof ?? wanted, proof)});
		// An alarm is heard wherever one looks, of a fleet's Regions too.
		return isAsDecided(proof)
			? proven
			: withNotice(
					proven,
					'danger',
					`ALARM: ${region} does not enforce what was decided. Its summary says what differs.`,
				);
	},
	failed: (state, problem, {region}) =>
		withWork(state, region, {proof: failed(state.work[region]?.proof ?? wanted, problem)}),
};
