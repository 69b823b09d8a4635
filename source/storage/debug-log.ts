import fs from 'node:fs';
import process from 'node:process';
import {requireRegularFile, storageError} from './files/failure.ts';

export type DebugLog = {
	/** Adds a line; the text has to be free of secrets. */
	write(line: string): void;
	close(): void;
};

/** The name that stands for the standard error. */
const standardError = '-';

/**
Opens a log to append to, for its owner alone, even if it was there and open to others; a device stays as it is; `-` is the standard error. Every line is written at once,
so that it is there after a crash. What can't be written later is lost, as a log must not stop the work.

@throws {ProblemError} `storage`: it can't be opened, or is no regular file.
*/
export function openDebugLog(file: string): DebugLog {
	if (file === standardError) {
		return {
			write(line) {
				process.stderr.write(`${line}\n`);
			},
			close() {
				// Others write there, too.
			},
		};
	}

	let handle: number;
	try {
		requireRegularFile('write the log to', file, fs.statSync(file, {throwIfNoEntry: false}));
		handle = fs.openSync(file, 'a', 0o600);
		// A device is everybody's, as `/dev/null`: its mode stays.
		if (fs.fstatSync(handle).isFile()) {
			fs.fchmodSync(handle, 0o600);
		}
	} catch (error) {
		throw storageError('write the log to', file, error, 'person');
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
