import {Buffer} from 'node:buffer';
import type {
	DescribeInstanceImageMetadataCommandOutput,
	DescribeInstanceImageMetadataResult,
	EC2ClientResolvedConfig,
	InstanceImageMetadata,
} from '@aws-sdk/client-ec2';
import {AwsEc2QueryProtocol} from '@aws-sdk/core/protocols';
import {collectBody} from '@smithy/core/protocols';
import {NormalizedSchema} from '@smithy/core/schema';
import type {InstanceColumns} from '../../inventory/columns/instance-columns.ts';
import {instancePieces, type InstancePieces} from '../scan/page/instance-pieces.ts';
import {PageReader} from '../scan/page/page-reader.ts';
import {withAstralCharacters} from '../scan/page/plain-text.ts';
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
	/** What pages of this Region had in them. */
	#pieces: InstancePieces | undefined;
	/** How long the longest of them was, in bytes. */
	#longest = 0;

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
		if (response.statusCode < 300 && name === 'DescribeInstanceImageMetadata') {
			return this.#readPage<Output>(operation, context, response);
		}

		if (response.statusCode >= 300 || name !== 'GetAllowedImagesSettings') {
			return super.deserializeResponse<Output>(operation, context, response);
		}

		const body: Uint8Array = await collectBody(response.body, context);
		// What the SDK reads next, in place of the stream that has been read.
		response.body = body;
		const output = await super.deserializeResponse<Output>(operation, context, response);
		return body.byteLength === 0
			? output
			: {...output, ...unknownMembers(operation.output, await this.deserializer.read(anyDocument, body), output)};
	}

	async #readPage<Output extends Awaited<ReturnType<Deserialize>>>(
		...[operation, context, response]: Parameters<Deserialize>
	): Promise<Output> {
		const region = await (context as unknown as Pick<EC2ClientResolvedConfig, 'region'>).region();
		this.#pieces ??= instancePieces((item) => this.#readInstance(operation, item));
		const reader = new PageReader(region, this.#pieces, (item) => this.#readInstance(operation, item), this.#longest);
		for await (const chunk of chunksOf(response.body)) {
			reader.push(chunk);
		}

		this.#longest = Math.max(this.#longest, reader.body.byteLength);
		const page = reader.end();
		if (page !== undefined) {
			const answer: PageOutput = {
				columns: page.columns,
				...(page.nextToken !== undefined && {NextToken: page.nextToken}),
				$metadata: this.deserializeMetadata(response),
			};
			return answer as unknown as Output;
		}

		response.body = withAstralCharacters(ownAnswer('ec2:DescribeInstanceImageMetadata', response, reader.body));
		return super.deserializeResponse<Output>(operation, context, response);
	}

	/** Reads one `<item>…</item>` of a page. */
	#readInstance(operation: Parameters<Deserialize>[0], item: Uint8Array): InstanceImageMetadata {
		const answer = Buffer.concat([beforeItem, withAstralCharacters(item), afterItem]);
		const {InstanceImageMetadata: instances} = this.deserializer.read(
			NormalizedSchema.of(operation.output),
			answer,
		) as DescribeInstanceImageMetadataResult;
		return instances?.[0] ?? {};
	}
}

/** What a page of a scan comes as where it was read straight into columns: they are in place of the list of objects. */
export type PageOutput = DescribeInstanceImageMetadataCommandOutput & {readonly columns?: InstanceColumns};

const beforeItem = Buffer.from('<answer><instanceImageMetadataSet>');
const afterItem = Buffer.from('</instanceImageMetadataSet></answer>');

async function* chunksOf(body: unknown): AsyncGenerator<Uint8Array, void> {
	if (body instanceof Uint8Array) {
		yield body;
	} else if (body !== undefined) {
		yield* body as AsyncIterable<Uint8Array>;
	}
}

function nameOf(operation: Parameters<Serialize>[0]): string {
	return operation.name.split('#').at(-1) ?? operation.name;
}
