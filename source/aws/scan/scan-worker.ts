/** The thread that `scan-thread.ts` starts: reads instances as the main thread would, and hands over what comes in as plain data. */
import os from 'node:os';
import process from 'node:process';
import {parentPort, workerData, type MessagePort} from 'node:worker_threads';
import {InstanceBatch} from '../../inventory/columns/instance-batch.ts';
import {InstanceColumns} from '../../inventory/columns/instance-columns.ts';
import type {ScanEvent} from '../../inventory/instance.ts';
import {buffersOf, packed} from '../../inventory/columns/packed-columns.ts';
import {shareRest} from '../../turns.ts';
import {ProblemError} from '../../problem.ts';
import {createCloud} from '../cloud.ts';
import type {Keys} from '../client/credentials/keys.ts';
import type {ManagedPiece, Order, PackedEvent, Report, WorkerData} from './scan-messages.ts';

/** Pieces on their way before the first of them was received. */
const mostAhead = 3;
/** To copy so many is the work of a moment on the main thread. */
const managedAtOnce = 100;

if (parentPort !== null) {
	// They would go right through the screen.
	process.removeAllListeners('warning');
	serve(parentPort, workerData as WorkerData);
}

function serve(port: MessagePort, {isLogged, rest, ...options}: WorkerData): void {
	shareRest(rest);
	if (process.platform === 'linux') {
		// There it is this thread's priority alone: where processors are few, whoever presses keys comes first.
		os.setPriority(os.constants.priority.PRIORITY_LOW);
	}

	const say = (report: Report, transfer: readonly ArrayBuffer[] = []): void => {
		port.postMessage(report, transfer);
	};

	const readers = new Map<number, Handover>();
	/** Who waits for keys; the answer to a question goes to whoever asked it. */
	const asked = new Map<number, PromiseWithResolvers<Keys>>();
	let questions = 0;
	const cloud = createCloud({
		...options,
		readOnly: true,
		async credentials() {
			const answer = Promise.withResolvers<Keys>();
			const id = questions++;
			asked.set(id, answer);
			say({type: 'keys?', id});
			try {
				return await answer.promise;
			} finally {
				asked.delete(id);
			}
		},
		notice(text: string) {
			say({type: 'notice', text});
		},
		...(isLogged && {
			log(line: string) {
				say({type: 'log', line});
			},
		}),
	});

	async function* scanned(region: string, signal: AbortSignal): AsyncGenerator<PackedEvent, void, void> {
		for await (const event of cloud.scan(region, signal)) {
			yield packedEvent(event);
		}
	}

	async function* managed(region: string, signal: AbortSignal): AsyncGenerator<ManagedPiece, void, void> {
		for await (const page of cloud.launches.managedInstances(region, signal)) {
			for (let from = 0; from < page.length; from += managedAtOnce) {
				yield {type: 'managed', instances: page.slice(from, from + managedAtOnce)};
			}
		}
	}

	async function read(type: 'scan' | 'managed', id: number, region: string): Promise<void> {
		const handover = new Handover();
		readers.set(id, handover);
		const {signal} = handover;
		try {
			for await (const piece of type === 'scan' ? scanned(region, signal) : managed(region, signal)) {
				await handover.turn();
				say({type: 'piece', id, piece}, piece.type === 'page' ? buffersOf(piece.instances) : []);
			}

			say({type: 'end', id});
		} catch (error) {
			if (!signal.aborted) {
				say(
					error instanceof ProblemError ? {type: 'refused', id, problem: error.problem} : {type: 'failed', id, error},
				);
			}
		} finally {
			readers.delete(id);
		}
	}

	port.on('message', (order: Order) => {
		switch (order.type) {
			case 'scan':
			case 'managed': {
				void read(order.type, order.id, order.region);
				break;
			}

			case 'more': {
				readers.get(order.id)?.taken();
				break;
			}

			case 'stop': {
				readers.get(order.id)?.stop();
				break;
			}

			case 'keys': {
				asked.get(order.id)?.resolve(order.keys);
				break;
			}

			case 'no-keys': {
				asked.get(order.id)?.reject(noKeys(order.why));
			}
		}
	});
}

/** Why there are no credentials, as the main thread heard it. */
function noKeys(why: Extract<Order, {readonly type: 'no-keys'}>['why']): Error {
	if ('kind' in why) {
		return new ProblemError(why);
	}

	const error = new Error(why.message);
	Object.defineProperty(error, 'name', {value: why.name});
	return error;
}

/** Keeps a reader from running ahead of whoever receives it. */
class Handover {
	readonly #controller = new AbortController();
	#ahead = 0;
	#waiting: (() => void) | undefined;

	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	/** Resolves when the next piece may go out. */
	async turn(): Promise<void> {
		if (this.#ahead >= mostAhead) {
			const {promise, resolve} = Promise.withResolvers<void>();
			this.#waiting = resolve;
			await promise;
		}

		this.signal.throwIfAborted();
		this.#ahead++;
	}

	taken(): void {
		this.#ahead--;
		this.#waiting?.();
	}

	stop(): void {
		this.#controller.abort();
		this.#waiting?.();
	}
}

function packedEvent(event: ScanEvent): PackedEvent {
	if (event.type !== 'page') {
		return event;
	}

	const {instances} = event;
	if (!(instances instanceof InstanceBatch)) {
		throw new TypeError('A scan gives its pages as batches');
	}

	return {...event, instances: packed(partOf(instances), event.region)};
}

/** Columns of the rows of a batch alone. */
function partOf({columns, rows, isWhole}: InstanceBatch): InstanceColumns {
	if (isWhole) {
		return columns;
	}

	const part = new InstanceColumns();
	part.appendRows(columns, rows);
	return part;
}
