import {DescribeInstanceImageMetadataCommand, type Filter, type InstanceImageMetadata} from '@aws-sdk/client-ec2';
import {InstanceBatch} from '../../inventory/columns/instance-batch.ts';
import {InstanceColumns} from '../../inventory/columns/instance-columns.ts';
import {nextTurn} from '../../turns.ts';
import type {Caller} from '../client/caller.ts';
import {repeatedToken} from '../client/errors/errors.ts';
import {instanceFrom} from '../calls/instances.ts';
import type {Pacer} from '../client/pace.ts';
import type {PageOutput} from '../client/protocol.ts';
import type {Wait} from '../client/retry.ts';

/** One page of instances; a page may be empty and not the last. */
export type InstancePage = {readonly type: 'page'; readonly instances: InstanceBatch; readonly isLast: boolean};

export type PageQuery = {
	readonly caller: Caller;
	readonly pacer: Pacer;
	readonly region: string;
	readonly filters: readonly Filter[];
	/** At most 1000. */
	readonly pageSize: number;
	readonly signal: AbortSignal;
};

/** What a page holds that holds nothing. */
export const noInstances = new InstanceBatch(new InstanceColumns());

/** How many rows are received before anything else has its turn. */
const atOnce = 250;

/**
The pages of one query, each asked for with the token of the one before, and every wait in between. Rejects with the `ProblemError` of the
page that failed, and with `service` when AWS hands out a token twice, which would go on for ever.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceImageMetadata.html
*/
export async function* readInstancePages(query: PageQuery): AsyncGenerator<InstancePage | Wait, void, void> {
	const {region, signal} = query;
	const tokens = new Set<string>();
	let token: string | undefined;
	do {
		const {columns: read, InstanceImageMetadata: rows = [], NextToken: next} = yield* readPage(query, token);
		// An empty token says "no more" as well as none does.
		token = next === '' ? undefined : next;
		const columns = read ?? (await columnsOf(rows, region));
		signal.throwIfAborted();
		yield {type: 'page', instances: new InstanceBatch(columns), isLast: token === undefined};
		if (token !== undefined && tokens.has(token)) {
			throw repeatedToken('ec2:DescribeInstanceImageMetadata', region);
		}

		tokens.add(token ?? '');
	} while (token !== undefined);
}

/** Of a page that only the SDK's own reader could read. */
async function columnsOf(rows: readonly InstanceImageMetadata[], region: string): Promise<InstanceColumns> {
	const columns = new InstanceColumns();
	for (const row of rows) {
		if (columns.rowCount % atOnce === 0) {
			await nextTurn();
		}

		columns.append(instanceFrom(row, region));
	}

	return columns;
}

async function* readPage(
	{caller, pacer, region, filters, pageSize, signal}: PageQuery,
	token: string | undefined,
): AsyncGenerator<Wait, PageOutput, void> {
	const tries = caller.watch(
		{
			action: 'ec2:DescribeInstanceImageMetadata',
			region,
			async send(client, options) {
				await pacer.turn(signal);
				return client.send(
					new DescribeInstanceImageMetadataCommand({
						MaxResults: pageSize,
						...(filters.length > 0 && {Filters: [...filters]}),
						...(token !== undefined && {NextToken: token}),
					}),
					options,
				);
			},
		},
		signal,
	);
	for (;;) {
		const step = await tries.next();
		if (step.done === true) {
			pacer.steady();
			return step.value;
		}

		if (step.value.reason === 'throttled') {
			pacer.slower();
		}

		yield step.value;
	}
}
