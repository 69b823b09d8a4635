import type {Cell} from './cell.ts';
import type {AccountRecord, Lack} from './summary.ts';

/** One account in one Region: what was read of it, or why nothing was. */
export type Row = {
	readonly record: AccountRecord;
	/** `all` or `other` where nobody knows the names. */
	readonly region: string;
} & ({readonly cell: Cell; readonly lack?: undefined} | {readonly cell?: undefined; readonly lack: Lack});
