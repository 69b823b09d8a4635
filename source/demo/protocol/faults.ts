import type {Service} from '../services/service.ts';
import {ServiceError} from './errors.ts';
import {fingerprint, writeToken} from './paging.ts';
import type {Query} from './query.ts';
import {element, wrap} from './xml.ts';

/**
Something that goes wrong, as data.

- `throttle`, `deny`, `expired`, `error`: EC2's own errors. `http`: a bare status, as a proxy or a broken front end gives it.
- `cut`: the action is done, then the connection breaks after so many bytes of the body. With 0 a change took effect and no answer came.
  With `done: false` it breaks before the action is done.
- `stall`: no answer ever; with `done` the action is done first. `delay`: a slow answer; further rules still apply.
- `empty-page`: no items, but a token that leads on. `repeat-token`: the token of the request once more.
- `unknown-state`, `unknown-criterion`: what a newer EC2 might report in `GetAllowedImagesSettings`.
- `garbage`: status 200 and a body that is no XML. `token-bucket`: throttles per Region and action beyond a rate.
*/
export type Fault =
	| {readonly type: 'throttle'}
	| {readonly type: 'deny'}
	| {readonly type: 'expired'}
	| {readonly type: 'error'; readonly code: string; readonly message: string; readonly status: number}
	| {readonly type: 'http'; readonly status: number; readonly body?: string}
	| {readonly type: 'cut'; readonly afterBytes: number; readonly done?: boolean}
	| {readonly type: 'stall'; readonly done?: boolean}
	| {readonly type: 'delay'; readonly milliseconds: number}
	| {readonly type: 'empty-page'}
	| {readonly type: 'repeat-token'}
	| {readonly type: 'unknown-state'; readonly state: string}
	| {readonly type: 'unknown-criterion'; readonly name: string; readonly value: string}
	| {readonly type: 'garbage'; readonly body?: string}
	| {readonly type: 'token-bucket'; readonly capacity: number; readonly perSecond: number};

/** When a fault happens: every part that is given has to hold. */
export type FaultMatch = {
	/** `DescribeInstanceImageMetadata` and the like. */
	readonly action?: string;
	/** As signatures name it: `ec2`, `sts`, `autoscaling`, `cloudtrail`. */
	readonly service?: string;
	/** The account whose keys the request is signed with. */
	readonly account?: string;
	readonly region?: string;
	/** The value of the request's `availability-zone` filter. */
	readonly zone?: string;
	/** Whether it is a dry run. */
	readonly dryRun?: boolean;
	/** Values of flat parameters: `{AllowedImagesSettingsState: 'enabled'}`. */
	readonly parameters?: Readonly<Record<string, string>>;
	/** From which of the requests that match on, counting from 1. */
	readonly fromCall?: number;
};

export type FaultRule = {
	readonly match?: FaultMatch;
	readonly fault: Fault;
	/** How often it happens at most; without it, always. */
	readonly times?: number;
};

/** The rules in force; the first that applies counts. Push, remove or replace them while the server runs. */
export type Faults = FaultRule[];

export type FaultySubject = {
	readonly action: string;
	readonly service: Service;
	readonly account: string;
	readonly region: string;
	readonly dryRun: boolean;
	readonly query: Query;
};

/** Decides which faults a request meets, and keeps count. */
export class FaultBook {
	readonly #counts = new WeakMap<FaultRule, {seen: number; happened: number}>();
	readonly #buckets = new WeakMap<FaultRule, Map<string, {tokens: number; at: number}>>();
	readonly rules: Faults;

	constructor(rules: Faults) {
		this.rules = rules;
	}

	/** The faults of one request, in order: any delays, then at most one other. */
	next(subject: FaultySubject, now: number): Fault[] {
		const faults: Fault[] = [];
		for (const rule of this.rules) {
			if (!(matches(rule.match ?? {}, subject) && this.#happens(rule, subject, now))) {
				continue;
			}

			faults.push(rule.fault);
			if (rule.fault.type !== 'delay') {
				break;
			}
		}

		return faults;
	}

	#happens(rule: FaultRule, subject: FaultySubject, now: number): boolean {
		const count = this.#counts.get(rule) ?? {seen: 0, happened: 0};
		this.#counts.set(rule, count);
		count.seen++;
		if (
			count.seen < (rule.match?.fromCall ?? 1) ||
			count.happened >= (rule.times ?? Infinity) ||
			(rule.fault.type === 'token-bucket' && this.#takeToken(rule, rule.fault, subject, now))
		) {
			return false;
		}

		count.happened++;
		return true;
	}

	#takeToken(
		rule: FaultRule,
		limit: {readonly capacity: number; readonly perSecond: number},
		{region, action}: FaultySubject,
		now: number,
	): boolean {
		const buckets = this.#buckets.get(rule) ?? new Map<string, {tokens: number; at: number}>();
		this.#buckets.set(rule, buckets);
		const key = `${region} ${action}`;
		const {tokens, at} = buckets.get(key) ?? {tokens: limit.capacity, at: now};
		const filled = Math.min(limit.capacity, tokens + ((now - at) / 1000) * limit.perSecond);
		buckets.set(key, {tokens: filled >= 1 ? filled - 1 : filled, at: now});
		return filled >= 1;
	}
}

function matches(match: FaultMatch, {action, service, account, region, dryRun, query}: FaultySubject): boolean {
	return (
		(match.action === undefined || match.action === action) &&
		(match.service === undefined || match.service === service.name) &&
		(match.account === undefined || match.account === account) &&
		(match.region === undefined || match.region === region) &&
		(match.dryRun === undefined || match.dryRun === dryRun) &&
		(match.zone === undefined || zonesOf(query).includes(match.zone)) &&
		Object.entries(match.parameters ?? {}).every(([name, value]) => query.text(name) === value)
	);
}

function zonesOf(query: Query): string[] {
	return query
		.structures('Filter')
		.filter((filter) => filter.text('Name') === 'availability-zone')
		.flatMap((filter) => filter.list('Value'));
}

/** The error that a fault stands for, in the words of the service that is asked. */
export function faultError(fault: Fault, {action, service}: FaultySubject, arn: string): ServiceError | undefined {
	const {refusals} = service;
	switch (fault.type) {
		case 'throttle':
		case 'token-bucket': {
			return refusals.throttled();
		}

		case 'deny': {
			return refusals.denied(arn, action);
		}

		case 'expired': {
			return refusals.expired();
		}

		case 'error': {
			return new ServiceError(fault.code, fault.message, fault.status);
		}

		case 'cut':
		case 'delay':
		case 'empty-page':
		case 'garbage':
		case 'http':
		case 'repeat-token':
		case 'stall':
		case 'unknown-criterion':
		case 'unknown-state': {
			return undefined;
		}
	}
}

/** An answer's content as a fault leaves it. */
export function distort(content: string, fault: Fault, {action, service, region, query}: FaultySubject): string {
	const token = query.text('NextToken');
	switch (fault.type) {
		case 'empty-page': {
			const set = service.pagedSet(action);
			const here = token ?? writeToken({offset: 0, page: 2}, fingerprint(region, query));
			return set === undefined ? content : service.protocol.emptyPage(set, here);
		}

		case 'repeat-token': {
			return token === undefined ? content : service.protocol.withToken(content, token);
		}

		case 'unknown-state': {
			return content.replace(/<state>[^<]*<\/state>/, () => element('state', fault.state));
		}

		case 'unknown-criterion': {
			const parameter = element(fault.name.charAt(0).toLowerCase() + fault.name.slice(1), fault.value);
			return content.includes('<imageCriterionSet/>')
				? content.replace('<imageCriterionSet/>', () => wrap('imageCriterionSet', wrap('item', parameter)))
				: content.replace('</item></imageCriterionSet>', () => `${parameter}</item></imageCriterionSet>`);
		}

		case 'cut':
		case 'delay':
		case 'deny':
		case 'error':
		case 'expired':
		case 'garbage':
		case 'http':
		case 'stall':
		case 'throttle':
		case 'token-bucket': {
			return content;
		}
	}
}
