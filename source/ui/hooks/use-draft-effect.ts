import {useMemo} from 'react';
import type {ImageCriteria} from '../../criteria/criterion.ts';
import {previewOf, type Preview} from '../../operations/change/preview.ts';
import {valueOf} from '../../machine/loadable.ts';
import {hasOpenDraft} from '../../rollout/guards.ts';
import type {WizardSession} from '../../rollout/session.ts';
import {currentRegion, currentWork, type WizardState} from '../../rollout/state.ts';
import {useInventoryVersion} from './use-inventory-version.ts';

/** What criteria would do to the instances known of the current Region, and to what launches there; `undefined` where nothing can be said. */
export function usePreview(
	criteria: ImageCriteria | undefined,
	state: WizardState,
	session: WizardSession,
): Preview | undefined {
	const rollout = state.phase === 'rollout' ? state : undefined;
	const region = rollout && currentRegion(rollout);
	const account = rollout?.identity.account ?? '';
	const launches = valueOf(region === undefined ? undefined : rollout?.work[region]?.launches);
	const scan = region === undefined ? undefined : rollout?.work[region]?.scan;
	const scannedUnder = scan?.status === 'done' ? scan.settings.ImageCriteria : undefined;
	const inventory = region === undefined || criteria === undefined ? undefined : session.inventoryOf(region);
	const version = useInventoryVersion(inventory);
	return useMemo(
		() =>
			inventory === undefined || criteria === undefined || region === undefined
				? undefined
				: previewOf(criteria, inventory, {region, account, now: session.now(), launches, scannedUnder}),
		// The inventory changes in place: its version says when.
		[inventory, version, criteria, region, account, session, launches, scannedUnder],
	);
}

/** What the draft of the current Region, where it isn't applied, would do to the instances known; `undefined` where nothing can be said. */
export function useDraftEffect(state: WizardState, session: WizardSession): Preview | undefined {
	const isOpen = state.phase === 'rollout' && hasOpenDraft(state);
	return usePreview(isOpen ? currentWork(state).draft?.criteria : undefined, state, session);
}
