import {createContext, useContext} from 'react';

/** Where one reads in what is longer than the screen. */
export type Reading = {
	/** The page, counted on and on: after the last comes the first. */
	readonly page: number;
	/** How to read on, where more is told of. */
	readonly how: string;
};

export const ReadingContext = createContext<Reading>({page: 0, how: 'a larger window shows it'});

export function useReading(): Reading {
	return useContext(ReadingContext);
}
