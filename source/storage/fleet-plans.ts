import {randomBytes} from 'node:crypto';
import type {Schema} from 'conf';
import type {FleetPlan, FleetPlans} from '../operations/ports.ts';
import {safeText} from '../safe-text.ts';
import {Document} from './files/document.ts';

type Stored = {readonly version?: number; readonly plans?: readonly FleetPlan[]};

const schema: Schema<Stored> = {
	version: {type: 'integer'},
	plans: {
		type: 'array',
		items: {
			type: 'object',
			required: ['id', 'at', 'account', 'regions', 'criteria', 'origin'],
			properties: {
				id: {type: 'string'},
				at: {type: 'string'},
				account: {type: 'string'},
				regions: {type: 'array', items: {type: 'string'}},
				criteria: {type: 'array', items: {type: 'object'}},
				origin: {type: 'string'},
			},
		},
	},
};

/** Plans that are kept: one that nobody went on with for so many others is not coming back. */
const mostPlans = 20;

/** The fleet plans that were begun and not finished, in one file. */
export function openFleetPlans(file: string, now: () => Date = () => new Date()): FleetPlans {
	const document = new Document<Stored>(file, schema);
	return {
		async begin(plan) {
			const id = randomBytes(4).toString('hex');
			await document.update(({plans = []}) => ({
				plans: [...plans, {...plan, id, at: now().toISOString()}].slice(-mostPlans),
			}));
			return id;
		},
		async finish(id) {
			await document.update(({plans = []}) => ({plans: plans.filter((plan) => plan.id !== id)}));
		},
		async unfinished(account) {
			const {plans = []} = await document.read();
			const plan = plans.findLast((one) => one.account === account);
			// Somebody else may have written the file, and these are shown.
			return plan && {...plan, origin: safeText(plan.origin), regions: plan.regions.map((region) => safeText(region))};
		},
	};
}
