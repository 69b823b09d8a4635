import type {AllowedImagesSettings} from '../../criteria/settings.ts';

declare const confirmed: unique symbol;

/**
The proof that one Region may be enforced: a person typed the exact words after a complete scan of the settings in it.
Only `confirmEnforcement` of `rollout/guards.ts` makes one, so that no other code can ask for `enabled`.
*/
export type Enforcement = {
	readonly region: string;
	/** The settings that were scanned; the Region must still report exactly these right before the call. */
	readonly settings: AllowedImagesSettings;
	readonly [confirmed]: true;
};
