/** Images by name, a line each. */
import type {OffendingImage} from '../../inventory/counts.ts';
import {safeText} from '../../safe-text.ts';
import {clip, fit, widthOf} from '../components/text/fit.ts';
import type {Line} from '../components/text/lines.tsx';
import type {Look} from '../components/text/text-lines.ts';

/** `  5  team-data/spark-worker-4  444455556666`: how many instances run it, its name or else its ID, and whose it is. */
export function blockedImageLines(images: readonly OffendingImage[], {width, symbols}: Look): readonly Line[] {
	const {ellipsis} = symbols;
	const owners = images.map(({owner = ''}) => clip(safeText(owner), mostOfOwner, {ellipsis}));
	const ofOwner = width < leastForOwners ? 0 : Math.max(0, ...owners.map((owner) => widthOf(owner)));
	const room = Math.max(8, width - 6 - (ofOwner === 0 ? 0 : ofOwner + 2));
	return images.map(({imageId, name, instances}, index): Line => [
		{text: fit(instances.toLocaleString('en-US'), 4, {align: 'right'}), tone: 'notAllowed'},
		{text: `  ${fit(safeText(name ?? imageId), room, {truncate: 'middle', ellipsis})}`},
		...(ofOwner === 0 ? [] : [{text: `  ${owners[index] ?? ''}`, tone: 'muted' as const}]),
	]);
}

const mostOfOwner = 18;
/** In less, the names need the room. */
const leastForOwners = 36;
