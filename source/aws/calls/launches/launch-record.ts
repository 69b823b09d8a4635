import {z} from 'zod';
import type {LaunchEvent} from '../../../operations/launches/ports.ts';

/** What isn't as expected is taken for missing: one odd member makes no whole record unreadable. */
function lenient<Schema extends z.ZodType>(schema: Schema) {
	return schema.nullish().catch(undefined);
}

const word = lenient(z.union([z.string(), z.number().transform(String)]));
const namedImages = z.array(z.object({imageId: word}));
const instancesSet = lenient(z.object({items: lenient(namedImages)}));
const tag = z.object({key: word, value: word});
const tags = lenient(z.array(tag));
const tagSpecifications = z.array(z.object({tags}));
const tagSpecificationSet = lenient(z.object({items: lenient(tagSpecifications)}));
const launchTemplate = lenient(z.object({launchTemplateId: word, launchTemplateName: word, version: word}));
const userIdentity = lenient(z.object({arn: word, invokedBy: word, principalId: word}));
const requestParameters = lenient(z.object({instancesSet, launchTemplate, tagSpecificationSet}));
const responseElements = lenient(z.object({instancesSet}));

/** As much of a record of RunInstances as is read here; everything may be missing. */
const record = z.object({
	eventID: word,
	eventTime: word,
	sourceIPAddress: word,
	errorCode: word,
	errorMessage: word,
	userIdentity,
	requestParameters,
	responseElements,
});

const imageIdPattern = /ami-[\da-f]{8,17}/g;

/**
One call of RunInstances from the JSON text of its record; `undefined` where the text is none.
@param json `CloudTrailEvent` of `LookupEvents`.
@param told what the event says beside its record.
@param told.id its ID
@param told.at its time
@param told.username who called, in short
@see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
*/
export function launchFrom(
	json: string | undefined,
	told: {readonly id: string | undefined; readonly at: Date | undefined; readonly username: string | undefined},
): LaunchEvent | undefined {
	const {data, success} = record.safeParse(parsed(json));
	const id = told.id ?? data?.eventID;
	const at = told.at?.toISOString() ?? isoTime(data?.eventTime);
	if (!success || !isGiven(id) || at === undefined) {
		return undefined;
	}

	const group = groupOf(data);
	const template = templateOf(data);
	return {
		id,
		at,
		by: callerOf(data) ?? told.username ?? 'not known',
		images: imagesOf(data),
		...(isGiven(group) && {group}),
		...(template !== undefined && {template}),
		...(isGiven(data.errorCode) && {error: {code: data.errorCode, message: data.errorMessage ?? ''}}),
	};
}

type LaunchRecord = z.infer<typeof record>;
type Word = string | null | undefined;

/** An AWS service that launches on its own behalf, or a role's for it; else whoever called. */
function callerOf({userIdentity: identity, sourceIPAddress}: LaunchRecord): string | undefined {
	const service = [sourceIPAddress, identity?.invokedBy].find((name) => name?.endsWith('.amazonaws.com'));
	return (
		[service, identity?.arn, identity?.invokedBy, identity?.principalId].find((name) => isGiven(name)) ?? undefined
	);
}

/**
What was launched, by what the answer names, with how many instances of each. A call that failed has no answer: there the images are those
of the request, or, where a launch template names them, of the error's words.
*/
function imagesOf({
	requestParameters: request,
	responseElements: answer,
	errorCode,
	errorMessage,
}: LaunchRecord): LaunchEvent['images'] {
	const launched = counted(answer?.instancesSet?.items);
	if (launched.length > 0) {
		return launched;
	}

	const asked = counted(request?.instancesSet?.items);
	const ids = asked.length > 0 ? asked.map(({imageId}) => imageId) : (errorMessage?.match(imageIdPattern) ?? []);
	const count = isGiven(errorCode) ? 0 : 1;
	return [...new Set(ids)].map((imageId) => ({imageId, count}));
}

function counted(instances: ReadonlyArray<{imageId?: Word}> | null | undefined): LaunchEvent['images'] {
	const counts = new Map<string, number>();
	for (const {imageId} of instances ?? []) {
		if (isGiven(imageId)) {
			counts.set(imageId, (counts.get(imageId) ?? 0) + 1);
		}
	}

	return [...counts].map(([imageId, count]) => ({imageId, count}));
}

function groupOf({requestParameters: request}: LaunchRecord): Word {
	return request?.tagSpecificationSet?.items
		?.flatMap((specification) => specification.tags ?? [])
		.find(({key}) => key === 'aws:autoscaling:groupName')?.value;
}

function templateOf({requestParameters: request}: LaunchRecord): LaunchEvent['template'] {
	const {launchTemplateId: id, launchTemplateName: name, version} = request?.launchTemplate ?? {};
	return isGiven(id) || isGiven(name)
		? {...(isGiven(id) && {id}), ...(isGiven(name) && {name}), version: isGiven(version) ? version : '$Default'}
		: undefined;
}

function isGiven(text: Word): text is string {
	return text !== undefined && text !== null && text !== '';
}

function isoTime(time: Word): string | undefined {
	const milliseconds = Date.parse(time ?? '');
	return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
}

function parsed(json: string | undefined): unknown {
	try {
		return JSON.parse(json ?? '');
	} catch {
		return undefined;
	}
}
