import packageJson from '../package.json' with {type: 'json'};

/**
The few kinds of failure this tool tells apart. Every one says what happened and what to do next; only a `bug` carries a stack trace.

- `denied`: the identity lacks a permission. `expired`: credentials are missing, wrong or expired. `throttled`: AWS asked for a slower pace.
- `unreachable`: no answer (network, DNS, TLS, proxy, clock). `policy-managed`: a declarative policy owns the Region's settings.
- `invalid-criteria`: the criteria break a rule. `not-found`: a Region, profile, preset, file or entry does not exist.
- `configuration`: a setting of the environment or the AWS configuration can't be used as it is.
- `read-only`: a change was asked for where none may be sent. `changed`: someone else changed the settings meanwhile.
- `service`: AWS answered with an error of its own. `storage`: a file could not be read or written. `interrupted`: a person stopped it. `bug`: ours.
*/
const problemKinds = [
	'denied',
	'expired',
	'throttled',
	'unreachable',
	'policy-managed',
	'invalid-criteria',
	'not-found',
	'configuration',
	'read-only',
	'changed',
	'service',
	'storage',
	'interrupted',
	'bug',
] as const;

export type ProblemKind = (typeof problemKinds)[number];

/** A failure as data: what the wizard keeps in its state and the screen shows. All text is safe to print. */
export type Problem = {
	readonly kind: ProblemKind;
	/** One sentence: what happened, and where. */
	readonly what: string;
	/** One sentence: what to do about it. */
	readonly next: string;
	/** AWS's own error code (`UnauthorizedOperation`), where there is one. */
	readonly code?: string;
	/** AWS's request ID, for a support case. */
	readonly requestId?: string;
	/** The command that would sign in, where credentials are at fault and a sign-in is what gives them: the program and its arguments. */
	readonly signIn?: readonly string[];
	/** Only for a bug. */
	readonly stack?: string;
};

/** A `Problem` on its way up the stack. Rooms throw it; commands and the wizard's session catch it. */
export class ProblemError extends Error {
	override readonly name = 'ProblemError';
	readonly problem: Problem;

	constructor(problem: Problem, options?: ErrorOptions) {
		super(`${problem.what} ${problem.next}`, options);
		this.problem = problem;
	}
}

/** What to do next where the fault is ours. */
export const whatToDoAboutBug = `Please report it at ${packageJson.bugs} with the lines below; nothing was changed in AWS that the history does not show.`;

/** Any thrown value as a `Problem`: a `ProblemError` gives its own, an abort is `interrupted`, all else is a bug. */
export function problemOf(error: unknown): Problem {
	if (error instanceof ProblemError) {
		return error.problem;
	}

	if (error instanceof Error && error.name === 'AbortError') {
		return {kind: 'interrupted', what: 'Stopped.', next: 'Start it again to go on.'};
	}

	const {message, stack} = error instanceof Error ? error : new Error(String(error));
	return {
		kind: 'bug',
		what: `Something went wrong inside allowed-amis: ${message}`,
		next: whatToDoAboutBug,
		...(stack !== undefined && {stack}),
	};
}
