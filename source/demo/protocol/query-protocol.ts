import {Query} from './query.ts';
import {ec2Error, ec2Response, element, queryError, queryResponse} from './xml.ts';
import type {Protocol, ReadRequest, RequestParts} from './protocol.ts';

const contentType = 'text/xml;charset=UTF-8';

function read({pairs}: RequestParts): ReadRequest {
	const query = new Query(pairs);
	return {action: query.text('Action') ?? '', query};
}

/**
EC2's own dialect of the query protocol.
@see https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
*/
export const ec2Protocol: Protocol = {
	contentType,
	read,
	response: ec2Response,
	error: ({code, message}, requestId) => ec2Error(code, message, requestId),
	emptyPage: (set, token) => `<${set}/>${element('nextToken', token)}`,
	withToken: (content, token) => content.replace(/<nextToken>[^<]*<\/nextToken>$/, '') + element('nextToken', token),
};

/**
The query protocol of STS and Auto Scaling.
@see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
*/
export function queryProtocol(namespace: string): Protocol {
	return {
		contentType,
		read,
		response: (action, requestId, content) => queryResponse({action, requestId, content, namespace}),
		error: ({code, message, status}, requestId) => queryError({code, message, status, requestId, namespace}),
		emptyPage: (set, token) => `<${set}/>${element('NextToken', token)}`,
		withToken: (content, token) => content.replace(/<NextToken>[^<]*<\/NextToken>$/, '') + element('NextToken', token),
	};
}
