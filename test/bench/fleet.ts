/**
A fleet in us-east-1 of any size, as pages of `DescribeInstanceImageMetadata`: instances of 2,000 images, a tenth of which are not allowed. Its
filters are EC2's, patterns among them: whoever asks for all other zones finds nothing there, and needn't read the Region a second time.
*/
import {readFilters} from '../../source/demo/protocol/filters.ts';
import {Query} from '../../source/demo/protocol/query.ts';

const region = 'us-east-1';
const zones = ['a', 'b', 'c', 'd'] as const;
const pageSize = 1000;
const imageCount = 2000;

/** The answer to a call for a page of this fleet; `undefined` for any other call. */
export function fleetPage(size: number, calledRegion: string, parameters: URLSearchParams): string | undefined {
	if (calledRegion !== region || parameters.get('Action') !== 'DescribeInstanceImageMetadata') {
		return undefined;
	}

	const filters = readFilters(new Query(new Map(parameters)), ['availability-zone', 'image-allowed']);
	const byZone = filters.find(({name}) => name === 'availability-zone');
	const byVerdict = filters.find(({name}) => name === 'image-allowed');
	const wanted = zones.filter((letter) => byZone?.matches(region + letter) ?? true);
	const isWanted = (index: number): boolean =>
		wanted.includes(zoneOf(index)) && (byVerdict?.matches(String(isAllowed(index))) ?? true);
	const most = Number(parameters.get('MaxResults') ?? pageSize);
	const items: string[] = [];
	let index = wanted.length === 0 ? size : Number(parameters.get('NextToken') ?? 0);
	for (; index < size && items.length < most; index++) {
		if (isWanted(index)) {
			items.push(itemOf(index));
		}
	}

	const token = index < size ? `<nextToken>${index}</nextToken>` : '';
	return `<?xml version="1.0" encoding="UTF-8"?>
<DescribeInstanceImageMetadataResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>fleet</requestId><instanceImageMetadataSet>${items.join('')}</instanceImageMetadataSet>${token}</DescribeInstanceImageMetadataResponse>`;
}

function zoneOf(index: number): (typeof zones)[number] {
	return zones[index % zones.length] ?? 'a';
}

function isAllowed(index: number): boolean {
	return (index % imageCount) % 10 !== 0;
}

function itemOf(index: number): string {
	const image = index % imageCount;
	const scattered = (index * 2_654_435_761) % 2 ** 32;
	const letter = zoneOf(index);
	const launched = new Date(1_600_000_000_000 + (index % 90_000) * 1_000_000).toISOString();
	return `<item><instanceId>i-${scattered.toString(16).padStart(17, '0')}</instanceId><instanceType>${['m5.large', 't3.micro', 'c7g.xlarge'][index % 3] ?? ''}</instanceType><launchTime>${launched}</launchTime><availabilityZone>${region}${letter}</availabilityZone><zoneId>use1-az${zones.indexOf(letter) + 1}</zoneId><instanceState><code>16</code><name>running</name></instanceState><instanceOwnerId>123456789012</instanceOwnerId><tagSet><item><key>Name</key><value>worker-${index}</value></item><item><key>Team</key><value>team-${index % 50}</value></item><item><key>aws:autoscaling:groupName</key><value>group-${index % 400}</value></item></tagSet><imageMetadata><imageId>ami-${image.toString(16).padStart(17, '0')}</imageId><name>team-data/image-${image}</name><imageOwnerId>${100_000_000_000 + (image % 40)}</imageOwnerId><imageState>available</imageState><creationDate>2024-03-02T10:20:30.000Z</creationDate><deprecationTime>2027-03-02T10:20:30.000Z</deprecationTime><imageAllowed>${String(isAllowed(index))}</imageAllowed><isPublic>false</isPublic></imageMetadata><operator><managed>false</managed></operator></item>`;
}
