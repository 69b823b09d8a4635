import {useMemo} from 'react';
import {offendersByName, type OffendingImage} from '../../inventory/counts.ts';
import type {Inventory} from '../../inventory/store.ts';
import type {ScanRecord} from '../../rollout/state.ts';
import {useInventoryVersion} from './use-inventory-version.ts';

/** The images that a scan found not allowed, with what is known of them by now; none before it is done. */
export function useBlockedImages(
	inventory: Inventory | undefined,
	region: string,
	scan: ScanRecord | undefined,
): readonly OffendingImage[] {
	const version = useInventoryVersion(inventory);
	const ids = scan?.status === 'done' ? scan.offendingImages : undefined;
	return useMemo(
		() => (ids === undefined ? [] : offendersByName(inventory, region, ids)),
		// The inventory changes in place: its version says when.
		[inventory, version, region, ids],
	);
}
