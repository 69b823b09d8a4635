import type {Action} from '../../protocol/action.ts';
import {authFailure, missingParameter, ServiceError, throttled, unauthorized} from '../../protocol/errors.ts';
import type {LiveAccount} from '../../account/live-account.ts';
import {ec2Protocol} from '../../protocol/query-protocol.ts';
import {regionalService, type Refusals, type Service} from '../service.ts';
import {
	disableAllowedImagesSettings,
	enableAllowedImagesSettings,
	readSettings,
	replaceImageCriteria,
} from './allowed-images.ts';
import {describeImageReferences} from './image-references.ts';
import {describeImages} from './images.ts';
import {describeFleets, describeSpotFleetRequests} from './fleets.ts';
import {describeInstances} from './instances.ts';
import {readManagedResourceVisibility} from './operator.ts';
import {describeSpotInstanceRequests} from './spot-requests.ts';
import {describeInstanceImageMetadata} from './instance-image-metadata.ts';
import {describeLaunchTemplates, describeLaunchTemplateVersions} from './launch-templates.ts';
import {describeAvailabilityZones, describeRegions} from './regions.ts';

const actions: ReadonlyMap<string, Action> = new Map([
	['DescribeAvailabilityZones', describeAvailabilityZones],
	['DescribeFleets', describeFleets],
	['DescribeImageReferences', describeImageReferences],
	['DescribeImages', describeImages],
	['DescribeInstanceImageMetadata', describeInstanceImageMetadata],
	['DescribeInstances', describeInstances],
	['DescribeLaunchTemplates', describeLaunchTemplates],
	['DescribeLaunchTemplateVersions', describeLaunchTemplateVersions],
	['DescribeRegions', describeRegions],
	['DescribeSpotFleetRequests', describeSpotFleetRequests],
	['DescribeSpotInstanceRequests', describeSpotInstanceRequests],
	['DisableAllowedImagesSettings', disableAllowedImagesSettings],
	['EnableAllowedImagesSettings', enableAllowedImagesSettings],
	['GetAllowedImagesSettings', readSettings],
	['GetManagedResourceVisibility', readManagedResourceVisibility],
	['ReplaceImageCriteriaInAllowedImagesSettings', replaceImageCriteria],
]);

const refusals: Refusals = {
	throttled,
	denied: (arn, action) => unauthorized(arn, action),
	expired: () => new ServiceError('RequestExpired', 'Request has expired.'),
	unsigned: () => missingParameter('AWSAccessKeyId'),
	unknownAction: (action) =>
		new ServiceError('InvalidAction', `The action ${action} is not valid for this web service.`),
	wrongRegion: authFailure,
};

/** EC2, as far as this tool and those who check it ask for it. */
export function ec2Service(live: LiveAccount): Service {
	return regionalService(live, {name: 'ec2', protocol: ec2Protocol, refusals, actions, dryRun: true});
}
