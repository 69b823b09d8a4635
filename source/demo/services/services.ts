import type {LiveAccount} from '../account/live-account.ts';
import {autoScalingService} from './autoscaling/autoscaling.ts';
import {cloudTrailService} from './cloudtrail/cloudtrail.ts';
import {ec2Service} from './ec2/ec2.ts';
import type {Service} from './service.ts';
import {stsService} from './sts.ts';

/** Every service behind the endpoint; EC2 first, which requests that tell no service are for. A new one is a line here. */
export function makeServices(live: LiveAccount): readonly [Service, ...Service[]] {
	return [ec2Service(live), stsService(live), autoScalingService(live), cloudTrailService(live)];
}
