import type {AllowedImagesSettings} from '../../criteria/settings.ts';

/** How long before the endpoint's start its Regions had their settings. */
const longAgo = 2 * 86_400_000;

/** One Region's settings: what is in force, and what reading them shows, which lags behind a change for a few reads as in AWS. */
export class RegionSettings {
	#inForce: AllowedImagesSettings;
	#shown: AllowedImagesSettings;
	#readsUntilSettled = 0;
	#managed: AllowedImagesSettings | undefined;
	readonly #changes: Array<{readonly from: number; readonly settings: AllowedImagesSettings}>;
	readonly #now: () => Date;
	/** Counts the changes: whatever was derived from the settings holds for one revision. */
	revision = 0;

	constructor(settings: AllowedImagesSettings, now: () => Date) {
		this.#now = now;
		this.#changes = [{from: now().getTime() - longAgo, settings}];
		this.#inForce = settings;
		this.#shown = settings;
	}

	get inForce(): AllowedImagesSettings {
		return this.#managed ?? this.#inForce;
	}

	/** Settings of a declarative policy, which hold in place of the account's own; without any, the account's own hold again. */
	manage(settings: AllowedImagesSettings | undefined): void {
		if (settings === this.#managed) {
			return;
		}

		this.#managed = settings;
		this.revision++;
		this.#changes.push({from: this.#now().getTime(), settings: this.inForce});
	}

	read(): AllowedImagesSettings {
		if (this.#managed !== undefined) {
			return this.#managed;
		}

		if (this.#readsUntilSettled > 0) {
			this.#readsUntilSettled--;
			return this.#shown;
		}

		this.#shown = this.#inForce;
		return this.#shown;
	}

	/** Puts other settings in force; so many reads (`lag`) still show those of before. */
	change(settings: AllowedImagesSettings, lag: number): void {
		this.#inForce = settings;
		this.#readsUntilSettled = lag;
		this.revision++;
		this.#changes.push({from: this.#now().getTime(), settings});
		if (lag === 0) {
			this.#shown = settings;
		}
	}

	/** The settings that were in force at a time, in milliseconds since 1970. */
	at(time: number): AllowedImagesSettings {
		return this.#changes.findLast(({from}) => from <= time)?.settings ?? this.#inForce;
	}

	/** The periods in which the Region was enforced, until now, in milliseconds since 1970. */
	enforced(now: Date): Array<{from: number; to: number}> {
		const periods: Array<{from: number; to: number}> = [];
		for (const [index, {from, settings}] of this.#changes.entries()) {
			const before = this.#changes[index - 1]?.settings.State;
			const to = this.#changes[index + 1]?.from ?? now.getTime();
			const last = periods.at(-1);
			if (settings.State !== 'enabled') {
				continue;
			}

			if (before === 'enabled' && last) {
				last.to = to;
			} else {
				periods.push({from, to});
			}
		}

		return periods;
	}
}
