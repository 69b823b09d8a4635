import type {DemoImage, DemoScan} from '../../account/account.ts';
import {element, itemSet, wrap} from '../../protocol/xml.ts';

/** An image as `DescribeImages` answers it. */
export function renderImage(image: DemoImage, allowed: boolean | undefined): string {
	const {ownerId = '', name = ''} = image;
	return (
		element('imageId', image.id) +
		element('imageLocation', `${image.ownerAlias ?? ownerId}/${name}`) +
		element('imageState', image.state) +
		element('imageOwnerId', ownerId) +
		element('creationDate', image.createdAt) +
		element('isPublic', image.isPublic) +
		renderProductCodes(image) +
		element('architecture', image.architecture) +
		element('imageType', 'machine') +
		element('platform', image.windows ? 'windows' : undefined) +
		element('platformDetails', image.windows ? 'Windows' : 'Linux/UNIX') +
		element('usageOperation', image.windows ? 'RunInstances:0002' : 'RunInstances') +
		element('imageOwnerAlias', image.ownerAlias) +
		element('name', name) +
		element('description', image.description) +
		element('rootDeviceType', 'ebs') +
		element('rootDeviceName', '/dev/xvda') +
		itemSet('blockDeviceMapping', [element('deviceName', '/dev/xvda') + wrap('ebs', rootVolume(image))]) +
		element('virtualizationType', 'hvm') +
		element('hypervisor', 'xen') +
		element('enaSupport', true) +
		element('sriovNetSupport', 'simple') +
		element('bootMode', 'uefi-preferred') +
		element('imdsSupport', 'v2.0') +
		element('deprecationTime', image.deprecatedAt) +
		element('imageAllowed', allowed) +
		renderWatermarks(image) +
		(image.scan ? wrap('scanResults', renderScan(image.scan)) : '')
	);
}

function renderProductCodes({productCodes}: DemoImage): string {
	return productCodes
		? itemSet(
				'productCodes',
				productCodes.map((code) => element('productCode', code) + element('type', 'marketplace')),
			)
		: '';
}

function rootVolume({id}: DemoImage): string {
	return (
		element('deleteOnTermination', true) +
		element('snapshotId', id.replace('ami-', 'snap-')) +
		element('volumeSize', 8) +
		element('volumeType', 'gp3') +
		element('encrypted', false)
	);
}

export function renderWatermarks({watermarks}: DemoImage): string {
	return watermarks
		? itemSet(
				'imageWatermarkSet',
				watermarks.map(
					(mark) =>
						element('watermarkKey', mark.key) +
						element('sourceImageRegion', mark.sourceRegion) +
						element('sourceImageId', mark.sourceImageId) +
						element('sourceImageCreationTime', mark.sourceCreatedAt) +
						element('watermarkCreationTime', mark.createdAt),
				),
			)
		: '';
}

function renderScan({scannedAt, highest, fixAvailableSince}: DemoScan): string {
	return (
		element('highestFindingSeverityLabel', highest) +
		element('findingScanDate', scannedAt) +
		element('informationalFixAvailableSince', fixAvailableSince?.informational) +
		element('lowFixAvailableSince', fixAvailableSince?.low) +
		element('mediumFixAvailableSince', fixAvailableSince?.medium) +
		element('highFixAvailableSince', fixAvailableSince?.high) +
		element('criticalFixAvailableSince', fixAvailableSince?.critical)
	);
}
