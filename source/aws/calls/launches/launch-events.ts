import {LookupEventsCommand, type Event} from '@aws-sdk/client-cloudtrail';
import {isThrottlingError} from '@smithy/core/retry';
import type {LaunchEventPage} from '../../../operations/launches/ports.ts';
import type {Caller} from '../../client/caller.ts';
import {sdkErrorOf} from '../../client/errors/sdk-error.ts';
import type {Pacer} from '../../client/pace.ts';
import {safe} from '../../client/safe.ts';
import {launchFrom} from './launch-record.ts';

/**
The calls of RunInstances that CloudTrail recorded between two times, page by page, the newest first. Events come up to about a quarter of
an hour late, and are kept for ninety days.
@see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
*/
export async function* readLaunchEvents(
	caller: Caller,
	region: string,
	{since, until, pacer}: {readonly since: Date; readonly until: Date; readonly pacer: Pacer},
	signal: AbortSignal,
): AsyncGenerator<LaunchEventPage, void, void> {
	const pages = caller.pages(
		{
			action: 'cloudtrail:LookupEvents',
			region,
			async send(client, options, NextToken) {
				await pacer.turn(signal);
				try {
					const page = await client.send(
						new LookupEventsCommand({
							LookupAttributes: [{AttributeKey: 'EventName', AttributeValue: 'RunInstances'}],
							StartTime: since,
							EndTime: until,
							MaxResults: 50,
							NextToken,
						}),
						options,
					);
					pacer.steady();
					return page;
				} catch (error) {
					if (isThrottlingError(sdkErrorOf(error))) {
						pacer.slower();
					}

					throw error;
				}
			},
		},
		signal,
	);
	let reached = until.toISOString();
	for await (const {Events: found = [], NextToken: token} of pages) {
		const oldest = found.at(-1)?.EventTime;
		reached = token === undefined || token === '' ? since.toISOString() : (oldest?.toISOString() ?? reached);
		yield pageOf(found, reached);
	}
}

function pageOf(found: readonly Event[], reached: string): LaunchEventPage {
	const events = found
		.filter(({EventName: name}) => name === undefined || name === 'RunInstances')
		.map(({EventId: id, EventTime: at, Username: username, CloudTrailEvent: text}) =>
			launchFrom(text, {id, at, username}),
		);
	const readable = events.filter((event) => event !== undefined);
	return safe({events: readable, unreadable: events.length - readable.length, reached});
}
