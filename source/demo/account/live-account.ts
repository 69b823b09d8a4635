import type {AllowedImagesSettings} from '../../criteria/settings.ts';
import type {DemoAccount} from './account.ts';
import {LiveRegion} from './live-region.ts';

/** An account of a running endpoint: its data, and its Regions as they are now. */
export class LiveAccount {
	readonly #regions: ReadonlyMap<string, LiveRegion>;
	readonly data: DemoAccount;
	readonly now: () => Date;
	/** How many reads lag behind a change of the settings. */
	readonly settleReads: number;

	constructor(data: DemoAccount, options: {readonly settleReads: number; readonly now: () => Date}) {
		this.data = data;
		this.now = options.now;
		this.settleReads = options.settleReads;
		this.#regions = new Map(data.regions.map((region) => [region.name, new LiveRegion(region, data, options.now)]));
	}

	/** Puts a declarative policy of the organization in force in every Region, or takes it out of force again. */
	manage(policy: {readonly settings: AllowedImagesSettings; readonly exceptionMessage?: string} | undefined): void {
		for (const region of this.#regions.values()) {
			region.settings.manage(policy?.settings);
			region.exceptionMessage = policy === undefined ? region.data.exceptionMessage : policy.exceptionMessage;
		}
	}

	region(name: string): LiveRegion | undefined {
		return this.#regions.get(name);
	}
}
