import {ServiceError} from './errors.ts';
import {Query} from './query.ts';
import type {Protocol, ReadRequest, RequestParts} from './protocol.ts';

/**
AWS's JSON 1.1 protocol (CloudTrail, Organizations): the action in X-Amz-Target, a JSON object as body.
The body is spread out to the flat pairs of the query protocol (`LookupAttributes.1.AttributeKey`), so that faults, paging and the log of
requests see every service alike. Times are seconds since 1970.
@see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
*/
export const jsonProtocol: Protocol = {
	contentType: 'application/x-amz-json-1.1',
	read({target = '', body, pairs}: RequestParts): ReadRequest {
		const flat = new Map([...pairs].filter(([name]) => name.startsWith('X-Amz-')));
		const action = target.slice(target.lastIndexOf('.') + 1);
		const query = new Query(flat);
		try {
			spread(flat, '', body === '' ? {} : JSON.parse(body));
			return {action, query};
		} catch {
			const refusal = new ServiceError('SerializationException', 'Could not parse the request body as JSON.');
			return {action, query, refusal};
		}
	},
	response: (_action, _requestId, content) => content,
	error: ({code, message}) => JSON.stringify({__type: code, message}),
	emptyPage: (set, token) => JSON.stringify({[set]: [], NextToken: token}),
	withToken: (content, token) => JSON.stringify({...(JSON.parse(content) as object), NextToken: token}),
};

function spread(flat: Map<string, string>, name: string, value: unknown): void {
	if (typeof value === 'object' && value !== null) {
		const entries = Array.isArray(value)
			? value.map((inner: unknown, index) => [String(index + 1), inner] as const)
			: Object.entries(value);
		for (const [key, inner] of entries) {
			spread(flat, name === '' ? key : `${name}.${key}`, inner);
		}
	} else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
		flat.set(name, String(value));
	}
}
