import fs from 'node:fs';
import path from 'node:path';
import Conf, {type Schema} from 'conf';
import {mostNesting, tooDeepAt} from '../../nesting.ts';
import {ProblemError} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import {requireRegularFile, storageError} from './failure.ts';
import {makeFolder} from './folder.ts';
import {withLock} from './lock.ts';

/** The format of every file here; a file that says more is a newer tool's, and is left alone. */
const formatVersion = 1;

/**
One settings file of this tool: JSON of a known shape and version, kept by `conf` (which writes it atomically), with what `conf` leaves open:
two processes may change it at once and neither change is lost, and a broken file is kept aside and reported.
*/
export class Document<Content extends Record<string, unknown>> {
	readonly #schema: Schema<Content>;
	readonly file: string;

	constructor(file: string, schema: Schema<Content>) {
		this.file = file;
		this.#schema = schema;
	}

	/** A broken file is moved aside by one process only, and not if another one has put it right meanwhile. */
	async #readAgain(broken: BrokenError): Promise<Partial<Content>> {
		try {
			return await this.#locked(() => this.#open()?.store ?? {});
		} catch (error) {
			throw error instanceof ProblemError ? error : this.#brokenError(broken, undefined);
		}
	}

	async #locked<T>(work: () => T): Promise<T> {
		await makeFolder(path.dirname(this.file));
		return withLock(`${this.file}.lock`, () => {
			try {
				return work();
			} catch (error) {
				throw error instanceof BrokenError ? this.#brokenError(error, this.#putAside()) : error;
			}
		});
	}

	/** Reading alone must not need a place that can be written to, so `conf` is asked only where there is a file. */
	#open(): Conf<Content> | undefined {
		const stats = fs.statSync(this.file, {throwIfNoEntry: false});
		if (stats === undefined) {
			return undefined;
		}

		requireRegularFile('read', this.file, stats);

		try {
			return this.#conf();
		} catch (error) {
			// `conf` names what its schema refused in the message alone.
			if (error instanceof Error && error.message.startsWith('Config schema violation')) {
				throw new BrokenError(error.message.replace('Config schema violation: ', ''));
			}

			throw error;
		}
	}

	#conf(): Conf<Content> {
		const {dir, name} = path.parse(this.file);
		return new Conf<Content>({
			cwd: dir,
			configName: name,
			schema: this.#schema,
			accessPropertiesByDotNotation: false,
			clearInvalidConfig: false,
			configFileMode: 0o600,
			deserialize: (text) => this.#parse(text),
		});
	}

	#parse(text: string): Content {
		if (tooDeepAt(text) !== undefined) {
			throw new BrokenError(`it nests more than ${mostNesting} levels`);
		}

		let value: unknown;
		try {
			value = JSON.parse(text);
		} catch (error) {
			throw new BrokenError(error instanceof Error ? error.message : 'it is not JSON');
		}

		const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
		if (typeof version !== 'number') {
			throw new BrokenError('it does not say its version');
		}

		if (version > formatVersion) {
			throw new ProblemError({
				kind: 'storage',
				code: 'newer',
				what: `${safeText(this.file)} was written by a newer allowed-amis (format ${version}; this one knows ${formatVersion}).`,
				next: 'Use the newer version, or set XDG_CONFIG_HOME to another directory; the file was not touched.',
			});
		}

		// The shape is for conf's schema to check.
		return value as Content;
	}

	/** Where the file was moved to, or nothing if it could not be moved. */
	#putAside(): string | undefined {
		const {dir, name, ext} = path.parse(this.file);
		const aside = path.join(dir, `${name}.broken-${new Date().toISOString().replaceAll(/[.:]/g, '-')}${ext}`);
		try {
			fs.renameSync(this.file, aside);
			return aside;
		} catch {
			return undefined;
		}
	}

	#brokenError(error: BrokenError, aside: string | undefined): ProblemError {
		return new ProblemError({
			kind: 'storage',
			code: 'broken',
			what: `${safeText(this.file)} is broken: ${safeText(error.message)}.`,
			next:
				aside === undefined
					? 'It could not be moved aside and was left as it is: put it right, or move it away.'
					: `It was kept as ${safeText(aside)}: put it right and move it back, or go on without it.`,
		});
	}

	/** A process killed while it saved leaves its temporary file; whoever holds the lock knows that nobody is using it. */
	#removeLeftovers(): void {
		const {dir, base} = path.parse(this.file);
		for (const entry of fs.readdirSync(dir)) {
			if (entry.startsWith(`${base}.tmp-`)) {
				fs.rmSync(path.join(dir, entry), {force: true});
			}
		}
	}

	/**
	What the file holds; no file is an empty one. Rejects with `storage`: code `broken` (it was moved aside, and where to), `newer`
	(a later version's; untouched), or the file system's own.
	*/
	async read(): Promise<Partial<Content>> {
		try {
			return this.#open()?.store ?? {};
		} catch (error) {
			if (!(error instanceof BrokenError)) {
				throw storageError('read', this.file, error);
			}

			return this.#readAgain(error);
		}
	}

	/** What the file holds, for whoever only looks: what can't be read holds nothing, and a broken file stays where it is. */
	peek(): Partial<Content> {
		try {
			return this.#open()?.store ?? {};
		} catch {
			return {};
		}
	}

	/** Reads, changes and writes in one go, as the only process at it. An error from `change` leaves the file as it is. */
	async update(change: (content: Partial<Content>) => Content): Promise<void> {
		try {
			await this.#locked(() => {
				const current = this.#open();
				const content = change(current?.store ?? {});
				this.#removeLeftovers();
				const document = current ?? this.#conf();
				document.store = {version: formatVersion, ...content};
			});
		} catch (error) {
			throw storageError('save', this.file, error);
		}
	}
}

/** The file is there and can be read, but not understood. */
class BrokenError extends Error {
	override readonly name = 'BrokenError';
}
