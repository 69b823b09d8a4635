import type {Size} from './draw.tsx';

/** The least that is drawn, the usual, one wide enough for two columns, and one for three. */
export const sizes: readonly Size[] = [
	{columns: 60, rows: 16},
	{columns: 80, rows: 24},
	{columns: 120, rows: 40},
	{columns: 200, rows: 60},
];
