import {ProblemError} from '../../problem.ts';
import {redacted} from '../../redact.ts';
import {isChange, type Action} from './actions.ts';
import {attended, type Notice} from './attended.ts';
import type {Clients, Credentials} from './clients.ts';
import {problemFrom, repeatedToken} from './errors/errors.ts';
import {clauseOf} from './errors/failed-call.ts';
import {codeOf, sdkErrorOf, type SdkError} from './errors/sdk-error.ts';
import {patiently, type Patience, type Wait} from './retry.ts';
import type {RegionalClients, RegionalService} from './service-clients.ts';

/** What a call hands to the SDK's `send`. */
export type SendOptions = {readonly abortSignal: AbortSignal};

/** One call: its IAM name, its Region, and how to send it. */
export type Request<Output, Of extends RegionalAction = Ec2Action> = {
	readonly action: Of;
	readonly region: string;
	send(client: RegionalClients[ServiceOf<Of>], options: SendOptions): Promise<Output>;
	/** Runs before every try but the first; what it throws ends the call. */
	beforeRetry?(): Promise<void>;
};

/** A request that is sent once for each page. */
export type PagedRequest<Output, Of extends RegionalAction = Ec2Action> = Pick<
	Request<Output, Of>,
	'action' | 'region'
> & {
	send(client: RegionalClients[ServiceOf<Of>], options: SendOptions, token: string | undefined): Promise<Output>;
};

/** An action that is called in a Region; its prefix tells the service. */
export type RegionalAction = Extract<Action, `${RegionalService}:${string}`>;
type Ec2Action = Extract<Action, `ec2:${string}`>;
type ServiceOf<Of extends RegionalAction> = Of extends `${infer Service extends RegionalService}:${string}`
	? Service
	: never;

function serviceOf<Of extends RegionalAction>(action: Of): ServiceOf<Of> {
	return action.slice(0, action.indexOf(':')) as ServiceOf<Of>;
}

/** Sends calls: with patience, a line in the log for each try, and every failure as a `ProblemError`. */
export class Caller {
	readonly clients: Clients;
	readonly #patience: Patience;
	readonly #log: ((line: string) => void) | undefined;
	/** Told what is being waited for, when it takes its time. */
	readonly #notice: Notice | undefined;

	constructor(clients: Clients, patience: Patience, log?: (line: string) => void, notice?: Notice) {
		this.clients = clients;
		this.#patience = patience;
		this.#log = log;
		this.#notice = notice;
	}

	/** The same for other credentials, on the same connection. */
	as(credentials: Credentials): Caller {
		return new Caller(this.clients.assuming(credentials), this.#patience, this.#log, this.#notice);
	}

	/** Sends a call, waiting out what passes. */
	async call<Output, Of extends RegionalAction = Ec2Action>(
		request: Request<Output, Of>,
		signal: AbortSignal,
	): Promise<Output> {
		return this.#patiently(this.watch(request, signal), request);
	}

	/** Sends a call and yields every wait before it is made. */
	async *watch<Output, Of extends RegionalAction = Ec2Action>(
		request: Request<Output, Of>,
		signal: AbortSignal,
	): AsyncGenerator<Wait, Output, void> {
		let tried = 0;
		try {
			return yield* patiently({
				run: async () => {
					tried++;
					if (tried > 1) {
						await request.beforeRetry?.();
					}

					return this.#try(request, tried, signal, async () =>
						request.send(await this.clients.of(serviceOf(request.action), request.region), {abortSignal: signal}),
					);
				},
				isChange: isChange(request.action),
				patience: this.#patience,
				signal,
			});
		} catch (error) {
			throw await this.#failure(error, request, signal);
		}
	}

	/** The answers of a call that comes in pages, each asked for with the token of the one before; a token handed out twice ends it. */
	async *pages<Output extends {NextToken?: string | undefined}, Of extends RegionalAction = Ec2Action>(
		{action, region, send}: PagedRequest<Output, Of>,
		signal: AbortSignal,
	): AsyncGenerator<Output, void, void> {
		const tokens = new Set<string>();
		let token: string | undefined;
		do {
			const from = token;
			const page = await this.call(
				{action, region, send: async (client, options) => send(client, options, from)},
				signal,
			);
			yield page;
			token = page.NextToken === '' ? undefined : page.NextToken;
			if (token !== undefined && tokens.has(token)) {
				throw repeatedToken(action, region);
			}

			tokens.add(token ?? '');
		} while (token !== undefined);
	}

	/** A call to STS: who the caller is, unless another action is named. */
	async callSts<Output>(
		send: (client: Awaited<ReturnType<Clients['sts']>>, options: SendOptions) => Promise<Output>,
		signal: AbortSignal,
		action: Extract<Action, `sts:${string}`> = 'sts:GetCallerIdentity',
	): Promise<Output> {
		let region = 'the home Region';
		let tried = 0;
		const tries = patiently({
			run: async () => {
				tried++;
				const client = await this.clients.sts();
				region = await this.clients.homeRegion();
				return this.#try({action, region}, tried, signal, async () => send(client, {abortSignal: signal}));
			},
			isChange: false,
			patience: this.#patience,
			signal,
		});
		try {
			return await this.#patiently(tries, {action, region});
		} catch (error) {
			throw await this.#failure(error, {action, region}, signal);
		}
	}

	/** Goes through all tries; the pauses between them are told. */
	async #patiently<Output>(
		tries: AsyncGenerator<Wait, Output, void>,
		call: {readonly action: Action; readonly region: string},
	): Promise<Output> {
		for (;;) {
			const step = await tries.next();
			if (step.done === true) {
				return step.value;
			}

			const {reason, seconds} = step.value;
			if (seconds >= 1) {
				this.#notice?.(`${clauseOf(call)}: ${reasonsInWords[reason]}, next try in ${Math.round(seconds)} s`);
			}
		}
	}

	/** One try: told of when it takes its time, given up when the signal fires, and logged. */
	async #try<Output>(
		call: {readonly action: Action; readonly region: string},
		tried: number,
		signal: AbortSignal,
		run: () => Promise<Output>,
	): Promise<Output> {
		return this.#logged(call.action, call.region, tried, async () =>
			attended(run, {
				signal,
				waitingFor: () => (this.clients.isAsking ? undefined : (this.clients.activity ?? clauseOf(call))),
				notice: this.#notice,
			}),
		);
	}

	async #failure(
		error: unknown,
		{action, region}: {action: Action; region: string},
		signal: AbortSignal,
	): Promise<Error> {
		if (signal.aborted) {
			// Whatever the socket made of the abort, callers wait for this one error.
			return new DOMException('Stopped.', 'AbortError');
		}

		const {profile, source, secrets} = this.clients;
		const failure = problemFrom(error, {action, region, profile, source, secrets});
		if (failure instanceof ProblemError && failure.problem.kind === 'expired') {
			this.clients.forgetCredentials();
		}

		return failure;
	}

	/** One line for each try: when, what, where, how it ended, AWS's request ID, the number of the try, how long it took. */
	async #logged<Output>(action: Action, region: string, tried: number, run: () => Promise<Output>): Promise<Output> {
		if (this.#log === undefined) {
			return run();
		}

		const at = new Date().toISOString();
		const started = performance.now();
		const line = (ended: string, requestId: string | undefined) =>
			this.#log?.(
				`${at} ${action} ${region} ${ended} request=${redacted(requestId ?? '-')} try=${tried} ${Math.round(performance.now() - started)}ms`,
			);
		try {
			const output = await run();
			const {$metadata: metadata} = output as Pick<SdkError, '$metadata'>;
			line(String(metadata?.httpStatusCode ?? '-'), metadata?.requestId);
			return output;
		} catch (error) {
			const sdkError = sdkErrorOf(error);
			const {httpStatusCode, requestId} = sdkError.$metadata ?? {};
			const message = redacted(
				`${codeOf(sdkError) ?? sdkError.code ?? 'Error'}: ${sdkError.message}`,
				this.clients.secrets,
			);
			line(`${httpStatusCode ?? '-'} ${JSON.stringify(message.slice(0, 500))}`, requestId);
			throw error;
		}
	}
}

const reasonsInWords: Readonly<Record<Wait['reason'], string>> = {
	throttled: 'throttled',
	unreachable: 'not reached',
	service: "failed at AWS's end",
};
