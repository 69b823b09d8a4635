/** Told one sentence on what is being waited for. */
export type Notice = (text: string) => void;

/** How long a wait may last before it is said, and how often it is said again; in milliseconds. */
const patience = 5000;

export type Attendance = {
	readonly signal: AbortSignal;
	/** What is being waited for at this moment, as a clause; `undefined` where nothing is to be said. */
	readonly waitingFor: () => string | undefined;
	readonly notice?: Notice | undefined;
};

/**
Waits for what `run` does, and no longer than until the signal fires: credentials are looked up by code that knows no signal. A wait that lasts
is told.

@throws `AbortError` once the signal has fired.
*/
export async function attended<Output>(
	run: () => Promise<Output>,
	{signal, waitingFor, notice}: Attendance,
): Promise<Output> {
	signal.throwIfAborted();
	const aborted = Promise.withResolvers<never>();
	const abort = (): void => {
		aborted.reject(new DOMException('Stopped.', 'AbortError'));
	};

	const started = performance.now();
	const timer =
		notice &&
		setInterval(() => {
			const seconds = Math.round((performance.now() - started) / 1000);
			const clause = waitingFor();
			if (clause !== undefined) {
				notice(`Still waiting for ${clause} (${seconds} s)`);
			}
		}, patience);
	signal.addEventListener('abort', abort, {once: true});
	try {
		return await Promise.race([run(), aborted.promise]);
	} finally {
		clearInterval(timer);
		signal.removeEventListener('abort', abort);
	}
}
