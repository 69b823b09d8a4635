import type {Problem} from '../problem.ts';

/** Something asked for that has not come, failed, or is here. `attempt` makes a retry a new request. */
export type Loadable<Value> =
	| {readonly status: 'wanted'; readonly attempt: number}
	| {readonly status: 'failed'; readonly attempt: number; readonly problem: Problem}
	| {readonly status: 'here'; readonly attempt: number; readonly value: Value};

/** A request nobody has answered yet. */
export const wanted = {status: 'wanted', attempt: 0} as const;

/** The same request with its answer. */
export function here<Value>({attempt}: Loadable<Value>, value: Value): Loadable<Value> & {status: 'here'} {
	return {status: 'here', attempt, value};
}

/** The same request, which failed. */
export function failed<Value>({attempt}: Loadable<Value>, problem: Problem): Loadable<Value> & {status: 'failed'} {
	return {status: 'failed', attempt, problem};
}

/** The same request once more: a new one, so that it is sent again. */
export function again<Value>({attempt}: Loadable<Value>): Loadable<Value> & {status: 'wanted'} {
	return {status: 'wanted', attempt: attempt + 1};
}

/** What has come, or `undefined`. */
export function valueOf<Value>(loadable: Loadable<Value> | undefined): Value | undefined {
	return loadable?.status === 'here' ? loadable.value : undefined;
}
