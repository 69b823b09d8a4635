import type {ImageEvidence} from '../../../criteria/image.ts';
import type {AllowedImagesSettings} from '../../../criteria/settings.ts';
import {Inventory} from '../../../inventory/store.ts';
import {folderVersion, type Cell, type Gap} from '../cell.ts';
import type {Lack} from '../summary.ts';
import {ProblemError, problemOf, type Problem} from '../../../problem.ts';
import {addManaged, askForManaged} from '../../managed-instances.ts';
import type {AccountSession} from '../ports.ts';

export type CellRequest = {
	readonly account: string;
	readonly region: string;
	/** Whether each instance is kept, and not only how many run each image. */
	readonly withInstances: boolean;
	readonly now: Date;
};

/**
Reads one account in one Region: settings, images in use with how many instances run each, and what only `DescribeImages` knows of them, one
call after the other. What can't be read is a gap.

Rejects where nothing could be read at all, with the problem of the first call, and with `expired` where the session is at its end.
*/
export async function readCell(session: AccountSession, request: CellRequest, signal: AbortSignal): Promise<Cell> {
	const {account, region, withInstances, now} = request;
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

	const inventory = await scan(session, {region, now}, signal);
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

	try {
		await addEvidence(session, inventory, {region, settings}, signal);
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
		Gaps: gaps,
		...(withInstances && {InstanceList: [...inventory.instances()]}),
	};
}

/** Listed instances, and those that AWS services manage and hide: what could not be asked of them is in the coverage. */
async function scan(
	session: AccountSession,
	{region, now}: {readonly region: string; readonly now: Date},
	signal: AbortSignal,
): Promise<Inventory> {
	const inventory = new Inventory();
	inventory.expectRegions([region]);
	try {
		for await (const event of session.scan(region, signal)) {
			inventory.apply(event);
		}

		const managed = await askForManaged(region, session, signal);
		await addManaged(region, managed, {cloud: session, inventory, signal, now});
	} catch (error) {
		signal.throwIfAborted();
		inventory.failRegion(region, problemOf(error));
	}

	signal.throwIfAborted();
	return inventory;
}

/** Asks about every image, since nobody knows yet by which criteria they will be judged. */
async function addEvidence(
	session: AccountSession,
	inventory: Inventory,
	{region, settings}: {readonly region: string; readonly settings: AllowedImagesSettings | null},
	signal: AbortSignal,
): Promise<void> {
	const ids = inventory
		.images(region)
		.flatMap(({evidence, instances}) => (evidence === undefined || instances === 0 ? [] : [evidence.ImageId]))
		.toArray();
	if (ids.length === 0) {
		return;
	}

	// While a Region enforces, AWS leaves out images that aren't allowed: that they are missing says nothing of them.
	const hidesImages = settings?.State !== 'audit-mode' && settings?.State !== 'disabled';
	const isTold = ({deregistered}: ImageEvidence): boolean => !(hidesImages && deregistered === true);
	for await (const images of session.evidence(region, ids, signal)) {
		inventory.addEvidence(
			region,
			images.filter((image) => isTold(image)),
		);
	}
}

function gapOf(what: string, problem: Problem): Gap {
	const {Why: why, Next: next} = lackOf(problem);
	return {What: what, Why: why, Next: next};
}

/** A problem in a member account, whose permissions come from the template of its role. */
export function lackOf({what, next}: Problem): Lack {
	return {Why: what, Next: next.replace('allowed-amis iam-policy --read-only', 'allowed-amis org role-template')};
}
