import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import {ServiceError} from './errors.ts';
import type {Query} from './query.ts';

/** Where the next page begins, and which page it is. */
export type Position = {readonly offset: number; readonly page: number};

/** What a token is bound to: the same action in the same Region with the same parameters, the page's size apart. */
export function fingerprint(region: string, query: Query): string {
	const pairs = [...query.pairs].filter(([key]) => !unbound.has(key) && !key.startsWith('X-Amz-'));
	return createHash('sha256')
		.update(JSON.stringify([region, pairs.toSorted(([left], [right]) => (left < right ? -1 : 1))]))
		.digest('base64url')
		.slice(0, 12);
}

const unbound = new Set(['NextToken', 'MaxResults', 'MaxRecords', 'DryRun', 'Version']);

export function writeToken(position: Position, bound: string): string {
	const text = `${bound}.${position.offset}.${position.page}`;
	return Buffer.from(`${text}.${seal(text)}`).toString('base64url');
}

/** The position that a request's token stands for; the start where it has none. */
export function readToken(query: Query, bound: string): Position {
	const token = query.text('NextToken');
	if (token === undefined || token === '') {
		return {offset: 0, page: 1};
	}

	const [of = '', offset = '', page = '', sealed = ''] = Buffer.from(token, 'base64url')
		.toString('latin1')
		.split('.', 4);
	if (sealed !== seal(`${of}.${offset}.${page}`)) {
		throw new ServiceError('InvalidNextToken', 'The specified nextToken is not valid.');
	}

	if (of !== bound) {
		throw new ServiceError('InvalidParameterValue', 'The specified nextToken was issued for a different request.');
	}

	return {offset: Number(offset), page: Number(page)};
}

function seal(text: string): string {
	return createHash('sha256').update(`allowed-amis demo ${text}`).digest('base64url').slice(0, 12);
}

/** A page of a list that is ready in memory, as `…Set` and `nextToken` need it. */
export function pageOf<Item>(
	items: readonly Item[],
	query: Query,
	options: {readonly region: string; readonly size: number | undefined},
): {items: readonly Item[]; nextToken: string | undefined} {
	const bound = fingerprint(options.region, query);
	const {offset, page} = readToken(query, bound);
	const end = offset + (options.size ?? items.length);
	return {
		items: items.slice(offset, end),
		nextToken: end < items.length ? writeToken({offset: end, page: page + 1}, bound) : undefined,
	};
}
