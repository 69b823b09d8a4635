/** The work of a fleet run beside its changes: the plan on disk, and reading its Regions. */
import {counted} from '../../../counted.ts';
import {jobsOf, whenWanted} from '../../../machine/effect.ts';
import {failed, here} from '../../../machine/loadable.ts';
import {withNotice} from '../../../machine/shell.ts';
import type {FleetPlan} from '../../../operations/ports.ts';
import type {OfRegion, Plain, RolloutEffect} from '../../context.ts';
import {withReading} from '../../moves/readings.ts';
import {withStep, withWork} from '../../moves/updates.ts';
import {noWork, type Reading} from '../../state.ts';
import {beginNext, followReading} from './changes.ts';
import {at, isPlanShown, planOf} from './moves.ts';
import {isActive} from './plan.ts';
import {isFinished} from './run.ts';

/** Writes the plan down before anything is sent; its ID is the run's. */
const beginRun: RolloutEffect<{readonly key: string; readonly plan: Omit<FleetPlan, 'id' | 'at'>}, string> = {
	name: 'begin-fleet',
	wanted: ({step, fleet, identity}) =>
		step.name === 'fleet' && step.view.type === 'plan' && step.view.isBeginning && fleet?.chosen !== undefined
			? [
					{
						key: fleet.regions.join(' '),
						plan: {
							account: identity.account,
							regions: fleet.regions,
							criteria: fleet.chosen.criteria,
							origin: fleet.chosen.origin,
						},
					},
				]
			: [],
	run: async ({plan}, {world}) => world.plans.begin(plan),
	done(state, id) {
		const {fleet, step} = state;
		if (fleet === undefined) {
			return state;
		}

		if (step.name === 'fleet' && step.view.type === 'plan' && !isPlanShown(state, step.view)) {
			// What was written down is done with: nothing of it was sent.
			const again = at({...state, fleet: {...fleet, id, progress: {}}}, {...step.view, isBeginning: false});
			return withNotice(
				again,
				'warning',
				'A Region reports something else by now, and the plan is another one. Nothing was sent: read it anew.',
			);
		}

		const progress = Object.fromEntries(
			planOf(state).flatMap((row) => (isActive(row) ? [[row.region, {status: 'waiting', row} as const]] : [])),
		);
		return beginNext(at({...state, fleet: {...fleet, id, progress}}, {type: 'regions'}));
	},
	failed: (state, {what, next}) =>
		withNotice(
			withStep(state, 'fleet', (step) =>
				step.view.type === 'plan' ? {...step, view: {...step.view, isBeginning: false}} : step,
			),
			'danger',
			`The plan could not be written down, and nothing was sent: ${what} ${next}`,
		),
};

/** A run that did all that was planned is no longer offered at the next start. */
const finishRun: RolloutEffect<{readonly key: string}, void> = {
	name: 'finish-fleet',
	wanted: ({fleet}) => (fleet?.id !== undefined && isFinished(fleet) ? [{key: fleet.id}] : []),
	run: async ({key}, {world}) => world.plans.finish(key),
	done: (state) => state,
	failed: (state) => state,
};

/** Reads the Regions of a run that want to be read, whichever is current. */
const readRegions: RolloutEffect<OfRegion, Reading> = {
	name: 'fleet-reading',
	lane: {name: 'fleet-reading', width: 8},
	wanted: ({step, fleet, work}) =>
		step.name === 'fleet' && fleet !== undefined
			? fleet.regions.flatMap((region) => whenWanted((work[region] ?? noWork).reading, region, {region}))
			: [],
	run: async ({region}, {cloud, world, signal}) => ({
		settings: await cloud().settings(region, signal),
		at: world.now().toISOString(),
	}),
	done: (state, {settings, at: when}, {region}) =>
		followReading(withReading(state, region, settings, when), region, settings),
	failed: (state, problem, {region}) =>
		withWork(state, region, {reading: failed((state.work[region] ?? noWork).reading, problem)}),
};

/** A run of an earlier start that was left midway: the list of Regions offers to go on with it. */
const findUnfinished: RolloutEffect<Plain & {readonly account: string}, FleetPlan | undefined> = {
	name: 'unfinished-fleet',
	wanted: ({options, unfinished, identity}) =>
		options.purpose === 'rollout' ? whenWanted(unfinished, '', {account: identity.account}) : [],
	run: async ({account}, {world}) => world.plans.unfinished(account),
	done(state, plan) {
		const found = {...state, unfinished: here(state.unfinished, plan)};
		return plan === undefined
			? found
			: withNotice(
					found,
					'info',
					`A fleet run over ${counted(plan.regions.length, 'Region')} was left midway. F in the list of Regions goes on with it.`,
				);
	},
	failed: (state, problem) =>
		withNotice({...state, unfinished: failed(state.unfinished, problem)}, 'warning', `${problem.what} ${problem.next}`),
};

export const fleetEffects = [jobsOf(beginRun), jobsOf(readRegions), jobsOf(finishRun), jobsOf(findUnfinished)] as const;
