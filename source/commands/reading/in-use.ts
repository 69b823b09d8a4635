/** The images in use, from AWS or from a saved scan, with the evidence that judging them by other criteria takes. */
import type {ImageCriteria} from '../../criteria/criterion.ts';
import type {ImageInUse} from '../../criteria/comparison/what-if.ts';
import {Inventory} from '../../inventory/store.ts';
import {coverageInWords} from '../../inventory/words.ts';
import {regionsAtOnce} from '../../operations/scan/collect.ts';
import type {Cloud} from '../../operations/ports.ts';
import {imagesInUse} from '../../operations/change/preview.ts';
import {sideBySide} from '../../operations/side-by-side.ts';
import {problemOf, type Problem} from '../../problem.ts';
import type {Context} from '../program/context.ts';
import {UsageError} from '../program/exit-code.ts';
import {say, sayProblem} from '../program/terminal.ts';
import {savedScanFor} from './saved-scan.ts';
import {regionsFor, scanRegions} from './scanning.ts';

/** What criteria are tried on. */
export type Ground = {
	readonly inventory: Inventory;
	/** Whose own images are exempt; empty where that is not known. */
	readonly account: string;
	/** What is applied in each Region; absent for a saved scan, which doesn't hold it. */
	readonly applied?: Applied;
	/** Whether everything asked for was there, settings apart. */
	readonly isWhole: boolean;
};

export type Applied = {
	/** By Region. While Allowed AMIs is off, its criteria judge nothing: such a Region isn't here. */
	readonly criteria: ReadonlyMap<string, ImageCriteria>;
	readonly off: readonly string[];
	/** The Regions where AWS is known to tell of every image: those that don't enforce. */
	readonly open: ReadonlySet<string>;
	/** The Regions whose settings could not be read. */
	readonly unread: ReadonlyMap<string, Problem>;
};

/** Whether `DescribeImages` is to be asked about an image, once it is known whose Regions these are and what is applied there. */
export type Doubt = (ground: {readonly account: string; readonly applied: Applied}) => (image: ImageInUse) => boolean;

/** Names on stderr the Regions whose settings could not be read; gives whether all were. */
export function sayUnread({unread}: Applied, account?: string): boolean {
	for (const {what, next} of unread.values()) {
		say(`${account === undefined ? '' : `${account}: `}${what}\n  ${next}`);
	}

	return unread.size === 0;
}

/** How much of the ground is there; `isRead` says whether the settings are that matter. */
export function groundInWords({inventory: {coverage}, isWhole}: Ground, isRead: boolean): string {
	return coverage.isComplete() && !(isWhole && isRead) ? 'not complete' : coverageInWords(coverage);
}

/** A saved scan of one account. */
export async function groundInFile(context: Context, file: string): Promise<Ground> {
	const {instances, cutShort} = await savedScanFor(context, file);
	const inventory = new Inventory();
	inventory.addSaved(instances, cutShort);
	const owners = new Set(instances.flatMap(({OwnerId: owner}) => (owner === undefined ? [] : [owner])));
	const [account = '', ...others] = owners;
	if (others.length > 0) {
		throw new UsageError(
			`The scan is of several accounts: ${[...owners].join(', ')}.`,
			'Try the criteria on one account at a time.',
		);
	}

	return {inventory, account, isWhole: cutShort === undefined};
}

/** Scans the Regions asked for, of one account, reads their settings, and asks for the evidence that the scan alone leaves open. */
export async function groundInAws(context: Context, doubt: Doubt, cloud?: Cloud): Promise<Ground> {
	return groundOf(context, doubt, cloud ?? (await context.openCloud({readOnly: true})));
}

async function groundOf(context: Context, doubt: Doubt, cloud: Cloud): Promise<Ground> {
	const regions = await regionsFor(context, cloud, {preferConfigured: true});
	const [{account}, inventory, applied] = await Promise.all([
		cloud.identity(context.signal),
		scanRegions(context, cloud, regions),
		appliedIn(context, cloud, regions),
	]);
	const isEvidenceWhole = await addEvidence(context, cloud, {
		inventory,
		open: applied.open,
		isInDoubt: doubt({account, applied}),
	});
	return {inventory, account, applied, isWhole: isEvidenceWhole && inventory.coverage.isComplete()};
}

async function appliedIn(context: Context, cloud: Cloud, regions: readonly string[]): Promise<Applied> {
	const criteria = new Map<string, ImageCriteria>();
	const off: string[] = [];
	const open = new Set<string>();
	const unread = new Map<string, Problem>();
	await sideBySide(regions, regionsAtOnce, async (region) => {
		try {
			const {State, ImageCriteria} = await cloud.settings(region, context.signal);
			if (State === 'disabled' || State === 'audit-mode') {
				open.add(region);
			}

			if (State === 'disabled') {
				off.push(region);
			} else {
				criteria.set(region, ImageCriteria);
			}
		} catch (error) {
			context.signal.throwIfAborted();
			unread.set(region, problemOf(error));
		}
	});
	return {criteria, off, open, unread};
}

/**
Asks `DescribeImages` about the images that the scan alone leaves in doubt. While a Region enforces, AWS leaves out the images that aren't allowed:
that one is missing there does not mean that it is deregistered.
*/
async function addEvidence(
	context: Context,
	cloud: Cloud,
	{
		inventory,
		open,
		isInDoubt,
	}: {
		readonly inventory: Inventory;
		readonly open: Applied['open'];
		readonly isInDoubt: (image: ImageInUse) => boolean;
	},
): Promise<boolean> {
	const inDoubt = Map.groupBy(
		imagesInUse(inventory).filter((image) => isInDoubt(image)),
		({region}) => region,
	);
	const results = await sideBySide([...inDoubt], regionsAtOnce, async ([region, images]) => {
		try {
			const ids = [...new Set(images.map(({evidence}) => evidence.ImageId))];
			for await (const found of cloud.evidence(region, ids, context.signal)) {
				inventory.addEvidence(
					region,
					open.has(region) ? found : found.filter(({deregistered}) => deregistered !== true),
				);
			}

			return true;
		} catch (error) {
			context.signal.throwIfAborted();
			sayProblem(problemOf(error));
			return false;
		}
	});
	return results.every(Boolean);
}
