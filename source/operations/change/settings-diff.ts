import {diffCriteria, renderDiff, type DiffLine} from '../../criteria/comparison/diff.ts';
import {sameSettings, type AllowedImagesSettings} from '../../criteria/settings.ts';

/** What differs between two readings of a Region, as lines for a screen. */
export function diffSettings(before: AllowedImagesSettings, after: AllowedImagesSettings): readonly DiffLine[] {
	const lines: DiffLine[] = [];
	for (const key of ['State', 'ManagedBy'] as const) {
		if (before[key] !== after[key]) {
			lines.push({sign: '-', text: `${key}: ${before[key]}`}, {sign: '+', text: `${key}: ${after[key]}`});
		}
	}

	lines.push(...renderDiff(diffCriteria(before.ImageCriteria, after.ImageCriteria)).filter(({sign}) => sign !== ' '));
	return lines.length === 0 && !sameSettings(before, after)
		? [{sign: ' ', text: 'The criteria mean the same and are written differently.'}]
		: lines;
}
