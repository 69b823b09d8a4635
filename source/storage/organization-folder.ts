import {randomBytes} from 'node:crypto';
import type {Stats} from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import {z} from 'zod';
import type {ImageCriteria} from '../criteria/criterion.ts';
import {sourceTypes} from '../operations/launches/launch.ts';
import {folderVersion, type Cell} from '../operations/organization/cell.ts';
import type {Summary} from '../operations/organization/summary.ts';
import type {CellStore} from '../operations/organization/ports.ts';
import {ProblemError} from '../problem.ts';
import {safeText} from '../safe-text.ts';
import {errorCode, requireRegularFile, storageError} from './files/failure.ts';

const summaryName = 'summary.json';
const policyName = 'policy.json';
const cellName = /^\d{12}\.[a-z]{2}(?:-[a-z]+)+-\d+\.json$/;
const leftover = /^\..+\.[\da-f]{12}\.tmp$/;

/** A leftover this old belongs to no run that is still at it: a file is written within moments. */
const abandonedAfter = 60_000;

/** A policy as a folder keeps it. */
export type WrittenPolicy = {
	readonly Version: typeof folderVersion;
	readonly State: string;
	readonly ImageCriteria: ImageCriteria;
	/** Minified. */
	readonly Policy: string;
};

/**
A folder that keeps what was read of an organization: `summary.json`, and `ACCOUNT.REGION.json` for each account and Region. Files are 0600
and written whole or not at all, so whatever stops a run leaves a folder that the next one goes on with.
*/
export class OrganizationFolder implements CellStore {
	readonly directory: string;

	constructor(directory: string) {
		this.directory = directory;
	}

	/**
	Makes the folder where there is none. Rejects with `storage` where it can't be written to, and with code `exists` where it is full of
	something else, unless `force` is set.
	*/
	async prepare({force}: {readonly force: boolean}): Promise<void> {
		try {
			await fs.mkdir(this.directory, {recursive: true, mode: 0o700});
			await fs.access(this.directory, fs.constants.W_OK);
			const names = await fs.readdir(this.directory);
			const isOwn = names.some((name) => name === summaryName || cellName.test(name));
			if (!isOwn && !force && names.some((name) => !name.startsWith('.'))) {
				throw new ProblemError({
					kind: 'storage',
					code: 'exists',
					what: `${safeText(this.directory)} holds other files, and no scan of an organization.`,
					next: 'Name an empty folder or a new one with --out; with --force the files are written beside the others.',
				});
			}

			await this.#removeLeftovers(names);
		} catch (error) {
			throw this.#failure('use', error);
		}
	}

	/**
	Rejects with `not-found` where the folder holds no scan.
	*/
	async assertScan(): Promise<void> {
		const names = await this.#names();
		if (!names.includes(summaryName) && names.every((name) => !cellName.test(name))) {
			throw new ProblemError({
				kind: 'not-found',
				what: `${safeText(this.directory)} holds no scan of an organization.`,
				next: `Make one: allowed-amis org scan --role NAME --out ${safeText(this.directory)}`,
			});
		}
	}

	async readSummary(): Promise<Summary | undefined> {
		const summary = await this.#read(summaryName, summarySchema);
		if (summary === 'broken') {
			throw this.#broken(
				summaryName,
				'Move it away and scan again: what has been read of accounts and Regions is kept.',
			);
		}

		return summary as Summary | undefined;
	}

	async writeSummary(summary: Summary): Promise<void> {
		await this.#write(summaryName, `${JSON.stringify(summary, undefined, '\t')}\n`);
	}

	/** The policy that was written for this folder last, so that it can be looked for later. Rejects with `storage` where its file is broken. */
	async readPolicy(): Promise<WrittenPolicy | undefined> {
		const policy = await this.#read(policyName, policySchema);
		if (policy === 'broken') {
			throw this.#broken(
				policyName,
				'Have it written again (allowed-amis org policy), or name the criteria with --preset or --criteria.',
			);
		}

		return policy;
	}

	async writePolicy(policy: Omit<WrittenPolicy, 'Version'>): Promise<void> {
		await this.#write(policyName, `${JSON.stringify({Version: folderVersion, ...policy}, undefined, '\t')}\n`);
	}

	/** The cells that have a file, as `ACCOUNT.REGION`. */
	async cells(): Promise<ReadonlyArray<{readonly account: string; readonly region: string}>> {
		const names = await this.#names();
		return names
			.filter((name) => cellName.test(name))
			.map((name) => ({account: name.slice(0, 12), region: name.slice(13, -'.json'.length)}));
	}

	async read(account: string, region: string): Promise<Cell | 'broken' | undefined> {
		const cell = await this.#read(nameOf(account, region), cellSchema);
		// A file that was renamed would be counted for another account.
		const isMisplaced = typeof cell === 'object' && (cell.Account !== account || cell.Region !== region);
		return isMisplaced ? 'broken' : (cell as Cell | 'broken' | undefined);
	}

	async write(cell: Cell): Promise<void> {
		await this.#write(nameOf(cell.Account, cell.Region), `${JSON.stringify(cell)}\n`);
	}

	async #names(): Promise<readonly string[]> {
		try {
			const names = await fs.readdir(this.directory);
			return names.toSorted();
		} catch (error) {
			throw this.#failure('read', error);
		}
	}

	#broken(name: string, next: string): ProblemError {
		return new ProblemError({
			kind: 'storage',
			code: 'broken',
			what: `${safeText(path.join(this.directory, name))} is broken.`,
			next,
		});
	}

	#failure(action: string, error: unknown): ProblemError {
		return ['EEXIST', 'ENOTDIR'].includes(errorCode(error) ?? '')
			? new ProblemError(
					{
						kind: 'storage',
						code: 'not-regular',
						what: `${safeText(this.directory)} is not a folder, or lies in something that is none.`,
						next: 'Name the folder of a scan, or a new one.',
					},
					{cause: error},
				)
			: storageError(action, this.directory, error);
	}

	async #read<Content>(name: string, schema: z.ZodType<Content>): Promise<Content | 'broken' | undefined> {
		const file = path.join(this.directory, name);
		let content: string;
		try {
			requireRegularFile('read', file, await fs.stat(file));
			content = await fs.readFile(file, 'utf8');
		} catch (error) {
			if (errorCode(error) === 'ENOENT') {
				return undefined;
			}

			throw storageError('read', file, error);
		}

		const json = parsed(content);
		assertVersion(json, file);
		const {success, data} = schema.safeParse(json);
		return success ? data : 'broken';
	}

	async #write(name: string, content: string): Promise<void> {
		const file = path.join(this.directory, name);
		const temporary = path.join(this.directory, `.${name}.${randomBytes(6).toString('hex')}.tmp`);
		try {
			try {
				await fs.writeFile(temporary, content, {mode: 0o600, flag: 'wx'});
				await fs.rename(temporary, file);
			} catch (error) {
				await fs.rm(temporary, {force: true});
				throw error;
			}
		} catch (error) {
			throw storageError('save', file, error);
		}
	}

	/** A killed run leaves the file that it was writing. */
	async #removeLeftovers(names: readonly string[]): Promise<void> {
		for (const name of names) {
			if (!leftover.test(name)) {
				continue;
			}

			const file = path.join(this.directory, name);
			const stats = await statOf(file);
			if (stats !== undefined && Date.now() - stats.mtimeMs > abandonedAfter) {
				await fs.rm(file, {force: true});
			}
		}
	}
}

/** Nothing where it is not there any more: a run that goes on beside this one has put it in its place. */
async function statOf(file: string): Promise<Stats | undefined> {
	try {
		return await fs.stat(file);
	} catch (error) {
		if (errorCode(error) === 'ENOENT') {
			return undefined;
		}

		throw error;
	}
}

function nameOf(account: string, region: string): string {
	return `${account}.${region}.json`;
}

/** The JSON of a file, with every text in it safe to print: somebody else may have written it. */
function parsed(text: string): unknown {
	try {
		const line = text.trimEnd();
		const isPlain = !line.includes(String.raw`\u`) && safeText(line) === line;
		return JSON.parse(
			text,
			isPlain ? undefined : (_, value: unknown) => (typeof value === 'string' ? safeText(value) : value),
		);
	} catch {
		return undefined;
	}
}

/** A file of another version may mean something else by the same names: it is refused by its own name. */
function assertVersion(json: unknown, file: string): void {
	if (typeof json !== 'object' || json === null) {
		return;
	}

	const found = 'Version' in json ? json.Version : undefined;
	if (found === folderVersion) {
		return;
	}

	const format = typeof found === 'number' ? `format ${found}` : 'it does not say which';
	throw new ProblemError({
		kind: 'storage',
		code: 'version',
		what: `${safeText(file)} is of another version (${format}; this allowed-amis knows format ${folderVersion}).`,
		next: 'Use the allowed-amis that wrote it, or scan into another folder.',
	});
}

const text = z.string();
const count = z.int().nonnegative();
const time = text.refine((one) => !Number.isNaN(Date.parse(one)));
const version = z.literal(folderVersion);
const lack = z.looseObject({Why: text, Next: text});
const image = z.looseObject({ImageId: text});
const cellImage = z.looseObject({Image: image, Instances: count});
const launch = z.looseObject({
	Type: z.enum(sourceTypes),
	ImageId: text,
	Sources: count,
	Names: z.array(text),
	Capacity: count.optional(),
});
const gap = z.looseObject({What: text, Why: text, Next: text});
const criterion = z.record(text, z.unknown());
const criteria = z.array(criterion);
const settings = z.looseObject({State: text, ManagedBy: text, ImageCriteria: criteria});

/** What everything that reads a cell relies on; whatever else is in it is kept. */
const cellSchema = z.looseObject({
	Version: version,
	Account: text,
	Region: text,
	ReadAt: time,
	Settings: settings.nullable(),
	Images: z.array(cellImage),
	WithoutImage: count,
	Launches: z.array(launch).optional(),
	LaunchImages: z.array(image).optional(),
	Gaps: z.array(gap),
});

const policySchema = z.looseObject({Version: version, State: text, ImageCriteria: criteria, Policy: text});
const unit = z.looseObject({id: text, name: text});
const account = z.looseObject({
	Account: text.regex(/^\d{12}$/),
	Name: text.optional(),
	Path: z.array(unit).optional(),
	Regions: z.array(text),
	RegionsAre: z.enum(['all', 'named', 'expected']),
	NotOptedIn: z.array(text).optional(),
	Lack: lack.optional(),
	RegionLacks: z.record(text, lack).optional(),
	LeftOut: text.optional(),
});
const summarySchema = z.looseObject({
	Version: version,
	Demo: z.boolean(),
	Role: text,
	StartedAt: time,
	EndedAt: time.nullable(),
	IsWhole: z.boolean().optional(),
	Accounts: z.array(account),
});
