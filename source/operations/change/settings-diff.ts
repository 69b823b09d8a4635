import {diffCriteria, renderDiff, type DiffLine} from '../../criteria/comparison/diff.ts';
import {wholeLists} from '../../criteria/whole-lists.ts';
import {sameCriteria, sameSettings, type AllowedImagesSettings} from '../../criteria/settings.ts';

/** What a Region reports beside its criteria, and how a screen calls it. */
const named = [
	['State', 'state'],
	['ManagedBy', 'managed by'],
] as const;

/** What differs between two readings of a Region, as lines for a screen. */
export function diffSettings(before: AllowedImagesSettings, after: AllowedImagesSettings): readonly DiffLine[] {
	const lines: DiffLine[] = [];
	for (const [key, label] of named) {
		if (before[key] !== after[key]) {
			lines.push({sign: '-', text: `${label}: ${before[key]}`}, {sign: '+', text: `${label}: ${after[key]}`});
		}
	}

	lines.push(...renderDiff(diffCriteria(before.ImageCriteria, after.ImageCriteria)).filter(({sign}) => sign !== ' '));
	return lines.length === 0 && !sameSettings(before, after)
		? [{sign: ' ', text: 'The criteria mean the same and are written differently.'}]
		: lines;
}

/** What is sent to make one reading of another: the difference, and whatever of the new criteria it shortens, in whole. */
export function sentSettings(before: AllowedImagesSettings, after: AllowedImagesSettings): readonly DiffLine[] {
	const lists = sameCriteria(before.ImageCriteria, after.ImageCriteria) ? [] : wholeLists(after.ImageCriteria);
	return [...diffSettings(before, after), ...lists.map((text): DiffLine => ({sign: ' ', text}))];
}
