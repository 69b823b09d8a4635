/** A fleet in us-east-1 of any size, as pages of `DescribeInstanceImageMetadata`: instances of 2,000 images, a tenth of which are not allowed. */

const region = 'us-east-1';
const zones = ['a', 'b', 'c', 'd'] as const;
const pageSize = 1000;
const imageCount = 2000;

/** The answer to a call for a page of this fleet; `undefined` for any other call. */
export function fleetPage(size: number, calledRegion: string, parameters: URLSearchParams): string | undefined {
	if (calledRegion !== region || parameters.get('Action') !== 'DescribeInstanceImageMetadata') {
		return undefined;
	}

	const zone = filterOf(parameters, 'availability-zone');
	const offset = zone === undefined ? 0 : zones.findIndex((letter) => zone === `${region}${letter}`);
	const step = zone === undefined ? 1 : zones.length;
	const isWanted =
		filterOf(parameters, 'image-allowed') === 'false' ? (index: number) => !isAllowed(index) : () => true;
	const most = Number(parameters.get('MaxResults') ?? pageSize);
	const items: string[] = [];
	let index = Number(parameters.get('NextToken') ?? offset);
	for (; index < size && items.length < most; index += step) {
		if (isWanted(index)) {
			items.push(itemOf(index));
		}
	}

	const token = index < size ? `<nextToken>${index}</nextToken>` : '';
	return `<?xml version="1.0" encoding="UTF-8"?>
<DescribeInstanceImageMetadataResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>fleet</requestId><instanceImageMetadataSet>${items.join('')}</instanceImageMetadataSet>${token}</DescribeInstanceImageMetadataResponse>`;
}

function filterOf(parameters: URLSearchParams, name: string): string | undefined {
	for (let number = 1; parameters.has(`Filter.${number}.Name`); number++) {
		if (parameters.get(`Filter.${number}.Name`) === name) {
			return parameters.get(`Filter.${number}.Value.1`) ?? undefined;
		}
	}

	return undefined;
}

function isAllowed(index: number): boolean {
	return (index % imageCount) % 10 !== 0;
}

function itemOf(index: number): string {
	const image = index % imageCount;
	const scattered = (index * 2_654_435_761) % 2 ** 32;
	const letter = zones[index % zones.length] ?? 'a';
	const launched = new Date(1_600_000_000_000 + (index % 90_000) * 1_000_000).toISOString();
	return `<item><instanceId>i-${scattered.toString(16).padStart(17, '0')}</instanceId><instanceType>${['m5.large', 't3.micro', 'c7g.xlarge'][index % 3] ?? ''}</instanceType><launchTime>${launched}</launchTime><availabilityZone>${region}${letter}</availabilityZone><zoneId>use1-az${zones.indexOf(letter) + 1}</zoneId><instanceState><code>16</code><name>running</name></instanceState><instanceOwnerId>123456789012</instanceOwnerId><tagSet><item><key>Name</key><value>worker-${index}</value></item><item><key>Team</key><value>team-${index % 50}</value></item><item><key>aws:autoscaling:groupName</key><value>group-${index % 400}</value></item></tagSet><imageMetadata><imageId>ami-${image.toString(16).padStart(17, '0')}</imageId><name>team-data/image-${image}</name><imageOwnerId>${100_000_000_000 + (image % 40)}</imageOwnerId><imageState>available</imageState><creationDate>2024-03-02T10:20:30.000Z</creationDate><deprecationTime>2027-03-02T10:20:30.000Z</deprecationTime><imageAllowed>${String(isAllowed(index))}</imageAllowed><isPublic>false</isPublic></imageMetadata><operator><managed>false</managed></operator></item>`;
}
