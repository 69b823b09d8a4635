/**
How fast a scan takes instances in, end to end over HTTP from the demo endpoint in a process of its own: this tool, beside the SDK's own
paginator, the AWS CLI and boto3 where they are installed, and the bare bytes as the ceiling. Absolute numbers are the machine's; the ratios
are taken in one run.
*/
import {EC2Client, paginateDescribeInstanceImageMetadata} from '@aws-sdk/client-ec2';
import {execa} from 'execa';
import {createCloud} from '../../source/aws/cloud.ts';
import {demoCredentials} from '../../source/demo/server.ts';
import {startEndpoint} from './endpoint.ts';

const instances = 60_000;
const region = 'us-east-1';

export async function bench(): Promise<void> {
	using endpoint = await startEndpoint(instances);
	let reference: number | undefined;
	for (const [name, read] of Object.entries(ways)) {
		const speed = await measured(name, async () => read(endpoint.url), reference);
		reference ??= speed;
	}
}

const ways = {
	"the SDK's paginator": bySdk,
	'the bare bytes': asBytes,
	'allowed-amis, one query': async (url: string) => byCloud(url, Infinity),
	'allowed-amis, zones side by side': async (url: string) => byCloud(url, 1000),
	'aws (the AWS CLI)': byCli,
	boto3: byBoto,
};

async function byCloud(url: string, fanOutAfter: number): Promise<number> {
	const cloud = createCloud({
		endpointUrl: url,
		credentials: demoCredentials,
		// As fast as it goes: AWS's own limit of 20 pages a second is not what is measured here.
		scan: {fanOutAfter, pace: {perSecond: 100_000, burst: 100_000}},
	});
	let count = 0;
	for await (const event of cloud.scan(region, new AbortController().signal)) {
		count += event.type === 'page' ? event.instances.length : 0;
	}

	cloud.close();
	return count;
}

async function bySdk(url: string): Promise<number> {
	const client = new EC2Client({endpoint: url, region, credentials: demoCredentials});
	let count = 0;
	for await (const {InstanceImageMetadata: rows = []} of paginateDescribeInstanceImageMetadata(
		{client, pageSize: 1000},
		{},
	)) {
		count += rows.length;
	}

	client.destroy();
	return count;
}

async function asBytes(url: string): Promise<number> {
	let count = 0;
	let token: string | undefined;
	do {
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				authorization: `AWS4-HMAC-SHA256 Credential=AKIADEMO/20260101/${region}/ec2/aws4_request, SignedHeaders=host, Signature=0`,
				'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
			},
			body: new URLSearchParams({
				Action: 'DescribeInstanceImageMetadata',
				Version: '2016-11-15',
				MaxResults: '1000',
				...(token !== undefined && {NextToken: token}),
			}),
		});
		const body = await response.text();
		count += body.split('<instanceId>').length - 1;
		token = /<nextToken>([^<]+)/.exec(body)?.[1];
	} while (token !== undefined);

	return count;
}

/** What the AWS CLI and boto3 run under: keys and a Region, and nothing of this machine's own configuration. */
const environment = {
	AWS_ACCESS_KEY_ID: demoCredentials.accessKeyId,
	AWS_SECRET_ACCESS_KEY: demoCredentials.secretAccessKey,
	AWS_CONFIG_FILE: '/dev/null',
	AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
	AWS_DEFAULT_REGION: region,
};

async function byCli(url: string): Promise<number> {
	// One line for each of the CLI's pages would not be one number: it counts after it has put them together.
	const query = ['--query', 'length(InstanceImageMetadata)', '--output', 'json'];
	const {stdout} = await execa('aws', ['ec2', 'describe-instance-image-metadata', '--endpoint-url', url, ...query], {
		env: environment,
	});
	return Number(stdout);
}

async function byBoto(url: string): Promise<number> {
	const script = [
		'import boto3, sys',
		'ec2 = boto3.client("ec2", endpoint_url=sys.argv[1])',
		'pages = ec2.get_paginator("describe_instance_image_metadata").paginate(PaginationConfig={"PageSize": 1000})',
		'print(sum(len(page["InstanceImageMetadata"]) for page in pages))',
	];
	const {stdout} = await execa('python3', ['-c', script.join('\n'), url], {env: environment});
	return Number(stdout);
}

/**
Reads them all twice in one way, first so that the endpoint has its answers ready, and prints the speed of the second time; gives instances
a second, or nothing where the tool isn't there.
*/
async function measured(name: string, read: () => Promise<number>, reference?: number): Promise<number | undefined> {
	try {
		await read();
		const started = performance.now();
		const count = await read();
		const seconds = (performance.now() - started) / 1000;
		const speed = count / seconds;
		const ratio = reference === undefined ? '' : `  ${(speed / reference).toFixed(1)} × the SDK's paginator`;
		const rounded = Math.round(speed).toLocaleString('en').padStart(9);
		console.log(`${name.padEnd(34)} ${rounded} instances/s  (${count} in ${seconds.toFixed(2)} s)${ratio}`);
		return speed;
	} catch (error) {
		const [reason = ''] = error instanceof Error ? error.message.split('\n') : [];
		console.log(`${name.padEnd(34)} not measured: ${reason}`);
		return undefined;
	}
}
