import fs from 'node:fs';
import {storageError} from './failure.ts';

export type DebugLog = {
	/** Adds a line; the text has to be free of secrets. */
	write(line: string): void;
	close(): void;
};

/**
Opens a log to append to, for its owner alone. Every line is written at once, so that it is there after a crash. Throws `storage` if it can't
be opened; what can't be written later is lost, as a log must not stop the work.
*/
export function openDebugLog(file: string): DebugLog {
	let handle: number;
	try {
		handle = fs.openSync(file, 'a', 0o600);
	} catch (error) {
		throw storageError('write the log to', file, error);
	}

	return {
		write(line) {
			try {
				fs.writeSync(handle, `${line}\n`);
			} catch {}
		},
		close() {
			fs.closeSync(handle);
		},
	};
}
