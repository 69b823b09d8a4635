import {createContext, useContext} from 'react';
import {resolveTheme, type Theme} from '../theme.ts';

/** The looks in force; the root provides them. The default is colour and Unicode. */
export const ThemeContext = createContext<Theme>(resolveTheme({}));

export function useTheme(): Theme {
	return useContext(ThemeContext);
}
