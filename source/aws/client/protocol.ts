import {Buffer} from 'node:buffer';
import {AwsEc2QueryProtocol} from '@aws-sdk/core/protocols';
import {collectBody} from '@smithy/core/protocols';
import {nextTurn} from '../../turns.ts';
import {readingInstances} from '../scan/instance-reader.ts';
import {unknownMembers, unknownParameters} from '../scan/unknown-members.ts';
import {ownAnswer} from './errors/foreign-answers.ts';

type Serialize = AwsEc2QueryProtocol['serializeRequest'];
type Deserialize = AwsEc2QueryProtocol['deserializeResponse'];

/** The SDK's own number for "any document": its XML reader then gives plain objects instead of a modeled shape. */
const anyDocument = 15;

/**
EC2's query protocol as the SDK has it, with two differences. What the SDK drops is put back: parameters of criteria that are newer than its
model are read, and sent again as they came; without this a Replace by an older tool would silently delete them. And the pages of a scan are
read by a reader made for them.
*/
export class Ec2Protocol extends AwsEc2QueryProtocol {
	override async serializeRequest(...[operation, input, context]: Parameters<Serialize>): ReturnType<Serialize> {
		const request = await super.serializeRequest(operation, input, context);
		if (nameOf(operation) === 'ReplaceImageCriteriaInAllowedImagesSettings') {
			for (const [name, value] of unknownParameters(operation.input, input)) {
				request.body = `${String(request.body)}&${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
			}
		}

		return request;
	}

	override async deserializeResponse<Output extends Awaited<ReturnType<Deserialize>>>(
		...[operation, context, response]: Parameters<Deserialize>
	): Promise<Output> {
		const name = nameOf(operation);
		const isOurs = name === 'GetAllowedImagesSettings' || name === 'DescribeInstanceImageMetadata';
		if (!isOurs || response.statusCode >= 300) {
			return super.deserializeResponse<Output>(operation, context, response);
		}

		const body: Uint8Array = await collectBody(response.body, context);
		if (name === 'DescribeInstanceImageMetadata') {
			const page = await readPage(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
			if (page !== undefined) {
				const answer: object = {...page, $metadata: this.deserializeMetadata(response)};
				return answer as Output;
			}
		}

		// What the SDK reads next, in place of the stream that has been read.
		response.body = name === 'DescribeInstanceImageMetadata' ? ownAnswer(`ec2:${name}`, response, body) : body;
		const output = await super.deserializeResponse<Output>(operation, context, response);
		return name === 'DescribeInstanceImageMetadata' || body.byteLength === 0
			? output
			: {...output, ...unknownMembers(operation.output, await this.deserializer.read(anyDocument, body), output)};
	}
}

/** Lets others have their turn as it goes along. */
async function readPage(body: Buffer): Promise<object | undefined> {
	await nextTurn();
	const reading = readingInstances(body.toString());
	let step = reading.next();
	while (step.done !== true) {
		await nextTurn();
		step = reading.next();
	}

	return step.value;
}

function nameOf(operation: Parameters<Serialize>[0]): string {
	return operation.name.split('#').at(-1) ?? operation.name;
}
