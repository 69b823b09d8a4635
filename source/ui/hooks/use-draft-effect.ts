import {useMemo} from 'react';
import {previewOf, type Preview} from '../../operations/preview.ts';
import {valueOf} from '../../machine/loadable.ts';
import {hasOpenDraft} from '../../rollout/guards.ts';
import type {WizardSession} from '../../rollout/session.ts';
import {currentRegion, currentWork, type WizardState} from '../../rollout/state.ts';
import {useInventoryVersion} from './use-inventory-version.ts';

/** What the draft of the current Region, where it isn't applied, would do to the instances known; `undefined` where nothing can be said. */
export function useDraftEffect(state: WizardState, session: WizardSession): Preview | undefined {
	const rollout = state.phase === 'rollout' ? state : undefined;
	const region = rollout && currentRegion(rollout);
	const criteria = rollout !== undefined && hasOpenDraft(rollout) ? currentWork(rollout).draft?.criteria : undefined;
	const account = rollout?.identity.account ?? '';
	const launches = valueOf(region === undefined ? undefined : rollout?.work[region]?.launches);
	const inventory = region === undefined || criteria === undefined ? undefined : session.inventoryOf(region);
	const version = useInventoryVersion(inventory);
	return useMemo(
		() =>
			inventory === undefined || criteria === undefined || region === undefined
				? undefined
				: previewOf(criteria, inventory, {region, account, now: session.now(), launches}),
		// The inventory changes in place: its version says when.
		[inventory, version, criteria, region, account, session, launches],
	);
}
