import type {ImageEvidence} from '../../../criteria/evaluation/image.ts';
import type {AllowedImagesSettings} from '../../../criteria/settings.ts';
import {Inventory} from '../../../inventory/store.ts';
import {folderVersion, type Cell, type Gap} from '../cell.ts';
import {launchesFrom} from '../launching.ts';
import {ProblemError, problemOf} from '../../../problem.ts';
import type {Instance} from '../../../inventory/instance.ts';
import {addManaged, askForManaged} from '../../scan/managed-instances.ts';
import type {AccountSession} from '../ports.ts';
import {gapOf} from './gap.ts';
import {readLaunches, readReferences, type Reading} from './read-launches.ts';

export type CellRequest = {
	readonly account: string;
	readonly region: string;
	/** Whether each instance is kept, and not only how many run each image. */
	readonly withInstances: boolean;
	readonly now: Date;
};

/**
Reads one account in one Region: settings, images in use with how many instances run each, what else launches, and what only `DescribeImages`
knows of the images, one call after the other. What can't be read is a gap.

Rejects where nothing could be read at all, with the problem of the first call, and with `expired` where the session is at its end.
*/
export async function readCell(session: AccountSession, request: CellRequest, signal: AbortSignal): Promise<Cell> {
	const {account, region, withInstances, now} = request;
	const reading: Reading = {session, region, signal};
	const gaps: Gap[] = [];
	const gap = (what: string, error: unknown): void => {
		signal.throwIfAborted();
		const problem = problemOf(error);
		if (problem.kind === 'expired' || problem.kind === 'bug') {
			throw error;
		}

		gaps.push(gapOf(what, problem));
	};

	let settings: AllowedImagesSettings | null = null;
	let firstError: unknown;
	try {
		settings = await session.settings(region, signal);
	} catch (error) {
		gap('ec2:GetAllowedImagesSettings', error);
		firstError = error;
	}

	const {inventory, managed} = await scan(reading, now);
	const failures = inventory.coverage.failures(region);
	if (settings === null && inventory.rowCount === 0 && failures.length > 0) {
		throw firstError instanceof Error ? firstError : new ProblemError(problemOf(firstError));
	}

	for (const {problem} of failures) {
		gap('ec2:DescribeInstanceImageMetadata', new ProblemError(problem));
	}

	for (const {problem} of inventory.coverage.managedGaps(region)) {
		gap('ec2:DescribeInstances', new ProblemError(problem));
	}

	const launching = await readLaunches(reading, {inventory, managed});
	const used = inventory
		.images(region)
		.flatMap(({evidence, instances}) => (evidence === undefined || instances === 0 ? [] : [evidence.ImageId]))
		.toArray();
	const launched = launching.sources.map(({imageId}) => imageId).filter((id) => id.startsWith('ami-'));
	const references = await readReferences(reading, [...new Set([...used, ...launched])]);
	gaps.push(...launching.gaps, ...references.gaps);
	const launchImages = new Map<string, ImageEvidence>(
		launched.filter((id) => !used.includes(id)).map((id) => [id, {ImageId: id}]),
	);
	try {
		await addEvidence(reading, {inventory, settings, used, launchImages});
	} catch (error) {
		gap('ec2:DescribeImages', error);
	}

	let withoutImage = 0;
	const images: Array<Cell['Images'][number]> = [];
	for (const {evidence, instances} of inventory.images(region)) {
		if (evidence === undefined) {
			withoutImage += instances;
		} else if (instances > 0) {
			images.push({Image: evidence, Instances: instances});
		}
	}

	return {
		Version: folderVersion,
		Account: account,
		Region: region,
		ReadAt: now.toISOString(),
		Settings: settings,
		Images: images,
		WithoutImage: withoutImage,
		Launches: launchesFrom([...launching.sources, ...references.sources]),
		LaunchImages: launchImages.values().toArray(),
		Gaps: gaps,
		...(withInstances && {InstanceList: [...inventory.instances()]}),
	};
}

/** Listed instances, and those that AWS services manage and hide: what could not be asked of them is in the coverage. */
async function scan(
	{session, region, signal}: Reading,
	now: Date,
): Promise<{readonly inventory: Inventory; readonly managed: readonly Instance[]}> {
	const inventory = new Inventory();
	inventory.expectRegions([region]);
	let managed: readonly Instance[] = [];
	try {
		for await (const event of session.scan(region, signal)) {
			inventory.apply(event);
		}

		const answer = await askForManaged(region, session, signal);
		managed = answer.instances;
		await addManaged(region, answer, {cloud: session, inventory, signal, now});
	} catch (error) {
		signal.throwIfAborted();
		inventory.failRegion(region, problemOf(error));
	}

	signal.throwIfAborted();
	return {inventory, managed};
}

/** Asks about every image, since nobody knows yet by which criteria they will be judged. */
async function addEvidence(
	{session, region, signal}: Reading,
	{
		inventory,
		settings,
		used,
		launchImages,
	}: {
		readonly inventory: Inventory;
		readonly settings: AllowedImagesSettings | null;
		/** By ID. */
		readonly used: readonly string[];
		/** What is known of those that are launched and that nothing runs: filled in. */
		readonly launchImages: Map<string, ImageEvidence>;
	},
): Promise<void> {
	const ids = [...used, ...launchImages.keys()];
	if (ids.length === 0) {
		return;
	}

	// While a Region enforces, AWS leaves out images that aren't allowed: that they are missing says nothing of them.
	const hidesImages = settings?.State !== 'audit-mode' && settings?.State !== 'disabled';
	for await (const images of session.evidence(region, ids, signal)) {
		const told = images.filter(({deregistered}) => !(hidesImages && deregistered === true));
		inventory.addEvidence(
			region,
			told.filter(({ImageId: id}) => !launchImages.has(id)),
		);
		for (const image of told) {
			if (launchImages.has(image.ImageId)) {
				launchImages.set(image.ImageId, image);
			}
		}
	}
}
