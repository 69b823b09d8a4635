import assert from 'node:assert/strict';
import {test} from 'node:test';
import {partition} from '@aws-sdk/core/client';
import {consoleUrl, partitionOf} from '../../source/rollout/steps/review/partitions.ts';

/** A Region of each partition, and where its console is. */
const consoles: ReadonlyArray<readonly [region: string, host: string]> = [
	['us-east-1', 'us-east-1.console.aws.amazon.com'],
	['mx-central-1', 'mx-central-1.console.aws.amazon.com'],
	['us-gov-west-1', 'us-gov-west-1.console.amazonaws-us-gov.com'],
	['cn-north-1', 'cn-north-1.console.amazonaws.cn'],
	['eusc-de-east-1', 'eusc-de-east-1.console.amazonaws-eusc.eu'],
	['us-iso-east-1', 'us-iso-east-1.console.c2shome.ic.gov'],
	['us-isob-east-1', 'us-isob-east-1.console.sc2shome.sgov.gov'],
	['eu-isoe-west-1', 'eu-isoe-west-1.console.csphome.adc-e.uk'],
	['us-isof-south-1', 'us-isof-south-1.console.csphome.hci.ic.gov'],
];

for (const [region, host] of consoles) {
	test(`${region} is in the partition that the SDK knows it in, and its console is at ${host}`, () => {
		const name = partitionOf(region);
		assert.equal(name, (partition(region) as {name: string}).name);
		assert.equal(
			consoleUrl(region, name ?? '', {instanceId: 'i-0abc'}),
			`https://${host}/ec2/home?region=${region}#InstanceDetails:instanceId=i-0abc`,
		);
	});
}

test('a name like none is in no partition, and an unknown partition has no console', () => {
	assert.equal(partitionOf('not in the file'), undefined);
	assert.equal(consoleUrl('moon-1', 'aws-moon', {imageId: 'ami-1'}), undefined);
	assert.equal(
		consoleUrl('us-east-1', 'aws', {imageId: 'ami-1 #'}),
		'https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1#ImageDetails:imageId=ami-1%20%23',
	);
});
