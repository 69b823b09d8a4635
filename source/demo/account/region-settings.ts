import type {AllowedImagesSettings} from '../../criteria/settings.ts';

/** One Region's settings: what is in force, and what reading them shows, which lags behind a change for a few reads as in AWS. */
export class RegionSettings {
	#inForce: AllowedImagesSettings;
	#shown: AllowedImagesSettings;
	#readsUntilSettled = 0;
	/** Counts the changes: whatever was derived from the settings holds for one revision. */
	revision = 0;

	constructor(settings: AllowedImagesSettings) {
		this.#inForce = settings;
		this.#shown = settings;
	}

	get inForce(): AllowedImagesSettings {
		return this.#inForce;
	}

	read(): AllowedImagesSettings {
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
		if (lag === 0) {
			this.#shown = settings;
		}
	}
}
