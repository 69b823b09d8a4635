/** Somebody took too long. By its name the SDK and `retry.ts` know it for what may pass. */
export class OverdueError extends Error {
	override readonly name = 'TimeoutError';
	/** As Node has it for what did not come at all; `ESLOW` for what came in drops. */
	readonly code: 'ETIMEDOUT' | 'ESLOW';

	constructor(message: string, code: 'ETIMEDOUT' | 'ESLOW') {
		super(message);
		this.code = code;
	}
}
