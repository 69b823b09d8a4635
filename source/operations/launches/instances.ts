import type {Inventory} from '../../inventory/store.ts';
import type {Instance} from '../../inventory/instance.ts';
import type {LaunchSource} from './launch.ts';

/**
What runs: the scanned instances by image, and one by one those that an AWS service manages. Terminated ones launch nothing.
@param region its name
@param inventory a scan of it
@param managed the instances that AWS services manage, listed by the scan or not.
*/
export function instanceSources(
	region: string,
	inventory: Inventory,
	managed: readonly Instance[],
): readonly LaunchSource[] {
	const counts = new Map<string, number>();
	for (const {evidence, instances} of inventory.images(region)) {
		const id = evidence?.ImageId ?? '';
		counts.set(id, (counts.get(id) ?? 0) + instances);
	}

	const sources: LaunchSource[] = [];
	for (const instance of managed) {
		if (instance.State?.Name === 'terminated') {
			continue;
		}

		const row = inventory.rowOf(region, instance.InstanceId);
		const {columns} = inventory;
		const listed = row === undefined || !columns.counts(row) ? undefined : columns.images.at(columns.imageOf(row));
		if (listed !== undefined) {
			const id = listed.evidence?.ImageId ?? '';
			counts.set(id, (counts.get(id) ?? 1) - 1);
		}

		sources.push(managedSource(region, instance));
	}

	for (const [imageId, launches] of counts) {
		if (launches > 0) {
			sources.push({
				region,
				type: 'instance',
				id: imageId,
				imageId,
				chain: [],
				launches,
				...(imageId === '' && {unresolved: 'AWS gives no image metadata of these instances'}),
			});
		}
	}

	return sources;
}

function managedSource(region: string, {InstanceId, ImageMetadata, Operator, Tags}: Instance): LaunchSource {
	const name = Tags?.find(({Key}) => Key === 'Name')?.Value;
	const principal = Operator?.Principal;
	const imageId = ImageMetadata?.ImageId ?? '';
	return {
		region,
		type: 'managed-instance',
		id: InstanceId,
		...(name !== undefined && name !== '' && {name}),
		imageId,
		chain: [],
		launches: 1,
		...(typeof principal === 'string' && {by: [principal]}),
		...(imageId === '' && {unresolved: 'AWS does not tell its image'}),
	};
}
