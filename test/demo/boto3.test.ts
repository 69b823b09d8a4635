import assert from 'node:assert/strict';
import {test} from 'node:test';
import {execa} from 'execa';
import {serve} from './endpoint.ts';

const {failed: isMissing} = await execa('python3', ['-c', 'import boto3'], {reject: false, timeout: 30_000});

/** What is read of every service, printed as JSON: boto3 parses each answer by its own model. */
const script = `
import boto3, json, sys
session = boto3.Session(aws_access_key_id='x', aws_secret_access_key='y', region_name='us-east-1')
client = lambda name: session.client(name, endpoint_url=sys.argv[1])
def pages(service, operation, key, **given):
    return [item for page in client(service).get_paginator(operation).paginate(**given) for item in page[key]]
managed = pages('ec2', 'describe_instances', 'Reservations', IncludeManagedResources=True, Filters=[{'Name': 'operator.principal', 'Values': ['workspaces.amazonaws.com']}])
resolved = pages('ec2', 'describe_launch_template_versions', 'LaunchTemplateVersions', Versions=['$Latest'], ResolveAlias=True)
groups = pages('autoscaling', 'describe_auto_scaling_groups', 'AutoScalingGroups', PaginationConfig={'PageSize': 3})
events = pages('cloudtrail', 'lookup_events', 'Events', LookupAttributes=[{'AttributeKey': 'EventName', 'AttributeValue': 'RunInstances'}], PaginationConfig={'MaxItems': 40})
print(json.dumps({
    'account': client('sts').get_caller_identity()['Account'],
    'managed': [one['Operator'] for reservation in managed for one in reservation['Instances']],
    'unresolved': [version['LaunchTemplateData']['ImageId'] for version in resolved if not version['LaunchTemplateData']['ImageId'].startswith('ami-')],
    'fleets': len(pages('ec2', 'describe_fleets', 'Fleets')),
    'spotFleets': len(pages('ec2', 'describe_spot_fleet_requests', 'SpotFleetRequestConfigs')),
    'spotRequests': len(pages('ec2', 'describe_spot_instance_requests', 'SpotInstanceRequests')),
    'groups': [group['AutoScalingGroupName'] for group in groups],
    'overrides': [len(group['MixedInstancesPolicy']['LaunchTemplate']['Overrides']) for group in groups if 'MixedInstancesPolicy' in group],
    'configurations': len(pages('autoscaling', 'describe_launch_configurations', 'LaunchConfigurations')),
    'events': [event['EventName'] for event in events if event['EventTime'].tzinfo is not None],
}))
`;

test('boto3 reads every service behind the endpoint', async (t) => {
	if (isMissing) {
		t.skip('boto3 is not installed');
		return;
	}

	const server = await serve(t, {instances: 60});
	const {stdout} = await execa('python3', ['-c', script, server.url], {timeout: 120_000});
	const operator = {Managed: true, Principal: 'workspaces.amazonaws.com', HiddenByDefault: true};
	assert.deepEqual(JSON.parse(stdout), {
		account: '123456789012',
		managed: [operator, operator],
		unresolved: [],
		fleets: 3,
		spotFleets: 3,
		spotRequests: 2,
		groups: [
			'web-prod',
			'api-prod',
			'orders-worker',
			'spark-workers',
			'spark-nightly',
			'ci-runners',
			'legacy-billing',
			'jumpbox',
		],
		overrides: [2],
		configurations: 3,
		events: Array.from({length: 40}, () => 'RunInstances'),
	});
});
