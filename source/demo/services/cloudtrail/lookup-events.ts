import {failedLaunches, uuid} from '../../account/failures.ts';
import type {DemoLaunchEvent, DemoPrincipal} from '../../account/launch-sources.ts';
import type {LiveRegion} from '../../account/live-region.ts';
import type {Action, Call} from '../../protocol/action.ts';
import {ServiceError} from '../../protocol/errors.ts';
import {pageOf} from '../../protocol/paging.ts';
import type {Query} from '../../protocol/query.ts';
import type {Refusals} from '../service.ts';

const day = 86_400_000;
const remembered = 90 * day;
/** At AWS it takes up to a quarter of an hour until an event can be looked up; here, a demo's patience. */
const lateness = 20_000;

/**
The events of a Region, the newest first; two calls a second.
@see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
*/
export function lookupEvents(refusals: Refusals): Action {
	return {
		pages: 'Events',
		parameters: ['LookupAttributes', 'StartTime', 'EndTime', 'EventCategory', 'MaxResults', 'NextToken'],
		answer({query, region, now}: Call) {
			// Two calls a second for an account and Region, whoever calls.
			if (!region.takeToken('LookupEvents', 2)) {
				throw refusals.throttled();
			}

			const attributes = query
				.structures('LookupAttributes')
				.map((attribute) => [attribute.text('AttributeKey') ?? '', attribute.text('AttributeValue') ?? ''] as const);
			if (attributes.length > 1 || attributes.some(([key]) => !knownAttributes.has(key))) {
				throw new ServiceError('InvalidLookupAttributesException', 'You can specify one lookup attribute.');
			}

			const from = time(query, 'StartTime') ?? 0;
			const to = time(query, 'EndTime') ?? now.getTime();
			if (from > to) {
				throw new ServiceError('InvalidTimeRangeException', 'The start time must not be after the end time.');
			}

			const size = query.integer('MaxResults', {min: 1, max: 50}) ?? 50;
			const events = eventsOf(region, now).filter(
				(event) =>
					Date.parse(event.at) >= from &&
					Date.parse(event.at) <= to &&
					attributes.every(([key, value]) => attributeOf(event, key) === value),
			);
			const {items, nextToken} = page(events, query, {region: region.data.name, size});
			return JSON.stringify({
				Events: items.map((event) => renderEvent(event, region)),
				...(nextToken !== undefined && {NextToken: nextToken}),
			});
		},
	};
}

const knownAttributes = new Set([
	'AccessKeyId',
	'EventId',
	'EventName',
	'EventSource',
	'ReadOnly',
	'ResourceName',
	'ResourceType',
	'Username',
]);

function page(...parameters: Parameters<typeof pageOf<DemoLaunchEvent>>): ReturnType<typeof pageOf<DemoLaunchEvent>> {
	try {
		return pageOf(...parameters);
	} catch {
		throw new ServiceError('InvalidNextTokenException', 'The token in the request is not valid.');
	}
}

/** A time of the JSON protocol, seconds since 1970, in milliseconds. */
function time(query: Query, name: string): number | undefined {
	const seconds = query.text(name);
	return seconds === undefined ? undefined : Number(seconds) * 1000;
}

function eventsOf(region: LiveRegion, now: Date): DemoLaunchEvent[] {
	return [...failedLaunches(region, new Date(now.getTime() - lateness)), ...region.data.launches.events].filter(
		({at}) => now.getTime() - Date.parse(at) < remembered,
	);
}

function attributeOf(event: DemoLaunchEvent, key: string): string | undefined {
	switch (key) {
		case 'EventId': {
			return event.id;
		}

		case 'EventName': {
			return 'RunInstances';
		}

		case 'EventSource': {
			return 'ec2.amazonaws.com';
		}

		case 'ReadOnly': {
			return 'false';
		}

		case 'Username': {
			return event.by.session;
		}

		default: {
			return undefined;
		}
	}
}

function renderEvent(event: DemoLaunchEvent, region: LiveRegion): object {
	const instances = event.error ? [] : launchedIds(event);
	return {
		EventId: event.id,
		EventName: 'RunInstances',
		ReadOnly: 'false',
		EventTime: Date.parse(event.at) / 1000,
		EventSource: 'ec2.amazonaws.com',
		Username: event.by.session,
		Resources: [
			{ResourceType: 'AWS::EC2::Ami', ResourceName: event.imageId},
			...instances.map((id) => ({ResourceType: 'AWS::EC2::Instance', ResourceName: id})),
		],
		CloudTrailEvent: JSON.stringify(record(event, region, instances)),
	};
}

function launchedIds({id, count}: DemoLaunchEvent): string[] {
	return Array.from({length: count}, (_, index) => `i-0${uuid(`${id} ${index}`).replaceAll('-', '').slice(0, 16)}`);
}

/**
The record itself, with the fields that are of use here.
@see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
*/
function record(event: DemoLaunchEvent, region: LiveRegion, instances: readonly string[]): object {
	const {id, at, imageId, instanceType, by, count, template, group, error} = event;
	return {
		eventVersion: '1.11',
		userIdentity: identity(by, region.accountId),
		eventTime: `${at.slice(0, 19)}Z`,
		eventSource: 'ec2.amazonaws.com',
		eventName: 'RunInstances',
		awsRegion: region.data.name,
		sourceIPAddress: by.service ?? '198.51.100.24',
		userAgent: by.service ?? 'aws-cli/2.31.0',
		...(error && {errorCode: error.code, errorMessage: error.message}),
		requestParameters: {
			instancesSet: {items: [{...(!template && {imageId}), minCount: count, maxCount: count}]},
			instanceType,
			...(template && {launchTemplate: {launchTemplateId: template.templateId, version: template.version}}),
			...(group !== undefined && {
				tagSpecificationSet: {
					items: [{resourceType: 'instance', tags: [{key: 'aws:autoscaling:groupName', value: group}]}],
				},
			}),
		},
		responseElements: error
			? null
			: {
					reservationId: `r-0${uuid(`${id} reservation`).replaceAll('-', '').slice(0, 16)}`,
					instancesSet: {items: instances.map((instanceId) => ({instanceId, imageId, instanceType}))},
				},
		requestID: uuid(`${id} request`),
		eventID: id,
		readOnly: false,
		eventType: 'AwsApiCall',
		managementEvent: true,
		recipientAccountId: region.accountId,
		eventCategory: 'Management',
	};
}

function identity({role, session, service}: DemoPrincipal, accountId: string): object {
	return {
		type: 'AssumedRole',
		principalId: `AROADEMODEMODEMODEMO:${session}`,
		arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${session}`,
		accountId,
		sessionContext: {
			sessionIssuer: {
				type: 'Role',
				principalId: 'AROADEMODEMODEMODEMO',
				arn: `arn:aws:iam::${accountId}:role/${role}`,
				accountId,
				userName: role,
			},
		},
		...(service !== undefined && {invokedBy: service}),
	};
}
