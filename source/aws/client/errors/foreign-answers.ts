import {Buffer} from 'node:buffer';
import type {DescribeRegionsCommandOutput, EC2ClientResolvedConfig} from '@aws-sdk/client-ec2';
import type {Action} from '../actions.ts';
import type {RoleAction} from './failed-call.ts';
import {outlineOf, type XmlOutline} from './xml-outline.ts';

/**
What an answer must hold, as paths below its root: without it, it says nothing. An empty list is written as an empty element, so that a
missing one is no "none".
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/OperationList-query.html
*/
const mustHold: Readonly<Record<Action | RoleAction, readonly string[]>> = {
	'ec2:DescribeRegions': ['regionInfo'],
	'ec2:DescribeAvailabilityZones': ['availabilityZoneInfo'],
	'ec2:GetAllowedImagesSettings': ['state'],
	'ec2:DescribeInstanceImageMetadata': ['instanceImageMetadataSet'],
	'ec2:GetManagedResourceVisibility': ['visibility/defaultVisibility'],
	'ec2:DescribeInstances': ['reservationSet'],
	'ec2:DescribeImages': ['imagesSet'],
	'ec2:DescribeImageReferences': ['imageReferenceSet'],
	'ec2:DescribeLaunchTemplates': ['launchTemplates'],
	'ec2:DescribeLaunchTemplateVersions': ['launchTemplateVersionSet'],
	'ec2:DescribeFleets': ['fleetSet'],
	'ec2:DescribeSpotFleetRequests': ['spotFleetRequestConfigSet'],
	'ec2:DescribeSpotInstanceRequests': ['spotInstanceRequestSet'],
	'autoscaling:DescribeAutoScalingGroups': ['DescribeAutoScalingGroupsResult/AutoScalingGroups'],
	'autoscaling:DescribeLaunchConfigurations': ['DescribeLaunchConfigurationsResult/LaunchConfigurations'],
	'autoscaling:DescribeScalingActivities': ['DescribeScalingActivitiesResult/Activities'],
	'cloudtrail:LookupEvents': ['Events'],
	'organizations:ListAccounts': ['Accounts'],
	'organizations:ListAccountsForParent': ['Accounts'],
	'organizations:ListOrganizationalUnitsForParent': ['OrganizationalUnits'],
	'organizations:ListRoots': ['Roots'],
	'ec2:EnableAllowedImagesSettings': ['allowedImagesSettingsState'],
	'ec2:DisableAllowedImagesSettings': ['allowedImagesSettingsState'],
	'ec2:ReplaceImageCriteriaInAllowedImagesSettings': ['return'],
	'sts:AssumeRole': ['AssumeRoleResult/Credentials'],
	'sts:AssumeRoleWithWebIdentity': ['AssumeRoleWithWebIdentityResult/Credentials'],
	'sts:GetCallerIdentity': ['GetCallerIdentityResult/Account', 'GetCallerIdentityResult/Arn'],
};

export type ResponseMetadata = DescribeRegionsCommandOutput['$metadata'];

/** Right around the wire, before the SDK reads an answer. */
const atTheWire = {step: 'deserialize', priority: 'low', name: 'ownAnswer', override: true} as const;

/** An answer that is not what was asked for, whatever its HTTP status says: nothing in it counts. */
export class WrongAnswerError extends Error {
	override readonly name = 'WrongAnswerError';
	readonly $metadata: ResponseMetadata;

	/** `message`: what is wrong with it, as the end of a sentence. */
	constructor(message: string, metadata: ResponseMetadata) {
		super(message);
		this.$metadata = metadata;
	}
}

type Response = {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, string>>;
	body: unknown;
};

type Stack = {
	add(middleware: (next: Next, context: {commandName?: string}) => Next, options: typeof atTheWire): void;
};
// The SDK's own types, where the middlewares of each service have others.
type Next = (args: never) => Promise<{response: unknown}>;

/**
Lets a client take answers only that are the service's own, to the call that was made: what the SDK reads is checked before it reads it. To
the SDK the sign-in page of a network is an account without Regions, an error in an answer of HTTP 200 a Region without instances, and any
root element that of the answer it waits for.
*/
export function refuseForeignAnswers(
	client: {
		readonly middlewareStack: unknown;
		readonly config: {readonly streamCollector: EC2ClientResolvedConfig['streamCollector']};
	},
	service: 'ec2' | 'sts' | 'autoscaling' | 'cloudtrail' | 'organizations',
): void {
	(client.middlewareStack as Stack).add(
		(next, {commandName = ''}) =>
			async (args) => {
				const result = await next(args);
				const {response} = result;
				const operation = commandName.replace(/Command$/, '');
				if (isResponse(response) && !isReadElsewhere(operation, response)) {
					const body = await client.config.streamCollector(response.body);
					// What the SDK reads next, in place of the stream that has been read.
					response.body = ownAnswer(`${service}:${operation}`, response, body);
				}

				return result;
			},
		atTheWire,
	);
}

/**
Gives the body of an answer, without a byte order mark, if it is the service's own to this call, and throws a `WrongAnswerError` where it
isn't. `action`: `ec2:DescribeRegions`.
*/
export function ownAnswer(
	action: string,
	response: Pick<Response, 'statusCode' | 'headers'>,
	body: Uint8Array,
): Uint8Array {
	const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
	const own = bytes.subarray(0, 3).equals(byteOrderMark) ? bytes.subarray(3) : bytes;
	const why = jsonServices.has(action.split(':', 1)[0] ?? '')
		? wrongInJson(action, response, own)
		: wrongInXml(action, response, own);
	if (why !== undefined) {
		const {statusCode, headers} = response;
		const requestId = headers['x-amzn-requestid'];
		throw new WrongAnswerError(why, {httpStatusCode: statusCode, ...(requestId !== undefined && {requestId})});
	}

	return own;
}

/** The services whose answers are JSON; those of all others are XML. */
const jsonServices: ReadonlySet<string> = new Set(['cloudtrail', 'organizations']);

function wrongInXml(action: string, {statusCode}: Pick<Response, 'statusCode'>, body: Buffer): string | undefined {
	const outline = outlineOf(body.toString());
	return statusCode < 300 ? wrongIn(action, body, outline) : isError(outline) ? undefined : whatItIs(body, outline);
}

/** An error is told by its type, which stands in the body or in a header. */
function wrongInJson(
	action: string,
	{statusCode, headers}: Pick<Response, 'statusCode' | 'headers'>,
	body: Buffer,
): string | undefined {
	const answer = objectIn(body);
	if (answer === undefined) {
		return whatItIs(body, undefined);
	}

	const {__type: type, code = type} = answer;
	const errorType = typeof code === 'string' ? code : headers['x-amzn-errortype'];
	if (statusCode >= 300) {
		return errorType === undefined ? whatItIs(body, undefined) : undefined;
	}

	if (errorType === undefined) {
		const names = new Set(Object.keys(answer));
		const missing = (mustHold as Readonly<Record<string, readonly string[]>>)[action]?.find((name) => !names.has(name));
		return missing === undefined ? undefined : `it has no ${missing}`;
	}

	return `it is an error (${errorType.replaceAll(/[^\w#\-.:]/g, '').slice(0, 100)})`;
}

function objectIn(body: Buffer): Readonly<Record<string, unknown>> | undefined {
	try {
		const answer: unknown = JSON.parse(body.toString());
		return typeof answer === 'object' && answer !== null && !Array.isArray(answer)
			? (answer as Record<string, unknown>)
			: undefined;
	} catch {
		return undefined;
	}
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** A page of a scan is checked by the reader that is made for it. A service in trouble may answer with anything. */
function isReadElsewhere(operation: string, {statusCode}: Response): boolean {
	return statusCode < 300
		? operation === 'DescribeInstanceImageMetadata'
		: statusCode >= 500 || statusCode === 408 || statusCode === 429;
}

function wrongIn(action: string, body: Buffer, outline: XmlOutline | undefined): string | undefined {
	if (outline === undefined) {
		return whatItIs(body, outline);
	}

	const {root, paths} = outline;
	if (isError(outline) || paths.has('Errors') || paths.has('Error')) {
		const code = /<Code>([\w\-.:]{1,100})<\/Code>/.exec(body.toString())?.[1];
		return `it is an error${code === undefined ? '' : ` (${code})`}`;
	}

	if (root !== `${action.slice(action.indexOf(':') + 1)}Response`) {
		return whatItIs(body, outline);
	}

	const missing = (mustHold as Readonly<Record<string, readonly string[]>>)[action]?.find((path) => !paths.has(path));
	return missing === undefined ? undefined : `it has no ${missing.split('/').at(-1) ?? missing}`;
}

/** EC2's `<Response><Errors>`, and the `<ErrorResponse><Error>` of the other services. */
function isError(outline: XmlOutline | undefined): boolean {
	return (
		outline !== undefined &&
		((outline.root === 'Response' && outline.paths.has('Errors/Error')) ||
			(outline.root === 'ErrorResponse' && outline.paths.has('Error')))
	);
}

function whatItIs(body: Buffer, outline: XmlOutline | undefined): string {
	if (body.byteLength === 0) {
		return 'it is empty';
	}

	if (outline !== undefined && /^[A-Z]\w{1,100}Response$/.test(outline.root)) {
		return `it answers ${outline.root.slice(0, -'Response'.length)}`;
	}

	const beginning = body.subarray(0, 1024).toString();
	if (/<(?:!doctype )?html/i.test(beginning)) {
		return 'it is a web page';
	}

	return /^\s*(?:<\?xml|<[A-Z]\w{1,100}Response[\s>])/.test(beginning) && outline === undefined
		? 'it is broken, or not all of it came'
		: 'it is something else';
}

function isResponse(response: unknown): response is Response {
	return typeof response === 'object' && response !== null && 'statusCode' in response && 'body' in response;
}
