import {Random} from '../account/random.ts';
import {ServiceError} from '../protocol/errors.ts';
import {matchesWildcard} from '../protocol/wildcard.ts';

/** A session of a role, as AssumeRole made it. */
export type Session = {
	/** `ASIA…`. */
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	readonly sessionToken: string;
	/** The account it is in. */
	readonly account: string;
	/** `arn:aws:sts::…:assumed-role/ROLE/NAME`. */
	readonly arn: string;
	readonly userId: string;
	readonly endsAt: Date;
	/** What the role may do; `all` for an administrator's. */
	readonly roleActions: 'all' | readonly string[];
	/** What the session's own policy leaves of it; absent where it was given none. */
	readonly policyActions?: readonly string[];
};

/** The sessions that were handed out and have not ended. */
export class Sessions {
	readonly #sessions = new Map<string, Session>();
	#made = 0;

	make(about: Omit<Session, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>, now: Date): Session {
		this.#forgetEnded(now);
		const random = new Random(`session ${this.#made++} ${about.arn}`);
		const session: Session = {
			...about,
			accessKeyId: `ASIADEMO${random.hex(12).toUpperCase()}`,
			secretAccessKey: `demo${random.hex(36)}`,
			sessionToken: `demo-session-token-${random.hex(80)}`,
		};
		this.#sessions.set(session.accessKeyId, session);
		return session;
	}

	get(accessKeyId: string): Session | undefined {
		return this.#sessions.get(accessKeyId);
	}

	/** Sessions of an hour over days of a demo server would add up. */
	#forgetEnded(now: Date): void {
		if (this.#made % 1000 !== 999) {
			return;
		}

		for (const [id, {endsAt}] of this.#sessions) {
			if (now.getTime() - endsAt.getTime() > 3_600_000) {
				this.#sessions.delete(id);
			}
		}
	}
}

/** Why a session may not call an action, in AWS's own words; nothing where it may. */
export function whyRefused({roleActions, policyActions}: Session, action: string): string | undefined {
	if (roleActions !== 'all' && !grants(roleActions, action)) {
		return `because no identity-based policy allows the ${action} action`;
	}

	return policyActions === undefined || grants(policyActions, action)
		? undefined
		: `because no session policy allows the ${action} action`;
}

function grants(patterns: readonly string[], action: string): boolean {
	return patterns.some((pattern) => matchesWildcard(action.toLowerCase(), pattern.toLowerCase()));
}

const longestPolicy = 2048;

/**
The actions that a session's own policy allows. Denials, conditions and resources are refused rather than passed over.
@see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
*/
export function readSessionPolicy(text: string): readonly string[] {
	if (text.length > longestPolicy) {
		throw new ServiceError(
			'ValidationError',
			`1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must have length less than or equal to ${longestPolicy}`,
		);
	}

	const policy = parsed(text);
	const statements: readonly unknown[] = isMembers(policy) ? [policy.Statement].flat() : [];
	if (statements.length === 0) {
		throw malformed('Syntax errors in policy.');
	}

	return statements.flatMap((statement) => allowedBy(statement));
}

function allowedBy(statement: unknown): readonly string[] {
	if (!isMembers(statement)) {
		throw malformed('Syntax errors in policy.');
	}

	const {Effect: effect, Action: action, Resource: resource, ...others} = statement;
	const actions: readonly unknown[] = [action].flat();
	const rest = Object.keys(others).filter((name) => name !== 'Sid');
	const names = actions.filter((one) => typeof one === 'string');
	if (effect !== 'Allow' || resource !== '*' || rest.length > 0 || names.length < actions.length) {
		throw malformed('This endpoint understands Allow of actions on all resources alone.');
	}

	return names;
}

function malformed(message: string): ServiceError {
	return new ServiceError('MalformedPolicyDocument', message);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw malformed('This policy contains invalid Json');
	}
}

function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
