import {Readable} from 'node:stream';
import type {HttpHandler} from '@smithy/core/protocols';
import type {HttpRequest, HttpResponse} from '@smithy/core/transport';
import {NodeHttpHandler} from '@smithy/node-http-handler';
import type {HttpHandlerOptions, NodeHttpHandlerOptions} from '@smithy/types';
import type {Connection, Timeouts} from './connection.ts';
import {OverdueError} from './overdue-error.ts';

/** An answer that doesn't bring this much in a whole `silence` is given up: one byte now and then would keep a call for ever. */
const leastBytes = 1024;
/** Nor may one answer take longer than this many times `silence`. */
const mostWindows = 10;

/**
How all clients send, those for credentials too: the SDK's handler on shared sockets, with a deadline for the answer's body, and a memory of what
went wrong. The SDK's sign-in code throws the causes of its failures away.
*/
export class Wire implements HttpHandler<NodeHttpHandlerOptions> {
	readonly metadata = {handlerProtocol: 'http/1.1'} as const;
	/** Why the last request got no answer; forgotten with the next that gets one. */
	lastFailure: Error | undefined;
	readonly #handler: NodeHttpHandler;
	readonly #silence: number;

	constructor({httpAgent, httpsAgent}: Connection, {silence}: Timeouts) {
		this.#silence = silence;
		this.#handler = new NodeHttpHandler({
			httpAgent,
			httpsAgent,
			requestTimeout: silence,
			socketTimeout: silence,
			throwOnRequestTimeout: true,
			logger: silentLogger,
		});
	}

	async handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{response: HttpResponse}> {
		try {
			const result = await this.#handler.handle(request, options);
			this.lastFailure = undefined;
			const body = result.response.body as unknown;
			if (body instanceof Readable) {
				keepPace(body, this.#silence);
			}

			return result;
		} catch (error) {
			this.lastFailure = error instanceof Error ? error : new Error(String(error));
			throw error;
		}
	}

	destroy(): void {
		// The sockets are shared: whoever opened the connection closes it.
	}

	updateHttpClientConfig(): void {
		// The SDK would set timeouts of its own for each service; ours hold for all.
	}

	httpHandlerConfigs(): NodeHttpHandlerOptions {
		return {};
	}
}

/** Destroys an answer that comes in too slowly. */
function keepPace(body: Readable, window: number): void {
	const bytes = (): number => ('socket' in body ? ((body.socket as {bytesRead?: number} | null)?.bytesRead ?? 0) : 0);
	let windows = 0;
	let seen = bytes();
	const timer = setInterval(() => {
		windows++;
		const now = bytes();
		// What waits to be read is not the sender's fault.
		const isSlow = now - seen < leastBytes && body.readableLength === 0;
		seen = now;
		if (isSlow || windows >= mostWindows) {
			body.destroy(new OverdueError('The answer came in too slowly.', 'ESLOW'));
		}
	}, window).unref();
	body.once('close', () => {
		clearInterval(timer);
	});
}

/** The SDK takes its own silent logger for "none given" and prints to the console; this one is taken at its word. */
const ignore = () => undefined;
export const silentLogger = {trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore};
