import {diffCriteria, renderDiff, type DiffLine} from '../criteria/diff.ts';
import type {AllowedImagesSettings} from '../criteria/settings.ts';

/** What differs between two readings of a Region, as lines for a screen. */
export function diffSettings(before: AllowedImagesSettings, after: AllowedImagesSettings): readonly DiffLine[] {
	const lines: DiffLine[] = [];
	for (const key of ['State', 'ManagedBy'] as const) {
		if (before[key] !== after[key]) {
			lines.push({sign: '-', text: `${key}: ${before[key]}`}, {sign: '+', text: `${key}: ${after[key]}`});
		}
	}

	return [
		...lines,
		...renderDiff(diffCriteria(before.ImageCriteria, after.ImageCriteria)).filter(({sign}) => sign !== ' '),
	];
}
