import {createContext, useContext} from 'react';

/** The room inside the frame, in columns and rows. */
export type BodySize = {
	readonly width: number;
	readonly height: number;
	/** Rows at its end that a notice lies over: what is drawn there can't be read. */
	readonly covered: number;
};

/** The frame provides it; the default is what an 80×24 terminal leaves. */
export const BodySizeContext = createContext<BodySize>({width: 78, height: 18, covered: 0});

export function useBodySize(): BodySize {
	return useContext(BodySizeContext);
}
