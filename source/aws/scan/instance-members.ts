/** How an element of the answer is read, and what the SDK calls it. */
export type Member =
	| {readonly name: string; readonly type: 'text' | 'boolean' | 'integer' | 'time' | 'ignored'}
	| {readonly name: string; readonly type: 'structure' | 'list'; readonly members: Members};
/** The members of a structure, by the name of their element. */
export type Members = ReadonlyMap<string, Member>;

const text = (name: string): Member => ({name, type: 'text'});
const boolean = (name: string): Member => ({name, type: 'boolean'});
const time = (name: string): Member => ({name, type: 'time'});

const watermark: Members = new Map([
	['watermarkKey', text('WatermarkKey')],
	['sourceImageRegion', text('SourceImageRegion')],
	['sourceImageId', text('SourceImageId')],
	['sourceImageCreationTime', time('SourceImageCreationTime')],
	['watermarkCreationTime', time('WatermarkCreationTime')],
]);

const imageMetadata: Members = new Map([
	['imageId', text('ImageId')],
	['name', text('Name')],
	['imageOwnerId', text('OwnerId')],
	['imageState', text('State')],
	['imageOwnerAlias', text('ImageOwnerAlias')],
	['creationDate', text('CreationDate')],
	['deprecationTime', text('DeprecationTime')],
	['imageAllowed', boolean('ImageAllowed')],
	['isPublic', boolean('IsPublic')],
	['imageWatermarkSet', {name: 'ImageWatermarks', type: 'list', members: watermark}],
]);

const instance: Members = new Map<string, Member>([
	['instanceId', text('InstanceId')],
	['instanceType', text('InstanceType')],
	['launchTime', time('LaunchTime')],
	['availabilityZone', text('AvailabilityZone')],
	['zoneId', text('ZoneId')],
	[
		'instanceState',
		{
			name: 'State',
			type: 'structure',
			members: new Map<string, Member>([
				['code', {name: 'Code', type: 'integer'}],
				['name', text('Name')],
			]),
		},
	],
	['instanceOwnerId', text('OwnerId')],
	[
		'tagSet',
		{
			name: 'Tags',
			type: 'list',
			members: new Map([
				['key', text('Key')],
				['value', text('Value')],
			]),
		},
	],
	['imageMetadata', {name: 'ImageMetadata', type: 'structure', members: imageMetadata}],
	[
		'operator',
		{
			name: 'Operator',
			type: 'structure',
			members: new Map([
				['managed', boolean('Managed')],
				['principal', text('Principal')],
				['hiddenByDefault', boolean('HiddenByDefault')],
			]),
		},
	],
]);

/**
The answer of `DescribeInstanceImageMetadata`, as the SDK's model has it.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceImageMetadata.html
*/
export const answerMembers: Members = new Map<string, Member>([
	['requestId', {name: 'requestId', type: 'ignored'}],
	['instanceImageMetadataSet', {name: 'InstanceImageMetadata', type: 'list', members: instance}],
	['nextToken', text('NextToken')],
]);
