import type {SavedScan} from '../../inventory/saved-scan.ts';
import {ProblemError} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import {readScanFile} from '../../storage/scan-file.ts';
import type {Context} from '../program/context.ts';
import {namedRegions} from './scanning.ts';

/**
The saved scan of a file, or its part in the Regions of `--region`. One Region is also that of instances that name none: the AWS CLI prints none.

@throws {ProblemError} what `readScanFile` throws; `not-found` for a Region of which the file holds nothing.
*/
export async function savedScanFor(context: Context, file: string): Promise<SavedScan> {
	const named = namedRegions(context);
	const [only] = named;
	const scan = await readScanFile(file, {
		signal: context.signal,
		...(named.length === 1 && {region: only}),
	});
	if (named.length === 0 || scan.instances.length === 0) {
		return scan;
	}

	const regions = new Set(scan.instances.map(({Region}) => Region));
	const missing = named.find((name) => !regions.has(name));
	if (missing !== undefined) {
		throw new ProblemError({
			kind: 'not-found',
			what: `${safeText(file)} holds no instances of ${safeText(missing)}.`,
			next: `It holds those of ${[...regions].toSorted().join(', ')}.`,
		});
	}

	return {...scan, instances: scan.instances.filter(({Region}) => named.includes(Region))};
}
