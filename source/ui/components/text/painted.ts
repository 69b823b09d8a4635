import chalk from 'chalk';
import type {TextStyle} from '../../theme.ts';

/**
Text with the escape sequences of a style, as Ink's `<Text>` gives it. For lines of many pieces that come by the dozen: React and Ink then have
one text to keep instead of one for each piece.
*/
export function painted(text: string, {color, dimColor, bold, underline, inverse}: TextStyle): string {
	let result = text;
	if (dimColor === true) {
		result = chalk.dim(result);
	}

	if (color !== undefined) {
		result = chalk[color](result);
	}

	if (bold === true) {
		result = chalk.bold(result);
	}

	if (underline === true) {
		result = chalk.underline(result);
	}

	return inverse === true ? chalk.inverse(result) : result;
}
