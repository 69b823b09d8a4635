import type {PackedInstances} from '../../inventory/columns/packed-columns.ts';
import type {Instance, ScanEvent} from '../../inventory/instance.ts';
import type {Problem} from '../../problem.ts';
import type {CloudOptions} from '../cloud-options.ts';
import type {Keys} from '../client/credentials/keys.ts';

/** What the scanning thread is started with: the options of its cloud that are plain data. */
export type ThreadOptions = Omit<
	CloudOptions,
	'credentials' | 'log' | 'mfa' | 'notice' | 'readOnly' | 'hasScanThread'
> & {
	readonly isLogged: boolean;
};

export type WorkerData = ThreadOptions & {
	/** See `turns.ts`. */
	readonly rest: SharedArrayBuffer;
};

/** A `ScanEvent` as plain data. */
export type PackedEvent =
	| Exclude<ScanEvent, {readonly type: 'page'}>
	| (Omit<Extract<ScanEvent, {readonly type: 'page'}>, 'instances'> & {readonly instances: PackedInstances});

/** A few of the instances of a Region that AWS services manage. */
export type ManagedPiece = {readonly type: 'managed'; readonly instances: readonly Instance[]};

/** To the thread. */
export type Order =
	| {readonly type: 'scan' | 'managed'; readonly id: number; readonly region: string}
	/** The piece before was received: the next may come. */
	| {readonly type: 'more'; readonly id: number}
	| {readonly type: 'stop'; readonly id: number}
	| {readonly type: 'keys'; readonly id: number; readonly keys: Keys}
	/** Why there are none: a problem of ours, or the name and message of another's error, which by itself keeps only JavaScript's own names. */
	| {
			readonly type: 'no-keys';
			readonly id: number;
			readonly why: Problem | {readonly name: string; readonly message: string};
	  };

/** From the thread. */
export type Report =
	| {readonly type: 'piece'; readonly id: number; readonly piece: PackedEvent | ManagedPiece}
	| {readonly type: 'end'; readonly id: number}
	/** What AWS refused; of a scan that is an event. */
	| {readonly type: 'refused'; readonly id: number; readonly problem: Problem}
	/** A bug. */
	| {readonly type: 'failed'; readonly id: number; readonly error: unknown}
	| {readonly type: 'keys?'; readonly id: number}
	| {readonly type: 'log'; readonly line: string}
	| {readonly type: 'notice'; readonly text: string};
