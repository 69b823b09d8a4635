import type {Query} from './query.ts';
import type {ServiceError} from './errors.ts';

/** What a request says besides its signature, before anybody knows which service it is for. */
export type RequestParts = {
	/** From the header X-Amz-Target, as the JSON protocols have it. */
	readonly target: string | undefined;
	readonly body: string;
	/** Of the URL's query and, where it is a form, of the body. */
	readonly pairs: ReadonlyMap<string, string>;
};

/** A request read: what is called, and its parameters as flat `Name.1.Child` pairs whatever the wire. */
export type ReadRequest = {
	readonly action: string;
	readonly query: Query;
	/** Why it can't be read any further. */
	readonly refusal?: ServiceError;
};

/** How a service's requests and answers look on the wire. An answer's content is text in the format of the protocol. */
export type Protocol = {
	readonly contentType: string;
	read(parts: RequestParts): ReadRequest;
	response(action: string, requestId: string, content: string): string;
	error(error: ServiceError, requestId: string): string;
	/** The content of a page without items whose token leads on. */
	emptyPage(set: string, token: string): string;
	/** A content whose token is this one. */
	withToken(content: string, token: string): string;
};
