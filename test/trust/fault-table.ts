/** Every fault, and how a read and a change have to end under it. */
import type {Fault, FaultRule} from '../../source/demo/protocol/faults.ts';
import type {ProblemKind} from '../../source/problem.ts';

/** It passes by itself, or a problem of this kind is stated. */
export type ReadEnding = 'passes' | ProblemKind;

/** A change that fails leaves an entry, and was made or not. */
export type ChangeEnding =
	'passes' | {readonly kind: ProblemKind; readonly entry: 'failed' | 'unknown'; readonly isMade: boolean};

export type FaultCase = {
	readonly name: string;
	readonly fault: Fault;
	/** Until it has passed: always, without it. */
	readonly times?: FaultRule['times'];
	readonly read?: ReadEnding;
	readonly change?: ChangeEnding;
	/** What only a read in pages can meet. */
	readonly paged?: ReadEnding;
};

const internalError: Fault = {
	type: 'error',
	code: 'InternalError',
	message: 'An internal error has occurred',
	status: 500,
};
const badGateway: Fault = {
	type: 'http',
	status: 503,
	body: '<html><body><h1>503 Service Unavailable</h1></body></html>',
};
const policy: Fault = {
	type: 'error',
	code: 'UnauthorizedOperation',
	message: 'This functionality has been disabled by a Declarative Policy in your organization.',
	status: 403,
};

const refused = (kind: ProblemKind): ChangeEnding => ({kind, entry: 'failed', isMade: false});
const unanswered = (kind: ProblemKind, isMade: boolean): ChangeEnding => ({kind, entry: 'unknown', isMade});

export const faultTable: readonly FaultCase[] = [
	{name: 'throttled once', fault: {type: 'throttle'}, times: 1, read: 'passes', change: 'passes'},
	{name: 'throttled', fault: {type: 'throttle'}, read: 'throttled', change: refused('throttled')},
	{name: '500 once', fault: internalError, times: 1, read: 'passes', change: unanswered('service', false)},
	{name: '500', fault: internalError, read: 'service'},
	{
		name: '503 from a front end once',
		fault: badGateway,
		times: 1,
		read: 'passes',
		change: unanswered('service', false),
	},
	{name: '503 from a front end', fault: badGateway, read: 'service'},
	{
		name: 'cut before it acts, once',
		fault: {type: 'cut', afterBytes: 0, done: false},
		times: 1,
		read: 'passes',
		change: unanswered('unreachable', false),
	},
	{name: 'cut before it acts', fault: {type: 'cut', afterBytes: 0, done: false}, read: 'unreachable'},
	{
		name: 'cut after it acted, once',
		fault: {type: 'cut', afterBytes: 0},
		times: 1,
		read: 'passes',
		change: unanswered('unreachable', true),
	},
	{
		name: 'cut within the answer, once',
		fault: {type: 'cut', afterBytes: 60},
		times: 1,
		read: 'passes',
		change: unanswered('unreachable', true),
	},
	{name: 'cut within the answer', fault: {type: 'cut', afterBytes: 60}, read: 'unreachable'},
	{name: 'stalled once', fault: {type: 'stall'}, times: 1, read: 'passes', change: unanswered('unreachable', false)},
	{name: 'stalled', fault: {type: 'stall'}, read: 'unreachable'},
	{name: 'stalled after it acted', fault: {type: 'stall', done: true}, change: unanswered('unreachable', true)},
	{name: 'credentials expired', fault: {type: 'expired'}, read: 'expired', change: refused('expired')},
	{name: 'denied', fault: {type: 'deny'}, read: 'denied', change: refused('denied')},
	{name: 'a declarative policy', fault: policy, change: refused('policy-managed')},
	{name: 'garbage', fault: {type: 'garbage'}, read: 'service', change: unanswered('service', true)},
	{
		name: 'garbage with markup',
		fault: {type: 'garbage', body: '<html><body>Sign in</body></html>'},
		read: 'service',
		change: unanswered('service', true),
	},
	{name: 'an empty page', fault: {type: 'empty-page'}, times: 1, paged: 'passes'},
	{name: 'empty pages without end', fault: {type: 'empty-page'}, paged: 'service'},
	{name: 'a repeated token', fault: {type: 'repeat-token'}, paged: 'service'},
];
