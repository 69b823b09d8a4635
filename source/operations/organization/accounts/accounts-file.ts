import {isAlias, isMap, isSeq, LineCounter, parseDocument, type Document, type Node, type YAMLMap} from 'yaml';
import {nearest} from '../../../nearest.ts';
import {safeText} from '../../../safe-text.ts';
import type {Entry} from './account.ts';
import {inWords, isNothing, isTooDeep, keysOf, textOf} from './yaml-text.ts';

/** An account as a file of accounts names it. */
type FileAccount = {
	/** 12 digits. */
	readonly account: string;
	readonly name?: string;
	readonly entry: Entry;
	/** Where it stands: `accounts[3], line 12`. */
	readonly at: string;
};

export type AccountsFile = {
	/** Each account once, in the order of the file. */
	readonly accounts: readonly FileAccount[];
	/** Everything that is wrong, each with its path and line; nothing may be done then. */
	readonly errors: readonly string[];
	/** What is odd and does no harm. */
	readonly warnings: readonly string[];
};

const knownKeys = [
	'account_id',
	'display_name',
	'email',
	'external_id',
	'name',
	'org_id',
	'profile',
	'provider',
	'regions',
	'role',
	'tags',
	'vars',
] as const;

/**
Reads a file of accounts: Cloud Custodian's `accounts.yml`, JSON of the same shape, a bare list of the same, or what
`aws organizations list-accounts` prints. All mistakes at once.
@see https://cloudcustodian.io/docs/tools/c7n-org.html
*/
export function readAccountsFile(text: string): AccountsFile {
	const reading = new Reading(text.replace(/^\u{FEFF}/u, ''));
	return reading.result();
}

class Reading {
	readonly #lines = new LineCounter();
	readonly #errors: string[] = [];
	readonly #warnings: string[] = [];
	readonly #accounts = new Map<string, FileAccount>();
	readonly #document: Document;

	constructor(text: string) {
		this.#document = parseDocument(text, {lineCounter: this.#lines, prettyErrors: false, uniqueKeys: true});
		for (const {code, message, pos} of this.#document.errors) {
			const {line, col} = this.#lines.linePos(pos[0]);
			this.#errors.push(`line ${line}, column ${col}: ${inWords(code, message)}`);
			if (isTooDeep(message)) {
				// What follows is of the reader that gave up.
				break;
			}
		}

		if (this.#errors.length === 0) {
			this.#readRoot(this.#resolved(this.#document.contents));
		}
	}

	result(): AccountsFile {
		return {accounts: this.#accounts.values().toArray(), errors: this.#errors, warnings: this.#warnings};
	}

	/** What an alias (`*name`) stands for; anything else as it is. */
	#resolved(node: unknown): unknown {
		return isAlias(node) ? node.resolve(this.#document) : node;
	}

	/** The value of a key; where it isn't there, that of a mapping that is merged in (`<<: *name`). */
	#get(map: YAMLMap, key: string, depth = 0): unknown {
		const own = this.#resolved(map.get(key, true));
		if (own !== undefined || depth > deepestMerge) {
			return own;
		}

		const merged = this.#resolved(map.get('<<', true));
		return (isSeq(merged) ? merged.items : [merged])
			.map((one) => this.#resolved(one))
			.filter((one) => isMap(one))
			.map((one) => this.#get(one, key, depth + 1))
			.find((value) => value !== undefined);
	}

	#readRoot(root: unknown): void {
		const [name, list] = isMap(root)
			? ((['accounts', 'Accounts'] as const)
					.map((key) => [key, this.#get(root, key)] as const)
					.find(([, value]) => value !== undefined) ?? ['accounts', undefined])
			: ['', root];
		if (!isSeq(list)) {
			this.#errors.push(
				isMap(root) && list === undefined
					? `there is no "accounts" in it${this.#nearestOf(keysOf(root), ['accounts'])}`
					: `${name === '' ? 'the file' : `"${name}"${this.#line(list)}`} is no list of accounts`,
			);
			return;
		}

		if (list.items.length === 0) {
			this.#errors.push('the list of accounts is empty');
		}

		for (const [index, item] of list.items.entries()) {
			this.#readAccount(this.#resolved(item), `${name === '' ? 'accounts' : name}[${index}]`);
		}
	}

	#readAccount(item: unknown, path: string): void {
		if (!isMap(item)) {
			this.#errors.push(`${path}${this.#line(item)}: it is no account (a mapping with account_id)`);
			return;
		}

		const has = (key: string): boolean => this.#get(item, key) !== undefined;
		const idKey = has('account_id') || !has('Id') ? 'account_id' : 'Id';
		const id = this.#id(item, idKey, path);
		const name = this.#text(item, has('name') ? 'name' : 'Name', path);
		const roles = this.#texts(item, 'role', path);
		const regions = this.#texts(item, 'regions', path);
		const tags = this.#texts(item, 'tags', path);
		const externalId = this.#text(item, 'external_id', path);
		const profile = this.#text(item, 'profile', path);
		for (const region of regions ?? []) {
			if (region !== 'all' && !/^[a-z]{2}(?:-[a-z]+)+-\d+$/.test(region)) {
				this.#errors.push(
					`${path}.regions${this.#line(this.#get(item, 'regions'))}: "${region}" is not the name of a Region`,
				);
			}
		}

		this.#nameUnknownKeys(item, path);
		if (id === undefined) {
			return;
		}

		const at = `${path}${this.#line(this.#get(item, idKey))}`;
		const first = this.#accounts.get(id);
		if (first !== undefined) {
			this.#warnings.push(`${at}: account ${id} is there twice; what ${first.at} says of it counts`);
			return;
		}

		this.#accounts.set(id, {
			account: id,
			at,
			...(name !== undefined && {name}),
			entry: {
				...(roles !== undefined && {roles}),
				...(externalId !== undefined && {externalId}),
				...(profile !== undefined && {profile}),
				// A list without any leaves open which, as no list does.
				...(regions !== undefined && regions.length > 0 && !regions.includes('all') && {regions}),
				...(tags !== undefined && {tags}),
			},
		});
	}

	#id(item: YAMLMap, key: string, path: string): string | undefined {
		const node = this.#get(item, key);
		const at = `${path}.${key}${this.#line(node)}`;
		if (node === undefined) {
			this.#errors.push(
				`${path}${this.#line(item)}: it has no account_id${this.#nearestOf(keysOf(item), ['account_id'])}`,
			);
			return undefined;
		}

		const text = textOf(node);
		if (text === undefined) {
			this.#errors.push(`${at}: it is not an account ID`);
			return undefined;
		}

		if (/^\d{12}$/.test(text)) {
			return text;
		}

		const problem = /^\d+$/.test(text)
			? `has ${text.length} digits; an account ID has 12${text.length < 12 ? ' (lost a leading zero? put it in quotes)' : ''}`
			: 'is not an account ID, which has 12 digits';
		this.#errors.push(`${at}: "${safeText(text)}" ${problem}`);
		return undefined;
	}

	#text(item: YAMLMap, key: string, path: string): string | undefined {
		const node = this.#get(item, key);
		const text = textOf(node);
		if (text === undefined && !isNothing(node)) {
			this.#errors.push(`${path}.${key}${this.#line(node)}: it is not a text`);
		}

		return text === undefined ? undefined : safeText(text);
	}

	/** A list of texts; one text stands for a list of itself. */
	#texts(item: YAMLMap, key: string, path: string): readonly string[] | undefined {
		const node = this.#get(item, key);
		if (isNothing(node)) {
			return undefined;
		}

		const texts = (isSeq(node) ? node.items : [node]).map((one) => textOf(this.#resolved(one)));
		if (texts.includes(undefined)) {
			this.#errors.push(`${path}.${key}${this.#line(node)}: it is not a list of texts`);
			return undefined;
		}

		return texts.flatMap((text) => (text === undefined ? [] : [safeText(text)]));
	}

	/** A key that is near a known one is a slip; any other is somebody else's. */
	#nameUnknownKeys(item: YAMLMap, path: string): void {
		for (const key of keysOf(item)) {
			const near = (knownKeys as readonly string[]).includes(key) ? [] : nearest(key.replaceAll(/[-_]/g, ''), near1);
			const [meant] = near.flatMap((name) => knownKeys.filter((known) => known.replaceAll('_', '') === name));
			if (meant !== undefined && meant !== key && !isAwsKey(key)) {
				this.#warnings.push(
					`${path}.${safeText(key)}${this.#line(item.get(key, true))}: it is not read; did you mean ${meant}?`,
				);
			}
		}
	}

	#nearestOf(keys: readonly string[], wanted: readonly string[]): string {
		const found = keys.find((key) => nearest(key, wanted).length > 0);
		return found === undefined ? '' : `, but "${safeText(found)}"`;
	}

	#line(node: unknown): string {
		const start = typeof node === 'object' && node !== null && 'range' in node ? (node as Node).range?.[0] : undefined;
		return start === undefined ? '' : `, line ${this.#lines.linePos(start).line}`;
	}
}

/** How many mappings may be merged in through one another; one that merges in itself would never end. */
const deepestMerge = 10;

/** Known keys as slips compare them. */
const near1 = knownKeys.map((key) => key.replaceAll('_', ''));

/** `Name`, `Email`, `Arn`: keys of the AWS CLI's own list. */
function isAwsKey(key: string): boolean {
	return /^[A-Z]/.test(key);
}
