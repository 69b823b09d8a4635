import type {AutoScalingClient} from '@aws-sdk/client-auto-scaling';
import type {CloudTrailClient} from '@aws-sdk/client-cloudtrail';
import type {EC2Client} from '@aws-sdk/client-ec2';
import type {OrganizationsClient} from '@aws-sdk/client-organizations';
import type {ServiceName} from './configuration/endpoint.ts';
import type {ServiceSettings} from './service-settings.ts';
import type {Keys} from './credentials/keys.ts';
import {refuseForeignAnswers} from './errors/foreign-answers.ts';
import {refuseChanges} from './read-only.ts';

/** The client of each service that calls are sent to in a Region, by the prefix of its IAM actions. */
export type RegionalClients = {
	readonly ec2: EC2Client;
	readonly autoscaling: AutoScalingClient;
	readonly cloudtrail: CloudTrailClient;
	readonly organizations: OrganizationsClient;
};
export type RegionalService = keyof RegionalClients;

/** The services beside EC2: their SDKs are loaded with the first call that needs them. */
export type LaunchService = Exclude<RegionalService, 'ec2'>;

type Config = ServiceSettings & {readonly region: string; readonly credentials: () => Promise<Keys>};

/** How the AWS configuration spells a service. */
export const endpointNames: Readonly<Record<LaunchService, ServiceName>> = {
	autoscaling: 'auto_scaling',
	cloudtrail: 'cloudtrail',
	organizations: 'organizations',
};

const makers: {readonly [Service in LaunchService]: (config: Config) => Promise<RegionalClients[Service]>} = {
	async autoscaling(config) {
		const {AutoScalingClient} = await import('@aws-sdk/client-auto-scaling');
		return new AutoScalingClient(config);
	},
	async cloudtrail(config) {
		const {CloudTrailClient} = await import('@aws-sdk/client-cloudtrail');
		return new CloudTrailClient(config);
	},
	async organizations(config) {
		const {OrganizationsClient} = await import('@aws-sdk/client-organizations');
		return new OrganizationsClient(config);
	},
};

/** Makes the client of a service that this tool only ever reads from: it sends nothing else, whatever the run may change elsewhere. */
export async function makeServiceClient<Service extends LaunchService>(
	service: Service,
	config: Config,
): Promise<RegionalClients[Service]> {
	const client = await makers[service](config);
	refuseForeignAnswers(client, service);
	refuseChanges(client);
	return client;
}
