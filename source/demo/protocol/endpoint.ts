import {Buffer} from 'node:buffer';
import {randomUUID} from 'node:crypto';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {setTimeout as delay} from 'node:timers/promises';
import type {DemoService} from '../service.ts';
import {ServiceError} from './errors.ts';
import {distort, faultError, type Fault, type FaultBook, type FaultySubject} from './faults.ts';
import {Query, signatureScope, type SignatureScope} from './query.ts';
import {ec2Error, ec2Response, stsError, stsResponse} from './xml.ts';

/** A request as it came in; `status` is 0 until it is answered, and stays so where it never is. */
export type ReceivedRequest = {
	readonly action: string;
	readonly region: string;
	readonly service: string;
	/** The flat parameters of the query protocol. */
	readonly params: Readonly<Record<string, string>>;
	readonly dryRun: boolean;
	readonly status: number;
	readonly errorCode?: string;
	readonly requestId: string;
	readonly at: Date;
};

const keptRequests = 100_000;
const largestBody = 1_048_576;

/** The HTTP side: reads a request, lets faults have their way, writes what the service answers. */
export class Endpoint {
	readonly #service: DemoService;
	readonly #faults: FaultBook;
	readonly #latency: number;
	readonly #now: () => Date;
	readonly #closing: AbortSignal;
	readonly requests: Received[] = [];

	constructor(
		service: DemoService,
		faults: FaultBook,
		options: {readonly latency: number; readonly now: () => Date; readonly closing: AbortSignal},
	) {
		this.#service = service;
		this.#faults = faults;
		this.#latency = options.latency;
		this.#now = options.now;
		this.#closing = options.closing;
	}

	/** Answers one HTTP request, or leaves it hanging where a fault wants that. Never rejects. */
	async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		try {
			await this.#serve(request, response);
		} catch {
			// The client went away or the server is closing: there is nobody left to answer.
			response.destroy();
		}
	}

	async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const pairs = await readPairs(request);
		const asked = this.#receive(request, pairs);
		const {received} = asked;
		this.#remember(received);

		const faults = this.#faults.next(asked, this.#now().getTime());
		const fault = faults.find(({type}) => type !== 'delay');
		const slowness = faults.reduce((sum, one) => sum + (one.type === 'delay' ? one.milliseconds : 0), this.#latency);
		if (slowness > 0) {
			await delay(slowness, undefined, {signal: this.#closing});
		}

		if (fault?.type === 'stall' && !fault.done) {
			return;
		}

		if (fault?.type === 'cut' && fault.done === false) {
			response.destroy();
			return;
		}

		const answer = fault?.type === 'http' ? {status: fault.status, body: fault.body ?? ''} : this.#answer(asked, fault);
		if (fault?.type === 'stall') {
			return;
		}

		received.status = answer.status;
		if (answer.errorCode !== undefined) {
			received.errorCode = answer.errorCode;
		}

		write(response, answer, {requestId: received.requestId, fault});
	}

	#receive(request: IncomingMessage, pairs: ReadonlyMap<string, string>): Asked {
		const query = new Query(pairs);
		const action = query.text('Action') ?? '';
		const scope = signatureScope(request.headers.authorization, pairs);
		const region = scope?.region ?? '';
		const dryRun = query.text('DryRun')?.toLowerCase() === 'true';
		const received: Received = {
			action,
			region,
			service: scope?.service ?? 'ec2',
			params: Object.fromEntries(pairs),
			dryRun,
			status: 0,
			requestId: randomUUID(),
			at: this.#now(),
		};
		return {action, region, dryRun, query, scope, received};
	}

	#answer(asked: Asked, fault: Fault | undefined): Answer {
		const {action, query, scope, received} = asked;
		const {service, requestId} = received;
		const isSts = service === 'sts';
		try {
			const error = fault && faultError(fault, {action, service, arn: this.#service.account.arn});
			if (error) {
				throw error;
			}

			const content = this.#service.answer(action, query, scope);
			const body = (isSts ? stsResponse : ec2Response)(
				action,
				requestId,
				fault ? distort(content, fault, asked) : content,
			);
			return {status: 200, body: fault?.type === 'garbage' ? (fault.body ?? 'not <xml') : body};
		} catch (error) {
			const {code, message, status} =
				error instanceof ServiceError
					? error
					: {code: 'InternalError', message: `The demo endpoint failed: ${String(error)}`, status: 500};
			return {
				status,
				errorCode: code,
				body: isSts ? stsError(code, message, status, requestId) : ec2Error(code, message, requestId),
			};
		}
	}

	#remember(received: Received): void {
		this.requests.push(received);
		// In bulk: moving the whole list for every request would be slow.
		if (this.requests.length > keptRequests * 1.1) {
			this.requests.splice(0, this.requests.length - keptRequests);
		}
	}
}

type Received = {-readonly [Key in keyof ReceivedRequest]: ReceivedRequest[Key]};
type Asked = FaultySubject & {readonly scope: SignatureScope | undefined; readonly received: Received};
type Answer = {readonly status: number; readonly body: string; readonly errorCode?: string};

function write(
	response: ServerResponse,
	{status, body}: Answer,
	{requestId, fault}: {readonly requestId: string; readonly fault: Fault | undefined},
): void {
	const bytes = Buffer.from(body);
	response.writeHead(status, {
		'content-type': 'text/xml;charset=UTF-8',
		'content-length': bytes.length,
		'x-amzn-requestid': requestId,
		server: 'AmazonEC2',
	});
	if (fault?.type === 'cut') {
		response.write(bytes.subarray(0, fault.afterBytes), () => {
			response.destroy();
		});
	} else {
		response.end(bytes);
	}
}

async function readPairs(request: IncomingMessage): Promise<Map<string, string>> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > largestBody) {
			throw new RangeError('The request is too large.');
		}

		chunks.push(chunk);
	}

	const {searchParams} = new URL(request.url ?? '/', 'http://127.0.0.1');
	return new Map([...searchParams, ...new URLSearchParams(Buffer.concat(chunks).toString('utf8'))]);
}
