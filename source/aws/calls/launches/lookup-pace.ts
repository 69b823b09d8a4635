import {Pacer} from '../../client/pace.ts';

/** CloudTrail's limit for an account and Region, whoever calls, less a little for clocks that differ. */
const pace = {perSecond: 1.9, burst: 1} as const;

/** One pace for each Region, shared by whatever looks events up there. */
export class LookupPaces {
	readonly #pacers = new Map<string, Pacer>();

	of(region: string): Pacer {
		const pacer = this.#pacers.get(region) ?? new Pacer(pace);
		this.#pacers.set(region, pacer);
		return pacer;
	}
}
