import {compileCriteria, type Evaluator} from '../criteria/evaluate.ts';
import type {AllowedImagesSettings} from '../criteria/settings.ts';
import {criterionInWords, stateInWords} from '../criteria/words.ts';
import type {Inventory} from '../inventory/store.ts';
import type {Judge} from '../inventory/verdicts.ts';
import type {Report} from '../inventory/writers/report.ts';
import type {Cloud, Identity} from '../operations/ports.ts';
import {regionsAtOnce} from './collect.ts';
import type {Context} from './program/context.ts';
import {sideBySide} from './side-by-side.ts';

/**
What a report says beside the instances: as whom it was scanned, and the criteria of each Region, which give the reasons. What can't be read
is left out: a report without reasons is still a report.
*/
export async function reportOf(context: Context, cloud: Cloud, inventory: Inventory): Promise<Report> {
	const now = new Date();
	const regions = inventory.coverage.regions.map(({region}) => region);
	const [identity, settings] = await Promise.all([
		readOrNothing(context, async () => cloud.identity(context.signal)),
		sideBySide(regions, regionsAtOnce, async (region) =>
			readOrNothing(context, async () => cloud.settings(region, context.signal)),
		),
	]);
	const known = regions.flatMap((region, index) => {
		const one = settings[index];
		return one === undefined ? [] : [{region, settings: one}];
	});
	return {
		inventory,
		scannedAt: now.toISOString(),
		...(identity !== undefined && {identity, judge: judgeFor(inventory, known, identity, now)}),
		regions: known.map(({region, settings: {State, ImageCriteria}}) => ({
			region,
			state: stateInWords(State),
			criteria: ImageCriteria.map((criterion) => criterionInWords(criterion)),
		})),
	};
}

/** Gives AWS's verdict, and our reason for it under the criteria of the image's Region. An AMI ID is of one Region only. */
function judgeFor(
	inventory: Inventory,
	regions: ReadonlyArray<{readonly region: string; readonly settings: AllowedImagesSettings}>,
	{account}: Identity,
	now: Date,
): Judge {
	const evaluators = new Map<string, Evaluator>(
		regions.map(({region, settings}) => [region, compileCriteria(settings.ImageCriteria, {account, now})]),
	);
	const regionOf = new Map(
		inventory
			.images()
			.flatMap(({region, evidence}) => (evidence === undefined ? [] : [[evidence.ImageId, region] as const])),
	);
	return {
		reasonOf: (image) => evaluators.get(regionOf.get(image.ImageId) ?? '')?.explain(image).summary ?? '',
	};
}

async function readOrNothing<Value>(context: Context, read: () => Promise<Value>): Promise<Value | undefined> {
	try {
		return await read();
	} catch {
		context.signal.throwIfAborted();
		return undefined;
	}
}
