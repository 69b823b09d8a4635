import {setTimeout as sleep} from 'node:timers/promises';
import {isClockSkewCorrectedError, isThrottlingError, isTransientError} from '@smithy/core/retry';
import {ProblemError} from '../../problem.ts';
import {WrongAnswerError} from './errors/foreign-answers.ts';
import {sdkErrorOf, statusOf} from './errors/sdk-error.ts';

/** Why a call is tried again, and when. */
export type Wait = {
	readonly type: 'waiting';
	readonly seconds: number;
	readonly reason: 'throttled' | 'unreachable' | 'service';
};

/** How often a call is tried, by what went wrong, and the longest pause between two tries. */
export type Patience = {
	readonly throttled: number;
	readonly unreachable: number;
	readonly service: number;
	readonly longestSeconds: number;
};

export const defaultPatience: Patience = {throttled: 9, unreachable: 4, service: 5, longestSeconds: 20};

type Attempt<Output> = {
	run(): Promise<Output>;
	/** A change is tried again only where AWS has certainly not made it. */
	readonly isChange: boolean;
	readonly patience: Patience;
	readonly signal: AbortSignal;
};

/**
Tries a call until it succeeds or patience ends, and yields every pause before it is made so that it can be shown. Rejects with the last
error, as it came. The SDK's own retries are off: they can't be seen, and three tries are too few for a scan.
*/
export async function* patiently<Output>({
	run,
	isChange,
	patience,
	signal,
}: Attempt<Output>): AsyncGenerator<Wait, Output, void> {
	let silences = 0;
	for (let tried = 1; ; tried++) {
		try {
			return await run();
		} catch (error) {
			silences += isSilence(error) ? 1 : 0;
			const reason = signal.aborted ? undefined : reasonToRetry(error, isChange);
			if (reason === undefined || tried >= patience[reason] || silences >= mostSilences) {
				throw error;
			}

			const seconds = pause(error, reason, tried, patience.longestSeconds);
			yield {type: 'waiting', seconds, reason};
			await sleep(seconds * 1000, undefined, {signal});
		}
	}
}

/**
Why a failed call may be sent again, if at all. Reads may always. The changes are idempotent in themselves, yet one that may have reached
AWS is not repeated blindly: somebody else may have changed the Region in between, and the repetition would undo that unseen. Only a call
that AWS refused to look at (throttled, or signed by a wrong clock that the SDK has just corrected) or that never left is sent again.
*/
function reasonToRetry(thrown: unknown, isChange: boolean): Wait['reason'] | undefined {
	if (thrown instanceof ProblemError) {
		// It is explained already: whoever did that has tried as often as makes sense.
		return undefined;
	}

	const error = sdkErrorOf(thrown);
	if (isThrottlingError(error)) {
		return 'throttled';
	}

	if (isClockSkewCorrectedError(error) === true || notConnected.has(error.code ?? '')) {
		return 'unreachable';
	}

	if (isChange || error.name === 'AbortError') {
		return undefined;
	}

	const status = statusOf(error) ?? 0;
	if (status >= 500 || (error instanceof WrongAnswerError && status < 300)) {
		return 'service';
	}

	const wasCut = cut.has(error.code ?? '') || error.message === 'aborted';
	return wasCut || isTransientError(error) ? 'unreachable' : undefined;
}

/** Whoever stays silent for so long mostly stays so, and each time is a long wait. */
const mostSilences = 2;

function isSilence(thrown: unknown): boolean {
	const {name, code} = sdkErrorOf(thrown);
	// The SDK calls a connection that was cut a `TimeoutError` as well.
	return code === 'ETIMEDOUT' || code === 'ESLOW' || (name === 'TimeoutError' && code === undefined);
}

const notConnected = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN']);
const cut = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE']);

/** Exponential, with jitter so that the zones of a Region don't all come back at once; never sooner than the answer's Retry-After. */
function pause(error: unknown, reason: Wait['reason'], tried: number, longest: number): number {
	const first = reason === 'throttled' ? 0.5 : 0.2;
	const seconds = Math.min(longest, first * 2 ** (tried - 1)) * (0.5 + Math.random() / 2);
	const wanted = Number(sdkErrorOf(error).$response?.headers?.['retry-after']);
	return Number.isFinite(wanted) ? Math.min(longest, Math.max(wanted, seconds)) : seconds;
}
