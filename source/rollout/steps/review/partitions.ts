/** A partition: Regions with accounts, ARNs and a console of their own. */
type Partition = {
	/** As in ARNs. */
	readonly name: string;
	readonly regions: RegExp;
	readonly consoleHost: string;
};

/**
Those that the SDK knows. The consoles of the isolated ones have the domains of the sign-in hosts that the SDK has for them.
@see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
*/
const partitions: readonly Partition[] = [
	{name: 'aws-us-gov', regions: /^us-gov-\w+-\d+$/, consoleHost: 'console.amazonaws-us-gov.com'},
	{name: 'aws-cn', regions: /^cn-\w+-\d+$/, consoleHost: 'console.amazonaws.cn'},
	{name: 'aws-eusc', regions: /^eusc-\w+-\w+-\d+$/, consoleHost: 'console.amazonaws-eusc.eu'},
	{name: 'aws-iso', regions: /^us-iso-\w+-\d+$/, consoleHost: 'console.c2shome.ic.gov'},
	{name: 'aws-iso-b', regions: /^us-isob-\w+-\d+$/, consoleHost: 'console.sc2shome.sgov.gov'},
	{name: 'aws-iso-e', regions: /^eu-isoe-\w+-\d+$/, consoleHost: 'console.csphome.adc-e.uk'},
	{name: 'aws-iso-f', regions: /^us-isof-\w+-\d+$/, consoleHost: 'console.csphome.hci.ic.gov'},
	{name: 'aws', regions: /^[a-z]{2}-\w+-\d+$/, consoleHost: 'console.aws.amazon.com'},
];

/** The partition that a Region is in, by its name; `undefined` where the name is like none. */
export function partitionOf(region: string): string | undefined {
	return partitions.find(({regions}) => regions.test(region))?.name;
}

/** The page in the AWS console of an instance or an image; `undefined` where the console of that partition isn't known. */
export function consoleUrl(
	region: string,
	partition: string,
	page: {readonly instanceId: string} | {readonly imageId: string},
): string | undefined {
	const host = partitions.find(({name}) => name === partition)?.consoleHost;
	const place =
		'instanceId' in page
			? `InstanceDetails:instanceId=${encodeURIComponent(page.instanceId)}`
			: `ImageDetails:imageId=${encodeURIComponent(page.imageId)}`;
	const name = encodeURIComponent(region);
	return host === undefined ? undefined : `https://${name}.${host}/ec2/home?region=${name}#${place}`;
}
