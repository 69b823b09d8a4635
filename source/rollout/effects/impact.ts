/** What would fail to launch beside running instances: looked up where one decides, and anew for the panel that enforcing is confirmed on. */
import type {AllowedImagesSettings} from '../../criteria/settings.ts';
import {jobsOf, whenWanted} from '../../machine/effect.ts';
import {failed, here, valueOf, type Loadable} from '../../machine/loadable.ts';
import {findImpact, withRecent, type Impact} from '../../operations/impact.ts';
import type {OfRegion, RolloutEffect} from '../context.ts';
import {canEnforce} from '../guards.ts';
import {withStep} from '../moves/updates.ts';
import {currentRegion, currentWork, type RolloutState} from '../state.ts';

const lookForImpact: RolloutEffect<
	OfRegion & {readonly account: string; readonly settings: AllowedImagesSettings},
	Impact
> = {
	name: 'impact',
	wanted(state) {
		const region = currentRegion(state);
		const {scan} = currentWork(state);
		const impact = impactIn(state);
		return impact !== undefined && region !== undefined && scan?.status === 'done'
			? whenWanted(impact, `${region}:${scan.id}`, {
					region,
					account: state.identity.account,
					// Told by those that the decision rests on; what the Region reports by now is read by what watches over it.
					settings: scan.settings,
				})
			: [];
	},
	run: async ({region, account, settings}, {cloud, inventoryOf, world, signal}) =>
		findImpact(region, {cloud: cloud(), account, inventory: inventoryOf(region), settings, now: world.now(), signal}),
	done: (state, found, {region}) =>
		withImpact(state, (impact) => here(impact, withRecent(found, valueOf(state.work[region]?.launches)))),
	failed: (state, problem) => withImpact(state, (impact) => failed(impact, problem)),
};

export const impactEffects = [jobsOf(lookForImpact)] as const;

/** Where it is asked for: on the panel, and where one decides, if enforcing is one of the choices. */
function impactIn(state: RolloutState): Loadable<Impact> | undefined {
	switch (state.step.name) {
		case 'enforce': {
			return state.step.impact;
		}

		case 'decide': {
			return canEnforce(state) === true ? state.step.impact : undefined;
		}

		default: {
			return undefined;
		}
	}
}

function withImpact(state: RolloutState, change: (impact: Loadable<Impact>) => Loadable<Impact>): RolloutState {
	return withStep(
		withStep(state, 'enforce', (step) => ({...step, impact: change(step.impact)})),
		'decide',
		(step) => ({...step, impact: change(step.impact)}),
	);
}
