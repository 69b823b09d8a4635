import {Listing, type ListingQuery} from './listing.ts';
import {SlicedWork, type Scheduler} from './scheduler.ts';

export type LiveListingOptions = {
	readonly scheduler: Scheduler;
	/** Milliseconds of work at a time. */
	readonly slice: number;
	/** What to list now. */
	readonly query: () => ListingQuery;
	/** Called with each listing that is whole, also when it grew. */
	readonly completed: (listing: Listing) => void;
	/** Called when anything else changed: a first part of a listing can be seen, or the work has ended. */
	readonly changed: () => void;
};

/** The listing of what is asked for now, worked out in slices and kept up to date with its inventory. */
export class LiveListing {
	readonly #work: SlicedWork;
	readonly #options: LiveListingOptions;
	#current: Listing;

	constructor(options: LiveListingOptions) {
		this.#options = options;
		this.#work = new SlicedWork(options.scheduler, options.slice);
		this.#current = new Listing(options.query());
	}

	/** What can be seen: what was asked for last, or, while that is being worked out, what was asked for before. */
	get current(): Listing {
		return this.#current;
	}

	get isBusy(): boolean {
		return this.#work.isRunning;
	}

	/** Puts an empty list in place of one that must not be seen or acted upon any more, until `rebuild` has another. */
	blank(): void {
		this.#current = new Listing(this.#options.query(), this.#current);
	}

	/**
	Lists what is asked for now.

	@param firstScreen As soon as so many lines are known they can be seen; without it, the listing before stays until all are.
	*/
	rebuild(firstScreen = Infinity): void {
		this.#run(this.#build(firstScreen));
	}

	/** To be called when the inventory changed. */
	catchUp(): void {
		// Work that is under way looks itself whether more came before it ends.
		if (!this.#work.isRunning) {
			this.#run(this.#receive());
		}
	}

	stop(): void {
		this.#work.stop();
	}

	#run(work: Generator<void, void>): void {
		this.#work.start(work, this.#options.changed);
	}

	*#build(firstScreen: number): Generator<void, void> {
		const listing = new Listing(this.#options.query(), this.#current);
		const steps = listing.build();
		while (steps.next().done !== true) {
			if (this.#current !== listing && listing.length >= firstScreen) {
				this.#current = listing;
				this.#options.changed();
			}

			yield;
		}

		this.#complete(listing);
		yield* this.#receive();
	}

	/** Receives what came meanwhile, until there is nothing more. */
	*#receive(): Generator<void, void> {
		for (;;) {
			if (this.#current.isOutdated) {
				const listing = new Listing(this.#options.query(), this.#current);
				yield* listing.build();
				this.#complete(listing);
			} else if (this.#current.isBehind) {
				yield* this.#current.extend();
				this.#complete(this.#current);
			} else {
				return;
			}

			yield;
		}
	}

	#complete(listing: Listing): void {
		this.#current = listing;
		this.#options.completed(listing);
	}
}
