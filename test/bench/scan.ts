/**
How fast a scan takes instances in, end to end over HTTP from an endpoint in a process of its own that has its answers ready: this tool, beside
the SDK's own paginator, the AWS CLI and boto3 where they are installed, and the bare bytes as the ceiling. Then the whole command with its file.
The ways take turns, so that what else the machine does is spread over all of them; absolute numbers are the machine's.
*/
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {EC2Client, paginateDescribeInstanceImageMetadata} from '@aws-sdk/client-ec2';
import {execa} from 'execa';
import {createCloud} from '../../source/aws/cloud.ts';
import {demoCredentials} from '../../source/demo/server.ts';
import {Inventory} from '../../source/inventory/store.ts';
import {environmentFor, program} from '../end-to-end/app.ts';
import {startEndpoint} from './endpoint.ts';
import {record, type Figure} from './report.ts';

const region = 'us-east-1';
const rounds = 3;

/** `instances`: how many the slow peers read; this tool and the bytes read twice as many. */
export async function bench({instances = 100_000}: {readonly instances?: number} = {}): Promise<void> {
	await intoInventory(instances);
	await intoFile(instances);
}

async function intoInventory(instances: number): Promise<void> {
	console.log(
		`scan: ${(2 * instances).toLocaleString('en')} instances into an inventory, ${instances.toLocaleString('en')} for peers`,
	);
	using many = await startEndpoint(300, 2 * instances);
	using some = await startEndpoint(300, instances);
	const speeds = await inTurn({
		'bare bytes': async () => asBytes(many.url),
		'allowed-amis, one query': async () => byCloud(many.url, Infinity),
		'allowed-amis, zones side by side': async () => byCloud(many.url, 1000),
		'SDK paginator': async () => bySdk(some.url),
		boto3: async () => byBoto(some.url),
	});
	const figures = new Map<string, Figure | undefined>();
	for (const name of ['bare bytes', 'SDK paginator', 'boto3']) {
		figures.set(name, record(`scan to inventory: ${name}`, 'instances/s', speeds.get(name) ?? []));
	}

	for (const name of ['allowed-amis, one query', 'allowed-amis, zones side by side']) {
		for (const [peer, wanted] of [
			['bare bytes', '≥ 0.4 ×'],
			['SDK paginator', '≥ 5 ×'],
			['boto3', '≥ 15 ×'],
		] as const) {
			record(`scan to inventory: ${name}`, 'instances/s', speeds.get(name) ?? [], {against: figures.get(peer), wanted});
		}
	}
}

async function intoFile(instances: number): Promise<void> {
	console.log(`scan: ${instances.toLocaleString('en')} instances into a file of JSON, whole processes`);
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'allowed-amis-bench-'));
	try {
		using endpoint = await startEndpoint(300, instances);
		const env = environmentFor(endpoint, folder);
		const scan = async (format: string): Promise<number> => {
			const output = ['--format', format, '--output', path.join(folder, format), '--overwrite'];
			await execa(process.execPath, [program, 'scan', '--region', region, ...output], {env, reject: false});
			return instances;
		};

		const speeds = await inTurn({
			json: async () => scan('json'),
			ndjson: async () => scan('ndjson'),
			csv: async () => scan('csv'),
			async aws() {
				const query = ['--query', 'InstanceImageMetadata', '--output', 'json'];
				await execa('aws', ['ec2', 'describe-instance-image-metadata', '--region', region, ...query], {
					env,
					stdout: {file: path.join(folder, 'aws')},
					// It is over 100 MB, at which execa ends what it keeps.
					buffer: false,
				});
				return instances;
			},
		});
		const aws = record('whole process to JSON: the AWS CLI', 'instances/s', speeds.get('aws') ?? []);
		for (const format of ['json', 'ndjson', 'csv']) {
			record(`whole process to a file: scan --format ${format}`, 'instances/s', speeds.get(format) ?? [], {
				against: aws,
				wanted: '≥ 15 ×',
			});
		}
	} finally {
		await fs.rm(folder, {recursive: true, force: true});
	}
}

async function byCloud(url: string, fanOutAfter: number): Promise<number> {
	const cloud = createCloud({
		endpointUrl: url,
		credentials: demoCredentials,
		// As fast as it goes: AWS's own limit of 20 pages a second is not what is measured here.
		scan: {fanOutAfter, pace: {perSecond: 100_000, burst: 100_000}},
	});
	const inventory = new Inventory();
	for await (const event of cloud.scan(region, new AbortController().signal)) {
		inventory.apply(event);
	}

	cloud.close();
	return inventory.totals().instances;
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

async function byBoto(url: string): Promise<number> {
	const script = [
		'import boto3, sys',
		'ec2 = boto3.client("ec2", endpoint_url=sys.argv[1])',
		'pages = ec2.get_paginator("describe_instance_image_metadata").paginate(PaginationConfig={"PageSize": 1000})',
		'print(sum(len(page["InstanceImageMetadata"]) for page in pages))',
	];
	const {stdout} = await execa('python3', ['-c', script.join('\n'), url], {
		env: {
			AWS_ACCESS_KEY_ID: demoCredentials.accessKeyId,
			AWS_SECRET_ACCESS_KEY: demoCredentials.secretAccessKey,
			AWS_CONFIG_FILE: '/dev/null',
			AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
			AWS_DEFAULT_REGION: region,
		},
	});
	return Number(stdout);
}

/** Instances a second of each way, once around for the caches and the endpoint's answers and then as often as there are rounds. */
async function inTurn(
	ways: Readonly<Record<string, () => Promise<number>>>,
): Promise<ReadonlyMap<string, readonly number[]>> {
	const speeds = new Map<string, number[]>();
	for (let round = 0; round <= rounds; round++) {
		for (const [name, read] of Object.entries(ways)) {
			const started = performance.now();
			const count = await orNothing(read);
			if (round > 0 && count !== undefined) {
				speeds.set(name, [...(speeds.get(name) ?? []), count / ((performance.now() - started) / 1000)]);
			}
		}
	}

	return speeds;
}

/** `undefined` where a peer is not installed. */
async function orNothing(read: () => Promise<number>): Promise<number | undefined> {
	try {
		return await read();
	} catch (error) {
		console.log(`  not measured: ${error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error)}`);
		return undefined;
	}
}
