import type {LiveAccount} from '../account/live-account.ts';
import type {LiveOrganization} from '../organization/live-organization.ts';
import {autoScalingService} from './autoscaling/autoscaling.ts';
import {cloudTrailService} from './cloudtrail/cloudtrail.ts';
import {ec2Service} from './ec2/ec2.ts';
import {organizationsService} from './organizations/organizations.ts';
import type {Service} from './service.ts';
import {stsService} from './sts.ts';

/** Every service of an account behind the endpoint; EC2 first, which requests that tell no service are for. A new one is a line here. */
export function makeServices(live: LiveAccount, organization: LiveOrganization): readonly [Service, ...Service[]] {
	return [
		ec2Service(live),
		stsService(organization),
		autoScalingService(live),
		cloudTrailService(live),
		organizationsService(organization),
	];
}
