import {useCallback, useSyncExternalStore} from 'react';
import type {Inventory} from '../../inventory/store.ts';

/** Draws anew when the inventory changed, at most as often as it tells (five times a second). */
export function useInventoryVersion(inventory: Inventory | undefined): number {
	const subscribe = useCallback(
		(listener: () => void) => inventory?.subscribe(listener) ?? (() => undefined),
		[inventory],
	);
	return useSyncExternalStore(subscribe, () => inventory?.version ?? 0);
}
