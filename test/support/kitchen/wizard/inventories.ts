/** What a scan of a Region has found, where it went another way than in the walk. */
import type {Instance} from '../../../../source/inventory/instance.ts';
import {Inventory} from '../../../../source/inventory/store.ts';
import {unreachable} from './problems.ts';

export function partialOf(half: Inventory): Inventory {
	const inventory = new Inventory();
	inventory.expectRegions(['us-east-1']);
	inventory.apply({type: 'zones', region: 'us-east-1', zones: ['us-east-1a', 'us-east-1b']});
	inventory.apply({type: 'zone-failed', region: 'us-east-1', zone: 'us-east-1b', problem: unreachable});
	inventory.apply({type: 'page', region: 'us-east-1', zone: 'us-east-1a', page: 1, instances: instancesOf(half)});
	inventory.apply({type: 'zone-done', region: 'us-east-1', zone: 'us-east-1a'});
	return inventory;
}

/** The same instances, as if all of them were allowed, in another Region. */
export function cleanOf(half: Inventory): Inventory {
	const inventory = new Inventory();
	const region = 'us-west-2';
	inventory.expectRegions([region]);
	inventory.apply({type: 'zones', region, zones: ['us-west-2a']});
	inventory.apply({
		type: 'page',
		region,
		zone: 'us-west-2a',
		page: 1,
		instances: instancesOf(half).map(({ImageMetadata, ...instance}) => ({
			...instance,
			Region: region,
			...(ImageMetadata !== undefined && {ImageMetadata: {...ImageMetadata, ImageAllowed: true}}),
		})),
	});
	inventory.apply({type: 'zone-done', region, zone: 'us-west-2a'});
	return inventory;
}

export function emptyInventory(): Inventory {
	const inventory = new Inventory();
	inventory.expectRegions(['us-east-1']);
	inventory.apply({type: 'zones', region: 'us-east-1', zones: []});
	return inventory;
}

/** All that a scan has found so far. */
export function instancesOf(inventory: Inventory): readonly Instance[] {
	return Array.from({length: inventory.rowCount}, (_, row) => inventory.columns.instanceAt(row));
}
