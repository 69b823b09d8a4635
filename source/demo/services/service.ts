import type {Action} from '../protocol/action.ts';
import {ServiceError} from '../protocol/errors.ts';
import type {LiveAccount} from '../account/live-account.ts';
import type {Protocol} from '../protocol/protocol.ts';
import type {Query, SignatureScope} from '../protocol/query.ts';

/** How a service says what every service may say. */
export type Refusals = {
	throttled(): ServiceError;
	denied(arn: string, action: string): ServiceError;
	expired(): ServiceError;
	unsigned(): ServiceError;
	unknownAction(action: string, query: Query): ServiceError;
	/** A Region that the account doesn't have or hasn't opted in to. */
	wrongRegion(): ServiceError;
};

export type ServiceCall = {
	readonly action: string;
	readonly query: Query;
	readonly scope: SignatureScope;
};

/** One of AWS's services behind the endpoint, apart from HTTP: a call in, an answer's content or a `ServiceError` out. */
export type Service = {
	/** As signatures name it: `ec2`, `sts`, `autoscaling`. */
	readonly name: string;
	/** What X-Amz-Target begins with, for services of a JSON protocol. */
	readonly target?: string;
	readonly protocol: Protocol;
	readonly refusals: Refusals;
	/** The list that an action answers in pages, where it does. */
	pagedSet(action: string): string | undefined;
	answer(call: ServiceCall): string;
};

/** The service that a request is for: by its signature's scope, else by its target; EC2 where neither tells. */
export function chooseService(
	services: readonly [Service, ...Service[]],
	{scope, target}: {readonly scope: SignatureScope | undefined; readonly target: string | undefined},
): Service {
	return (
		services.find(({name}) => name === scope?.service) ??
		services.find((service) => service.target !== undefined && target?.startsWith(`${service.target}.`)) ??
		services[0]
	);
}

/** A service whose every action works in the Region that the request is signed for. */
export function regionalService(
	live: LiveAccount,
	{
		actions,
		dryRun = false,
		...service
	}: Omit<Service, 'answer' | 'pagedSet'> & {
		readonly actions: ReadonlyMap<string, Action>;
		/** Whether every action takes `DryRun`, as EC2's do. */
		readonly dryRun?: boolean;
	},
): Service {
	const {refusals} = service;
	return {
		...service,
		pagedSet: (action) => actions.get(action)?.pages,
		answer({action: name, query, scope}: ServiceCall): string {
			const action = actions.get(name);
			if (!action) {
				throw refusals.unknownAction(name, query);
			}

			const region = live.region(scope.region);
			if (!region || region.data.optInStatus === 'not-opted-in') {
				throw refusals.wrongRegion();
			}

			query.allowOnly([...protocolParameters, ...(dryRun ? ['DryRun'] : []), ...action.parameters]);
			if (region.data.denied.includes(name)) {
				throw refusals.denied(live.data.arn, name);
			}

			if (dryRun && query.boolean('DryRun')) {
				throw new ServiceError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
			}

			if (region.data.throttled.includes(name) && region.isOddAttempt(name, query)) {
				throw refusals.throttled();
			}

			return action.answer({query, account: live.data, region, now: live.now(), settleReads: live.settleReads});
		},
	};
}

const protocolParameters = ['Action', 'Version'];
