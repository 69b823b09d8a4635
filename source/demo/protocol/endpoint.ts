import {Buffer} from 'node:buffer';
import {randomUUID} from 'node:crypto';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {setTimeout as delay} from 'node:timers/promises';
import type {LiveOrganization} from '../organization/live-organization.ts';
import {chooseService} from '../services/service.ts';
import {ServiceError} from './errors.ts';
import {distort, faultError, type Fault, type FaultBook, type FaultySubject} from './faults.ts';
import type {ReadRequest, RequestParts} from './protocol.ts';
import {signatureScope, type SignatureScope} from './query.ts';

/** A request as it came in; `status` is 0 until it is answered, and stays so where it never is. */
export type ReceivedRequest = {
	readonly action: string;
	/** The account whose keys it is signed with. */
	readonly account: string;
	readonly region: string;
	readonly service: string;
	/** The parameters as flat pairs, as the query protocol has them; of a JSON body too. */
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
	readonly #organization: LiveOrganization;
	readonly #faults: FaultBook;
	readonly #latency: number;
	readonly #now: () => Date;
	readonly #closing: AbortSignal;
	readonly requests: Received[] = [];

	constructor(
		organization: LiveOrganization,
		faults: FaultBook,
		options: {readonly latency: number; readonly now: () => Date; readonly closing: AbortSignal},
	) {
		this.#organization = organization;
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
		const asked = this.#receive(request, await readParts(request));
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

		const {contentType} = asked.service.protocol;
		write(response, answer, {requestId: received.requestId, contentType, fault});
	}

	#receive(request: IncomingMessage, parts: RequestParts): Asked {
		const scope = signatureScope(request.headers.authorization, parts.pairs);
		const service = chooseService(this.#organization.servicesFor(scope), {scope, target: parts.target});
		const read = service.protocol.read(parts);
		const {action, query} = read;
		const region = scope?.region ?? '';
		const {account} = this.#organization.callerOf(scope);
		const dryRun = query.text('DryRun')?.toLowerCase() === 'true';
		const received: Received = {
			action,
			account,
			region,
			service: service.name,
			params: Object.fromEntries(query.pairs),
			dryRun,
			status: 0,
			requestId: randomUUID(),
			at: this.#now(),
		};
		return {...read, service, account, region, dryRun, scope, received};
	}

	#answer(asked: Asked, fault: Fault | undefined): Answer {
		const {action, service, query, scope, received, refusal: unreadable} = asked;
		const {requestId} = received;
		try {
			const error = fault && faultError(fault, asked, this.#organization.callerOf(scope).arn);
			if (error) {
				throw error;
			}

			if (unreadable) {
				throw unreadable;
			}

			if (action === '') {
				throw new ServiceError('MissingAction', 'The request must contain the parameter Action');
			}

			if (!scope) {
				throw service.refusals.unsigned();
			}

			this.#organization.assertAllowed(scope, service, action);
			const content = service.answer({action, query, scope});
			const body = service.protocol.response(action, requestId, fault ? distort(content, fault, asked) : content);
			return {status: 200, body: fault?.type === 'garbage' ? (fault.body ?? 'not <xml') : body};
		} catch (error) {
			const refusal =
				error instanceof ServiceError
					? error
					: new ServiceError('InternalError', `The demo endpoint failed: ${String(error)}`, 500);
			return {
				status: refusal.status,
				errorCode: refusal.code,
				body: service.protocol.error(refusal, requestId),
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
type Asked = FaultySubject & ReadRequest & {readonly scope: SignatureScope | undefined; readonly received: Received};
type Answer = {readonly status: number; readonly body: string; readonly errorCode?: string};

function write(
	response: ServerResponse,
	{status, body}: Answer,
	{
		requestId,
		contentType,
		fault,
	}: {readonly requestId: string; readonly contentType: string; readonly fault: Fault | undefined},
): void {
	const bytes = Buffer.from(body);
	response.writeHead(status, {
		'content-type': contentType,
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

async function readParts(request: IncomingMessage): Promise<RequestParts> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > largestBody) {
			throw new RangeError('The request is too large.');
		}

		chunks.push(chunk);
	}

	const body = Buffer.concat(chunks).toString('utf8');
	const {searchParams} = new URL(request.url ?? '/', 'http://127.0.0.1');
	const isForm = request.headers['content-type']?.startsWith('application/x-amz-json') !== true;
	const target = request.headers['x-amz-target'];
	return {
		body,
		target: Array.isArray(target) ? target[0] : target,
		pairs: new Map([...searchParams, ...(isForm ? new URLSearchParams(body) : [])]),
	};
}
