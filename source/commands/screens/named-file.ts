import {ProblemError} from '../../problem.ts';
import {readInput, standardInput} from '../../storage/files/input.ts';

/** The text of a file that was named on a screen, as `readInput` reads it; `-` is none there, since the standard input is the keyboard. */
export async function readNamedFile(file: string, signal: AbortSignal): Promise<string> {
	if (file === standardInput) {
		throw new ProblemError({
			kind: 'storage',
			what: '"-" is no file here: the standard input is your keyboard.',
			next: 'Name a file; one that is called so is ./-.',
		});
	}

	return readInput(file, {signal});
}
