/** Work that a state asks for. A screen never holds a promise, and leaving a state stops its work. */
import type {Problem} from '../problem.ts';
import type {Loadable} from './loadable.ts';

/** What comes of work: the state after it, from whatever the state is by then. */
export type Update<State> = (state: State) => State;

/** What work may use while it runs, beside what the machine gives it. */
export type Running<State> = {
	/** Aborted once no state asks for the work any more. */
	readonly signal: AbortSignal;
	/** News on the way. */
	readonly update: (update: Update<State>) => void;
};

/**
One kind of work: when it is wanted, how it runs, and what becomes of its success, its failure and its being cancelled. Once the state has
moved on from an order, its signal is aborted and nothing that comes of it is heard any more.
*/
export type Effect<State, Context, Order extends {readonly key: string} = never, Value = never> = {
	readonly name: string;
	/** What a state wants done. Two orders with the same key are the same piece of work: it is not begun twice. */
	wanted(state: State): readonly Order[];
	run(order: Order, context: Context & Running<State>): Promise<Value>;
	done(state: State, value: Value, order: Order): State;
	failed(state: State, problem: Problem, order: Order): State;
	/** What Ctrl-C makes of a state that wants it. Where it is absent, Ctrl-C leaves this work alone. */
	cancelled?(state: State, order: Order): State;
	readonly lane?: Lane;
};

/** Of all jobs in one lane, at most `width` are under way at once; the others wait. */
type Lane = {readonly name: string; readonly width: number};

/** An order together with all that becomes of it. */
export type Job<State, Context> = {
	/** The effect's name and the order's key. */
	readonly id: string;
	run(context: Context & Running<State>): Promise<Update<State>>;
	failed(problem: Problem): Update<State>;
	readonly cancelled?: Update<State>;
	readonly lane?: Lane;
};

/** The jobs that an effect has in a state: what a machine lists, since effects of different orders have no type in common. */
export type Jobs<State, Context> = (state: State) => ReadonlyArray<Job<State, Context>>;

/** An effect as a machine lists it. */
export function jobsOf<State, Context, Order extends {readonly key: string}, Value>(
	effect: Effect<State, Context, Order, Value>,
): Jobs<State, Context> {
	const {name, lane} = effect;
	return (state) =>
		effect.wanted(state).map((order) => ({
			id: `${name}:${order.key}`,
			async run(context) {
				const value = await effect.run(order, context);
				return (current) => effect.done(current, value, order);
			},
			failed: (problem) => (current) => effect.failed(current, problem, order),
			...(effect.cancelled !== undefined && {
				cancelled: (current: State) => effect.cancelled?.(current, order) ?? current,
			}),
			...(lane !== undefined && {lane}),
		}));
}

/** The order for what a state waits for: a new one with each attempt; none once it is here, or failed. */
export function whenWanted<More extends object>(
	{status, attempt}: Loadable<unknown>,
	what: string,
	more: More,
): ReadonlyArray<{readonly key: string} & More> {
	return status === 'wanted' ? [{key: `${what}:${attempt}`, ...more}] : [];
}
