import type {ImageEvidence} from '../../criteria/evaluation/image.ts';
import type {LaunchSource} from '../launches/launch.ts';
import type {Cell, CellLaunch} from './cell.ts';

/** How many names, each once, are kept of the sources of one kind that launch one image. */
export const namesKept = 3;

/** Launch sources as a cell keeps them: those of one kind that launch one image together. */
export function launchesFrom(sources: readonly LaunchSource[]): readonly CellLaunch[] {
	return Map.groupBy(sources, ({type, imageId}) => `${type} ${imageId}`)
		.values()
		.flatMap((same) => {
			const [first] = same;
			if (first === undefined) {
				return [];
			}

			const names = same.map(({by, name, id, type}) => (type === 'managed-instance' ? (by?.[0] ?? id) : (name ?? id)));
			const capacity = same.reduce((sum, {capacity: own = 0}) => sum + own, 0);
			return [
				{
					Type: first.type,
					ImageId: first.imageId,
					Sources: same.length,
					Names: [...new Set(names)].slice(0, namesKept),
					...(capacity > 0 && {Capacity: capacity}),
				},
			];
		})
		.toArray();
}

/** What launches in a cell, with what is known of the image: at least its ID, where that is known. */
export function* launchesIn({
	Images: images,
	Launches: launches = [],
	LaunchImages: more = [],
}: Cell): Generator<{readonly launch: CellLaunch; readonly evidence: ImageEvidence | undefined}, void> {
	const known = new Map(
		launches.length === 0 ? [] : [...more, ...images.map(({Image: image}) => image)].map((one) => [one.ImageId, one]),
	);
	for (const launch of launches) {
		const {ImageId: id} = launch;
		yield {launch, evidence: known.get(id) ?? (id.startsWith('ami-') ? {ImageId: id} : undefined)};
	}
}
