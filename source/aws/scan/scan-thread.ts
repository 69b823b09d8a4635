/**
Reads instances on a thread of its own. To receive 200,000 is seconds of work for the connections, the reader and the garbage collector; on the
main thread every key press would wait for it.
*/
import path from 'node:path';
import process from 'node:process';
import {Worker} from 'node:worker_threads';
import {InstanceBatch} from '../../inventory/columns/instance-batch.ts';
import type {Instance, ScanEvent} from '../../inventory/instance.ts';
import {unpacked} from '../../inventory/columns/packed-columns.ts';
import {nextTurn, sharedRest} from '../../turns.ts';
import {ProblemError, type Problem} from '../../problem.ts';
import type {Notice} from '../client/attended.ts';
import type {Keys} from '../client/credentials/keys.ts';
import type {ManagedPiece, Order, PackedEvent, Report, ThreadOptions, WorkerData} from './scan-messages.ts';

export type ScanThreadOptions = {
	readonly thread: ThreadOptions;
	/** Looks the credentials up: the thread has none of its own, so that a sign-in is asked for once. */
	readonly keys: () => Promise<Keys>;
	/** Told when AWS took the credentials for expired. */
	readonly expired: () => void;
	readonly log?: ((line: string) => void) | undefined;
	readonly notice?: Notice | undefined;
};

/** What a reader is waiting for: the next piece, or the end. */
type Inbox = {
	readonly pieces: Array<PackedEvent | ManagedPiece>;
	end?: {readonly error?: Error};
	wake?: (() => void) | undefined;
};

export class ScanThread {
	readonly #options: ScanThreadOptions;
	readonly #worker: Worker;
	readonly #inboxes = new Map<number, Inbox>();
	#readers = 0;
	#ended: {readonly error: Error} | undefined;

	constructor(options: ScanThreadOptions) {
		this.#options = options;
		// Node warns of NO_COLOR beside FORCE_COLOR before the thread's first line runs, right through the screen; the thread draws nothing.
		const {NO_COLOR: _, ...env} = process.env;
		// The bundle has the worker beside its own files.
		this.#worker = new Worker(new URL(`scan-worker${path.extname(import.meta.url)}`, import.meta.url), {
			env,
			workerData: {...options.thread, rest: sharedRest()} satisfies WorkerData,
		});
		this.#worker.on('message', (report: Report) => {
			this.#hear(report);
		});
		this.#worker.on('error', (error) => {
			this.#end(asError(error));
		});
		this.#worker.on('exit', () => {
			this.#end(new Error('The scanning thread has ended.'));
		});
		this.#worker.unref();
	}

	/** It scans no more. */
	get hasEnded(): boolean {
		return this.#ended !== undefined;
	}

	/** As `scanRegion`: a failure is an event, only an abort or a bug rejects. */
	async *scan(region: string, signal: AbortSignal): AsyncGenerator<ScanEvent, void, void> {
		for await (const piece of this.#pieces('scan', region, signal)) {
			if (piece.type !== 'managed') {
				yield fromPacked(piece);
			}
		}
	}

	/** As `readManagedInstances`, in smaller pieces. */
	async *managedInstances(region: string, signal: AbortSignal): AsyncGenerator<readonly Instance[], void, void> {
		for await (const piece of this.#pieces('managed', region, signal)) {
			if (piece.type === 'managed') {
				yield piece.instances;
			}
		}
	}

	close(): void {
		void this.#worker.terminate();
	}

	async *#pieces(
		type: 'scan' | 'managed',
		region: string,
		signal: AbortSignal,
	): AsyncGenerator<PackedEvent | ManagedPiece, void, void> {
		signal.throwIfAborted();
		const id = this.#readers++;
		const inbox: Inbox = {pieces: []};
		const stop = (): void => {
			inbox.end = {error: new DOMException('Stopped.', 'AbortError')};
			inbox.wake?.();
		};

		if (this.#ended !== undefined) {
			inbox.end = this.#ended;
		}

		this.#inboxes.set(id, inbox);
		signal.addEventListener('abort', stop, {once: true});
		this.#worker.ref();
		this.#order({type, id, region});
		try {
			yield* this.#read(id, inbox);
		} finally {
			signal.removeEventListener('abort', stop);
			this.#inboxes.delete(id);
			this.#order({type: 'stop', id});
			if (this.#inboxes.size === 0) {
				// A process needn't wait for a thread that has nothing to do.
				this.#worker.unref();
			}
		}
	}

	async *#read(id: number, inbox: Inbox): AsyncGenerator<PackedEvent | ManagedPiece, void, void> {
		for (;;) {
			if (inbox.end?.error !== undefined) {
				throw inbox.end.error;
			}

			const piece = inbox.pieces.shift();
			if (piece !== undefined) {
				// Whoever receives it has work with it, and so have other scans.
				await nextTurn();
				yield piece;
				this.#order({type: 'more', id});
			} else if (inbox.end === undefined) {
				const {promise, resolve} = Promise.withResolvers<void>();
				inbox.wake = resolve;
				await promise;
			} else {
				return;
			}
		}
	}

	#order(order: Order): void {
		this.#worker.postMessage(order);
	}

	#hear(report: Report): void {
		switch (report.type) {
			case 'log': {
				this.#options.log?.(report.line);
				break;
			}

			case 'notice': {
				this.#options.notice?.(report.text);
				break;
			}

			case 'keys?': {
				void this.#giveKeys(report.id);
				break;
			}

			case 'piece': {
				const {id, piece} = report;
				if (piece.type === 'zone-failed') {
					this.#heed(piece.problem);
				}

				const inbox = this.#inboxes.get(id);
				inbox?.pieces.push(piece);
				inbox?.wake?.();
				break;
			}

			case 'refused': {
				this.#heed(report.problem);
				this.#endOne(report.id, {error: new ProblemError(report.problem)});
				break;
			}

			case 'end':
			case 'failed': {
				this.#endOne(report.id, report.type === 'end' ? {} : {error: asError(report.error)});
			}
		}
	}

	#heed({kind}: Problem): void {
		if (kind === 'expired') {
			this.#options.expired();
		}
	}

	#endOne(id: number, end: {readonly error?: Error}): void {
		const inbox = this.#inboxes.get(id);
		if (inbox === undefined) {
			return;
		}

		inbox.end ??= end;
		inbox.wake?.();
	}

	async #giveKeys(id: number): Promise<void> {
		try {
			this.#order({type: 'keys', id, keys: await this.#options.keys()});
		} catch (error) {
			const {name, message} = asError(error);
			this.#order({type: 'no-keys', id, why: error instanceof ProblemError ? error.problem : {name, message}});
		}
	}

	#end(error: Error): void {
		this.#ended ??= {error};
		for (const inbox of this.#inboxes.values()) {
			inbox.end ??= {error};
			inbox.wake?.();
		}
	}
}

function asError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}

function fromPacked(event: PackedEvent): ScanEvent {
	return event.type === 'page' ? {...event, instances: new InstanceBatch(unpacked(event.instances))} : event;
}
