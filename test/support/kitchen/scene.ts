import type {ReactElement} from 'react';
import type {Focus} from '../../../source/ui/keys/binding.ts';

/** One state of one screen. */
export type Scene = {
	/** `review: by image`. */
	readonly name: string;
	/** A screen of its own each time: what is pressed in one is not felt in another. */
	readonly open: () => Still;
};

/** A screen that stands still: it answers keys, and waits for nothing. */
export type Still = {
	readonly screen: ReactElement;
	press(...keys: readonly string[]): void;
	/** All that a key can change; the same objects where it changed nothing. */
	look(): readonly unknown[];
	/** What it would set going, by name. */
	work(): readonly string[];
	/** Where the focus is, and the keys that work there. */
	focus(): Focus<unknown>;
};
