import {readSavedScan, type SavedScan} from '../inventory/saved-scan.ts';
import {readInput, standardInput} from './files/input.ts';

/**
The saved scan in a file, or on the standard input for `-`. `region` is that of instances that name none: the AWS CLI's output has no Region.

@throws {ProblemError} what `readInput` and `readSavedScan` throw.
*/
export async function readScanFile(
	file: string,
	{region, signal}: {readonly region?: string | undefined; readonly signal?: AbortSignal | undefined} = {},
): Promise<SavedScan> {
	const text = await readInput(file, {signal});
	return readSavedScan(text, {
		file: file === standardInput ? 'the standard input' : file,
		...(region !== undefined && {region}),
	});
}
