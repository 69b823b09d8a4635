import {createContext, useContext} from 'react';

/** Where one reads in what is longer than the screen. */
export type Reading = {
	/** The page, counted on and on: after the last comes the first. */
	readonly page: number;
	/** How to read on, where more is told of. */
	readonly how: string;
};

/** What leads on in a text that is longer than its room, by the keys of where it is. */
export const readingOn = {
	arrows: 'up and down scroll',
	lines: 'J K scroll',
	pages: 'J reads on',
	/** A text that has to be read before it is acted on. */
	enter: 'enter reads on',
	/** Where no key is free for it. */
	none: 'a larger window shows it',
} as const;

export const ReadingContext = createContext<Reading>({page: 0, how: readingOn.none});

export function useReading(): Reading {
	return useContext(ReadingContext);
}
