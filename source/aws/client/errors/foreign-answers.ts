import {Buffer} from 'node:buffer';
import type {EC2ClientResolvedConfig} from '@aws-sdk/client-ec2';

/** Right around the wire, before the SDK reads an answer. */
export const atTheWire = {step: 'deserialize', priority: 'low', name: 'ownAnswer', override: true} as const;

/** The root element of an answer as EC2 and STS write it: `<DescribeRegionsResponse xmlns="…">`. */
const ownRoot = /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?<[A-Z]\w{1,100}Response[\s>]/u;

/**
Gives a result back if its answer is the service's own, and rejects if it isn't. The SDK reads any XML: to it the sign-in page of a network
is an account without Regions, and a Region without instances.
*/
export async function ownAnswer<Result extends {response: unknown}>(
	result: Result,
	collect: EC2ClientResolvedConfig['streamCollector'],
): Promise<Result> {
	const {response} = result;
	if (!isAnswer(response) || response.statusCode >= 300) {
		return result;
	}

	const body = await collect(response.body);
	// What the SDK reads next, in place of the stream that has been read.
	response.body = body;
	if (!ownRoot.test(Buffer.from(body.subarray(0, 512)).toString())) {
		throw Object.assign(new Error('The answer is not one of this service.'), {
			$metadata: {httpStatusCode: response.statusCode},
		});
	}

	return result;
}

function isAnswer(response: unknown): response is {readonly statusCode: number; body: unknown} {
	return typeof response === 'object' && response !== null && 'statusCode' in response && 'body' in response;
}
