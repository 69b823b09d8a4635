import type {MfaCode} from '../../../operations/ports.ts';
import {ProblemError} from '../../../problem.ts';
import {redacted} from '../../../redact.ts';
import {safeText} from '../../../safe-text.ts';
import {codeOf, sdkErrorOf} from '../errors/sdk-error.ts';
import {isFresh, type Keys} from './keys.ts';

/** A role that is assumed with the code of an MFA device. */
export type MfaRole = {
	readonly profile: string;
	/** Of the device, as `mfa_serial` names it. */
	readonly serial: string;
	/** Those that assume the role. */
	readonly credentials: Keys;
	readonly signal: AbortSignal;
	/** Assumes the role, with a code or with keys of a session that was opened with one. */
	assume(credentials: Keys, code?: string): Promise<Keys>;
	/** Opens a session with a code (`GetSessionToken`): its keys assume any number of roles without another. */
	openSession(code: string): Promise<Keys>;
};

/** How many codes are asked for before it is given up. */
const mostCodes = 3;

/**
The MFA codes of a run, over all its accounts. A person is asked for one at a time. STS takes a code once only, so that where several profiles
share a device, the code opens a session of its own and that one assumes their roles; where there is one, the code goes with its role, as the
AWS CLI sends it.
*/
export class MfaSessions {
	readonly #ask: MfaCode;
	readonly #isShared: boolean;
	readonly #sessions = new Map<string, Keys>();
	#turn: Promise<unknown> = Promise.resolve();

	constructor(ask: MfaCode, {isShared}: {readonly isShared: boolean}) {
		this.#ask = ask;
		this.#isShared = isShared;
	}

	/** The keys of the role; who else asks meanwhile waits, and needs no code if this one will do. */
	async assume(role: MfaRole): Promise<Keys> {
		const before = this.#turn;
		const mine = Promise.withResolvers<undefined>();
		this.#turn = mine.promise;
		await before;
		try {
			role.signal.throwIfAborted();
			return await this.#assume(role);
		} finally {
			mine.resolve(undefined);
		}
	}

	async #assume(role: MfaRole): Promise<Keys> {
		const {serial, credentials} = role;
		const name = `${serial} ${credentials.accessKeyId}`;
		const session = this.#sessions.get(name);
		if (session !== undefined && isFresh(session)) {
			return role.assume(session);
		}

		return this.#asking(role, async (code) => {
			const opened = this.#isShared ? await opening(role, code) : undefined;
			if (opened === undefined) {
				return role.assume(credentials, code);
			}

			this.#sessions.set(name, opened);
			return role.assume(opened);
		});
	}

	async #asking(role: MfaRole, use: (code: string) => Promise<Keys>): Promise<Keys> {
		const {serial, profile, signal} = role;
		let again: string | undefined;
		for (let asked = 0; asked < mostCodes; asked++) {
			const typed = await this.#ask(serial, signal, again);
			const code = typed.replaceAll(/\s/g, '');
			if (!/^\d{6}$/.test(code)) {
				again = 'A code has six digits.';
				continue;
			}

			try {
				return await use(code);
			} catch (error) {
				if (!isWrongCode(error)) {
					throw error;
				}

				again = 'AWS did not accept that code. Each is good for one use and half a minute: wait for the next.';
			}
		}

		throw new ProblemError({
			kind: 'expired',
			what: `No MFA code of ${redacted(serial)} was accepted for the profile ${safeText(profile)}. ${again ?? ''}`.trim(),
			next: `Check that mfa_serial of the profile ${safeText(profile)} is your device and that its clock is right, then try again.`,
		});
	}
}

/** `undefined` where no session may be opened, as some policies have it; the code is still good then. */
async function opening({openSession}: MfaRole, code: string): Promise<Keys | undefined> {
	try {
		return await openSession(code);
	} catch (error) {
		if (isWrongCode(error)) {
			throw error;
		}

		return undefined;
	}
}

/** Not where the device itself is unknown: another code would not help. */
function isWrongCode(thrown: unknown): boolean {
	const error = sdkErrorOf(thrown);
	return (
		codeOf(error) === 'AccessDenied' &&
		/multifactorauthentication failed/i.test(error.message) &&
		!/serial number/i.test(error.message)
	);
}

/** A profile that needs a code, where nobody can be asked for it. */
export function nobodyToAsk(profile: string, serial: string): ProblemError {
	return new ProblemError({
		kind: 'expired',
		what: `The profile ${safeText(profile)} needs a code of the MFA device ${redacted(serial)}, and there is no terminal to ask for it in.`,
		next: `Run it in a terminal; or sign in first, with the code, and use those keys: eval "$(aws configure export-credentials --profile ${safeText(profile)} --format env)"`,
	});
}
